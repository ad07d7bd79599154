// course.js — where a talk can be, and the way through it. A place is a slide and a step of it, both from 0 on.
//
// Slides are { title, from, states: [{ t, rest, notes, links }] }: their pictures at rest, and at which of the slide's
// times they are seen. The slide's own motion leads from one to the next, and to the first at `from`; the picture stands
// still from `rest` on.

export function placeIn(slides, slide, step) {
  const at = Math.max(0, Math.min(slides.length - 1, slide));
  return { slide: at, step: Math.max(0, Math.min(slides[at].states.length - 1, step)) };
}

// The place behind; null at the end.
export function after(slides, { slide, step }) {
  if (step + 1 < slides[slide].states.length) return { slide, step: step + 1 };
  return slide + 1 < slides.length ? { slide: slide + 1, step: 0 } : null;
}

// The place before; null at the beginning.
export function before(slides, { slide, step }) {
  if (step > 0) return { slide, step: step - 1 };
  return slide > 0 ? placeIn(slides, slide - 1, Infinity) : null;
}

export const isSame = (a, b) => a?.slide === b?.slide && a?.step === b?.step;

// The motion that leads to a place, and the time of its picture.
export function motionTo(slides, { slide, step }) {
  const { from, states } = slides[slide];
  const { rest, t } = states[step];
  return { begin: step > 0 ? states[step - 1].t : from, end: rest, t };
}

// "#3/2" is the second step of the third slide, "#3" its first; null: it is no place.
export function placeOf(slides, hash) {
  const found = /^#(\d+)(?:\/(\d+))?$/.exec(hash);
  return found ? placeIn(slides, Number(found[1]) - 1, Number(found[2] ?? 1) - 1) : null;
}

export const hashOf = ({ slide, step }) => `#${slide + 1}/${step + 1}`;

// "3 of 15: The title, step 2 of 6"
export function wordsOf(slides, { slide, step }) {
  const { title, states } = slides[slide];
  const steps = states.length > 1 ? `, step ${step + 1} of ${states.length}` : '';
  return `${slide + 1} of ${slides.length}: ${title}${steps}`;
}
