// stage.js — the picture and its other views: the animated SVG, the difference of both, all canvases, a phone.
import { besideOf, canvasName, createCanvases, sizeOf } from './canvases.js';
import { byId, fill, make, toggle } from './dom.js';
import { fitScreens } from './fit.js';
import { createMeasure } from './measure.js';
import { createPicture } from './picture.js';
import { server } from './server.js';
import { createSvgView } from './svg_view.js';

const WIDEST = 3840,
  NARROWEST = 64;
const PHONE = 4; // a phone shows a quarter of the canvas's size

export const VIEWS = [
  { name: 'picture', label: 'Picture', help: 'the frame as the video has it' },
  { name: 'svg', label: 'SVG', help: 'the animated SVG at this time' },
  { name: 'difference', label: 'Difference', help: 'where the SVG is not as the video, five times as bright' },
  { name: 'canvases', label: 'Canvases', help: 'all shapes of the film beside each other' },
  { name: 'phone', label: 'Phone', help: 'a quarter of its size, as on a phone' },
];

function createScreen(store, name, hooks) {
  const canvas = make('canvas', { role: 'img', aria: { label: 'The frame' } });
  const clip = make('div', { class: 'clip' }),
    why = make('p', { class: 'why', hidden: true });
  const screen = make('div', { class: 'screen', data: { canvas: name ?? '' } }, canvas, clip, why);
  const picture = createPicture(canvas, {
    film: () => store.state.film,
    width() {
      const shown = screen.clientWidth * devicePixelRatio,
        wanted = store.state.pixels;
      const { width, height } = sizeOf(store.state, name);
      // A quality such as 720p names the shorter side; one below 1 is a share of what is seen.
      const px = !wanted ? shown : wanted < 1 ? wanted * shown : (wanted * width) / Math.min(width, height);
      return Math.round(Math.min(Math.max(px, NARROWEST), WIDEST) / 2) * 2;
    },
    name,
    shown(frame, version) {
      why.hidden = true;
      hooks.shown(frame, version);
    },
    // What is wrong with one of several canvases stands on it.
    failed(problem) {
      why.hidden = name === null;
      why.textContent = problem.message;
      if (name === null) hooks.failed(problem);
    },
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
  const beside = make('div', { id: 'beside', class: 'segments', role: 'group', aria: { label: 'Canvases beside each other' } });
  root.append(views, beside, error, wait);
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
  const measure = createMeasure(store),
    canvases = createCanvases(store);

  const showAll = () => {
    for (const { picture } of screens) picture.show(store.state.frame);
  };

  // The name of a canvas, which a click on it chooses.
  function label(name) {
    const choose = () => {
      server.choose({ canvas: name }).catch((error) => store.set({ problem: error.message }));
      store.set({ view: 'picture' });
    };
    return make('button', { type: 'button', class: 'label', title: `only ${name}`, onclick: choose }, name);
  }

  // One of several canvases.
  function named(name) {
    const screen = createScreen(store, name, hooks);
    screen.screen.append(label(name));
    listen(screen);
    return screen;
  }

  function layOut() {
    const { view } = store.state,
      many = view === 'canvases',
      names = many ? besideOf(store.state) : [null];
    if (names.length !== screens.length || names.some((name, i) => name !== screens[i].name)) {
      screens = many ? names.map(named) : [main];
      views.replaceChildren(...screens.map(({ screen }) => screen));
    }
    views.className = view;
    main.screen.classList.toggle('svg-only', view === 'svg');
    main.screen.classList.toggle('difference', view === 'difference');
    beside.hidden = !many;
    resize();
    drawOverlays();
  }

  // Which canvases stand beside each other.
  function showBeside({ choices, away }) {
    const put = (name) => store.set({ away: away.includes(name) ? away.filter((one) => one !== name) : [...away, name] });
    fill(
      beside,
      (choices?.canvas ?? []).map(({ name }) =>
        toggle({ data: { beside: name }, onclick: () => put(name), aria: { pressed: !away.includes(name) } }, name),
      ),
    );
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

  // What lies over one of the screens; `size` is what its canvas is.
  function overlays({ name }, { width, height, ...film }) {
    const { server: known, safe, room, picked, second, marked } = store.state,
      here = canvasName(store.state, name);
    return [
      safe && box('safe', film.safe, width, height, 'safe area'),
      room && box('room', captionRoom({ height, ...film }), width, height, 'captions'),
      ...[picked, second].map(
        (hit, i) => hit?.canvas === here && box(i ? 'picked second' : 'picked', hit.bounds, width, height),
      ),
      marked?.rect && here === known?.choice.canvas && box('found', marked.rect, width, height),
      ...(picked?.canvas === here ? measure.marks(width, height) : []),
    ].filter(Boolean);
  }

  function drawOverlays() {
    if (!store.state.film.safe) return;
    for (const screen of screens) {
      const about = canvases.about(screen.name, drawOverlays);
      fill(screen.clip, about ? overlays(screen, about) : []);
    }
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

  // A click asks what is there.
  function listen({ name, screen }) {
    screen.addEventListener('click', (event) => {
      if (event.target.closest('button')) return;
      const area = screen.getBoundingClientRect(),
        { width, height } = sizeOf(store.state, name);
      ask.at(
        canvasName(store.state, name),
        ((event.clientX - area.left) / area.width) * width,
        ((event.clientY - area.top) / area.height) * height,
        event.shiftKey || store.state.measuring,
      );
    });
  }
  listen(main);

  store.on(['choices', 'away'], showBeside);
  store.on(['view', 'film', 'pixels', 'away', 'choices'], layOut);
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
