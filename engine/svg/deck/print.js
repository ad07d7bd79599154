// print.js — pages for paper and PDF: one for each slide, with its last picture, or one for each step.
import { byId, make } from '../../studio/page/dom.js';
import { createPicture } from './pictures.js';

let everyStep = new URLSearchParams(location.search).get('print') === 'steps'; // which a print from the menu asks for

function putSheet(deck, index, state) {
  const picture = createPicture(index);
  const links = state.links.map(({ box: [x, y, w, h], href }) =>
    make('a', { href, style: `left:${x}px;top:${y}px;width:${w}px;height:${h}px` }),
  );
  picture.host.classList.add('on');
  byId('print').append(make('div', { class: 'sheet' }, picture.host, links));
  picture.seek(state.t);
}

function putSheets(deck) {
  if (byId('print').firstChild) return;
  deck.slides.forEach(({ states }, index) => {
    for (const state of everyStep ? states : states.slice(-1)) putSheet(deck, index, state);
  });
}

// A page has the size of a slide; `print(steps)` opens the browser's dialog.
export function mountPrint(deck) {
  const size = `${deck.width}px ${deck.height}px`;
  document.head.append(
    make('style', {}, `@page{size:${size};margin:0}.sheet{width:${deck.width}px;height:${deck.height}px}`),
  );
  addEventListener('beforeprint', () => putSheets(deck));
  addEventListener('afterprint', () => byId('print').replaceChildren());
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  return async (steps) => {
    everyStep = steps;
    putSheets(deck);
    await frame(); // until the pictures are at their times
    await frame();
    window.print();
  };
}
