// deck.js — the page of a deck: the stage with its talk, or with "?presenter" what the presenter sees beside it.
import { byId } from '../../studio/page/dom.js';
import { hashOf, isSame, placeIn, placeOf, wordsOf } from './course.js';
import { mountKeys, say } from './keys.js';
import { createOverview } from './overview.js';
import { readDeck } from './pictures.js';
import { mountPointer } from './pointer.js';
import { createPresenter } from './presenter.js';
import { mountPrint } from './print.js';
import { createStage } from './stage.js';
import { createTalk } from './talk.js';
import { createWindows } from './windows.js';

const presents = new URLSearchParams(location.search).has('presenter');
const deck = readDeck();
document.documentElement.classList.add(presents ? 'presents' : 'plays');
document.documentElement.style.setProperty('--ratio', deck.width / deck.height);

const stage = createStage(deck, byId(presents ? 'here' : 'screen'), { neighbours: true });
const start = placeOf(deck.slides, location.hash);
const talk = createTalk(deck.slides, start ?? placeIn(deck.slides, 0, 0), stage.inLongMotion);
const overview = createOverview(deck, (slide) => talk.go(slide));
const messageOf = ({ place, black }, play) => ({ ...place, black, play });
const windows = createWindows(talk.follow, () => messageOf(talk.state, false));
const print = mountPrint(deck);

function openOverview() {
  overview.open(talk.state.place.slide);
}

function openPresenter() {
  if (!windows.openPresenter()) say('The browser does not let this page open a second window.');
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function showKeys() {
  byId('keys').showModal();
}

// The place is in the address, for when the page is loaded again.
function keepPlace({ place }) {
  const words = wordsOf(deck.slides, place);
  if (location.hash !== hashOf(place)) history.replaceState(null, '', hashOf(place));
  document.title = `${deck.slides[place.slide].title} · ${deck.title}`;
  byId('said').textContent = `Slide ${words}`;
  byId('at').textContent = `${place.slide + 1} / ${deck.slides.length}`;
}

function showStage({ place, black }, play) {
  stage.show(place, play);
  document.documentElement.classList.toggle('black', black);
}

const presenter = presents ? createPresenter(deck, stage, talk) : null;
const show = presents ? presenter.show : showStage;
talk.on((state, { play, heard }) => {
  keepPlace(state);
  show(state, play);
  if (!heard) windows.tell(messageOf(state, play));
});
addEventListener('hashchange', () => {
  const place = placeOf(deck.slides, location.hash);
  if (place && !isSame(place, talk.state.place)) talk.go(place.slide, place.step);
});

const actions = presents
  ? { openOverview, fullScreen, showKeys, resizeNotes: presenter.resize }
  : { openOverview, openPresenter, fullScreen, showKeys };
mountKeys(talk, overview, actions, print);
if (!presents) mountPointer(talk, actions);
keepPlace(talk.state);
show(talk.state, !presents && !start); // the first slide's own motion, unless the page was loaded again
