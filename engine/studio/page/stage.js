// stage.js — the picture and its other views: the animated SVG, the difference of both, three canvases, a phone.
import { byId, make } from './dom.js';
import { fitScreens } from './fit.js';
import { createMeasure } from './measure.js';
import { createPicture } from './picture.js';
import { createSvgView } from './svg_view.js';

const SIDE_BY_SIDE = ['wide', 'square', 'tall'];
const WIDEST = 3840,
  NARROWEST = 64;
const PHONE = 4; // a phone shows a quarter of the canvas's size

export const VIEWS = [
  { name: 'picture', label: 'Picture', help: 'the frame as the video has it' },
  { name: 'svg', label: 'SVG', help: 'the animated SVG at this time' },
  { name: 'difference', label: 'Difference', help: 'where the SVG is not as the video, five times as bright' },
  { name: 'three', label: 'Canvases', help: 'wide, square and tall beside each other' },
  { name: 'phone', label: 'Phone', help: 'a quarter of its size, as on a phone' },
];

// Width and height of a canvas of the film, in its units.
function sizeOf(state, name) {
  const chosen = name ?? state.server?.choice.canvas;
  return state.server?.choices.canvas.find((canvas) => canvas.name === chosen) ?? state.film;
}

function createScreen(store, name, hooks) {
  const canvas = make('canvas', { role: 'img', aria: { label: 'The frame' } });
  const clip = make('div', { class: 'clip' });
  const screen = make('div', { class: 'screen', data: { canvas: name ?? '' } }, canvas, clip);
  const picture = createPicture(canvas, {
    film: () => store.state.film,
    width() {
      const shown = screen.clientWidth * devicePixelRatio,
        wanted = store.state.pixels;
      const { width, height } = sizeOf(store.state, name);
      // A quality such as 720p names the shorter side.
      const px = wanted ? (wanted * width) / Math.min(width, height) : shown;
      return Math.round(Math.min(Math.max(px, NARROWEST), WIDEST) / 2) * 2;
    },
    name,
    ...hooks,
  });
  return { name, screen, clip, picture };
}

function ratioOf(store, name) {
  const { width, height } = sizeOf(store.state, name);
  return width / height;
}

function box(kind, rect, width, height, label) {
  const element = make('div', { class: `overlay ${kind}` }, label && make('span', {}, label));
  Object.assign(element.style, {
    left: `${(100 * rect.x) / width}%`,
    top: `${(100 * rect.y) / height}%`,
    width: `${(100 * rect.w) / width}%`,
    height: `${(100 * rect.h) / height}%`,
  });
  return element;
}

// The room that captions take: what the safe area has below the page.
function captionRoom(film) {
  const { safe, page, height } = film,
    end = Math.min(height, safe.y + safe.h),
    begin = page.y + page.h;
  if (begin < end - 1) return { x: page.x, y: begin, w: page.w, h: end - begin };
  return { x: safe.x, y: safe.y + safe.h * 0.86, w: safe.w, h: safe.h * 0.14 };
}

export function mountStage(store, ask) {
  const root = byId('stage');
  const views = make('div', { id: 'views' });
  const error = make('div', { id: 'error', role: 'alert', hidden: true });
  const wait = make('p', { id: 'wait' }, 'The film is being built …');
  root.append(views, error, wait);
  let screens = [];
  const hooks = {
    shown(frame, version) {
      wait.hidden = true;
      document.documentElement.dataset.shown = version;
    },
    failed: (problem) => store.set({ problem: problem.message }),
  };
  const main = createScreen(store, null, hooks);
  const svg = createSvgView(store, main.screen);
  const measure = createMeasure(store, main);

  const showAll = () => {
    for (const { picture } of screens) picture.show(store.state.frame);
  };

  function layOut() {
    const { view } = store.state;
    screens = view === 'three' ? SIDE_BY_SIDE.map((name) => createScreen(store, name, hooks)) : [main];
    views.className = view;
    views.replaceChildren(...screens.map(({ screen }) => screen));
    main.screen.classList.toggle('svg-only', view === 'svg');
    main.screen.classList.toggle('difference', view === 'difference');
    for (const { name, screen } of screens) if (name) screen.append(make('span', { class: 'label' }, name));
    resize();
  }

  function resize() {
    const { view, film, playing } = store.state;
    fitScreens(
      views,
      screens.map(({ name, screen }) => ({ screen, ratio: ratioOf(store, name) })),
      view,
      film.width / PHONE,
    );
    for (const { picture } of screens) picture.forget();
    if (!playing) showAll();
  }

  function drawOverlays() {
    const { film, safe, room, picked, second, marked } = store.state;
    if (!film.safe) return;
    main.clip.replaceChildren(
      ...(safe ? [box('safe', film.safe, film.width, film.height, 'safe area')] : []),
      ...(room ? [box('room', captionRoom(film), film.width, film.height, 'captions')] : []),
      ...[picked, second]
        .map((hit, i) => hit && box(i ? 'picked second' : 'picked', hit.bounds, film.width, film.height))
        .filter(Boolean),
      ...(marked?.rect ? [box('found', marked.rect, film.width, film.height)] : []),
      ...measure.marks(),
    );
  }

  function showErrors({ server }) {
    const errors = server?.errors ?? [];
    error.hidden = errors.length === 0;
    for (const { screen } of [main, ...screens]) screen.classList.toggle('stale', errors.length > 0);
    if (errors.length) wait.hidden = true;
    error.replaceChildren(
      ...errors.map((finding) =>
        make(
          'article',
          {},
          make(
            'h2',
            {},
            finding.file ? 'This does not build' : 'The film cannot be built',
            ask.editorLink(finding, { className: 'where' }),
          ),
          make('p', { class: 'what' }, finding.what),
          make('p', { class: 'remedy' }, finding.remedy),
          finding.stack && make('pre', {}, finding.stack),
        ),
      ),
    );
  }

  main.screen.addEventListener('click', (event) => {
    const area = main.screen.getBoundingClientRect(),
      { film } = store.state;
    if (store.state.view === 'three') return;
    ask.at(
      ((event.clientX - area.left) / area.width) * film.width,
      ((event.clientY - area.top) / area.height) * film.height,
      event.shiftKey || store.state.measuring,
    );
  });

  store.on(['view', 'film', 'pixels'], layOut);
  store.on(['frame', 'playing'], ({ playing }) => {
    if (!playing) showAll();
  });
  store.on(['film', 'safe', 'room', 'picked', 'second', 'marked'], drawOverlays);
  store.on(['server', 'view'], showErrors);
  store.on(['frame', 'view', 'film'], svg.show);
  let resized = 0;
  new ResizeObserver(() => {
    clearTimeout(resized);
    resized = setTimeout(resize, 120);
  }).observe(root);
  return { pictures: () => screens.map(({ picture }) => picture) };
}
