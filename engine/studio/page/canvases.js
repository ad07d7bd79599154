// canvases.js — what the film is on each canvas: its size, its safe area, and where its page ends.
import { server } from './server.js';

// The name of a canvas; null: the one that is chosen.
export const canvasName = (state, name) => name ?? state.server?.choice.canvas;

// Width and height of a canvas, in the film's units.
export function sizeOf(state, name) {
  const wanted = canvasName(state, name);
  return state.server?.choices.canvas.find((canvas) => canvas.name === wanted) ?? state.film;
}

// The canvases that stand beside each other: all of them, but for those that were put away.
export function besideOf({ choices, away }) {
  const all = (choices?.canvas ?? []).map(({ name }) => name),
    shown = all.filter((name) => !away.includes(name));
  return shown.length ? shown : all;
}

export function createCanvases(store) {
  let known = new Map(),
    version = null;

  // { width, height, safe, page } of a canvas; null: it is not known yet, and `arrived` is called when it is.
  function about(name, arrived) {
    const { film } = store.state,
      wanted = canvasName(store.state, name);
    if (wanted === film.canvas) return film;
    if (version !== film.version) known = new Map();
    version = film.version;
    if (known.has(wanted)) return known.get(wanted);
    known.set(wanted, null);
    const mine = known;
    server
      .timeline(wanted)
      .then((timeline) => {
        mine.set(wanted, timeline);
        if (mine === known) arrived();
      })
      .catch(() => mine.delete(wanted)); // it is asked again when it is wanted again
    return null;
  }
  return { about };
}
