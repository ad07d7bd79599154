// check.mjs GPTREEL FILM_DIR FILM — the SVGs and the page of a film, as Chromium draws them, against our own raster.
//
// FILM_DIR holds SCENE.svg, SCENE.poster.png (as librsvg draws it) and FILM.html; part/ holds one SVG of a few seconds,
// samples/ what svg_samples made.
// Prints what was measured and ends with 1 when anything is wrong.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { busyTimes, openFile, pictureAt, withBrowser } from './browser.mjs';
import { meanDifference, readPng, similarity, worstBlock } from './picture.mjs';

// Browsers round what fades in each of its layers: of pages of which one goes and one comes, 1.6 was seen.
const FILM = { mostDifference: 2, leastSimilarity: 0.98, mostInBlock: 255 }; // of 255; of 1; of 255
// Small and full: one thing that is wrong shows.
const SAMPLES = { mostDifference: 0.3, leastSimilarity: 0.998, mostInBlock: 7.5 };
const MOST_BYTES = 1e6; // a tenth of it as it is served, compressed
const TIMES = 12;
const FPS = 60;
const BETWEEN = 0.05; // seconds between the pictures that a first one is looked for among

const [gptreel, dir, film] = process.argv.slice(2);
const frames = join(dir, 'frames');
mkdirSync(frames, { recursive: true });
let faults = 0;

function expect(holds, what) {
  if (holds) return;
  faults++;
  console.log(`WRONG: ${what}`);
}

// Our own picture of a scene at a time.
function ours(scene, t) {
  const path = join(frames, `${scene}@${t.toFixed(4)}.png`);
  const made = spawnSync(gptreel, ['frame', `${film}/${scene}`, '--at', String(t), '-o', path], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  return readPng(readFileSync(path));
}

function compare(name, got, wanted, limits = FILM) {
  const picture = readPng(got);
  const difference = meanDifference(picture, wanted), alike = similarity(picture, wanted);
  console.log(`${name.padEnd(40)} difference ${difference.toFixed(3)}  similarity ${alike.toFixed(4)}`);
  const near = difference < limits.mostDifference && alike >= limits.leastSimilarity &&
    worstBlock(picture, wanted) < limits.mostInBlock;
  expect(near, name);
  if (!near) writeFileSync(join(frames, `${name.replace(/[^\w@.]+/g, '_')}.browser.png`), got);
}

async function checkScene(browser, scene) {
  const started = performance.now();
  const page = await openFile(browser, join(dir, `${scene}.svg`));
  console.log(`${scene}: loaded in ${Math.round(performance.now() - started)} ms`);
  const { dur, times } = await busyTimes(page, TIMES, FPS);
  for (const t of [...times, dur - 0.5 / FPS])
    compare(`${scene} ${t.toFixed(3)} s`, await pictureAt(page, t), ours(scene, t));
  const last = ours(scene, dur);
  compare(`${scene} when it is over`, await pictureAt(page, dur + 1), last);
  compare(`${scene} poster by librsvg`, readFileSync(join(dir, `${scene}.poster.png`)), last);
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  compare(`${scene} with reduced motion`, await pictureAt(page, dur / 2), last);
  const words = await page.evaluate(() => {
    const svg = document.documentElement;
    const named = (name) => document.getElementById(svg.getAttribute(name))?.textContent;
    return { role: svg.getAttribute('role'), title: named('aria-labelledby'), desc: named('aria-describedby') };
  });
  expect(words.role === 'img' && words.title?.length > 0 && words.desc?.length > 40, `${scene} says what it is`);
  await page.close();
}

async function checkSamples(browser) {
  const samples = join(dir, 'samples');
  const page = await openFile(browser, join(samples, 'samples.svg'), 960, 540);
  for (const file of readdirSync(samples).filter((name) => name.endsWith('.png')).sort()) {
    const t = Number(file.slice('samples@'.length, -'.png'.length));
    compare(`samples ${t.toFixed(3)} s`, await pictureAt(page, t), readPng(readFileSync(join(samples, file))), SAMPLES);
  }
  await page.close();
}

// In an <img> nothing can be seeked: it has to begin at the beginning, move, and stop at the end.
async function checkImage(browser) {
  const name = readdirSync(join(dir, 'part')).find((file) => file.endsWith('.svg'));
  const [, from, to] = /@([\d.]+)-([\d.]+)\.svg$/.exec(name).map(Number), scene = basename(name).split('@')[0];
  const html = join(dir, 'part', 'image.html');
  writeFileSync(html, `<body style="margin:0"><img width="1920" height="1080" src="${encodeURIComponent(name)}">`);
  const loading = performance.now();
  const page = await openFile(browser, html);
  const shot = async () => Buffer.from(await page.screenshot({ type: 'png', optimizeForSpeed: true }));
  const first = await shot();
  const latest = Math.min((performance.now() - loading) / 1000, to - from);
  await new Promise((done) => setTimeout(done, 1000 * (to - from) + 500));
  const end = await shot();
  // When the first picture was taken is not known, only that it cannot have played for longer than this took.
  const times = Array.from({ length: 1 + Math.ceil(latest / BETWEEN) }, (_, i) => Math.min(i * BETWEEN, latest));
  const apart = times.map((t) => meanDifference(readPng(first), ours(scene, from + t)));
  const nearest = Math.min(...apart), moved = meanDifference(readPng(first), readPng(end));
  console.log(`${name} in <img>: begins ${nearest.toFixed(3)} from its begin, moves by ${moved.toFixed(3)}`);
  expect(nearest < FILM.mostDifference, 'an <img> begins at the beginning');
  expect(moved > 2 * nearest, 'an <img> moves');
  compare(`${name} in <img>, end`, end, ours(scene, to));
  await page.close();
}

// Two documents written into one page: each has to find its own shapes.
async function checkTogether(browser, [first, second]) {
  const html = join(dir, 'part', 'together.html');
  const source = (scene) => `<div>${readFileSync(join(dir, `${scene}.svg`), 'utf8')}</div>`;
  writeFileSync(html, `<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">${source(second)}${source(first)}`);
  const page = await openFile(browser, html);
  const t = 6 + 0.5 / FPS;
  const twice = await page.evaluate(async (seconds) => {
    const [other, svg] = document.querySelectorAll('svg');
    svg.pauseAnimations();
    svg.setCurrentTime(seconds);
    other.parentNode.style.opacity = 0;
    svg.parentNode.style.cssText = 'position:absolute;inset:0;width:1920px;height:1080px';
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    return ids.length - new Set(ids).size;
  }, t);
  expect(twice === 0, `no name stands twice in a page with ${first} and ${second}`);
  const shot = await page.screenshot({ type: 'png', optimizeForSpeed: true });
  compare(`${first} beside ${second}, ${t.toFixed(3)} s`, Buffer.from(shot), ours(first, t));
  await page.close();
}

async function checkPage(browser, scenes) {
  const refused = [], errors = [];
  const page = await openFile(browser, join(dir, `${film}.html`), 1920, 1400, (url) => refused.push(url));
  page.on('pageerror', (error) => errors.push(error.message));
  const state = () => page.evaluate(() => ({
    t: filmTime(), playing, at, shown: [...shown.keys()], button: document.getElementById('play').ariaLabel,
    focus: document.activeElement.id,
    chapter: document.getElementById('chapters').selectedIndex, value: +document.getElementById('seek').value,
    text: document.querySelector('#caption span').textContent,
  }));
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  let now = await state();
  expect(now.t === 0 && !now.playing && now.at === 0, 'the page begins at the beginning and waits');
  await page.focus('#big');
  await page.keyboard.press('Enter');
  await wait(700);
  now = await state();
  expect(now.playing && now.t > 0.1 && now.t < 10 && now.button === 'Pause', 'the page plays');
  expect(now.focus === 'play', 'the focus goes on to what is there');
  await page.keyboard.press('k');
  const paused = await state();
  await wait(200);
  now = await state();
  expect(!now.playing && now.t === paused.t && now.button === 'Play', 'the page pauses');
  await page.keyboard.press('ArrowRight');
  now = await state();
  expect(Math.abs(now.t - paused.t - 5) < 0.05, 'an arrow goes 5 s on');
  await page.keyboard.press('PageDown');
  now = await state();
  expect(now.chapter === 1 && Math.abs(now.value - now.t) < 0.01, 'a key goes to the next chapter');
  await page.keyboard.press('PageUp');
  expect((await state()).chapter === 0, 'a key goes a chapter back');
  await page.evaluate(() => { location.hash = '#t=1.2.3'; });
  await page.evaluate(() => { location.hash = '#t=12.5'; });
  await page.waitForFunction(() => filmTime() === 12.5, { timeout: 5000 }).catch(() => {});
  expect((await state()).t === 12.5, 'the address says the time');
  const begins = await page.evaluate(() => film.scenes.map((scene) => scene.begin));
  const cue = await page.evaluate(() => film.captions[2]);
  await page.evaluate((t) => seek(t), (cue.from + cue.to) / 2);
  expect((await state()).text === '', 'no caption lies over the picture unless it is asked for');
  await page.keyboard.press('c');
  expect((await state()).text === cue.text, 'the caption of the time is shown');
  await page.keyboard.press('c');
  expect((await state()).text === '', 'captions can be switched off');
  // Over the border of two scenes, and then a picture of the second against ours.
  await page.evaluate((t) => { seek(t); setPlaying(true); }, begins[1] - 0.3);
  for (let i = 0; i < 40 && (await state()).at === 0; i++) await wait(100);
  now = await state();
  expect(now.at === 1 && now.shown.includes(1), 'the next scene follows');
  const t = Math.round(6.4 * FPS + 0.5) / FPS - 0.5 / FPS;
  await page.evaluate((time) => { setPlaying(false); seek(time); }, begins[1] + t);
  const box = await page.evaluate(() => document.getElementById('screen').getBoundingClientRect().toJSON());
  expect(box.width === 1920 && box.height === 1080, 'the picture fills the page');
  const clip = { x: box.x, y: box.y, width: 1920, height: 1080 };
  const shot = await page.screenshot({ clip, type: 'png', optimizeForSpeed: true });
  compare(`${film}.html, ${scenes[1]} ${t.toFixed(3)} s`, Buffer.from(shot), ours(scenes[1], t));
  await page.keyboard.press('End');
  await page.keyboard.press(' ');
  await wait(100);
  now = await state();
  expect(now.playing && now.t < 5, 'play at the end begins again');
  expect(refused.length === 0, `the page asks for nothing: ${refused}`);
  expect(errors.length === 0, `the page runs without errors: ${errors}`);
  await page.close();
}

// A click on play is a request to see it move, whatever the system prefers; nothing moves without one.
async function checkPageAsked(browser) {
  const page = await openFile(browser, join(dir, `${film}.html`), 960, 800);
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const shot = async () => readPng(Buffer.from(await page.screenshot({ type: 'png', optimizeForSpeed: true })));
  const playing = () => page.evaluate(() => playing);
  expect(!(await playing()), 'with reduced motion the page waits');
  await page.evaluate(() => seek(6));
  await page.click('#play');
  await new Promise((done) => setTimeout(done, 300));
  const first = await shot();
  await new Promise((done) => setTimeout(done, 1500));
  const later = await shot();
  const moved = meanDifference(first, later);
  console.log(`${film}.html with reduced motion: a click on play moves it by ${moved.toFixed(3)}`);
  expect(await playing() && moved > 0.3, 'with reduced motion a click on play plays');
  const displays = await page.evaluate(() => [...shown.get(at).svg.querySelectorAll(':scope > g')]
    .map((picture) => getComputedStyle(picture).display));
  const [moves, ...still] = displays;
  expect(moves === 'inline' && still.every((display) => display === 'none'), `what moves is shown: ${displays}`);
  await page.close();
}

const scenes = readdirSync(dir).filter((file) => file.endsWith('.svg')).map((file) => file.slice(0, -4)).sort();
let sum = 0;
for (const scene of scenes) {
  const { size } = statSync(join(dir, `${scene}.svg`));
  console.log(`${scene}.svg ${(size / 1e3).toFixed(1)} kB`);
  expect(size < MOST_BYTES, `${scene}.svg is below ${MOST_BYTES / 1e6} MB`);
  sum += size;
}
console.log(`all SVGs together ${(sum / 1e3).toFixed(1)} kB`);
expect(scenes.length > 0, 'there are SVGs');
await withBrowser(async (browser) => {
  await checkSamples(browser);
  for (const scene of scenes) await checkScene(browser, scene);
  await checkImage(browser);
  await checkTogether(browser, scenes);
  await checkPage(browser, scenes);
  await checkPageAsked(browser);
});
console.log(faults === 0 ? 'all is well' : `${faults} wrong`);
process.exitCode = faults === 0 ? 0 : 1;
