// talk.js — where the talk is, and what moves it. It does not know how it is shown, nor who else follows it.
import { after, before, isSame, placeIn } from './course.js';

// `inLongMotion()`: a motion goes on that is worth to be ended instead of being passed over.
export function createTalk(slides, start, inLongMotion) {
  const state = { place: start, black: false };
  const listeners = [];

  // `play`: the slide's motion leads to the place; else the picture is there at once.
  function change(next, play = false, heard = false) {
    Object.assign(state, next);
    for (const listener of listeners) listener(state, { play, heard });
  }

  const go = (place) => change({ place, black: false });

  return {
    state,
    // listener(state, { play, heard }); `heard`: it was another window's doing.
    on: (listener) => listeners.push(listener),
    // A press: light again, or a long motion ends, or the next step.
    forward() {
      const next = after(slides, state.place);
      if (state.black) change({ black: false });
      else if (inLongMotion()) change({});
      else if (next) change({ place: next }, true);
    },
    // The picture before, at rest. During a motion that is where it began.
    back() {
      const last = before(slides, state.place);
      if (state.black) change({ black: false });
      else if (last) go(last);
    },
    go: (slide, step = 0) => go(placeIn(slides, slide, step)),
    turnBlack: () => change({ black: !state.black }),
    // What another window says.
    follow({ slide, step, black, play }) {
      const place = placeIn(slides, slide, step);
      if (!isSame(place, state.place) || black !== state.black || !play) change({ place, black }, play, true);
    },
  };
}
