// One completion on the screen.

import { Answer } from "./answer.js";
import { CARD_MARKUP, STATUS_TEXT } from "./cardmarkup.js";
import { copyText } from "./clipboard.js";
import { appendText, elementOf, refsOf, secondsText, setHidden, setText } from "./dom.js";
import { icon } from "./icons.js";
import { FollowingScroll } from "./scroll.js";

const BLANK = "–";
const COPIED_MS = 1600;
const LIVE = new Set(["queued", "running"]);
const RETRYABLE = new Set(["failed", "cancelled", "interrupted"]);

export class Card {
  // `commands` does what buttons ask for: stop, retry, copy and follow raw text, by index.
  constructor(index, commands) {
    this.index = index;
    this.commands = commands;
    this.element = elementOf(CARD_MARKUP);
    this.refs = refsOf(this.element);
    this.answer = new Answer(this.refs.answer);
    this.scroll = new FollowingScroll(this.refs.body, () => this.#showLatest());
    this.state = { status: "queued", label: "", tool_calls: [] };
    this.counts = { reasoning: 0, refusal: 0, images: 0, text: -1 };
    this.clock = null;
    this.isVisible = false;
    this.isFresh = true;
    this.#listen();
  }

  get isLive() {
    return LIVE.has(this.state.status);
  }

  // What a reconnecting socket tells the server that this card has.
  held() {
    const { reasoning, refusal, images, text } = this.counts;
    return [this.answer.count, reasoning, refusal, images, text];
  }

  // Changes the document only; nothing here may ask for layout.
  apply([, operations, keep, tail, more]) {
    if (more) this.#applyMore(more);
    this.answer.apply(operations, keep, tail);
    if (more?.head || this.#isWaiting() === this.refs.waiting.hidden) this.#showWaiting();
    if (this.isFresh && !this.isLive) this.scroll.isFollowing = false;
    this.isFresh = false;
  }

  tick(now) {
    if (!this.clock || !this.isLive) return;
    setText(this.refs.duration_s, secondsText(this.clock.from + (now - this.clock.at) / 1000, 1));
  }

  #applyMore(more) {
    if (more.snapshot !== undefined) this.answer.snapshot(more.snapshot, more.operations);
    if (more.head) this.#applyHead(more.head);
    if (more.reasoning) this.#applyReasoning(...more.reasoning);
    if (more.refusal) this.#applyRefusal(...more.refusal);
    if (more.images) this.#applyImages(...more.images);
    if (more.text) this.#applyText(...more.text);
  }

  #applyReasoning(count, text) {
    this.counts.reasoning = count;
    setHidden(this.refs.reasoning, false);
    appendText(this.refs.reasoning_text, text);
    const length = this.refs.reasoning_text.firstChild.length;
    setText(this.refs.reasoning_size, `${length.toLocaleString("en")} characters`);
  }

  #applyRefusal(count, text) {
    this.counts.refusal = count;
    setHidden(this.refs.refusal, false);
    appendText(this.refs.refusal_text, text);
  }

  #applyImages(count, urls) {
    this.counts.images = count;
    for (const url of urls) {
      const image = document.createElement("img");
      image.src = url;
      image.alt = `Image from ${this.state.label}`;
      this.refs.images.append(image);
    }
    setHidden(this.refs.images, !this.refs.images.childElementCount);
  }

  #applyText(from, count, text) {
    if (this.counts.text < 0) return;
    if (from === 0) this.refs.raw.replaceChildren();
    this.counts.text = count;
    appendText(this.refs.raw, text);
  }

  #applyHead(head) {
    const before = this.state.status;
    this.state = { ...this.state, ...head };
    if (head.clock_s !== undefined) this.clock = { from: head.clock_s, at: performance.now() };
    if (head.label !== undefined) this.#showNames();
    this.#showWho();
    this.#showStatus();
    this.#showMetrics();
    this.#showFinish();
    this.#showFailure();
    if (head.tool_calls) this.#showTools();
    setText(this.refs.notice, this.state.notice ?? "");
    setHidden(this.refs.notice, !this.state.notice);
    this.#showEarlier();
    if (before !== this.state.status) this.commands.changed(this);
  }

  #showNames() {
    const { label } = this.state;
    setText(this.refs.label, label);
    this.refs.label.title = label;
    this.element.setAttribute("aria-label", label);
    this.refs.body.setAttribute("aria-label", `Answer of ${label}`);
    this.refs.copy.setAttribute("aria-label", `Copy the answer of ${label}`);
    this.refs.stop.setAttribute("aria-label", `Stop ${label}`);
    this.refs.retry.setAttribute("aria-label", `Retry ${label}`);
    this.refs.toggle.setAttribute("aria-label", `Raw text of ${label}`);
    this.refs.expand.setAttribute("aria-label", `Expand ${label}`);
    this.refs.latest.setAttribute("aria-label", `Latest text of ${label}`);
  }

  #showWho() {
    const { label, model, response_model: served, provider } = this.state;
    const parts = [];
    if (served && served !== model) parts.push(`answered by ${served}`);
    if (provider) parts.push(`via ${provider}`);
    // Both lines are there from the start: who serves is known later, and nothing may move then.
    const lines = [model === label ? "" : model, parts.join(" · ")];
    if (!lines[0]) lines.reverse();
    for (const [place, name] of ["model", "served"].entries()) {
      setText(this.refs[name], lines[place] || "\u00a0");
      this.refs[name].title = lines[place];
    }
  }

  #showStatus() {
    const { status } = this.state;
    if (this.element.dataset.status !== status) {
      this.element.dataset.status = status;
      this.refs.picture.innerHTML = icon(status);
    }
    setText(this.refs.status, STATUS_TEXT[status]);
    setHidden(this.refs.stop, !this.isLive);
    setHidden(this.refs.retry, !RETRYABLE.has(status));
    this.#showLatest();
  }

  #showMetrics() {
    for (const name of ["ttft_s", "tokens_per_second"]) {
      setText(this.refs[name], this.state[name] || BLANK);
    }
    // Chunks are no tokens: the count stands in until the provider reports what it used.
    const { completion_tokens: tokens, chunks } = this.state;
    const counted = chunks ? `≈ ${chunks.toLocaleString("en")} chunks` : BLANK;
    setText(this.refs.completion_tokens, tokens || counted);
    if (!this.isLive || !this.clock) setText(this.refs.duration_s, this.state.duration_s || BLANK);
    const { cost_usd: cost, cost_source: source, tokens_detail: detail } = this.state;
    setText(this.refs.cost_usd, cost ? (source === "estimated" ? `≈ ${cost}` : cost) : BLANK);
    const tips = this.commands.words();
    for (const name of ["ttft_s", "duration_s", "tokens_per_second"]) {
      this.refs[`${name}_box`].dataset.tip = tips[name] ?? "";
    }
    this.refs.completion_tokens_box.dataset.tip = tokens
      ? `${detail} ${tips.completion_tokens}`
      : "Pieces received so far. The provider reports tokens when it ends.";
    this.refs.cost_usd_box.dataset.tip = `${tips.cost_usd} This one is ${source}.`;
  }

  #showFinish() {
    const { finish_reason: reason, finish_explanation: explanation } = this.state;
    setText(this.refs.finish_reason, reason || BLANK);
    setText(this.refs.finish_explanation, explanation ?? "");
    this.refs.finish_reason.disabled = !reason;
    this.refs.finish_reason.dataset.tip = explanation ?? "";
    this.refs.finish_reason.dataset.reason = reason ?? "";
    if (!reason) return;
    this.refs.finish_reason.setAttribute("aria-label", `Finish reason: ${reason}`);
    this.refs.finish_reason.setAttribute("aria-description", explanation ?? "");
  }

  #showFailure() {
    const { failure, status } = this.state;
    setHidden(this.refs.failure, !failure);
    if (!failure) return;
    const code = failure.code ? ` ${failure.code}` : "";
    const kind = failure.kind.replaceAll("_", " ");
    const verb = status === "failed" ? "Failed" : STATUS_TEXT[status];
    setText(this.refs.failure_kind, `${verb}: ${kind}${code}`);
    setText(this.refs.failure_message, failure.message);
    setText(this.refs.failure_advice, failure.advice);
  }

  #showTools() {
    this.refs.tools.replaceChildren(
      ...this.state.tool_calls.map(([name, text]) => {
        const call = elementOf(
          '<section class="tool"><p>Asks to call <code></code></p><pre></pre></section>',
        );
        call.querySelector("code").textContent = name || "a tool without a name";
        call.querySelector("pre").textContent = text;
        return call;
      }),
    );
    setHidden(this.refs.tools, !this.state.tool_calls.length);
  }

  #showEarlier() {
    const { earlier } = this.state;
    setHidden(this.refs.earlier, !earlier);
    if (earlier) {
      const tries = earlier === 1 ? "An earlier try" : `${earlier} earlier tries`;
      setText(this.refs.earlier, `${tries} of it ${earlier === 1 ? "is" : "are"} in the table.`);
    }
  }

  #isWaiting() {
    const { failure, tool_calls: tools } = this.state;
    const { refusal, images } = this.counts;
    return this.answer.isEmpty && !failure && !tools.length && !refusal && !images;
  }

  #showWaiting() {
    const isWaiting = this.#isWaiting();
    setHidden(this.refs.waiting, !isWaiting);
    if (!isWaiting) return;
    const words = {
      queued: "Waiting to be sent…",
      running: this.counts.reasoning ? "Reasoning…" : "Waiting for the first token…",
      completed: "The answer is empty.",
    };
    setText(this.refs.waiting, words[this.state.status] ?? "Nothing had arrived.");
    this.refs.waiting.dataset.live = String(this.isLive);
  }

  #showLatest() {
    setHidden(this.refs.latest, this.scroll.isFollowing || !this.isLive);
  }

  #listen() {
    const { stop, retry, copy, toggle, expand, latest } = this.refs;
    stop.addEventListener("click", () => this.commands.stop(this.index));
    retry.addEventListener("click", () => this.commands.retry(this.index));
    latest.addEventListener("click", () => this.scroll.resume());
    copy.addEventListener("click", () => this.#copy());
    toggle.addEventListener("click", () => this.#toggleRaw());
    expand.addEventListener("click", () => this.#toggleExpanded());
  }

  async #copy() {
    const isCopied = await copyText(this.commands.text(this.index)).catch(() => false);
    this.refs.copy.innerHTML = icon(isCopied ? "copied" : "failed");
    const { label } = this.state;
    const said = isCopied ? `Answer of ${label} copied` : `Answer of ${label} could not be copied`;
    this.commands.say(said);
    setTimeout(() => {
      this.refs.copy.innerHTML = icon("copy");
    }, COPIED_MS);
  }

  #toggleRaw() {
    const isRaw = this.counts.text < 0;
    this.counts.text = isRaw ? 0 : -1;
    this.refs.raw.replaceChildren();
    setHidden(this.refs.raw, !isRaw);
    setHidden(this.refs.answer, isRaw);
    this.refs.toggle.setAttribute("aria-pressed", String(isRaw));
    this.commands.follow(this.index, isRaw);
  }

  #toggleExpanded() {
    const isExpanded = this.element.classList.toggle("expanded");
    this.refs.expand.setAttribute("aria-expanded", String(isExpanded));
    this.refs.expand.innerHTML = icon(isExpanded ? "shrink" : "expand");
    const verb = isExpanded ? "Shrink" : "Expand";
    this.refs.expand.setAttribute("aria-label", `${verb} ${this.state.label}`);
  }
}
