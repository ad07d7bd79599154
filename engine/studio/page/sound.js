// sound.js — the film's sound: decoded scene by scene, played from any frame, and its wave.
import { sceneAt } from './film.js';
import { server } from './server.js';

const PEAKS_A_SECOND = 50,
  MOST_DECODED = 4;

// The loudest sample of each fiftieth of a second, 0 … 1.
function peaksOf(buffer) {
  const samples = buffer.getChannelData(0),
    size = Math.floor(buffer.sampleRate / PEAKS_A_SECOND);
  const peaks = new Float32Array(Math.ceil(samples.length / size));
  for (let at = 0; at < peaks.length; at++) {
    const end = Math.min((at + 1) * size, samples.length);
    let peak = 0;
    for (let i = at * size; i < end; i++) peak = Math.max(peak, Math.abs(samples[i]));
    peaks[at] = peak;
  }
  return peaks;
}

export function createSound(store) {
  let context = null,
    decoded = new Map(),
    sources = [],
    anchor = null,
    version = 0,
    asking = new AbortController();
  const film = () => store.state.film;

  // The scene's sound, decoded; null when there is none to be had.
  async function load(scene) {
    const wanted = version;
    const known = decoded.get(scene.index);
    if (known) return known;
    context ??= new AudioContext({ sampleRate: 48000 });
    const promise = server
      .sound(scene.index, asking.signal)
      .then((bytes) => context.decodeAudioData(bytes))
      .catch(() => null);
    decoded.set(scene.index, promise);
    if (decoded.size > MOST_DECODED) decoded.delete(decoded.keys().next().value);
    const buffer = await promise;
    if (wanted !== version) return null;
    if (buffer && !store.state.waves.has(scene.name))
      store.set({ waves: new Map(store.state.waves).set(scene.name, peaksOf(buffer)) });
    return buffer;
  }

  function stop() {
    for (const source of sources) source.stop();
    sources = [];
    anchor = null;
  }

  function schedule(buffer, when, offset) {
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.start(when, offset);
    sources.push(source);
  }

  return {
    stop,
    load,
    // Plays from a frame to the end of the film; each scene is fetched while the one before it is heard.
    async start(frame) {
      stop();
      const scene = sceneAt(film(), frame),
        mine = { frame, begin: 0 };
      anchor = mine;
      let buffer = await load(scene);
      if (anchor !== mine || !buffer) return;
      await context.resume();
      if (anchor !== mine) return;
      // The picture has gone on meanwhile: the sound begins where that is now.
      mine.frame = Math.max(frame, store.state.frame);
      mine.begin = context.currentTime;
      let when = mine.begin,
        offset = (mine.frame - scene.begin) / film().fps;
      for (let next = scene; next && anchor === mine; next = film().scenes[next.index + 1]) {
        if (next !== scene) buffer = await load(next);
        if (!buffer || anchor !== mine) return;
        schedule(buffer, when, Math.max(0, offset));
        when += next.dur_s - offset;
        offset = 0;
      }
    },
    // The frame that is heard, with its fraction; null when nothing is.
    position() {
      if (!anchor || !sources.length || context.state !== 'running' || context.currentTime <= anchor.begin) return null;
      const heard = context.currentTime - anchor.begin - (context.outputLatency || 0);
      return anchor.frame + Math.max(0, heard) * film().fps;
    },
    // What was decoded is of an older film.
    forget() {
      stop();
      asking.abort(); // the browser has few connections to a host
      asking = new AbortController();
      version++;
      decoded = new Map();
      store.set({ waves: new Map() });
    },
  };
}
