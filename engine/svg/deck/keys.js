// keys.js — what the keys do, those of remote clickers among them, and the list of them.
import { byId, make } from '../../studio/page/dom.js';

const NUMBER_MS = 3000; // digits that no Enter follows are forgotten
const TOAST_MS = 2500;

let toastEnds = 0;

// Says something for a moment.
export function say(words, ms = TOAST_MS) {
  byId('toast').textContent = words;
  byId('toast').hidden = words === '';
  clearTimeout(toastEnds);
  if (words !== '') toastEnds = setTimeout(() => say(''), ms);
}

// To add one: a row. `keys` as KeyboardEvent.key has them, letters small; `shown` for the list.
function bindings(talk, { openOverview, openPresenter, fullScreen, showKeys, resizeNotes }) {
  const bySlides = (by) => talk.go(talk.state.place.slide + by);
  return [
    {
      keys: ['arrowright', 'arrowdown', 'pagedown', ' ', 'enter', 'n'],
      shown: '→ ↓ space PgDn',
      help: 'the next step; with Shift the next slide',
      run: (key, shift) => (shift ? bySlides(1) : talk.forward()),
    },
    {
      keys: ['arrowleft', 'arrowup', 'pageup', 'backspace'],
      shown: '← ↑ PgUp',
      help: 'the picture before; with Shift the slide before',
      run: (key, shift) => (shift ? bySlides(-1) : talk.back()),
    },
    { keys: ['home'], shown: 'Home', help: 'the first slide', run: () => talk.go(0) },
    { keys: ['end'], shown: 'End', help: 'the last slide', run: () => talk.go(Infinity) },
    { keys: ['b', '.'], shown: 'B .', help: 'black, and back', run: talk.turnBlack },
    { keys: ['o'], shown: 'O', help: 'all slides; arrows and Enter choose one', run: openOverview },
    { keys: ['p'], shown: 'P', help: 'notes and what comes next, in a second window', run: openPresenter },
    {
      keys: ['+', '=', '-'],
      shown: '+ −',
      help: 'larger notes, smaller ones',
      run: resizeNotes && ((key) => resizeNotes(key === '-' ? -1 : 1)),
    },
    { keys: ['f'], shown: 'F', help: 'full screen', run: fullScreen },
    { keys: ['?'], shown: '?', help: 'this list', run: showKeys },
  ];
}

// Digits, and Enter behind them: to that slide.
function createNumber(talk) {
  let digits = '',
    typed = 0;
  return (key) => {
    const begun = digits !== '' && performance.now() - typed < NUMBER_MS;
    if (/^\d$/.test(key)) {
      digits = begun ? digits + key : key;
      typed = performance.now();
      say(`slide ${digits}, Enter`, NUMBER_MS);
      return true;
    }
    if (begun && key === 'enter') talk.go(Number(digits) - 1);
    if (begun) say('');
    digits = '';
    return begun && key === 'enter';
  };
}

function fillList(dialog, all, print) {
  const row = (keys, help) =>
    make('div', {}, make('dt', {}, keys.split(' ').map((key) => make('kbd', {}, key))), make('dd', {}, help));
  const button = (words, run) => make('button', { type: 'button', onclick: run }, words);
  dialog.append(
    make('h2', {}, 'Keys'),
    make('dl', {}, all.map(({ shown, help }) => row(shown, help)), row('1 2 Enter', 'slide 12')),
    make('p', { class: 'quiet' }, 'A click or a tap is the next step, a swipe goes either way.'),
    make(
      'footer',
      {},
      button('Print slides', () => print(false)),
      button('Print every step', () => print(true)),
      button('Close', () => dialog.close()),
    ),
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}

// `actions` as bindings wants them; what a window does not have is left out.
export function mountKeys(talk, overview, actions, print) {
  const dialog = byId('keys');
  const all = bindings(talk, actions).filter(({ run }) => run);
  const number = createNumber(talk);
  fillList(dialog, all, print);
  addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    const pressed = event.target.closest?.('a, button') && (key === ' ' || key === 'enter');
    const taken = overview.isOpen() ? overview.press(key) : !pressed && (number(key) || press(key, event.shiftKey));
    if (taken) event.preventDefault();
  });
  // A button that was clicked leaves the keys to the talk.
  addEventListener('click', (event) => {
    if (event.detail > 0) event.target.closest?.('button')?.blur();
  });

  function press(key, shift) {
    const binding = all.find(({ keys }) => keys.includes(key));
    binding?.run(key, shift);
    return binding !== undefined;
  }
}
