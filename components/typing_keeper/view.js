// Tells Streamlit that a field lost focus once its typing pauses; the field really keeps it.
const WATCHED = "[data-testid='stTextArea'] textarea, [data-testid='stNumberInput'] input";

export default function ({ data, parentElement }) {
  if (parentElement.stopKeeping) return parentElement.stopKeeping;
  let field, timer;
  const commit = () => {
    clearTimeout(timer);
    if (field?.isConnected) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    field = undefined;
  };
  const pause = (event) => {
    if (event.isComposing || !event.target?.matches?.(WATCHED)) return;
    clearTimeout(timer);
    field = event.target;
    timer = setTimeout(commit, data.pause_ms);
  };
  // A popover that closes takes its fields with it before they hear that they lost focus.
  const closing = (event) => {
    if (event.type !== "keydown" || event.key === "Escape") commit();
  };
  const listeners = { input: pause, keydown: closing, pointerdown: closing };
  for (const [type, hear] of Object.entries(listeners)) document.addEventListener(type, hear, true);
  window.addEventListener("pagehide", commit);
  // Somebody may have begun to type before this was here to hear it.
  pause({ target: document.activeElement });
  parentElement.stopKeeping = () => {
    clearTimeout(timer);
    for (const [type, hear] of Object.entries(listeners)) {
      document.removeEventListener(type, hear, true);
    }
    window.removeEventListener("pagehide", commit);
    parentElement.stopKeeping = undefined;
  };
  return parentElement.stopKeeping;
}
