// dom.js — elements made in one line, icons, and words for times.

const SVG = 'http://www.w3.org/2000/svg';

// An element: its tag, properties ("on…" are listeners, "data" and "aria" are objects, "class" and others attributes),
// and what is in it: elements, words, and lists of them; null and false are left out.
export function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProperty(element, name, value);
  element.append(...there(children));
  return element;
}

// Puts these in the place of what is in the element.
export function fill(element, ...children) {
  element.replaceChildren(...there(children));
}

function there(children) {
  return children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);
}

function setProperty(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'data') Object.assign(element.dataset, value);
  else if (name === 'aria')
    for (const [key, word] of Object.entries(value)) element.setAttribute(`aria-${key}`, String(word));
  else element.setAttribute(name, value === true ? '' : value);
}

export const byId = (id) => document.getElementById(id);

// To add one: a row, drawn in a square of 16. Filled shapes, as players draw them.
const ICONS = {
  play: 'M4 2l10 6-10 6z',
  pause: 'M3 2h4v12H3zM9 2h4v12H9z',
  back: 'M2 2h2v12H2zM14 2v12L5 8z',
  next: 'M12 2h2v12h-2zM2 2v12l9-6z',
  frameBack: 'M11 3v10L4 8z',
  frameNext: 'M5 3v10l7-5z',
  loop: 'M13 8a5 5 0 1 1-2-4V1h2v6H7V5h3a3.5 3.5 0 1 0 1.5 3z',
  sound: 'M2 6h3l4-4v12l-4-4H2zM11 5a4 4 0 0 1 0 6zM11 2a7 7 0 0 1 0 12v-1.6a5.4 5.4 0 0 0 0-8.8z',
  silent:
    'M2 6h3l4-4v12l-4-4H2zM10.5 6.2l1.2-1.2L13 6.5 14.5 5l1.2 1.2L14.2 7.8l1.5 1.6-1.2 1.2L13 9l-1.3 1.5-1.2-1.2 1.4-1.5z',
  more: 'M2 6.5h3v3H2zM6.5 6.5h3v3h-3zM11 6.5h3v3h-3z',
  panel: 'M1 2h14v12H1zM2.5 3.5v9h7v-9z',
  sun:
    'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM7.3 0h1.4v3H7.3zM7.3 13h1.4v3H7.3zM0 7.3h3v1.4H0zM13 7.3h3v1.4h-3z' +
    'M2 3l1-1 2 2-1 1zM11 12l1-1 2 2-1 1zM13 2l1 1-2 2-1-1zM4 11l1 1-2 2-1-1z',
  moon: 'M13.5 10.5A6 6 0 0 1 6 2a6.3 6.3 0 1 0 7.5 8.5z',
  safe: 'M1 2h14v12H1zM2.2 3.2v9.6h11.6V3.2zM4 5h8v6H4zM5 6v4h6V6z',
  room: 'M1 2h14v12H1zM2.2 3.2v9.6h11.6V3.2zM4 9.5h8v2H4z',
  warning: 'M8 1.5l7 13H1zM7.3 6v4.5h1.4V6zM7.3 11.5v1.4h1.4v-1.4z',
  grid: 'M1 2h6v5H1zM9 2h6v5H9zM1 9h6v5H1zM9 9h6v5H9z',
  windows: 'M1 2h10v8H1zM2.2 4.2v4.6h7.6V4.2zM12.2 6H15v8H5v-2.8h1.2v1.6h7.6V7.2h-1.6z',
  full: 'M2 2h5v2H4v3H2zM9 2h5v5h-2V4H9zM2 9h2v3h3v2H2zM12 9h2v5H9v-2h3z',
};

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

// The outline of a canvas of this shape.
export function shapeIcon(width, height) {
  const scale = 12 / Math.max(width, height),
    w = width * scale,
    h = height * scale;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const rect = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x: 8 - w / 2, y: 8 - h / 2, width: w, height: h, rx: 1 }))
    rect.setAttribute(name, value);
  svg.append(rect);
  return svg;
}

// A button that stands for one of several, or is on or off.
export function toggle(props, ...children) {
  return make('button', { type: 'button', ...props, aria: { pressed: false, ...props.aria } }, ...children);
}

export function setPressed(button, pressed) {
  button.setAttribute('aria-pressed', String(pressed));
}

// "0:07.350"; with `digits` after the point.
export function clock(seconds, digits = 2) {
  const scale = 10 ** digits,
    whole = Math.floor(seconds * scale + 1e-6) / scale;
  const minutes = Math.floor(whole / 60);
  return `${minutes}:${(whole - minutes * 60).toFixed(digits).padStart(digits ? digits + 3 : 2, '0')}`;
}
