// The markup of one card, before anything is known of its completion.

import { icon } from "./icons.js";

export const STATUS_TEXT = {
  queued: "Queued",
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Stopped",
  interrupted: "Interrupted",
};

function metric(name, heading) {
  return (
    `<div class="metric" data-ref="${name}_box"><dt>${heading}</dt>` +
    `<dd data-ref="${name}">–</dd></div>`
  );
}

function button(name, text, picture) {
  return (
    `<button type="button" class="action ${name}" data-ref="${name}" hidden>` +
    `${icon(picture)}<span>${text}</span></button>`
  );
}

export const CARD_MARKUP = `
<article class="card" role="group" data-status="queued">
  <header class="head">
    <h3 data-ref="label"></h3>
    <span class="pill"><span data-ref="picture">${icon("queued")}</span><span data-ref="status"></span></span>
    <p class="who" data-ref="model"></p>
    <p class="who" data-ref="served"></p>
  </header>
  <dl class="metrics">
    ${metric("ttft_s", "TTFT")}
    ${metric("duration_s", "Time")}
    ${metric("tokens_per_second", "Speed")}
    ${metric("completion_tokens", "Tokens")}
    ${metric("cost_usd", "Cost")}
    <div class="metric"><dt>Finish</dt>
      <dd><button type="button" class="finish" data-ref="finish_reason" disabled>–</button>
      <span class="unseen" data-ref="finish_explanation"></span></dd></div>
  </dl>
  <div class="frame">
    <div class="body" data-ref="body" tabindex="0" role="group">
      <p class="notice" data-ref="notice" hidden></p>
      <details class="reasoning" data-ref="reasoning" hidden>
        <summary>Reasoning <small data-ref="reasoning_size"></small></summary>
        <div class="plain" data-ref="reasoning_text"></div>
      </details>
      <div class="answer" data-ref="answer"></div>
      <pre class="raw" data-ref="raw" hidden></pre>
      <div class="images" data-ref="images" hidden></div>
      <div class="tools" data-ref="tools" hidden></div>
      <div class="callout refusal" data-ref="refusal" hidden>
        <strong>Refused</strong><p class="plain" data-ref="refusal_text"></p></div>
      <div class="callout failure" data-ref="failure" hidden>
        <strong data-ref="failure_kind"></strong>
        <p class="plain" data-ref="failure_message"></p>
        <p class="advice" data-ref="failure_advice"></p></div>
      <p class="waiting" data-ref="waiting"></p>
      <p class="earlier" data-ref="earlier" hidden></p>
    </div>
    <button type="button" class="latest" data-ref="latest" hidden>${icon("down")}<span>Latest</span></button>
  </div>
  <footer class="foot">
    <button type="button" class="action toggle" data-ref="toggle" aria-pressed="false">Raw</button>
    <button type="button" class="action bare" data-ref="copy">${icon("copy")}</button>
    <button type="button" class="action bare" data-ref="expand" aria-expanded="false">${icon("expand")}</button>
    <span class="space"></span>
    ${button("stop", "Stop", "stop")}
    ${button("retry", "Retry", "retry")}
  </footer>
</article>`;
