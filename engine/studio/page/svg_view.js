// svg_view.js — the animated SVG of the scene over the picture, at the time of the playhead.
import { make } from './dom.js';
import { sceneAt } from './film.js';
import { server } from './server.js';

const MOMENT_S = 1e-4;

export function createSvgView(store, screen) {
  const host = make('div', { class: 'svg', aria: { hidden: true } });
  const shadow = host.attachShadow({ mode: 'open' });
  let drawn = null,
    loading = null;
  screen.prepend(host);

  async function load(scene, film) {
    const key = `${film.version} ${scene.index}`;
    if (loading === key) return;
    loading = key;
    try {
      const text = await server.svg(scene.index);
      if (loading !== key) return;
      const svg = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
      svg.setAttribute('style', `${svg.getAttribute('style') ?? ''};display:block;width:100%;height:100%`);
      shadow.replaceChildren(svg);
      svg.pauseAnimations();
      drawn = { key, svg };
      show(store.state);
    } catch (error) {
      store.set({ problem: error.message });
    }
    if (loading === key) loading = null;
  }

  function show({ view, film, frame }) {
    if ((view !== 'svg' && view !== 'difference') || film.frames === 0) return;
    const scene = sceneAt(film, frame);
    // A moment later, so that what changes at this very time has changed.
    if (drawn?.key === `${film.version} ${scene.index}`)
      drawn.svg.setCurrentTime((frame - scene.begin) / film.fps + MOMENT_S);
    else load(scene, film);
  }
  return { show };
}
