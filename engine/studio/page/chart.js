// chart.js — a chart of lines over steps, as SVG; each line ends with its value.

const SVG = 'http://www.w3.org/2000/svg';
const MOST_POINTS = 1200;
const PAD = { left: 46, right: 64, top: 14, bottom: 26 };

function put(parent, name, attributes, words) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words !== undefined) element.textContent = words;
  parent.append(element);
  return element;
}

// As many points as can be told apart: each the mean of its neighbours.
function thin(points) {
  const size = Math.ceil(points.length / MOST_POINTS);
  if (size < 2) return points;
  const out = [];
  for (let i = 0; i < points.length; i += size) {
    const part = points.slice(i, i + size),
      mean = (k) => part.reduce((sum, point) => sum + point[k], 0) / part.length;
    out.push([mean(0), mean(1)]);
  }
  return out;
}

// The mean of what came lately, weighed so that half of it lies within `half` points.
export function smooth(points, half) {
  const keep = 0.5 ** (1 / half);
  let sum = 0,
    weight = 0;
  return points.map(([x, y]) => {
    sum = keep * sum + (1 - keep) * y;
    weight = keep * weight + 1 - keep;
    return [x, sum / weight];
  });
}

// Round numbers between two others, about `n` of them.
export function roundTicks(low, high, n) {
  const raw = (high - low) / n,
    power = 10 ** Math.floor(Math.log10(raw)),
    step = power * [1, 2, 5, 10].find((k) => k * power >= raw);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9) || 0; i * step <= high + step * 1e-9; i++) ticks.push(i * step);
  return ticks;
}

export const short = (value) => {
  const size = Math.abs(value);
  if (size >= 1e6) return `${+(value / 1e6).toPrecision(3)}M`;
  if (size >= 1e4) return `${+(value / 1e3).toPrecision(3)}k`;
  return String(+value.toPrecision(3));
};

// Draws the chart anew. `lines`: { points: [[step, value]…], kind (a class), label, each (thin, without a label) };
// `bounds`: { value, label }, levels to compare with; `end`: the last step of the axis; `here`: a step that is marked.
export function drawChart(svg, { lines, bounds = [], end, here = null, ticks = 5, zero = false }) {
  const width = svg.clientWidth,
    height = svg.clientHeight,
    rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  svg.replaceChildren();
  const drawn = lines.filter(({ points }) => points.length);
  if (!drawn.length || width < 80 || height < 50) return;
  const pad = Object.fromEntries(Object.entries(PAD).map(([side, px]) => [side, px * rem]));
  const values = drawn.filter(({ each }) => !each).flatMap(({ points }) => points.map(([, y]) => y));
  let low = zero ? 0 : Math.min(...values),
    high = Math.max(...values);
  if (high - low < 1e-9) high = low + Math.max(1e-6, Math.abs(low) * 0.1);
  if (!zero) low -= 0.06 * (high - low);
  high += 0.03 * (high - low);
  const last = Math.max(end ?? 0, ...drawn.map(({ points }) => points.at(-1)[0]), 1);
  const x = (step) => pad.left + (step / last) * (width - pad.left - pad.right);
  const y = (value) => pad.top + ((high - value) / (high - low)) * (height - pad.top - pad.bottom);
  for (const tick of roundTicks(low, high, ticks)) {
    put(svg, 'line', { class: 'rule', x1: pad.left, x2: width - pad.right, y1: y(tick), y2: y(tick) });
    put(
      svg,
      'text',
      { x: pad.left - 8 * rem, y: y(tick), 'text-anchor': 'end', 'dominant-baseline': 'central' },
      short(tick),
    );
  }
  for (const tick of roundTicks(0, last, Math.max(2, Math.min(6, width / 160 / rem))))
    put(svg, 'text', { x: x(tick), y: height - 6 * rem, 'text-anchor': 'middle' }, short(tick));
  for (const { value, label } of bounds.filter((bound) => bound.value > low && bound.value < high)) {
    put(svg, 'line', { class: 'bound', x1: pad.left, x2: width - pad.right, y1: y(value), y2: y(value) });
    put(svg, 'text', { x: width - pad.right - 4, y: y(value) - 5 * rem, 'text-anchor': 'end' }, label);
  }
  if (here !== null)
    put(svg, 'line', { class: 'here', x1: x(here), x2: x(here), y1: pad.top, y2: height - pad.bottom });
  let above = -Infinity;
  for (const { points, kind, label, each } of [...drawn].sort((a, b) => b.points.at(-1)[1] - a.points.at(-1)[1])) {
    const path = thin(points)
      .map(([step, value], i) => `${i ? 'L' : 'M'}${x(step).toFixed(1)} ${y(Math.min(value, high)).toFixed(1)}`)
      .join('');
    put(svg, 'path', { class: each ? `${kind} each` : kind, d: path });
    if (each) continue;
    const [step, value] = points.at(-1),
      at = Math.max(y(value), above + 17 * rem);
    above = at;
    put(
      svg,
      'text',
      { class: kind, x: x(step) + 8 * rem, y: at, 'dominant-baseline': 'central' },
      label ?? short(value),
    );
  }
}
