// Builds an answer from the renderer's operations: sealed blocks, at most one open slot, a tail.

import { appendText, fragmentOf } from "./dom.js";

const RUN = /(\d+)([a-z]+|_)/g;

export class Answer {
  constructor(root) {
    this.root = root;
    this.count = 0;
    this.slot = null;
    this.openHtml = "";
    this.tail = [];
  }

  get isEmpty() {
    return this.count === 0 && this.openHtml === "";
  }

  // Replaces all by the HTML that the first `count` operations build.
  snapshot(html, count) {
    this.tail = [];
    this.openHtml = "";
    this.root.replaceChildren(fragmentOf(html));
    const slots = this.root.querySelectorAll("[data-slot]");
    this.slot = slots.length ? slots[slots.length - 1] : null;
    this.count = count;
  }

  apply(operations, keep, tail) {
    const openHtml = this.openHtml.slice(0, keep) + tail;
    if (!operations.length && openHtml === this.openHtml) return;
    for (const node of this.tail) node.remove();
    for (const [code, ...rest] of operations) this.#operate(code, this.#whole(rest));
    this.count += operations.length;
    this.openHtml = openHtml;
    const content = fragmentOf(openHtml);
    this.tail = [...content.childNodes];
    (this.slot ?? this.root).append(content);
  }

  // What stood open and is sealed now is not sent again: a length says how much of it stays.
  #whole([value, rest]) {
    return rest === undefined ? value : this.openHtml.slice(0, value) + rest;
  }

  #operate(code, value) {
    if (code === "b") this.root.append(fragmentOf(value));
    else if (code === "o") this.#open(value);
    else if (code === "i") this.slot.append(fragmentOf(value));
    else if (code === "t") appendText(this.slot, value);
    else if (code === "h") this.#highlight(value);
    else if (code === "c") this.#close();
    else if (code === "w") this.#replace(value);
  }

  #open(html) {
    this.root.append(fragmentOf(html));
    const opened = this.root.lastElementChild;
    this.slot = opened.matches("[data-slot]") ? opened : opened.querySelector("[data-slot]");
  }

  #close() {
    this.slot.removeAttribute("data-slot");
    this.slot = null;
  }

  #replace(html) {
    this.slot = null;
    this.root.replaceChildren(fragmentOf(html));
  }

  #highlight(runs) {
    const text = this.slot.textContent;
    const coloured = document.createDocumentFragment();
    let position = 0;
    for (const [, length, style] of runs.matchAll(RUN)) {
      const end = position + Number(length);
      const piece = text.slice(position, end);
      if (style === "_") coloured.append(piece);
      else {
        const span = document.createElement("span");
        span.className = style;
        span.textContent = piece;
        coloured.append(span);
      }
      position = end;
    }
    coloured.append(text.slice(position));
    this.slot.replaceChildren(coloured);
  }
}
