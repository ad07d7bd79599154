// stage.js — a box in which slides are seen: at rest, or on the way to it by their own motion.
import { make } from '../../studio/page/dom.js';
import { motionTo } from './course.js';
import { createPicture } from './pictures.js';

const LONG_S = 1.5; // a motion that somebody may not want to wait for
const AHEAD_MS = 120; // behind the last change, when nothing is in motion: the neighbours are made

const calm = matchMedia('(prefers-reduced-motion: reduce)');

// `neighbours`: slides beside the one that is shown are made before they are asked for.
export function createStage(deck, box, { neighbours = false } = {}) {
  const made = new Map(); // index of a slide to its picture
  const links = make('div', { class: 'links' });
  let shown = null,
    motion = null, // as motionTo gives it, with its picture; `since`: the first frame, on the page's clock
    timer = 0;
  box.append(links);

  function pictureOf(index) {
    if (!made.has(index)) {
      const picture = createPicture(index);
      links.before(picture.host);
      picture.seek(0);
      made.set(index, picture);
    }
    return made.get(index);
  }

  function keep(indices) {
    for (const [index, { host }] of made) {
      if (indices.includes(index)) continue;
      host.remove();
      made.delete(index);
    }
  }

  // One at a time, so that a press is not kept waiting for long.
  function makeNeighbours() {
    const missing = [shown + 1, shown - 1].find((index) => deck.slides[index] && !made.has(index));
    if (motion || missing === undefined) return;
    pictureOf(missing);
    timer = setTimeout(makeNeighbours);
  }

  function putLinks({ slide, step }) {
    const percent = (part, whole) => `${(100 * part) / whole}%`;
    const places = deck.slides[slide].states[step].links.map(({ box: [x, y, w, h], href }) =>
      make('a', {
        href,
        target: '_blank',
        rel: 'noopener noreferrer',
        title: href,
        aria: { label: href },
        style:
          `left:${percent(x, deck.width)};top:${percent(y, deck.height)};` +
          `width:${percent(w, deck.width)};height:${percent(h, deck.height)}`,
      }),
    );
    links.replaceChildren(...places);
  }

  function rest(picture, t) {
    motion = null;
    picture.seek(t);
    if (!neighbours) return;
    clearTimeout(timer);
    timer = setTimeout(makeNeighbours, AHEAD_MS);
  }

  function tick(now) {
    if (!motion) return;
    motion.since ??= now;
    const t = motion.begin + (now - motion.since) / 1000;
    if (t >= motion.end) return rest(motion.picture, motion.t);
    motion.picture.seek(t);
    requestAnimationFrame(tick);
  }

  return {
    // The place, and with `play` the motion that leads to it.
    show(place, play = false) {
      const way = motionTo(deck.slides, place);
      const picture = pictureOf(place.slide);
      const running = motion !== null;
      if (shown !== place.slide) {
        for (const { host } of made.values()) host.classList.toggle('on', host === picture.host);
        shown = place.slide;
        keep(neighbours ? [shown - 1, shown, shown + 1] : [shown]);
      }
      putLinks(place);
      if (!play || calm.matches || way.end <= way.begin) return rest(picture, way.t);
      clearTimeout(timer);
      motion = { ...way, picture, since: null };
      picture.seek(way.begin);
      if (!running) requestAnimationFrame(tick);
    },
    inMotion: () => motion !== null,
    inLongMotion: () => motion !== null && motion.end - motion.begin > LONG_S,
  };
}
