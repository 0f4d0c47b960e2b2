// The bar above the cards: how far the run is, how long it has taken, what it has cost.

import { elementOf, refsOf, secondsText, setText } from "./dom.js";

const SUMMARY_MARKUP = `
<div class="summary">
  <div class="track" role="progressbar" aria-label="Answers ended" aria-valuemin="0" data-ref="track">
    <span class="done" data-ref="done"></span><span class="bad" data-ref="bad"></span>
  </div>
  <p class="counts" data-ref="counts">Connecting…</p>
</div>`;

export class Summary {
  constructor() {
    this.element = elementOf(SUMMARY_MARKUP);
    this.refs = refsOf(this.element);
    this.run = null;
    this.startedAt = 0;
  }

  get isLive() {
    return Boolean(this.run?.live);
  }

  update(run) {
    if (run.live && run.clock_s !== this.run?.clock_s) {
      this.startedAt = performance.now() - run.clock_s * 1000;
    }
    this.run = run;
    const { total, ended, failed, cancelled } = run;
    const { track, done, bad } = this.refs;
    track.setAttribute("aria-valuemax", total);
    track.setAttribute("aria-valuenow", ended);
    const good = ended - failed - cancelled;
    done.style.width = `${(100 * good) / total}%`;
    bad.style.width = `${(100 * (failed + cancelled)) / total}%`;
    this.tick(performance.now());
    track.setAttribute("aria-valuetext", `${ended} of ${total} done`);
  }

  tick(now) {
    if (!this.run) return;
    const { live, total, ended, running, queued, failed, cancelled } = this.run;
    const parts = [`${ended} of ${total} done`];
    if (running) parts.push(`${running} running`);
    if (queued) parts.push(`${queued} queued`);
    if (failed) parts.push(`${failed} failed`);
    if (cancelled) parts.push(`${cancelled} stopped`);
    if (!live) parts.push(secondsText(this.run.elapsed_s, 2));
    else if (running || ended) parts.push(secondsText((now - this.startedAt) / 1000, 1));
    if (this.run.cost) parts.push(this.#cost());
    setText(this.refs.counts, parts.join(" · "));
  }

  #cost() {
    const { cost, cost_is_partial: isPartial, live } = this.run;
    const amount = isPartial ? `at least ${cost}` : cost;
    return live ? `${amount} so far` : amount;
  }
}
