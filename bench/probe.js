// Sees what a person sees: when a stamp became visible text, every frame, every long task, every byte.
(() => {
  const seen = new Map();
  const frames = [];
  const longTasks = [];
  const messages = [];
  const clock = () => (performance.timeOrigin + performance.now()) / 1000;
  const pending = new Set();
  const read = (text) => {
    for (const [, stamp] of text.matchAll(/⟦(\d+\.\d+)⟧/g)) if (!seen.has(stamp)) pending.add(stamp);
  };
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") read(change.target.data);
      for (const node of change.addedNodes) read(node.textContent ?? "");
    }
  });
  const watch = (root) =>
    observer.observe(root, { subtree: true, childList: true, characterData: true });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    watch(root);
    return root;
  };
  watch(document);
  const frame = () => {
    const now = clock();
    frames.push(now);
    for (const stamp of pending) seen.set(stamp, now);
    pending.clear();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const task of list.getEntries())
      longTasks.push([(performance.timeOrigin + task.startTime) / 1000, task.duration]);
  }).observe({ type: "longtask", buffered: true });
  const encoder = new TextEncoder();
  const size = (data) =>
    typeof data === "string" ? encoder.encode(data).length : (data.byteLength ?? data.size);
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => messages.push([clock(), size(event.data)]));
    }
  };
  window.bakeoffProbe = {
    clear: () => (seen.clear(), (frames.length = 0), (longTasks.length = 0), (messages.length = 0)),
    count: () => seen.size,
    report: () => ({ seen: [...seen], frames, longTasks, messages }),
  };
})();
