// overview.js — all slides beside each other, each with its last picture, to choose one.
import { byId, make } from '../../studio/page/dom.js';
import { createPicture } from './pictures.js';

const ROOM = '300px'; // beyond what is seen, where pictures are made already

// `choose(index)` is called for a slide.
export function createOverview(deck, choose) {
  const view = byId('overview');
  let tiles = [];

  // Only what can be seen is drawn: a long deck opens as fast as a short one.
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) {
          target.replaceChildren();
        } else if (!target.firstChild) {
          const index = Number(target.dataset.index),
            picture = createPicture(index);
          picture.host.classList.add('on');
          target.append(picture.host);
          picture.seek(deck.slides[index].states.at(-1).t);
        }
      }
    },
    { root: view, rootMargin: ROOM },
  );

  function tileOf({ title, states }, index) {
    const frame = make('span', { class: 'frame', data: { index } });
    sight.observe(frame);
    const steps = states.length > 1 ? make('span', { class: 'quiet' }, ` ${states.length} steps`) : null;
    return make(
      'button',
      { type: 'button', class: 'tile', onclick: () => close(index) },
      frame,
      make('span', { class: 'name' }, make('b', {}, `${index + 1} `), title, steps),
    );
  }

  function open(current) {
    tiles = deck.slides.map(tileOf);
    view.replaceChildren(...tiles);
    view.hidden = false;
    tiles[current].setAttribute('aria-current', 'true');
    tiles[current].focus();
    tiles[current].scrollIntoView({ block: 'center' });
  }

  function close(chosen = null) {
    sight.disconnect();
    view.replaceChildren();
    view.hidden = true;
    if (chosen !== null) choose(chosen);
  }

  // To the tile `across` and `down` from the one that has the focus.
  function move(across, down) {
    const columns = getComputedStyle(view).gridTemplateColumns.split(' ').length;
    const tile = tiles[tiles.indexOf(document.activeElement) + across + down * columns];
    tile?.focus();
    tile?.scrollIntoView({ block: 'nearest' });
  }

  const KEYS = {
    arrowleft: () => move(-1, 0),
    arrowright: () => move(1, 0),
    arrowup: () => move(0, -1),
    arrowdown: () => move(0, 1),
    escape: () => close(),
    o: () => close(),
  };

  return {
    isOpen: () => !view.hidden,
    open,
    // A key while it is open; false: it means nothing here. Enter is for the button that has the focus.
    press(key) {
      KEYS[key]?.();
      return key in KEYS;
    },
  };
}
