// choices.js — the choices on top: canvas, theme, run, size of the picture, and how it goes with the film.
import { byId, fill, icon, make, setPressed, shapeIcon, toggle } from './dom.js';
import { sceneAt } from './film.js';
import { mountPageTheme } from './page_theme.js';
import { server } from './server.js';

// Of the picture: as large as it is seen, a share of that, or so many pixels on its shorter side.
const PIXELS = [null, 0.5, 0.25, 360, 540, 720, 1080, 1440, 2160];
const MANY_SCENES = 8;
const SHARES = { 0.5: 'half of it', 0.25: 'a quarter' };

// Buttons of which one is pressed; `look` gives what is on a button.
function segments(root, name, look, store) {
  let rows = '';
  store.on(['server'], ({ server: known }) => {
    if (!known) return;
    const all = known.choices[name].map((row) => row.name ?? row);
    if (rows !== all.join()) {
      rows = all.join();
      root.replaceChildren(
        ...known.choices[name].map((row) =>
          toggle(
            {
              title: row.name ?? row,
              aria: { label: row.name ?? row },
              data: { choice: row.name ?? row },
              onclick: () => choose(store, { [name]: row.name ?? row }),
            },
            look(row),
          ),
        ),
      );
    }
    for (const button of root.children) setPressed(button, button.dataset.choice === known.choice[name]);
  });
}

async function choose(store, choice) {
  try {
    await server.choose(choice);
  } catch (error) {
    store.set({ problem: error.message });
  }
}

const loss = (value) => (typeof value === 'number' ? value.toFixed(3) : '');

function runRow(run, chosen, pick) {
  return make(
    'button',
    {
      type: 'button',
      role: 'option',
      data: { run: run.id === null ? 'own' : run.name },
      aria: { selected: chosen },
      onclick: pick,
    },
    make('span', {}, run.name),
    make('span', { class: 'number train' }, loss(run.train_loss)),
    make('span', { class: 'number val' }, loss(run.val_loss)),
    make(
      'span',
      { class: 'dir' },
      [run.note, run.prompts && 'answers prompts', run.folder].filter(Boolean).join('  ·  '),
    ),
  );
}

function below(menu, button) {
  const area = button.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(area.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${area.bottom + 4}px`;
}

function mountRuns(store) {
  const button = byId('run'),
    menu = byId('runs');
  menu.addEventListener('toggle', async (event) => {
    if (event.newState !== 'open') return;
    below(menu, button);
    try {
      const runs = await server.runs();
      // What is the same is not drawn anew below the mouse.
      if (JSON.stringify(runs) !== JSON.stringify(store.state.runs)) store.set({ runs });
    } catch (error) {
      store.set({ problem: error.message });
    }
    (menu.querySelector('[aria-selected=true]') ?? menu.querySelector('button'))?.focus();
  });
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key],
      options = [...menu.querySelectorAll('button')];
    if (!step) return;
    event.preventDefault();
    options[(options.indexOf(document.activeElement) + step + options.length) % options.length].focus();
  });
  store.on(['runs', 'run'], ({ runs, run: chosen }) => {
    const one = runs.find((run) => run.id === chosen);
    button.replaceChildren(
      make('span', { class: 'quiet' }, 'Run'),
      make('span', {}, one?.name ?? (chosen === null ? 'the film’s own' : 'it is gone')),
      make('span', { class: 'number' }, loss(one?.val_loss)),
    );
    const pick = (id) => () => {
      menu.hidePopover();
      choose(store, { run: id });
    };
    menu.replaceChildren(
      make(
        'div',
        { class: 'head' },
        make('span', {}, 'Run'),
        make('span', {}, 'training loss'),
        make('span', {}, 'validation loss'),
      ),
      runRow({ id: null, name: 'the film’s own', note: 'as film.lua names them' }, chosen === null, pick(null)),
      ...runs.map((run) => runRow(run, run.id === chosen, pick(run.id))),
    );
  });
}

function mountQuality(store) {
  const field = byId('quality');
  field.append(...PIXELS.map((px) => make('option', { value: px ?? '' }, SHARES[px] ?? (px ? `${px}p` : 'as seen'))));
  field.addEventListener('change', () => store.set({ pixels: field.value ? Number(field.value) : null }));
  store.on(['pixels'], ({ pixels }) => {
    field.value = pixels ?? '';
  });
}

// What is chosen seldom: captions in the picture, how the film's time follows the words, and what is heard.
const MORE = [
  ['captions', 'Captions'],
  ['pace', 'Pace'],
  ['music', 'Music'],
];

function mountMore(store) {
  const button = byId('more'),
    menu = byId('more-choices'),
    fields = new Map();
  button.append(icon('more'));
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'open') below(menu, button);
  });
  for (const [name, label] of MORE) {
    const field = make('select', { aria: { label }, onchange: () => choose(store, { [name]: field.value }) });
    fields.set(name, field);
    menu.append(make('label', {}, make('span', {}, label), field));
  }
  store.on(['choices'], ({ choices }) => {
    for (const [name, field] of fields)
      field.replaceChildren(
        ...(choices?.[name] ?? []).map((row) => make('option', { value: row.name, title: row.help }, row.name)),
      );
  });
  store.on(['server', 'choices'], ({ server: known }) => {
    for (const [name, field] of fields) field.value = known?.choice[name] ?? '';
  });
}

// One line of how it goes: what is wrong, that it builds, or how long it took from the save.
function mountStatus(store) {
  const status = byId('status');
  store.on(['server', 'problem', 'lost'], ({ server: known, problem, lost }) => {
    const errors = known?.errors.length ?? 0;
    const [kind, words] = lost
      ? ['bad', 'The studio has ended']
      : known?.building
        ? ['busy', 'builds …']
        : errors
          ? ['bad', errors > 1 ? `${errors} errors` : 'an error']
          : problem
            ? ['bad', problem]
            : ['', known?.saved_to_ready_ms ? `seen after ${known.saved_to_ready_ms} ms` : ''];
    status.className = kind;
    status.textContent = words;
    status.title = kind ? words : 'from the save to the newest picture';
  });
}

// The scene at the playhead, and the way to another one; where there are many the timeline shows that one alone.
function mountScenes(store, player) {
  const field = byId('scene');
  field.addEventListener('change', () => {
    const { film } = store.state,
      { begin, frames } = film.scenes[field.value];
    player.jump(begin);
    if (film.scenes.length > MANY_SCENES) store.set({ zoom: { begin, end: begin + frames } });
    field.blur(); // the keys are the player's again
  });
  store.on(['film'], ({ film }) => {
    field.hidden = film.frames === 0;
    fill(
      field,
      film.scenes.map(({ title, index }) => make('option', { value: index }, title)),
    );
  });
  store.on(['film', 'frame'], ({ film, frame }) => {
    const index = film.frames ? String(sceneAt(film, frame).index) : field.value;
    if (field.value !== index) field.value = index;
  });
}

export function mountChoices(store, player) {
  mountScenes(store, player);
  segments(byId('canvases'), 'canvas', (row) => shapeIcon(row.width, row.height), store);
  segments(byId('themes'), 'theme', (row) => row.name ?? row, store);
  mountRuns(store);
  mountPageTheme(() => store.set({ repaint: store.state.repaint + 1 }));
  mountQuality(store);
  mountMore(store);
  mountStatus(store);
  store.on(['server'], ({ server: known }) => {
    if (!known) return;
    byId('film').textContent = known.title || known.film;
    const title = `${known.title || known.film} · studio`;
    if (document.title !== title) document.title = title;
  });
}
