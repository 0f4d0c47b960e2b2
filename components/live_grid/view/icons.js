// The pictures on pills and buttons; each is beside words or under an accessible name.

const PATHS = {
  queued: '<circle cx="8" cy="8" r="6"/><path d="M8 4.8V8l2.2 1.6"/>',
  running: '<path d="M8 2a6 6 0 1 1-5.2 3"/>',
  completed: '<circle cx="8" cy="8" r="6"/><path d="m5.3 8.2 1.9 1.9 3.6-4"/>',
  failed: '<path d="M8 2.2 14.4 13.4H1.6z"/><path d="M8 6.4v3.2M8 11.5v.1"/>',
  cancelled: '<circle cx="8" cy="8" r="6"/><path d="M5.9 5.9h4.2v4.2H5.9z"/>',
  interrupted: '<path d="M9 1.8 4 9h3.4L7 14.2 12 7H8.6z"/>',
  copy: '<rect x="5.5" y="5.5" width="8" height="8" rx="1.6"/><path d="M10.5 5.5V4a1.5 1.5 0 0 0-1.5-1.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5"/>',
  copied: '<path d="m3 8.6 3.2 3.2L13 4.8"/>',
  expand: '<path d="M9.6 2.6h3.8v3.8M6.4 13.4H2.6V9.6M13 3 9.4 6.6M3 13l3.6-3.6"/>',
  shrink: '<path d="M13.2 6.4H9.6V2.8M2.8 9.6h3.6v3.6M9.8 6.2l3.4-3.4M6.2 9.8l-3.4 3.4"/>',
  stop: '<rect x="4" y="4" width="8" height="8" rx="1.4"/>',
  retry: '<path d="M13.2 8A5.2 5.2 0 1 1 11.6 4.3"/><path d="M13.4 2v3h-3"/>',
  down: '<path d="M8 3v9.4M4.2 8.8 8 12.6l3.8-3.8"/>',
};

export function icon(name) {
  return (
    '<svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" ' +
    'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">' +
    `${PATHS[name]}</svg>`
  );
}
