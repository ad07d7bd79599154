// presenter.js — the presenter's window: this picture and the next, notes, how long it has been.
import { byId, clock, make } from '../../studio/page/dom.js';
import { after, wordsOf } from './course.js';
import { createStage } from './stage.js';

const SIZES_REM = [0.9, 1.05, 1.25, 1.5, 1.8, 2.2]; // of the notes

// What is kept over a reload, where the browser keeps anything for files.
function recall(name, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // It begins anew with the next load.
  }
}

// Runs from the first press on; { ran, since }: milliseconds until it was stopped, and when it began to go on (null: it
// stands).
function createTimer() {
  let timer = recall('timer', { ran: 0, since: null });
  const elapsed = () => timer.ran + (timer.since === null ? 0 : Date.now() - timer.since);
  const set = (next) => {
    timer = next;
    keep('timer', timer);
  };
  const start = () => set({ ran: timer.ran, since: Date.now() });
  const stop = () => set({ ran: elapsed(), since: null });
  return {
    words() {
      const s = Math.floor(elapsed() / 1000);
      return s < 3600 ? clock(s, 0) : `${Math.floor(s / 3600)}:${clock(s % 3600, 0).padStart(5, '0')}`;
    },
    runs: () => timer.since !== null,
    begun: () => timer.since !== null || timer.ran > 0,
    start,
    toggle: () => (timer.since === null ? start() : stop()),
    reset: () => set({ ran: 0, since: null }),
  };
}

export function createPresenter(deck, stage, talk) {
  const coming = createStage(deck, byId('coming'));
  const timer = createTimer();
  let size = recall('size', 2),
    noted = null; // the slide whose notes are shown

  function putNotes({ slide, step }) {
    const { states } = deck.slides[slide];
    if (noted !== slide) {
      const parts = states.map(({ notes }) => make('p', {}, notes));
      const any = states.some(({ notes }) => notes !== '');
      byId('notes').replaceChildren(...(any ? parts : [make('p', { class: 'quiet' }, 'No notes for this slide.')]));
      byId('notes').scrollTop = 0;
      noted = slide;
    }
    // Of a step that has none those before it still hold.
    let told = step;
    while (told > 0 && states[told].notes === '') told--;
    [...byId('notes').children].forEach((part, i) => part.classList.toggle('now', i === told));
    byId('notes').children[told]?.scrollIntoView({ block: 'center' });
  }

  function show({ place, black }, play) {
    const next = after(deck.slides, place);
    stage.show(place, play);
    if (next) coming.show(next);
    byId('coming').classList.toggle('over', !next);
    document.documentElement.classList.toggle('black', black);
    byId('where').textContent = wordsOf(deck.slides, place);
    putNotes(place);
    if (play && !timer.begun()) timer.start();
    tell();
  }

  function tell() {
    byId('timer').textContent = timer.words();
    byId('timer').classList.toggle('stands', !timer.runs());
    byId('timer').setAttribute('aria-label', `Time since the beginning: ${timer.words()}; stop it or let it go on`);
    byId('clock').textContent = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  }

  function resize(by) {
    size = Math.max(0, Math.min(SIZES_REM.length - 1, size + by));
    byId('notes').style.fontSize = `${SIZES_REM[size]}rem`;
    keep('size', size);
  }

  const press = (id, run) =>
    byId(id).addEventListener('click', () => {
      run();
      tell();
    });
  press('timer', timer.toggle);
  press('reset', timer.reset);
  press('smaller', () => resize(-1));
  press('larger', () => resize(1));
  byId('here').addEventListener('click', talk.forward);
  byId('coming').addEventListener('click', talk.forward);
  resize(0);
  setInterval(tell, 250);
  return { show, resize };
}
