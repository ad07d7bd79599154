// splitter.js — the edge between two parts of the page, which the mouse or the arrows move.
import { make } from './dom.js';

// The edge on the near side of `part`. Its length across is kept in the store's `field`, in rem, null for the usual;
// the page has it as the CSS variable `--FIELD`.
export function mountSplitter(part, store, { field, vertical, least, most, label }) {
  const edge = make('div', {
    class: `splitter ${vertical ? 'vertical' : 'horizontal'}`,
    role: 'separator',
    tabindex: 0,
    aria: { label, orientation: vertical ? 'vertical' : 'horizontal', valuemin: least, valuemax: most },
  });
  part.append(edge);
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const length = () => (vertical ? part.offsetWidth : part.offsetHeight) / rem();
  const resize = (to) => store.set({ [field]: Math.min(Math.max(to, least), most) });

  edge.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    const from = vertical ? event.clientX : event.clientY,
      begun = length();
    const follow = (to) => resize(begun + (from - (vertical ? to.clientX : to.clientY)) / rem());
    edge.addEventListener('pointermove', follow);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', follow), { once: true });
  });
  edge.addEventListener('dblclick', () => store.set({ [field]: null }));
  edge.addEventListener('keydown', (event) => {
    const step = (vertical ? { ArrowLeft: 1, ArrowRight: -1 } : { ArrowUp: 1, ArrowDown: -1 })[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    resize(length() + step);
  });
  store.on([field], (state) => {
    if (state[field] === null) document.documentElement.style.removeProperty(`--${field}`);
    else document.documentElement.style.setProperty(`--${field}`, `${state[field]}rem`);
    edge.setAttribute('aria-valuenow', Math.round(state[field] ?? length()));
  });
}
