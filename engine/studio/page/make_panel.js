// make_panel.js — the panel that makes things of the film: what, with which options, how far it is, and the command
// line that does the same.
import { fill, make, setPressed, toggle } from './dom.js';
import { sceneAt } from './film.js';
import { server } from './server.js';

// To add one: a row. `options` are the fields that the server takes for it.
const KINDS = [
  {
    what: 'render',
    label: 'Video',
    help: 'The film, a scene, or a part of it.',
    options: ['scope', 'format', 'size', 'quality', 'music', 'platform'],
  },
  {
    what: 'svg',
    label: 'SVG',
    help: 'An animated SVG of each scene.',
    options: ['scope'],
    fixed: { what: 'render', format: 'svg' },
  },
  { what: 'deck', label: 'Slides', help: 'A picture for each click, in every format.', options: [] },
  { what: 'article', label: 'Article', help: 'A page and Markdown, with key frames that play.', options: [] },
  { what: 'captions', label: 'Captions', help: 'What is said, as subtitles (.srt).', options: [] },
  { what: 'still', label: 'Still', help: 'The frame at the playhead.', options: ['size'] },
  { what: 'sheet', label: 'Sheet', help: 'All of the film at one glance.', options: [] },
  { what: 'gallery', label: 'Gallery', help: 'A page on which this scene plays beside its script.', options: [] },
  { what: 'notes', label: 'Notes', help: 'What is said, to rehearse from.', options: [] },
];
const SIZES = ['360p30', '540p30', '720p30', '720p60', '1080p30', '1080p60', '1440p60', '2160p60'];
const SCOPES = [
  ['film', 'the whole film'],
  ['scene', 'this scene'],
  ['loop', 'the loop’s range'],
];

export function copyButton(words) {
  const button = make(
    'button',
    {
      type: 'button',
      async onclick() {
        try {
          await navigator.clipboard.writeText(words());
          button.textContent = 'Copied';
        } catch {
          button.textContent = 'Press Ctrl-C'; // what is not allowed to write to the clipboard marks the words
          getSelection().selectAllChildren(button.previousSibling);
        }
        setTimeout(() => {
          button.textContent = 'Copy';
        }, 1500);
      },
    },
    'Copy',
  );
  return button;
}

// A command line; `set(words)` changes it. A word is broken only when it alone is too long.
function command() {
  const text = make('span', {});
  const line = make(
    'div',
    { class: 'command' },
    text,
    copyButton(() => text.textContent),
  );
  return {
    line,
    set: (words) =>
      fill(
        text,
        words.split(' ').flatMap((word, i) => [i ? ' ' : null, make('span', {}, word)]),
      ),
  };
}

function job(entry) {
  const { id, what, state, share, note, files, error } = entry,
    running = state === 'running',
    typed = command();
  typed.set(entry.command);
  return make(
    'li',
    { class: 'job', data: { job: id, state } },
    make(
      'div',
      { class: 'row' },
      make(
        'span',
        {},
        KINDS.find((kind) => kind.what === what)?.label ?? what,
        make('small', {}, `  ${running ? (note ?? '') : state}`),
      ),
      running && make('button', { type: 'button', class: 'plain', onclick: () => server.cancel(id) }, 'Cancel'),
    ),
    running && make('progress', { max: 1, value: share, aria: { label: 'Progress' } }),
    error && make('p', { class: 'bad' }, error),
    (files ?? []).map((file) => make('p', {}, make('code', {}, file))),
    typed.line,
  );
}

// The newest first. While one runs only its numbers change: its button stays below the mouse.
function showJobs(list, entries) {
  const rows = entries.map((entry) => {
    const row = list.querySelector(`[data-job="${entry.id}"]`);
    if (!row || row.dataset.state !== entry.state) return job(entry);
    const bar = row.querySelector('progress');
    if (bar) {
      row.querySelector('small').textContent = `  ${entry.note ?? ''}`;
      if (entry.share !== null) bar.value = entry.share;
    }
    return row;
  });
  if (rows.length !== list.children.length || rows.some((row, i) => row !== list.children[i]))
    list.replaceChildren(...rows);
}

function select(label, options) {
  const field = make('select', { aria: { label } });
  const set = (rows) => fill(field, ...rows.map(([value, words]) => make('option', { value }, words)));
  set(options);
  return { field, set, row: make('label', {}, make('span', { class: 'quiet' }, label), field) };
}

export function makeTab(panel, store) {
  const fields = {
    scope: select('What', SCOPES),
    format: select('Format', []),
    size: select('Size', [['', 'the usual'], ...SIZES.map((size) => [size, size])]),
    quality: select('Quality', []),
    music: select('Music', []),
    platform: select('For', []),
  };
  const problem = make('p', { class: 'bad', role: 'alert' }),
    jobs = make('ul', { id: 'jobs' });
  const form = make('div', { id: 'make-options' });
  let chosen = KINDS[0];
  const buttons = KINDS.map((kind) =>
    toggle({ data: { what: kind.what }, title: kind.help, onclick: () => choose(kind) }, kind.label),
  );
  const go = make('button', { type: 'button', class: 'main', id: 'make-go', onclick: begin }, 'Make it');
  const typed = command();
  const help = make('p', { class: 'hint' });
  panel.append(make('div', { class: 'kinds' }, buttons), help, form, typed.line, go, problem, jobs);
  form.addEventListener('change', showCommand);

  function choose(kind) {
    chosen = kind;
    buttons.forEach((button, i) => setPressed(button, KINDS[i] === kind));
    help.textContent = kind.help;
    form.replaceChildren(...kind.options.map((name) => fields[name].row));
    problem.textContent = '';
    showCommand();
  }

  // The command line that makes the same; it changes with the options, the scene and what is chosen on top.
  let asked = '',
    asking = 0;
  async function showCommand() {
    const { film, tab, server: known } = store.state;
    if (tab !== 'make' || !film.frames) return;
    const wanted = wish(),
      now = JSON.stringify([wanted, known.choice, known.prompt]);
    if (now === asked) return;
    asked = now;
    const mine = ++asking;
    try {
      const words = await server.command(wanted);
      if (mine === asking) typed.set(words);
    } catch (error) {
      if (mine === asking) typed.set(error.message);
    }
  }

  // What the server is asked for.
  function wish() {
    const { film, frame, loop } = store.state,
      scene = sceneAt(film, frame);
    const wanted = { what: chosen.what, scene: null, ...chosen.fixed };
    for (const name of chosen.options.filter((option) => option !== 'scope'))
      if (fields[name].field.value) wanted[name] = fields[name].field.value;
    const scope = chosen.options.includes('scope') ? fields.scope.field.value : 'film';
    if (scope !== 'film' || chosen.what === 'still' || chosen.what === 'gallery') wanted.scene = scene.index;
    if (chosen.what === 'still') wanted.at_s = (frame - scene.begin) / film.fps;
    if (scope === 'loop' && loop) {
      const begun = sceneAt(film, loop.begin);
      wanted.scene = begun.index;
      wanted.from_s = (loop.begin - begun.begin) / film.fps;
      wanted.to_s = Math.min((loop.end - begun.begin) / film.fps, begun.dur_s);
    }
    return wanted;
  }

  async function begin() {
    problem.textContent = '';
    go.disabled = true;
    try {
      await server.make(wish());
    } catch (error) {
      problem.textContent = error.message;
    }
    go.disabled = false;
  }

  store.on(['choices'], ({ choices }) => {
    for (const name of ['format', 'quality', 'music', 'platform'])
      fields[name].set([
        ['', name === 'music' ? 'as heard here' : 'the usual'],
        ...(choices?.[name] ?? []).map((row) => [row.name, row.name]),
      ]);
  });
  let later = 0;
  store.on(['film', 'frame', 'loop', 'server', 'tab', 'playing'], ({ playing }) => {
    clearTimeout(later);
    if (!playing) later = setTimeout(showCommand, 150);
  });
  store.on(['jobs'], (state) =>
    showJobs(
      jobs,
      [...state.jobs.values()].sort((a, b) => b.id - a.id),
    ),
  );
  choose(chosen);
}
