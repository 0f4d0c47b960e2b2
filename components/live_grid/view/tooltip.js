// One explanation at a time, beside whatever the pointer or the keyboard is on.

const GAP_PX = 8;

export class Tooltip {
  constructor(root) {
    this.element = document.createElement("div");
    this.element.className = "tooltip";
    this.element.setAttribute("role", "tooltip");
    this.element.popover = "manual";
    this.anchor = null;
    root.append(this.element);
    const show = (event) => this.#show(event.target.closest("[data-tip]"));
    root.addEventListener("pointerover", show);
    root.addEventListener("focusin", show);
    root.addEventListener("click", show);
    root.addEventListener("pointerleave", () => this.#show(null));
    root.addEventListener("focusout", () => this.#show(null));
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.#show(null));
    root.addEventListener("scroll", () => this.#show(null), { capture: true, passive: true });
  }

  #show(anchor) {
    const tip = anchor?.dataset.tip;
    if (!tip) anchor = null;
    if (anchor === this.anchor && (!anchor || this.element.textContent === tip)) return;
    this.anchor = anchor;
    if (!anchor) {
      if (this.element.matches(":popover-open")) this.element.hidePopover();
      return;
    }
    this.element.textContent = tip;
    if (!this.element.matches(":popover-open")) this.element.showPopover();
    this.#place(anchor.getBoundingClientRect());
  }

  #place(anchor) {
    const { width, height } = this.element.getBoundingClientRect();
    const above = anchor.top - height - GAP_PX;
    const top = above > GAP_PX ? above : anchor.bottom + GAP_PX;
    const middle = anchor.left + anchor.width / 2 - width / 2;
    const left = Math.max(GAP_PX, Math.min(middle, innerWidth - width - GAP_PX));
    this.element.style.top = `${top}px`;
    this.element.style.left = `${left}px`;
  }
}
