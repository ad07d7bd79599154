// pictures.js — the slides' animated SVGs. In the file they are text, which costs nothing until a slide is looked at.
import { byId, make } from '../../studio/page/dom.js';

const MOMENT_S = 1e-4; // later, so that what changes at this very time has changed

// The deck of this file: { title, width, height, slides } as course.js has them.
export function readDeck() {
  const about = JSON.parse(byId('deck').textContent);
  const slides = [...document.querySelectorAll('script.slide')].map((block) => JSON.parse(block.textContent));
  return { ...about, slides };
}

// A slide as an element, at time 0. It has a shadow tree of its own: names inside of two pictures do not meet.
export function createPicture(index) {
  const host = make('div', { class: 'picture' });
  const parsed = new DOMParser().parseFromString(byId(`svg${index}`).textContent.trim(), 'image/svg+xml');
  const svg = document.importNode(parsed.documentElement, true);
  svg.setAttribute('style', `${svg.getAttribute('style') ?? ''};display:block;width:100%;height:100%`);
  for (const link of svg.querySelectorAll('a')) link.replaceWith(...link.childNodes); // what can be pressed is put over it
  host.attachShadow({ mode: 'open' }).append(svg);
  return {
    host,
    // It has to be in the page: Firefox lets time run again when a picture comes into one.
    seek(t) {
      svg.pauseAnimations();
      svg.setCurrentTime(t + MOMENT_S);
    },
  };
}
