// Small tools for building elements from trusted markup; what a model wrote goes in as text.

export function fragmentOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

export function elementOf(html) {
  return fragmentOf(html.trim()).firstElementChild;
}

export function refsOf(element) {
  const refs = {};
  for (const found of element.querySelectorAll("[data-ref]")) refs[found.dataset.ref] = found;
  return refs;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setHidden(element, isHidden) {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

export function appendText(element, text) {
  const last = element.lastChild;
  if (last && last.nodeType === Node.TEXT_NODE) last.appendData(text);
  else element.append(text);
}

export function secondsText(seconds, digits) {
  return `${seconds.toFixed(digits)} s`;
}
