// Brings the cards of a run that was just started into view, once; the focus stays where it is.

const NEAR_TOP = 1 / 3;
const brought = new Set();

export function bringIntoView(element, runId) {
  if (brought.has(runId)) return;
  // Whoever comes back to the page finds it where they look.
  brought.add(runId);
  if (element.getBoundingClientRect().top < innerHeight * NEAR_TOP) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: isCalm ? "instant" : "smooth" });
}
