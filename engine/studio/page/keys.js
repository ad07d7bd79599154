// keys.js — what the keys do, and the list of them.
import { EDITORS } from './ask.js';
import { byId, make } from './dom.js';
import { server } from './server.js';
import { VIEWS } from './stage.js';

// To add one: a row. `keys` as KeyboardEvent.key has them, letters small; `shown` for the list.
function bindings(store, player, timeline) {
  const flip = (field) => store.set({ [field]: !store.state[field] });
  const turn = (step) => {
    const now = VIEWS.findIndex(({ name }) => name === store.state.view);
    store.set({ view: VIEWS[(now + step + VIEWS.length) % VIEWS.length].name });
  };
  const canvas = (index) => {
    const known = store.state.server?.choices.canvas[index];
    if (known) server.choose({ canvas: known.name }).catch((error) => store.set({ problem: error.message }));
  };
  return [
    { keys: [' '], shown: 'space', help: 'play, pause', run: player.toggle },
    {
      keys: ['arrowleft', 'arrowright'],
      shown: '← →',
      help: 'five seconds; with Shift one',
      run: (key, shift) => player.bySeconds((key === 'arrowleft' ? -1 : 1) * (shift ? 1 : 5)),
    },
    { keys: [',', '.'], shown: ', .', help: 'a frame', run: (key) => player.by(key === ',' ? -1 : 1) },
    {
      keys: ['j', 'k', 'l'],
      shown: 'J K L',
      help: 'backwards, stop, forwards; again: faster',
      run: (key) => (key === 'k' ? player.seek(store.state.frame) : player.shuttle(key === 'j' ? -1 : 1)),
    },
    {
      keys: ['pageup', 'pagedown', 'arrowup', 'arrowdown'],
      shown: '↑ ↓',
      help: 'where something begins: scene, chapter, click',
      run: (key) => player.stop(key.endsWith('up') ? -1 : 1),
    },
    {
      keys: ['home', 'end'],
      shown: 'Home End',
      help: 'the film’s begin, its end',
      run: (key) => player.seek(key === 'home' ? 0 : store.state.film.frames - 1),
    },
    { keys: ['['], shown: '[', help: 'the loop begins here', run: () => player.mark('begin') },
    { keys: [']'], shown: ']', help: 'the loop ends here', run: () => player.mark('end') },
    { keys: ['\\'], shown: '\\', help: 'no loop', run: player.clear },
    { keys: ['r'], shown: 'R', help: 'loop, or not', run: () => flip('looping') },
    { keys: ['s'], shown: 'S', help: 'sound', run: () => byId('sound').click() },
    {
      keys: ['v'],
      shown: 'V',
      help: 'the next view; with Shift the one before',
      run: (key, shift) => turn(shift ? -1 : 1),
    },
    { keys: ['1', '2', '3', '4'], shown: '1 2 3 4', help: 'canvas', run: (key) => canvas(Number(key) - 1) },
    { keys: ['a'], shown: 'A', help: 'safe area', run: () => flip('safe') },
    { keys: ['c'], shown: 'C', help: 'room of the captions', run: () => flip('room') },
    {
      keys: ['+', '=', '-'],
      shown: '+ −',
      help: 'timeline closer, farther',
      run: (key) => timeline.scale(key === '-' ? 1.6 : 1 / 1.6),
    },
    { keys: ['0'], shown: '0', help: 'the whole film in the timeline', run: timeline.fit },
    { keys: ['m'], shown: 'M', help: 'measure the gap to what is clicked next', run: () => flip('measuring') },
    {
      keys: ['p'],
      shown: 'P',
      help: 'a prompt for the model',
      run: () => {
        store.set({ tab: 'model', alone: false });
        byId('prompt').focus();
      },
    },
    { keys: ['i'], shown: 'I', help: 'the panel', run: () => flip('alone') },
    {
      keys: ['f'],
      shown: 'F',
      help: 'full screen',
      run: () =>
        document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
    },
    {
      keys: ['escape'],
      shown: 'Esc',
      help: 'nothing is picked',
      run: () => store.set({ picked: null, second: null, part: null, marked: null, measuring: false }),
    },
    { keys: ['?'], shown: '?', help: 'this list', run: () => byId('keys').showModal() },
  ];
}

const TYPING = 'input, textarea, select, [popover]';

export function mountKeys(store, player, timeline) {
  const all = bindings(store, player, timeline),
    dialog = byId('keys');
  const editor = make(
    'select',
    { id: 'editor', onchange: () => store.set({ editor: editor.value }) },
    EDITORS.map(({ name, label }) => make('option', { value: name }, label)),
  );
  dialog.append(
    make(
      'header',
      {},
      make('h2', {}, 'Keys'),
      make('button', { type: 'button', class: 'plain', onclick: () => dialog.close() }, 'Close'),
    ),
    make(
      'dl',
      {},
      all.flatMap(({ shown, help }) => [
        make(
          'dt',
          {},
          shown.split(' ').flatMap((key) => [make('kbd', {}, key), ' ']),
        ),
        make('dd', {}, help),
      ]),
    ),
    make('p', {}, make('label', {}, 'Lines of scripts open in ', editor)),
    make('p', { class: 'quiet' }, 'Ctrl and the wheel on the timeline bring it closer, Shift and the wheel move it; what is clicked twice fills it.'),
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId('help').addEventListener('click', () => dialog.showModal());
  store.on(['editor'], (state) => {
    editor.value = state.editor;
  });

  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target.matches?.('input, textarea')) event.target.blur();
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      dialog.open ||
      event.target.closest?.(TYPING)
    )
      return;
    const key = event.key.toLowerCase();
    // A button that was reached by the keyboard is pressed by the space bar; tabs have the arrows.
    if (event.target.closest?.('button, a') && (key === ' ' || key === 'enter')) return;
    if (event.target.closest?.('[role=tab]') && key.startsWith('arrow')) return;
    const binding = all.find(({ keys }) => keys.includes(key));
    if (!binding) return;
    event.preventDefault();
    binding.run(key, event.shiftKey);
  });
  // A button that was clicked leaves the keys to the player.
  addEventListener('click', (event) => {
    if (event.detail > 0) event.target.closest?.('button')?.blur();
  });
}
