// player.js — the playhead: it stands, moves frame by frame, plays forwards and backwards, loops, with the sound in
// step.
import { stops } from './film.js';

const FASTEST = 8,
  FAR_FRAMES = 6, // from the sound: the playhead goes there at once
  NEARER = 0.03; // else so much of the way with each picture

// `pictures()` are those that follow the playhead while it plays.
export function createPlayer(store, sound, pictures) {
  let began = null, // time of the first picture, null before it
    from = 0,
    waiting = 0;
  const last = () => Math.max(0, store.state.film.frames - 1);
  const clamp = (frame) => Math.min(Math.max(Math.round(frame), 0), last());

  // The frames between which it plays.
  function range() {
    const { loop, looping, frame } = store.state;
    const inside = loop && looping && loop.end > loop.begin && frame <= loop.end;
    return inside ? { begin: loop.begin, end: Math.min(loop.end, last()) } : { begin: 0, end: last() };
  }

  function start(frame) {
    const { rate, muted } = store.state;
    from = frame + 0.5; // pictures come in the middle of a frame, so that none is shown twice when one is a bit early
    began = null;
    for (const picture of pictures()) picture.begin(frame, rate);
    if (rate === 1 && !muted) sound.start(frame);
    else sound.stop();
  }

  // Where the playhead is when the screen shows its picture of this time: by its clock, which follows what is heard. That
  // goes in steps of the sound's buffer: read off alone it would show one frame twice and leave out the next.
  function position(now) {
    began ??= now;
    const { film, rate } = store.state,
      heard = sound.position();
    const at = from + ((now - began) / 1000) * film.fps * rate;
    if (heard === null) return at;
    const away = heard - at,
      step = Math.abs(away) > FAR_FRAMES ? away : away * NEARER;
    from += step;
    return at + step;
  }

  // The frame to be seen. Times of pictures are rounded and come unevenly: one after the other is shown while they are
  // less than a frame off.
  function frameAt(place) {
    const next = store.state.frame + 1;
    return store.state.rate === 1 && Math.abs(place - next - 0.5) < 0.75 ? next : Math.floor(place);
  }

  function tick(now) {
    waiting = 0;
    if (!store.state.playing) return;
    const { begin, end } = range(),
      { rate, looping } = store.state;
    let at = frameAt(position(now));
    const over = rate > 0 ? at > end : at < begin;
    if (over && looping) {
      at = rate > 0 ? begin : end;
      start(at);
    } else if (over) {
      seek(rate > 0 ? end : begin);
      return;
    }
    at = clamp(at);
    store.set({ frame: at });
    for (const picture of pictures()) rate > 0 ? picture.play(at) : picture.show(at);
    waiting = requestAnimationFrame(tick);
  }

  function pause() {
    if (!store.state.playing) return;
    store.set({ playing: false, rate: 1 });
    sound.stop();
    cancelAnimationFrame(waiting);
    for (const picture of pictures()) {
      picture.end();
      picture.show(store.state.frame);
    }
  }

  function play(rate = 1) {
    const { begin, end } = range();
    let frame = store.state.frame;
    if (rate > 0 && frame >= end) frame = begin;
    if (rate < 0 && frame <= begin) frame = end;
    store.set({ playing: true, rate, frame });
    start(frame);
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(tick);
  }

  // To a frame; it stands there.
  function seek(frame) {
    pause();
    store.set({ frame: clamp(frame) });
  }

  // To a frame; it goes on playing when it does.
  function jump(frame) {
    if (!store.state.playing) return seek(frame);
    store.set({ frame: clamp(frame) });
    start(store.state.frame);
  }

  return {
    play,
    pause,
    seek,
    jump,
    toggle: () => (store.state.playing ? pause() : play()),
    by: (frames) => seek(store.state.frame + frames),
    bySeconds: (seconds) => jump(store.state.frame + seconds * store.state.film.fps),
    // J and L: in a direction, each time twice as fast.
    shuttle(direction) {
      const { playing, rate } = store.state;
      const same = playing && Math.sign(rate) === direction;
      play(same ? direction * Math.min(Math.abs(rate) * 2, FASTEST) : direction);
    },
    // To where something begins: the next such frame, or the one before.
    stop(direction) {
      const { film, frame } = store.state,
        all = stops(film);
      jump(direction > 0 ? (all.find((at) => at > frame) ?? last()) : (all.findLast((at) => at < frame) ?? 0));
    },
    // One end of the loop's range is here. The other one is the film's until it is set.
    mark(end) {
      const { loop, frame } = store.state,
        range = { begin: 0, end: last(), ...loop, [end]: frame };
      if (range.begin >= range.end) range[end === 'begin' ? 'end' : 'begin'] = end === 'begin' ? last() : 0;
      store.set({ loop: range, looping: true });
    },
    clear: () => store.set({ loop: null, looping: false }),
  };
}
