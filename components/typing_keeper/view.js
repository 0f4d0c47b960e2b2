// Tells Streamlit that a field lost focus once its typing pauses; the field really keeps it.
const WATCHED = "[data-testid='stTextArea'] textarea, [data-testid='stNumberInput'] input";

export default function ({ data, parentElement }) {
  if (parentElement.stopKeeping) return parentElement.stopKeeping;
  let timer;
  const pause = (event) => {
    const field = event.target;
    if (event.isComposing || !field.matches?.(WATCHED)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (field.isConnected) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    }, data.pause_ms);
  };
  document.addEventListener("input", pause);
  parentElement.stopKeeping = () => {
    clearTimeout(timer);
    document.removeEventListener("input", pause);
    parentElement.stopKeeping = undefined;
  };
  return parentElement.stopKeeping;
}
