// What the component's few inline lines import: one grid for each place on the page, over reruns.

import { Grid } from "./grid.js";

const shown = new WeakMap();

// `base` is the absolute address below which our routes are.
export function show(component, base) {
  const { data, parentElement } = component;
  const before = shown.get(parentElement);
  if (before?.runId === data.run) {
    before.update(component);
    return;
  }
  before?.close();
  if (!before) adoptStyle(parentElement.getRootNode());
  const url = `${base.replace(/^http/, "ws")}ws/${encodeURIComponent(data.run)}`;
  shown.set(parentElement, new Grid(parentElement, component, url));
}

export function hide(parentElement) {
  shown.get(parentElement)?.close();
  shown.delete(parentElement);
}

function adoptStyle(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
