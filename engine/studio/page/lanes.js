// lanes.js — what stands in the lanes of the timeline.
import { icon, make } from './dom.js';
import { spread } from './film.js';

const BLOCK_ROW_REM = 1.3;
const NARROW_PX = 40; // no words in less
// Blocks that carry the film have a colour, the others are as rules are.
const BLOCK_COLORS = { spoken: 'var(--accent)', beat: 'var(--pick)' };

const where = ({ file, line }) => (file ? `${file.split('/').pop()}:${line}` : '');

// A block is named by its line of the script: what it is called with, without the function that follows.
function blockWords({ kind, scene, file, line, text }) {
  if (!text) return `${kind}  ${file === scene.file ? line : where({ file, line })}`;
  const call = text.replace(/[,(]?\s*function\s*\([^)]*\).*$/, '').replace(/^local [\w, ]+ = /, '');
  const closed = call.split('(').length > call.split(')').length ? `${call})` : call;
  return closed.includes(kind) ? closed : `${kind}  ${closed}`;
}

// To add one: a row. `items(state)` gives what is in it, each with `begin` and `end` in frames of the film, words, a
// tip, and as `of` what the timeline says of it; without an end it is a mark. `height` in rem.
export const LANES = [
  {
    name: 'scenes',
    label: 'Scenes',
    height: 1.7,
    items: ({ film }) =>
      film.scenes.map((scene) => ({
        begin: scene.begin,
        end: scene.begin + scene.frames,
        words: scene.title,
        tip: scene.name,
        of: scene,
      })),
  },
  { name: 'chapters', label: 'Chapters', height: 1.35, items: ({ film }) => chaptersOf(film) },
  {
    name: 'cues',
    label: 'Spoken',
    height: 1.6,
    items: ({ film }) =>
      spread(film, 'cues').map((item) => ({
        begin: item.begin,
        end: item.end,
        words: item.words,
        tip: `${item.cue}  ${where(item)}`,
        of: item,
      })),
  },
  {
    name: 'clicks',
    label: 'Clicks',
    height: 1.1,
    items: ({ film }) =>
      spread(film, 'clicks').map((item) => ({
        begin: item.begin,
        mark: true,
        words: '',
        tip: 'click: the end of a slide’s step',
        of: item,
      })),
  },
  { name: 'lint', label: 'Lint', height: 1.2, items: ({ film, findings }) => findingsOf(film, findings) },
  { name: 'sound', label: 'Sound', height: 2, items: () => [] },
  {
    name: 'blocks',
    label: 'Blocks',
    height: 0,
    items: ({ film }) =>
      spread(film, 'blocks').map((item) => ({
        begin: item.begin,
        end: item.end,
        depth: item.depth,
        color: BLOCK_COLORS[item.kind] ?? 'var(--soft)',
        of: item,
        words: blockWords(item),
        tip: `${item.kind}  ${where(item)}  ${(item.to_s - item.from_s).toFixed(2)} s`,
      })),
  },
];

// Each lasts until the next one begins.
function chaptersOf(film) {
  const chapters = spread(film, 'chapters');
  return chapters.map((item, i) => ({
    begin: item.begin,
    end: chapters[i + 1]?.begin ?? film.frames,
    words: item.title,
    tip: 'chapter',
    of: item,
  }));
}

function findingsOf(film, findings) {
  return (findings ?? [])
    .filter((finding) => film.scenes[finding.scene])
    .map((finding) => ({
      begin: film.scenes[finding.scene].begin + (finding.t_s ?? 0) * film.fps,
      mark: true,
      icon: 'warning',
      words: '',
      tip: `${finding.what}; ${finding.remedy}`,
      of: finding,
    }));
}

function put(item, seen, width, pick) {
  const length = seen.end - seen.begin,
    left = (item.begin - seen.begin) / length;
  const share = item.mark ? 0 : (item.end - item.begin) / length;
  // What begins before the part that is seen has its words where they can be read.
  const from = item.mark ? left : Math.max(left, 0),
    to = Math.min(left + share, 1);
  const words = (to - from) * width < NARROW_PX ? '' : item.words;
  const button = make(
    'button',
    {
      type: 'button',
      title: words ? item.tip : [item.words, item.tip].filter(Boolean).join('\n'),
      tabindex: -1,
      onclick: () => pick(item),
      aria: { label: item.words || item.tip },
    },
    item.icon ? icon(item.icon) : words,
  );
  button.style.left = `${100 * from}%`;
  if (!item.mark) {
    button.style.width = `calc(${100 * (to - from)}% - 1px)`;
    button.dataset.begin = item.begin;
    button.dataset.end = item.end;
    button.classList.toggle('narrow', !words);
  }
  if (item.color) button.style.setProperty('--block', item.color);
  if (item.depth !== undefined) {
    button.style.top = `${item.depth * BLOCK_ROW_REM + 0.1}rem`;
    button.style.height = `${BLOCK_ROW_REM - 0.14}rem`;
  }
  return button;
}

// The wave of the part of the film that is seen.
export function drawWave(root, { film, waves }, seen) {
  const lane = root.querySelector('#lane-sound'),
    canvas = lane.querySelector('canvas') ?? lane.appendChild(document.createElement('canvas'));
  const width = Math.round(lane.clientWidth * devicePixelRatio),
    height = Math.round(lane.clientHeight * devicePixelRatio);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context.fillStyle = getComputedStyle(lane).getPropertyValue('--soft');
  for (let x = 0; x < width; x++) {
    const frame = seen.begin + ((x + 0.5) / width) * (seen.end - seen.begin);
    const scene = film.scenes.findLast((one) => one.begin <= frame),
      peaks = scene && waves.get(scene.name);
    if (!peaks) continue;
    const peak =
      peaks[Math.min(peaks.length - 1, Math.floor(((frame - scene.begin) / scene.frames) * peaks.length))] ?? 0;
    const tall = Math.max(devicePixelRatio, peak * height * 0.92);
    context.fillRect(x, (height - tall) / 2, 1, tall);
  }
}

// Fills all lanes with what lies in the part of the film that is seen. `pick(item)` is called for what is clicked.
export function fillLanes(root, state, seen, pick) {
  for (const lane of LANES) {
    const element = root.querySelector(`#lane-${lane.name}`),
      all = lane.items(state);
    const deepest = all.reduce((most, item) => Math.max(most, (item.depth ?? -1) + 1), 0);
    element.style.height = `${lane.height || deepest * BLOCK_ROW_REM + 0.2}rem`;
    if (lane.name === 'sound') {
      drawWave(root, state, seen);
      continue;
    }
    const visible = all.filter((item) => (item.end ?? item.begin) >= seen.begin && item.begin <= seen.end);
    element.replaceChildren(...visible.map((item) => put(item, seen, root.clientWidth, pick)));
  }
}
