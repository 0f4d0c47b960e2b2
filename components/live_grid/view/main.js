// What the component's few inline lines import: mounts a grid, and keeps it over reruns.

import { Grid } from "./grid.js";

function socketUrl(base, runId) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${base}/bakeoff/ws/${encodeURIComponent(runId)}`;
}

export function mount(component, base) {
  const { parentElement } = component;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  const root = parentElement.getRootNode();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const open = (latest) => new Grid(parentElement, latest, socketUrl(base, latest.data.run));
  let grid = open(component);
  return {
    update(latest) {
      if (latest.data.run === grid.runId) {
        grid.update(latest);
        return;
      }
      grid.close();
      grid = open(latest);
    },
    unmount() {
      grid.close();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
