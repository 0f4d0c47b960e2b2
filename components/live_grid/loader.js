// Streamlit sends this with every message, so it only finds the real module, once for the page.
const modules = (globalThis.bakeoffGridModules ??= new Map());

function address(name) {
  // The page may be served below a path, by the operator or by a proxy: its own script knows.
  const script = document.querySelector('script[src*="/static/js/"]');
  const base = script ? script.src.split("/static/js/")[0] : location.origin;
  return [`${base}/bakeoff/`, `${base}/bakeoff/assets/${name}`];
}

function load({ module: name, source }) {
  if (!modules.has(name)) {
    const blob = source && URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    modules.set(name, import(blob || address(name)[1]));
    modules.get(name).catch(() => modules.delete(name));
  }
  return modules.get(name);
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const loading = load(data);
  loading.then(
    (module) => {
      if (data.source) setStateValue("module", "loaded");
      module.show(component, address()[0]);
    },
    (fault) => {
      console.info("bakeoff: asking the page for the grid's module", fault);
      if (!data.source) setStateValue("module", "wanted");
    },
  );
  return () => loading.then((module) => module.hide(parentElement));
}
