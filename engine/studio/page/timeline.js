// timeline.js — the lanes over time: where they are, zoom, the playhead, dragging, the loop's range.
import { byId, clock, make } from './dom.js';
import { drawWave, fillLanes, LANES } from './lanes.js';
import { sceneAt, secondsOf } from './film.js';

const NEAREST_FRAMES = 20; // the closest look: so many frames in the whole width
const STEPS_S = [1 / 60, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300];

export function mountTimeline(store, player) {
  const ruler = byId('timeline').appendChild(
    make('div', { id: 'ruler', role: 'slider', tabindex: 0, aria: { label: 'Playhead', valuemin: 0 } }),
  );
  const loop = make('div', { id: 'loop' }, make('i', { data: { end: 'begin' } }), make('i', { data: { end: 'end' } }));
  const ticks = make('div', {}),
    hover = make('span', { id: 'hover-time', hidden: true });
  ruler.append(ticks, loop, hover);
  const zoom = make(
    'div',
    { id: 'zoom' },
    make('button', { type: 'button', onclick: () => scale(1.6), aria: { label: 'Farther' }, title: 'farther  -' }, '−'),
    make(
      'button',
      { type: 'button', onclick: () => scale(1 / 1.6), aria: { label: 'Closer' }, title: 'closer  +' },
      '+',
    ),
    make('button', { type: 'button', onclick: fit, aria: { label: 'Whole film' }, title: 'whole film  0' }, '↔'),
  );
  const names = make('div', { id: 'lane-names', aria: { hidden: true } });
  const lanes = make('div', { id: 'lanes' });
  const head = make('i', {});
  byId('timeline').append(zoom, names, lanes, make('div', { id: 'playhead', aria: { hidden: true } }, head));
  for (const lane of LANES) {
    names.append(make('div', { data: { lane: lane.name } }, lane.label));
    lanes.append(make('div', { class: 'lane', id: `lane-${lane.name}`, role: 'group', aria: { label: lane.label } }));
  }
  lanes.addEventListener('scroll', () => {
    names.scrollTop = lanes.scrollTop;
  });

  let parts = [], // of the lanes, with the frames between which the playhead is over them
    ruler_px = 0;

  // The part of the film that is seen, in frames.
  function seen() {
    const { zoom: part, film } = store.state,
      frames = Math.max(1, film.frames);
    if (!part) return { begin: 0, end: frames };
    const length = Math.min(part.end - part.begin, frames),
      begin = Math.min(Math.max(0, part.begin), frames - length);
    return { begin, end: begin + length };
  }

  function fit() {
    store.set({ zoom: null });
  }

  // Shows `factor` times as much of the film; the frame `about` keeps its place.
  function scale(factor, about = store.state.frame) {
    const { begin, end } = seen(),
      frames = store.state.film.frames;
    const length = Math.min(Math.max((end - begin) * factor, NEAREST_FRAMES), frames);
    if (length >= frames) return fit();
    const share = Math.min(1, Math.max(0, (about - begin) / (end - begin))),
      first = about - share * length;
    store.set({ zoom: { begin: first, end: first + length } });
  }

  function move(frames) {
    const { begin, end } = seen();
    if (!store.state.zoom) return;
    const first = Math.min(Math.max(0, begin + frames), store.state.film.frames - (end - begin));
    store.set({ zoom: { begin: first, end: first + end - begin } });
  }

  const at = (frame) => (frame - seen().begin) / (seen().end - seen().begin);

  function frameUnder(event) {
    const area = ruler.getBoundingClientRect(),
      { begin, end } = seen();
    return begin + ((event.clientX - area.left) / area.width) * (end - begin);
  }

  function drawRuler() {
    const { film } = store.state,
      { begin, end } = seen(),
      width = ruler.clientWidth || 1;
    const length_s = (end - begin) / film.fps,
      step = STEPS_S.find((s) => (s / length_s) * width > 76) ?? 600;
    const marks = [];
    for (let i = Math.ceil(begin / film.fps / step); i * step <= end / film.fps; i++) {
      const tick = make(
        'div',
        { class: 'tick named' },
        step < 0.1 ? `${Math.round(i * step * film.fps)}` : clock(i * step, step < 1 ? 1 : 0),
      );
      tick.style.left = `${100 * at(i * step * film.fps)}%`;
      marks.push(tick);
    }
    ticks.replaceChildren(...marks);
  }

  // What is called for each picture while it plays touches nothing that stays as it is.
  function drawHead() {
    const { frame, playing } = store.state;
    head.style.transform = `translateX(${at(frame) * ruler_px}px)`;
    for (const part of parts) {
      const here = part.begin <= frame && frame < part.end;
      if (here !== part.here) part.element.classList.toggle('here', here);
      part.here = here;
    }
    if (!playing) tellPlace();
  }

  function tellPlace() {
    const { film, frame } = store.state;
    ruler.setAttribute('aria-valuemax', Math.max(0, film.frames - 1));
    ruler.setAttribute('aria-valuenow', frame);
    ruler.setAttribute('aria-valuetext', `${clock(secondsOf(film, frame))}, ${sceneAt(film, frame)?.title ?? ''}`);
  }

  function drawLoop({ loop: range, looping }) {
    loop.hidden = !range;
    loop.classList.toggle('off', !looping);
    if (!range) return;
    loop.style.left = `${100 * at(range.begin)}%`;
    loop.style.width = `${100 * (at(range.end) - at(range.begin))}%`;
  }

  // To where it begins; what has words and a line of a script is told in the panel.
  function pick(item) {
    player.jump(Math.ceil(item.begin - 1e-6));
    if (item.of.rect !== undefined) store.set({ marked: item.of, tab: 'lint' });
    else if (item.of.line) store.set({ part: item, picked: null, second: null, hits: [], tab: 'here' });
  }

  function draw() {
    drawRuler();
    fillLanes(lanes, store.state, seen(), pick);
    for (const lane of LANES)
      names.querySelector(`[data-lane=${lane.name}]`).style.height = `${byId(`lane-${lane.name}`).offsetHeight}px`;
    parts = [...lanes.querySelectorAll('[data-begin]')].map((element) => ({
      element,
      begin: Number(element.dataset.begin),
      end: Number(element.dataset.end),
      here: false,
    }));
    ruler_px = ruler.clientWidth;
    drawLoop(store.state);
    drawHead();
  }

  // What is clicked twice fills the timeline.
  lanes.addEventListener('dblclick', (event) => {
    const part = event.target.closest('[data-begin]');
    if (!part) return;
    const begin = Number(part.dataset.begin),
      length = Math.max(Number(part.dataset.end) - begin, NEAREST_FRAMES);
    store.set({ zoom: { begin, end: begin + length } });
  });

  // Holding a key of the mouse down on the ruler moves the playhead; on a side of the loop's range it moves that.
  ruler.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const end = event.target.dataset?.end;
    ruler.setPointerCapture(event.pointerId);
    const follow = (to) => {
      const frame = Math.round(Math.min(Math.max(frameUnder(to), 0), store.state.film.frames - 1));
      if (!end) return player.seek(frame);
      const range = { ...store.state.loop, [end]: frame };
      if (range.begin < range.end) store.set({ loop: range });
    };
    const stop = () => {
      ruler.removeEventListener('pointermove', follow);
      ruler.removeEventListener('pointerup', stop);
      ruler.removeEventListener('pointercancel', stop);
    };
    ruler.addEventListener('pointermove', follow);
    ruler.addEventListener('pointerup', stop);
    ruler.addEventListener('pointercancel', stop);
    if (!end) follow(event);
  });
  ruler.addEventListener('pointermove', (event) => {
    hover.hidden = false;
    hover.textContent = clock(secondsOf(store.state.film, Math.max(0, Math.floor(frameUnder(event)))));
    hover.style.left = `${event.clientX - ruler.getBoundingClientRect().left}px`;
  });
  ruler.addEventListener('pointerleave', () => {
    hover.hidden = true;
  });
  for (const part of [ruler, lanes])
    part.addEventListener(
      'wheel',
      (event) => {
        const frames = (seen().end - seen().begin) / 400;
        if (event.ctrlKey || event.metaKey) scale(1.0015 ** event.deltaY, frameUnder(event));
        else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
          move((event.deltaX || event.deltaY) * frames);
        else return;
        event.preventDefault();
      },
      { passive: false },
    );

  store.on(['film', 'zoom', 'findings', 'repaint'], draw);
  store.on(['waves'], () => drawWave(lanes, store.state, seen()));
  store.on(['loop', 'looping'], drawLoop);
  store.on(['frame', 'playing'], drawHead);
  new ResizeObserver(draw).observe(ruler);
  return { scale, fit };
}
