// transport.js — the row of the player: play, frame by frame, time, loop, sound, views and what lies over the picture.
import { byId, clock, icon, make, setPressed, toggle } from './dom.js';
import { sceneAt } from './film.js';
import { VIEWS } from './stage.js';

const gap = () => make('span', { class: 'gap' });

function iconButton(name, label, keys, onclick, id) {
  return make(
    'button',
    { type: 'button', class: 'icon', id, title: `${label}  ${keys}`, aria: { label }, onclick },
    icon(name),
  );
}

function iconToggle(name, label, keys, onclick, id) {
  return toggle({ class: 'icon', id, title: `${label}  ${keys}`, aria: { label }, onclick }, icon(name));
}

export function mountTransport(store, player) {
  const flip = (field) => () => store.set({ [field]: !store.state[field] });
  const play = iconButton('play', 'Play', 'space', player.toggle, 'play');
  const now = make('b', {}, ' '),
    rest = make('span', { class: 'quiet' }, ' ');
  const time = make('output', { id: 'clock', aria: { label: 'Time', live: 'off' } }, now, rest);
  const loop = iconToggle('loop', 'Loop', '[ ] set its range', flip('looping'), 'looping');
  const mute = iconToggle(
    'sound',
    'Sound',
    'S',
    () => {
      store.set({ muted: !store.state.muted });
      if (store.state.playing) player.jump(store.state.frame);
    },
    'sound',
  );
  const rate = make('span', { id: 'rate' });
  const views = make(
    'div',
    { class: 'segments', role: 'group', id: 'view', aria: { label: 'View' } },
    VIEWS.map(({ name, label, help }) =>
      toggle({ data: { view: name }, title: help, onclick: () => store.set({ view: name }) }, label),
    ),
  );
  const safe = iconToggle('safe', 'Safe area', 'A', flip('safe'), 'safe');
  const room = iconToggle('room', 'Room of the captions', 'C', flip('room'), 'room');
  const side = iconToggle('panel', 'Panel', 'I', flip('alone'), 'panel');
  byId('transport').append(
    iconButton('back', 'Back to where something begins', 'page up', () => player.stop(-1)),
    iconButton('frameBack', 'A frame back', ',', () => player.by(-1)),
    play,
    iconButton('frameNext', 'A frame on', '.', () => player.by(1)),
    iconButton('next', 'On to where something begins', 'page down', () => player.stop(1)),
    time,
    loop,
    mute,
    rate,
    make('span', { class: 'space' }),
    views,
    gap(),
    safe,
    room,
    side,
  );

  store.on(['frame', 'film'], ({ frame, film }) => {
    if (!film.frames) return;
    const scene = sceneAt(film, frame);
    time.dataset.frame = frame;
    now.firstChild.data = clock(frame / film.fps);
    rest.firstChild.data = ` / ${clock(film.frames / film.fps, 1)}  #${frame - scene.begin}`;
  });
  store.on(['playing'], ({ playing }) => {
    play.replaceChildren(icon(playing ? 'pause' : 'play'));
    play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
  });
  store.on(['playing', 'rate'], (state) => {
    rate.textContent = state.playing && state.rate !== 1 ? `${state.rate}×`.replace('-', '−') : '';
  });
  store.on(['looping'], ({ looping }) => setPressed(loop, looping));
  store.on(['muted'], ({ muted }) => {
    mute.replaceChildren(icon(muted ? 'silent' : 'sound'));
    setPressed(mute, !muted);
  });
  store.on(['view'], ({ view }) => {
    for (const button of views.children) setPressed(button, button.dataset.view === view);
  });
  store.on(['safe', 'room', 'alone'], (state) => {
    setPressed(safe, state.safe);
    setPressed(room, state.room);
    setPressed(side, !state.alone);
    document.body.classList.toggle('alone', state.alone);
  });
}
