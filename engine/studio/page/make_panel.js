// make_panel.js — the panel that makes things of the film: what, with which options, how far it is, and the command
// line that does the same.
import { make, setPressed, toggle } from './dom.js';
import { sceneAt } from './film.js';
import { server } from './server.js';

// To add one: a row. `options` are the fields that the server takes for it.
const KINDS = [
  {
    what: 'render',
    label: 'Video',
    help: 'the film or a scene',
    options: ['scope', 'format', 'size', 'quality', 'music', 'platform'],
  },
  {
    what: 'svg',
    label: 'Animated SVG',
    help: 'one of each scene',
    options: ['scope'],
    fixed: { what: 'render', format: 'svg' },
  },
  { what: 'slides', label: 'Slides', help: 'one for each click', options: [] },
  { what: 'captions', label: 'Captions', help: 'subtitles, .srt', options: [] },
  { what: 'still', label: 'Still', help: 'the frame at the playhead', options: ['size'] },
  { what: 'sheet', label: 'Sheet', help: 'all of it at one glance', options: [] },
  { what: 'gallery', label: 'Gallery picture', help: 'of this scene', options: [] },
  { what: 'notes', label: 'Notes', help: 'to rehearse from', options: [] },
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

function command(words) {
  const text = make('span', {}, words);
  return make(
    'div',
    { class: 'command' },
    text,
    copyButton(() => text.textContent),
  );
}

function job(entry) {
  const { id, what, state, share, note, files, error } = entry,
    running = state === 'running';
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
    command(entry.command),
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
  const fill = (rows) => field.replaceChildren(...rows.map(([value, words]) => make('option', { value }, words)));
  fill(options);
  return { field, fill, row: [make('dt', {}, label), make('dd', {}, field)] };
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
  const form = make('dl', { class: 'facts', id: 'make-options' });
  let chosen = KINDS[0];
  const buttons = KINDS.map((kind) =>
    toggle({ data: { what: kind.what }, onclick: () => choose(kind) }, kind.label, make('small', {}, kind.help)),
  );
  const go = make('button', { type: 'button', class: 'main', id: 'make-go', onclick: begin }, 'Make it');
  panel.append(make('div', { class: 'kinds' }, buttons), form, go, problem, jobs);

  function choose(kind) {
    chosen = kind;
    buttons.forEach((button, i) => setPressed(button, KINDS[i] === kind));
    form.replaceChildren(...kind.options.flatMap((name) => fields[name].row));
    problem.textContent = '';
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
      fields[name].fill([['', 'the usual'], ...(choices?.[name] ?? []).map((row) => [row.name, row.name])]);
  });
  store.on(['jobs'], (state) =>
    showJobs(
      jobs,
      [...state.jobs.values()].sort((a, b) => b.id - a.id),
    ),
  );
  choose(chosen);
}
