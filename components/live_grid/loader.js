// All that Streamlit sends with every message: finds the real module, once for the whole page.
const grids = new WeakMap();
const modules = (globalThis.bakeoffGridModules ??= new Map());

// The page may be served below a path, by the operator or by a proxy: its own script knows where.
function basePath() {
  const script = document.querySelector('script[src*="/static/js/"]');
  return script ? new URL(script.src).pathname.split("/static/js/")[0] : "";
}

function importSource(source) {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return import(url).finally(() => URL.revokeObjectURL(url));
}

function load(name) {
  if (!modules.has(name)) {
    // Relative addresses do not resolve from the blob that this code runs in.
    const loading = import(`${location.origin}${basePath()}/bakeoff/assets/${name}`);
    modules.set(name, loading);
    loading.catch(() => modules.delete(name));
  }
  return modules.get(name);
}

function open(held) {
  const { data } = held.component;
  if (data.source && !modules.has(data.module)) {
    modules.set(data.module, importSource(data.source));
  }
  held.loading = load(data.module).then(
    (module) => {
      if (held.isOpen) held.grid = module.mount(held.component, basePath());
    },
    (fault) => {
      held.loading = null;
      console.info("bakeoff: asking the page for the grid's module", fault);
      if (held.isOpen && !data.source) held.component.setStateValue("module", "wanted");
    },
  );
}

export default function (component) {
  const { parentElement } = component;
  let held = grids.get(parentElement);
  if (!held) {
    held = { isOpen: true, grid: null, loading: null };
    grids.set(parentElement, held);
  }
  held.component = component;
  if (held.grid) held.grid.update(component);
  else if (!held.loading) open(held);
  return () => {
    held.isOpen = false;
    held.grid?.unmount();
    grids.delete(parentElement);
  };
}
