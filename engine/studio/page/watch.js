// watch.js — the page of `gptreel watch`: curves, samples and pace of a run, while it trains and after.
import { drawChart, short, smooth } from './chart.js';
import { byId, fill, make } from './dom.js';
import { mountPageTheme } from './page_theme.js';
import { jsonLines, wholeJson } from './run_files.js';

const SVG = 'http://www.w3.org/2000/svg';
const LATELY = 20; // lines over which the pace is a mean
// What counting n - 1 tokens before predicts, in words.
const COUNTED = ['blind guessing', 'how often each comes', 'pairs', 'threes', 'fours'];
const STATES = { training: 'trains', complete: 'complete', stopped: 'stopped', diverged: 'diverged' };

let info = null,
  metrics = [],
  samples = [],
  picked = null,
  drawing = 0;
const files = { 'metrics.jsonl': jsonLines('metrics.jsonl'), 'samples.jsonl': jsonLines('samples.jsonl') };
const charts = { loss: byId('losses').appendChild(document.createElementNS(SVG, 'svg')) };
charts.loss.setAttribute('class', 'chart');
for (const [name, words] of [
  ['tokens_per_s', 'tokens a second'],
  ['lr', 'learning rate'],
  ['grad_norm', 'norm of the gradient'],
]) {
  charts[name] = document.createElementNS(SVG, 'svg');
  charts[name].setAttribute('class', 'chart');
  byId('small').append(make('figure', {}, make('figcaption', {}, words), charts[name]));
}

const series = (field) =>
  metrics.filter((line) => Number.isFinite(line[field])).map((line) => [line.step, line[field]]);
const newest = (field) => metrics.findLast((line) => Number.isFinite(line[field]))?.[field];

function duration(seconds) {
  if (!Number.isFinite(seconds)) return '';
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.round(seconds % 60)];
  return h ? `${h} h ${m} min` : m ? `${m} min ${m < 10 ? `${s} s` : ''}`.trim() : `${s} s`;
}

// Milliseconds of a step, lately.
function pace() {
  const timed = metrics.filter((line) => Number.isFinite(line.step_ms)).slice(-LATELY);
  return timed.length ? timed.reduce((sum, line) => sum + line.step_ms, 0) / timed.length : NaN;
}

function tiles() {
  const step = metrics.at(-1)?.step ?? 0,
    speed = newest('tokens_per_s');
  const best = Math.min(...series('val_loss').map(([, value]) => value));
  const rows = [
    ['step', `${step.toLocaleString('en')}`],
    ['training loss', newest('loss')?.toFixed(3), 'train'],
    ['validation loss', newest('val_loss')?.toFixed(3), 'val'],
    ['best of it', Number.isFinite(best) ? best.toFixed(3) : undefined],
    ['tokens a second', speed && short(speed)],
    ['a step', Number.isFinite(pace()) ? `${short(pace())} ms` : undefined],
    ['parameters', info?.n_params && short(info.n_params)],
  ];
  byId('tiles').replaceChildren(
    ...rows
      .filter(([, value]) => value !== undefined)
      .map(([name, value, kind = '']) => make('div', {}, make('dt', {}, name), make('dd', { class: kind }, value))),
  );
}

function header() {
  const step = metrics.at(-1)?.step ?? 0,
    steps = info?.config?.steps ?? step;
  byId('name').textContent = info?.corpus?.name ? `A model learns from ${info.corpus.name}` : 'A run';
  document.title = `${step.toLocaleString('en')} of ${steps.toLocaleString('en')} · gptreel watch`;
  byId('state').textContent = STATES[info?.state] ?? '';
  byId('state').className = info?.state ?? '';
  byId('progress').value = steps ? step / steps : 0;
  const left = ((steps - step) * pace()) / 1000;
  byId('left').textContent =
    info?.state === 'training' && left > 0
      ? `${duration(left)} left`
      : info?.totals?.seconds
        ? duration(info.totals.seconds)
        : '';
}

function curves() {
  const end = info?.config?.steps,
    loss = series('loss'),
    val = series('val_loss');
  const bounds = (info?.counts?.nats ?? []).slice(0, 3).map((value, n) => ({ value, label: COUNTED[n] }));
  drawChart(charts.loss, {
    end,
    bounds,
    here: samples[picked ?? samples.length - 1]?.step ?? null,
    ticks: 7,
    lines: [
      { points: loss, kind: 'train', each: true },
      { points: smooth(loss, 4), kind: 'train', label: newest('loss')?.toFixed(3) },
      { points: val, kind: 'val', label: newest('val_loss')?.toFixed(3) },
    ],
  });
  for (const field of ['tokens_per_s', 'lr', 'grad_norm'])
    drawChart(charts[field], {
      end,
      ticks: 3,
      zero: true,
      lines: [{ points: field === 'lr' ? series(field) : smooth(series(field), 3), kind: 'plain' }],
    });
}

function sample() {
  const slider = byId('sample-at'),
    last = samples.length - 1;
  slider.max = Math.max(0, last);
  slider.value = picked ?? last;
  // The chosen one, and before it what came before it.
  const shown = samples.slice(0, (picked ?? last) + 1).reverse();
  fill(
    byId('sample'),
    shown.length
      ? shown.map(({ step, prompt, text }) =>
          make(
            'p',
            {},
            make('small', {}, `after ${step.toLocaleString('en')} steps`),
            make('span', { class: 'prompt' }, prompt ?? ''),
            text,
          ),
        )
      : make('p', { class: 'quiet' }, 'Nothing yet.'),
  );
}

function draw() {
  drawing ||= requestAnimationFrame(() => {
    drawing = 0;
    tiles();
    header();
    curves();
    sample();
    document.documentElement.dataset.step = metrics.at(-1)?.step ?? 0;
  });
}

// Lines whose step is not after the last one begin anew from there: a training that was resumed.
function add(lines, more, same) {
  for (const line of more) {
    while (lines.length && (same ? lines.at(-1).step > line.step : lines.at(-1).step >= line.step)) lines.pop();
    lines.push(line);
  }
}

async function grown({ file, bytes }) {
  if (file === 'run.json') info = await wholeJson(file);
  const reader = files[file];
  if (reader) {
    if (bytes < reader.size()) {
      reader.again();
      (file === 'metrics.jsonl' ? metrics : samples).length = 0;
    }
    add(file === 'metrics.jsonl' ? metrics : samples, await reader.more(), file === 'samples.jsonl');
  }
  draw();
}

byId('sample-at').addEventListener('input', (event) => {
  const at = Number(event.target.value);
  picked = at === samples.length - 1 ? null : at;
  draw();
});
mountPageTheme();
new ResizeObserver(draw).observe(byId('losses'));
for (const file of ['run.json', ...Object.keys(files)]) grown({ file, bytes: Infinity });
const events = new EventSource('events');
events.addEventListener('run', (event) => grown(JSON.parse(event.data)));
