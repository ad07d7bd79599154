// pointer.js — a click, a tap, a swipe; the controls, which are seen while the pointer moves.
import { byId, icon } from '../../studio/page/dom.js';

const IDLE_MS = { mouse: 2200, touch: 5000, pen: 5000 }; // until controls and pointer are gone
const SWIPE_PX = 40;

export function mountPointer(talk, { openOverview, openPresenter, fullScreen, showKeys }) {
  const stage = byId('stage');
  let idle = 0,
    down = null,
    swiped = false;

  const rest = () => document.body.classList.add('idle');

  function wake({ pointerType }) {
    document.body.classList.remove('idle');
    clearTimeout(idle);
    idle = setTimeout(rest, IDLE_MS[pointerType] ?? IDLE_MS.mouse);
  }

  for (const sign of ['pointermove', 'pointerdown']) addEventListener(sign, wake);
  addEventListener('keydown', rest);
  rest();
  if (matchMedia('(pointer: coarse)').matches) wake({ pointerType: 'touch' }); // a phone has no keys: it is told what can be done

  stage.addEventListener('pointerdown', (event) => {
    down = event.isPrimary && event.pointerType !== 'mouse' ? { x: event.clientX, y: event.clientY } : null;
    swiped = false;
  });
  stage.addEventListener('pointerup', (event) => {
    if (!down) return;
    const x = event.clientX - down.x,
      y = event.clientY - down.y;
    swiped = Math.abs(x) > SWIPE_PX && Math.abs(x) > Math.abs(y);
    down = null;
    if (swiped) (x < 0 ? talk.forward : talk.back)();
  });
  stage.addEventListener('click', (event) => {
    if (!swiped && !event.target.closest('a')) talk.forward();
    swiped = false;
  });

  // To add one: a row, and its button in the page.
  const BUTTONS = {
    back: ['back', talk.back],
    next: ['next', talk.forward],
    slides: ['grid', openOverview],
    present: ['windows', openPresenter],
    full: ['full', fullScreen],
    help: [null, showKeys],
  };
  for (const [id, [name, run]] of Object.entries(BUTTONS)) {
    if (name) byId(id).append(icon(name));
    byId(id).addEventListener('click', run);
  }
  byId('full').hidden = !document.fullscreenEnabled;
}
