// All cards of one run: takes frames from the link, and puts them on the screen once a frame.

import { Card } from "./card.js";
import { STATUS_TEXT } from "./cardmarkup.js";
import { elementOf, setHidden, setText } from "./dom.js";
import { Link } from "./link.js";
import { bringIntoView } from "./reveal.js";
import { Summary } from "./summary.js";
import { Tooltip } from "./tooltip.js";

// Each tick paints every clock in view: more of them cost frames where nothing but the CPU paints.
const TICK_MS = 250;
const REPORT_MS = 1000;
const SAY_MS = 800;
const NOTICES = {
  live: "",
  reconnecting: "The connection was lost; reconnecting…",
  polling:
    "This page can't reach the live stream, so updates come through the page itself, a few times a second.",
};
const GRID_MARKUP = `
<div class="grid-root">
  <p class="transport" role="status" hidden></p>
  <div class="cards"></div>
  <div class="unseen" role="status" aria-live="polite"></div>
</div>`;

export class Grid {
  constructor(parent, component, url) {
    this.component = component;
    this.runId = component.data.run;
    this.element = elementOf(GRID_MARKUP);
    this.board = this.element.querySelector(".cards");
    this.transport = this.element.querySelector(".transport");
    this.speech = this.element.querySelector('[aria-live="polite"]');
    this.cards = new Map();
    this.epoch = "";
    this.tips = {};
    this.frames = [];
    this.asked = new Map();
    this.toSay = [];
    this.reported = component.data.mark;
    this.reportedAt = 0;
    this.isOpen = true;
    this.summary = new Summary();
    this.element.prepend(this.summary.element);
    this.tooltip = new Tooltip(this.element);
    this.watcher = new IntersectionObserver((entries) => this.#seen(entries), {
      rootMargin: "200px",
    });
    parent.append(this.element);
    this.#paint();
    this.link = new Link(url, {
      component: () => this.component,
      hello: () => this.#hello(),
      frame: (frame) => this.#receive(frame),
      mode: (mode) => this.#mode(mode),
    });
    this.tickedAt = 0;
    this.ticker = requestAnimationFrame((now) => this.#tick(now));
  }

  update(component) {
    this.component = component;
    this.#paint();
    const { run } = this.summary;
    if (run && component.data.mark === markOf(run)) this.#settleReport(component.data.mark);
    this.link.receive(component.data.reply);
  }

  close() {
    this.isOpen = false;
    this.link.close();
    this.watcher.disconnect();
    cancelAnimationFrame(this.ticker);
    cancelAnimationFrame(this.painting);
    clearTimeout(this.reporting);
    clearTimeout(this.saying);
    this.element.remove();
  }

  #commands() {
    return {
      stop: (index) => this.link.send({ stop: index }),
      retry: (index) => this.link.send({ retry: index }),
      follow: (index, isWanted) => this.link.send({ text: index, follow: isWanted }),
      text: (index) => this.#text(index),
      words: () => this.tips,
      say: (text) => this.#say(text),
      changed: (card) => this.#statusChanged(card),
    };
  }

  #text(index) {
    return new Promise((resolve) => {
      this.asked.set(index, [...(this.asked.get(index) ?? []), resolve]);
      this.link.send({ text: index });
    });
  }

  // Frames wait for the next paint; a hidden page paints nothing, so they wait until it is shown.
  #receive(frame) {
    if (frame.run) this.link?.expectFrames(frame.run.live);
    this.frames.push(frame);
    if (this.frames.length === 1) {
      this.painting = requestAnimationFrame(() => this.#flush());
    }
    if (document.hidden && frame.run) this.#report(frame.run);
  }

  #hello() {
    this.#flush();
    const cards = {};
    for (const [index, card] of this.cards) cards[index] = card.held();
    return { epoch: this.epoch, cards };
  }

  #flush() {
    const frames = this.frames.splice(0);
    if (!this.isOpen || !frames.length) return;
    const touched = new Set();
    for (const frame of frames) this.#apply(frame, touched);
    if (this.component.data.isNew && this.cards.size) bringIntoView(this.element, this.runId);
    // All writing is done: from here the layout is asked for once, not once a card.
    for (const card of touched) if (card.isVisible) card.scroll.follow();
  }

  #apply(frame, touched) {
    if (frame.epoch !== undefined && frame.epoch !== this.epoch) this.#restart(frame.epoch);
    if (frame.words) this.#learn(frame.words);
    if (frame.shown) this.#arrange(frame.shown);
    for (const change of frame.cards ?? []) {
      const card = this.cards.get(change[0]);
      if (!card) continue;
      card.apply(change);
      touched.add(card);
    }
    if (frame.run) {
      this.summary.update(frame.run);
      this.#report(frame.run);
    }
    if (frame.text) this.#answerText(frame.text);
  }

  #restart(epoch) {
    this.epoch = epoch;
    for (const card of this.cards.values()) this.#drop(card);
    this.cards.clear();
  }

  #learn(words) {
    for (const [name, { description }] of Object.entries(words)) this.tips[name] = description;
  }

  #arrange(shown) {
    const wanted = new Set(shown);
    const hadFocus = this.element.getRootNode().activeElement?.closest(".card");
    for (const [index, card] of this.cards) {
      if (wanted.has(index)) continue;
      this.cards.delete(index);
      this.#drop(card);
    }
    shown.forEach((index, place) => {
      if (!this.cards.has(index)) this.cards.set(index, this.#create(index));
      const { element } = this.cards.get(index);
      if (this.board.children[place] !== element) {
        this.board.insertBefore(element, this.board.children[place] ?? null);
      }
      if (hadFocus && !hadFocus.isConnected && hadFocus.dataset.place === String(place)) {
        this.cards.get(index).refs.body.focus({ preventScroll: true });
      }
      element.dataset.place = String(place);
    });
  }

  #create(index) {
    const card = new Card(index, this.#commands());
    card.element.bakeoffCard = card;
    this.watcher.observe(card.element);
    return card;
  }

  #drop(card) {
    this.watcher.unobserve(card.element);
    card.element.remove();
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const card = target.bakeoffCard;
      card.isVisible = isIntersecting;
      if (isIntersecting && card.isLive) card.scroll.follow();
    }
  }

  #answerText({ index, text }) {
    for (const resolve of this.asked.get(index) ?? []) resolve(text);
    this.asked.delete(index);
  }

  #statusChanged(card) {
    const { label, status, duration_s: took, failure } = card.state;
    if (card.isLive) return;
    const tookWords = took ? ` after ${took}` : "";
    const why = failure ? `: ${failure.message.slice(0, 120)}` : "";
    if (!card.isFresh) this.#say(`${label}: ${STATUS_TEXT[status]}${tookWords}${why}`);
  }

  // Several at once are one announcement: a screen reader drops what is overtaken.
  #say(text) {
    this.toSay.push(text);
    this.saying ??= setTimeout(() => {
      this.saying = undefined;
      setText(this.speech, this.toSay.splice(0).join(". "));
    }, SAY_MS);
  }

  // Tells the script that there is more for its table: about once a second, and at once at the end.
  #report(run) {
    const mark = markOf(run);
    if (mark === this.reported) {
      this.#settleReport(mark);
      return;
    }
    const wait = run.live ? Math.max(0, this.reportedAt + REPORT_MS - performance.now()) : 0;
    clearTimeout(this.reporting);
    this.reporting = setTimeout(() => {
      this.reported = mark;
      this.reportedAt = performance.now();
      this.component.setTriggerValue("ended", run.rows_ended);
    }, wait);
  }

  #settleReport(mark) {
    this.reported = mark;
    clearTimeout(this.reporting);
  }

  #mode(mode) {
    setText(this.transport, NOTICES[mode]);
    setHidden(this.transport, !NOTICES[mode]);
    this.element.dataset.transport = mode;
  }

  #tick(now) {
    this.ticker = requestAnimationFrame((next) => this.#tick(next));
    if (now - this.tickedAt < TICK_MS || !this.summary.isLive) return;
    this.tickedAt = now;
    this.summary.tick(performance.now());
    for (const card of this.cards.values()) {
      if (card.isVisible) card.tick(performance.now());
    }
  }

  // The code's palette follows the page's background, whatever named theme it comes from.
  #paint() {
    const probe = document.createElement("span");
    probe.style.color = "var(--st-background-color)";
    this.element.append(probe);
    const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
    probe.remove();
    const isDark = 0.299 * red + 0.587 * green + 0.114 * blue < 128;
    this.element.dataset.theme = isDark ? "dark" : "light";
  }
}

function markOf(run) {
  return `${run.rows}/${run.rows_ended}/${run.live ? "live" : "over"}`;
}
