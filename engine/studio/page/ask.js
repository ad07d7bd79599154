// ask.js — "what is here": what was pointed at, the line of the script it came from, its numbers, the gap to another.
import { clock, fill, make, setPressed, toggle } from './dom.js';
import { sceneAt } from './film.js';
import { gapsOf } from './measure.js';
import { server } from './server.js';

// To add one: a row. `link` makes the address that opens a file in the editor.
export const EDITORS = [
  { name: 'vscode', label: 'VS Code', link: (file, line) => `vscode://file${encodeURI(file)}:${line}` },
  { name: 'cursor', label: 'Cursor', link: (file, line) => `cursor://file${encodeURI(file)}:${line}` },
  { name: 'zed', label: 'Zed', link: (file, line) => `zed://file${encodeURI(file)}:${line}` },
  {
    name: 'idea',
    label: 'JetBrains',
    link: (file, line) => `idea://open?file=${encodeURIComponent(file)}&line=${line}`,
  },
  {
    name: 'subl',
    label: 'Sublime Text',
    link: (file, line) => `subl://open?url=${encodeURIComponent(`file://${file}`)}&line=${line}`,
  },
];

const HINT =
  'Click on something in the picture: where it comes from, down to the line of the script and the recorded number. ' +
  'Hold Shift and click on another thing for the gap between them.';

const number = (value) => (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7))));
const rectWords = ({ x, y, w, h }) =>
  `${[x, y].map((v) => v.toFixed(0)).join(', ')}  ·  ${w.toFixed(0)} × ${h.toFixed(0)}`;

export function createAsk(store) {
  // "file:line", which opens it in the editor where the file is on the disk; null when it is in no file. Where there is
  // little room without the folders.
  function editorLink({ file, abs, line }, { className = '', short = false } = {}) {
    if (!file) return null;
    const name = short ? file.split('/').pop() : file,
      words = line ? `${name}:${line}` : name;
    const editor = EDITORS.find(({ name }) => name === store.state.editor) ?? EDITORS[0];
    if (!abs) return make('code', { class: className }, words);
    return make(
      'a',
      { class: className, href: editor.link(abs, line || 1), title: `open in ${editor.label}` },
      make('code', {}, words),
    );
  }

  // Asks what is at a place of a canvas, in its units. With `second` it is the other end of a gap.
  async function at(canvas, x, y, second) {
    const { film, frame, picked } = store.state;
    if (film.frames === 0) return;
    const scene = sceneAt(film, frame);
    try {
      const said = await server.hits(scene.index, frame - scene.begin, x, y, canvas),
        hits = said.hits.map((hit) => ({ ...hit, canvas, safe: said.safe }));
      if (second && picked?.canvas === canvas) store.set({ second: hits[0] ?? null, measuring: false, tab: 'here' });
      else store.set({ hits, picked: hits[0] ?? null, second: null, part: null, tab: 'here', asked: true });
    } catch (error) {
      store.set({ problem: error.message });
    }
  }

  return { at, editorLink };
}

// How far it is from the edges of the safe area.
function freeWords({ x, y, w, h }, safe) {
  const sides = { left: x - safe.x, above: y - safe.y, right: safe.x + safe.w - x - w, below: safe.y + safe.h - y - h };
  return Object.entries(sides)
    .map(([side, length]) => `${Math.round(length) || 0} ${side}`)
    .join(', ');
}

function facts(rows) {
  return make(
    'dl',
    { class: 'facts' },
    rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
  );
}

function figure({ shown, source, value }) {
  return facts([
    ['shown', make('code', {}, shown)],
    ['source', make('code', {}, source)],
    ['value', typeof value === 'number' ? make('code', {}, number(value)) : null],
  ]);
}

function gapWords(a, b) {
  const { across, down } = gapsOf(a.bounds, b.bounds);
  const words = [
    across && `${(across[1] - across[0]).toFixed(1)} across`,
    down && `${(down[1] - down[0]).toFixed(1)} down`,
  ].filter(Boolean);
  return words.length ? words.join(', ') : 'none: they overlap';
}

// The panel, filled anew whenever something is pointed at.
export function hereTab(panel, store, ask) {
  const measure = toggle(
    { class: 'plain', onclick: () => store.set({ measuring: !store.state.measuring }) },
    'Measure a gap from it',
  );
  function thing(hit) {
    return make(
      'article',
      {},
      make('h2', {}, hit.text ?? hit.kind),
      facts([
        ['what', hit.what],
        ['kind', hit.kind],
        ['script', ask.editorLink(hit)],
        ['bounds', make('code', {}, rectWords(hit.bounds))],
        ['free', make('code', {}, freeWords(hit.bounds, hit.safe))],
        ['canvas', hit.canvas],
        ['area', hit.area && make('code', {}, rectWords(hit.area))],
      ]),
      hit.figures?.length
        ? [make('h3', {}, hit.figures.length > 1 ? 'Numbers' : 'Number'), ...hit.figures.map(figure)]
        : null,
    );
  }
  // A part of the timeline.
  function span({ begin, end, words, of }) {
    const { fps } = store.state.film,
      loop = { begin: Math.ceil(begin - 1e-6), end: Math.max(Math.ceil(begin) + 1, Math.floor(end)) };
    return make(
      'article',
      {},
      make('h2', {}, words),
      facts([
        ['script', ask.editorLink(of)],
        ['line', of.text && make('code', {}, of.text)],
        ['begins', make('code', {}, clock(begin / fps))],
        ['lasts', make('code', {}, `${((end - begin) / fps).toFixed(2)} s`)],
        ['cue', of.cue],
      ]),
      make('button', { type: 'button', class: 'plain', onclick: () => store.set({ loop, looping: true }) }, 'Loop it'),
    );
  }
  function show({ hits, picked, second, measuring, asked, part }) {
    setPressed(measure, measuring);
    if (part) return fill(panel, span(part));
    if (!picked)
      return fill(panel, make('p', { class: 'hint' }, asked ? 'Nothing is drawn there but the background.' : HINT));
    fill(
      panel,
      thing(picked),
      measure,
      second &&
        make(
          'div',
          {},
          make('h3', {}, `To ${second.text ?? second.kind}`),
          facts([
            ['gap', make('code', {}, gapWords(picked, second))],
            ['script', ask.editorLink(second)],
          ]),
        ),
      hits.length > 1 && make('h3', {}, 'What is below it'),
      hits.length > 1 &&
        make(
          'div',
          { class: 'things' },
          hits.map((hit) =>
            toggle(
              { onclick: () => store.set({ picked: hit, second: null }), aria: { pressed: hit === picked } },
              hit.text ?? hit.what ?? hit.kind,
            ),
          ),
        ),
    );
  }
  store.on(['hits', 'picked', 'second', 'measuring', 'film', 'editor', 'part'], show);
}
