// studio.js — the studio's page: what it knows, what it hears from the server, and its parts.
import { createAsk, hereTab } from './ask.js';
import { mountChoices } from './choices.js';
import { byId } from './dom.js';
import { filmOf, sameMoment, sceneAt } from './film.js';
import { auditTab, lintTab } from './findings.js';
import { mountKeys } from './keys.js';
import { makeTab } from './make_panel.js';
import { createPlayer } from './player.js';
import { promptTab } from './prompt_panel.js';
import { server } from './server.js';
import { createSound } from './sound.js';
import { mountSplitter } from './splitter.js';
import { mountStage } from './stage.js';
import { createStore } from './store.js';
import { mountTabs } from './tabs.js';
import { mountTimeline } from './timeline.js';
import { mountTransport } from './transport.js';

const QUIET_MS = 900; // of no edit, before lint and the sound are asked for

const store = createStore({
  server: null,
  choices: null,
  prompt: null,
  runs: [],
  run: null, // as in the server's choice
  film: filmOf(null),
  jobs: new Map(),
  problem: null,
  lost: false,
  frame: 0,
  playing: false,
  rate: 1,
  loop: null,
  looping: false,
  muted: false,
  waves: new Map(),
  view: 'picture',
  safe: false,
  room: false,
  alone: false,
  away: [], // canvases that do not stand beside the others
  pixels: null,
  zoom: null,
  tab: 'here',
  editor: 'vscode',
  side: null,
  lanes: null,
  hits: [],
  picked: null,
  second: null,
  measuring: false,
  asked: false,
  part: null,
  findings: null,
  marked: null,
  audit: null,
  repaint: 0, // the colours of the page are others
});
const sound = createSound(store),
  ask = createAsk(store);
let stage = null,
  later = 0,
  looking = null;
const player = createPlayer(store, sound, () => stage.pictures());
stage = mountStage(store, ask);
const timeline = mountTimeline(store, player);
mountTransport(store, player);
mountChoices(store, player);
mountTabs(
  store,
  [
    { name: 'here', label: 'Here', fill: (panel) => hereTab(panel, store, ask) },
    {
      name: 'lint',
      label: 'Lint',
      fill: (panel) => lintTab(panel, store, player, ask),
      count: ({ findings }) => findings?.length,
    },
    {
      name: 'audit',
      label: 'Audit',
      fill: (panel) => auditTab(panel, store, player, ask),
      count: ({ audit }) => audit?.filter((row) => !row.equal).length,
    },
    {
      name: 'make',
      label: 'Make',
      fill: (panel) => makeTab(panel, store),
      count: ({ jobs }) => [...jobs.values()].filter((job) => job.state === 'running').length,
    },
    { name: 'model', label: 'Model', fill: (panel) => promptTab(panel, store) },
  ],
  ['findings', 'audit', 'jobs'],
);
mountKeys(store, player, timeline);
mountSplitter(byId('side'), store, { field: 'side', vertical: true, least: 14, most: 60, label: 'Width of the panel' });
mountSplitter(byId('timeline'), store, {
  field: 'lanes',
  vertical: false,
  least: 6,
  most: 45,
  label: 'Height of the timeline',
});

// What takes the server seconds: when nothing was changed for a moment.
function lookLater() {
  clearTimeout(later);
  looking?.abort();
  later = setTimeout(async () => {
    looking = new AbortController();
    const { signal } = looking;
    const without = (promise) => promise.catch(() => null);
    store.set({ findings: await without(server.lint(signal)) });
    if (store.state.tab === 'audit' && !signal.aborted) store.set({ audit: await without(server.audit(signal)) });
    for (const scene of store.state.film.scenes) {
      if (signal.aborted || store.state.muted) break;
      await sound.load(scene);
    }
  }, QUIET_MS);
}

// A new version of the film: its timeline, and the same picture as before in it. When a newer one has come meanwhile
// that is taken.
async function take(version) {
  const old = () => store.state.server.version !== version;
  try {
    const film = filmOf(await server.timeline());
    if (old()) return;
    const frame = sameMoment(store.state.film.frames ? store.state.film : film, store.state.frame, film);
    sound.forget();
    store.set({
      film,
      frame,
      findings: null,
      audit: null,
      picked: null,
      second: null,
      hits: [],
      asked: false,
      part: null,
      marked: null,
      problem: null,
    });
    if (store.state.playing) player.jump(frame);
    lookLater();
  } catch (error) {
    if (!old()) store.set({ problem: error.message });
  }
}

// Other music goes with the same film.
function hearAnew() {
  sound.forget();
  if (store.state.playing) player.jump(store.state.frame);
  lookLater();
}

let taken = 0;
server.listen({
  state(known) {
    store.keep(known.film);
    const music = store.state.server?.choice.music;
    store.set({
      server: known,
      prompt: known.prompt,
      run: known.choice.run ?? null,
      lost: false,
      jobs: new Map(known.jobs.map((job) => [job.id, job])),
    });
    if (!store.state.choices) store.set({ choices: known.choices });
    if (music && music !== known.choice.music) hearAnew();
    document.documentElement.dataset.version = known.version;
    if (known.version && known.version !== taken) {
      taken = known.version;
      take(known.version);
    }
  },
  job: (job) => store.set({ jobs: new Map(store.state.jobs).set(job.id, job) }),
  bye: () => store.set({ lost: true }),
  lost: () => store.set({ lost: true }),
});
server
  .runs()
  .then((runs) => store.set({ runs }))
  .catch(() => null);
store.on(['tab'], async ({ tab, audit, film }) => {
  if (tab === 'audit' && !audit && film.frames) store.set({ audit: await server.audit().catch(() => null) });
});
