// deck.mjs DIR BROWSER — the page of a deck as a speaker uses it: keys, a reload, the presenter's window, all slides,
// paper.
//
// DIR holds film.html and slide-SS-KK.png, our own pictures of each step in 640 × 360. Prints what was measured and ends
// with 1 when anything is wrong.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFile, withBrowser } from './browser.mjs';
import { meanDifference, readPng, similarity } from './picture.mjs';

const MOST_DIFFERENCE = 1.5, LEAST_SIMILARITY = 0.98; // of 255; of 1
const PATIENCE = { timeout: 8000, polling: 50 };

const [dir, name] = process.argv.slice(2);
let faults = 0;

function expect(holds, what) {
  if (holds) return;
  faults++;
  console.log(`WRONG: ${what}`);
}

// Every step, in order: { slide, step } from 1 on, and our picture of it.
const steps = readdirSync(dir).map((file) => /^slide-(\d+)-(\d+)\.png$/.exec(file)).filter(Boolean).sort()
  .map(([file, slide, step]) => ({ slide: +slide, step: +step, hash: `#${+slide}/${+step}`, file: join(dir, file) }));
const last = steps.at(-1), slides = last.slide;

const hashOf = (page) => page.evaluate(() => location.hash);
const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };

// The time of the slide that is seen, and whether it is one at which it rests.
const timeOf = (page) => page.evaluate(() => {
  const svg = document.querySelector('#screen .picture.on, #here .picture.on').shadowRoot.querySelector('svg');
  const [slide, step] = location.hash.slice(1).split('/').map(Number);
  const { states } = JSON.parse(document.querySelectorAll('script.slide')[slide - 1].textContent);
  const t = svg.getCurrentTime();
  return { t, rests: Math.abs(t - states[step - 1].t) < 1e-3 };
});

async function untilRest(page) {
  for (let i = 0; i < 160 && !(await timeOf(page)).rests; i++) await new Promise((done) => setTimeout(done, 25));
}

async function until(page, hash) {
  await page.waitForFunction((wanted) => location.hash === wanted, PATIENCE, hash).catch(() => {});
  return (await hashOf(page)) === hash;
}

const shot = async (page) => {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return Buffer.from(await page.screenshot({ type: 'png' }));
};

// The picture is the one that our raster draws.
const compare = async (page, step, how) => comparePng(await shot(page), step, how);

function comparePng(bytes, { hash, file }, how) {
  const got = readPng(bytes), wanted = readPng(readFileSync(file));
  const difference = meanDifference(got, wanted), alike = similarity(got, wanted);
  console.log(`${name} ${how} ${hash}: difference ${difference.toFixed(3)}, similarity ${alike.toFixed(4)}`);
  const near = difference < MOST_DIFFERENCE && alike >= LEAST_SIMILARITY;
  expect(near, `${how} ${hash}: another picture`);
  if (!near) writeFileSync(`${name}_${how}_${hash.replace(/\W/g, '_')}.png`, bytes);
}

async function checkWay(page) {
  expect((await hashOf(page)) === '#1/1', 'a deck begins at its first picture');
  await untilRest(page);
  await compare(page, steps[0], 'first');
  for (const step of steps.slice(1)) {
    await press(page, 'PageDown');
    expect((await hashOf(page)) === step.hash, `a press leads to ${step.hash}`);
    await untilRest(page);
    await compare(page, step, 'forward');
  }
  await press(page, 'PageDown');
  expect((await hashOf(page)) === last.hash, 'behind the last step there is none');
  for (const step of steps.slice(0, -1).reverse()) {
    await press(page, 'ArrowLeft');
    expect((await hashOf(page)) === step.hash && (await timeOf(page)).rests, `back to ${step.hash}, at once`);
  }
  await compare(page, steps[0], 'back');
}

async function checkMotion(page) {
  await press(page, 'Home', 'ArrowRight');
  await new Promise((done) => setTimeout(done, 250));
  const { t, rests } = await timeOf(page);
  expect(!rests && t > 0, 'a press plays the slide’s own motion');
  await press(page, ' ');
  expect((await timeOf(page)).rests && (await hashOf(page)) === steps[1].hash, 'a press ends a long motion');
  await press(page, 'PageUp', 'Enter', 'PageUp');
  expect((await timeOf(page)).rests && (await hashOf(page)) === steps[0].hash, 'back during a motion is where it began');
  await page.emulateMediaFeatures?.([{ name: 'prefers-reduced-motion', value: 'reduce' }]).catch(() => {});
  if (await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches)) {
    await press(page, 'ArrowRight');
    expect((await timeOf(page)).rests, 'with reduced motion the picture is there at once');
    await page.emulateMediaFeatures([]);
  }
}

async function checkKeys(page) {
  await press(page, 'End');
  expect((await hashOf(page)) === `#${slides}/1`, 'End is the last slide');
  await press(page, '2', 'Enter');
  expect((await hashOf(page)) === '#2/1', 'a number and Enter lead to a slide');
  await page.keyboard.down('Shift');
  await press(page, 'ArrowLeft');
  await page.keyboard.up('Shift');
  expect((await hashOf(page)) === '#1/1', 'Shift and an arrow lead to a slide');
  await press(page, 'PageDown');
  await page.reload({ waitUntil: 'load' });
  expect((await hashOf(page)) === steps[1].hash && (await timeOf(page)).rests, 'after a reload one is where one was');
  await compare(page, steps[1], 'reload');
  await press(page, 'b');
  expect(readPng(await shot(page)).rgb.every((value) => value === 0), 'b is black');
  await press(page, 'PageDown');
  expect((await hashOf(page)) === steps[1].hash, 'a press brings the picture back');
  await compare(page, steps[1], 'light');
  await press(page, '.');
  expect(readPng(await shot(page)).rgb.every((value) => value === 0), 'so is the dot of remote clickers');
  await press(page, '.');
  expect((await hashOf(page)) === steps[1].hash, 'and brings the picture back');
  await press(page, '?');
  expect(await page.evaluate(() => document.getElementById('keys').open), '? lists the keys');
  await press(page, 'Escape');
  await page.mouse.click(320, 150);
  expect((await hashOf(page)) === steps[2].hash, 'a click is the next step');
}

async function checkOverview(page) {
  await press(page, 'Home', 'o');
  await page.waitForFunction((n) => document.querySelectorAll('.tile .picture').length === n, PATIENCE, slides).catch(() => {});
  const tiles = await page.evaluate(() => [...document.querySelectorAll('.tile')].map((tile) => ({
    words: tile.textContent, drawn: tile.querySelector('.picture') !== null, focus: tile === document.activeElement,
  })));
  expect(tiles.length === slides && tiles.every(({ drawn }) => drawn), 'all slides are beside each other');
  expect(tiles[0].focus && tiles[1].words.startsWith('2 '), 'the one that is shown has the focus');
  await press(page, 'ArrowRight', 'Enter');
  expect((await hashOf(page)) === '#2/1', 'arrows and Enter choose one');
  expect(await page.evaluate(() => document.getElementById('overview').hidden), 'and close it');
}

async function checkPresenter(page) {
  await press(page, 'Home');
  const [presenter] = await Promise.all([new Promise((done) => page.once('popup', done)), press(page, 'p')]);
  await presenter.waitForSelector('#notes p.now', { timeout: 8000 });
  const seen = () => presenter.evaluate(() => ({
    notes: document.querySelector('#notes .now').textContent, where: document.getElementById('where').textContent,
    pictures: document.querySelectorAll('#presenter .picture.on').length,
  }));
  const first = await seen();
  expect(first.notes === 'This is said first.' && first.pictures === 2, `notes and two pictures: ${JSON.stringify(first)}`);
  await press(page, 'PageDown');
  expect(await until(presenter, steps[1].hash), 'the presenter’s window follows');
  expect((await seen()).where.endsWith('step 2 of 3'), 'it says where the talk is');
  await press(presenter, 'PageDown', 'PageDown');
  expect(await until(page, steps[2].hash) || await until(page, steps[3].hash), 'the stage follows the presenter');
  const { hash } = steps[(await hashOf(page)) === steps[2].hash ? 2 : 3];
  await page.reload({ waitUntil: 'load' });
  expect((await hashOf(page)) === hash, 'a reload of the stage does not lose the place');
  await press(presenter, 'Home');
  expect(await until(page, '#1/1'), 'nor the presenter');
  await new Promise((done) => setTimeout(done, 1200)); // it knocks once a second
  await press(page, 'End');
  expect(await until(presenter, `#${slides}/1`), 'which follows again');
  const end = await presenter.evaluate(() => ({
    timer: document.getElementById('timer').textContent,
    stands: document.getElementById('timer').classList.contains('stands'),
    over: document.getElementById('coming').classList.contains('over'),
  }));
  expect(/^\d+:\d\d$/.test(end.timer) && end.timer !== '0:00' && !end.stands, `the time runs: ${JSON.stringify(end)}`);
  expect(end.over, 'behind the last picture there is none');
  await presenter.evaluate(() => window.close());
}

async function checkPaper(page) {
  const pages = async () => {
    await page.pdf({ path: `${name}.pdf`, preferCSSPageSize: true, printBackground: true });
    return Number(/^Pages: *(\d+)/m.exec(execFileSync('pdfinfo', [`${name}.pdf`], { encoding: 'utf8' }))[1]);
  };
  const few = await pages();
  expect(few === slides, `a page a slide: ${few}`);
  await page.goto(page.url().replace(/(\?.*)?#.*/, '?print=steps'), { waitUntil: 'load' });
  const many = await pages();
  expect(many === steps.length, `a page a step: ${many}`);
  execFileSync('pdftoppm', ['-png', '-scale-to-x', '640', '-scale-to-y', '360', `${name}.pdf`, `${name}-page`]);
  steps.forEach((step, i) => comparePng(readFileSync(`${name}-page-${i + 1}.png`), step, 'paper'));
}

await withBrowser(async (browser) => {
  const errors = [], asked = [];
  const page = await openFile(browser, join(dir, 'film.html'), 640, 360, (url) => asked.push(url));
  page.on('pageerror', (error) => errors.push(error.message));
  await checkWay(page);
  await checkMotion(page);
  await checkKeys(page);
  await checkOverview(page);
  await checkPresenter(page);
  await checkPaper(page);
  expect(errors.length === 0, `no errors: ${errors}`);
  expect(asked.length === 0, `the page asks for nothing: ${asked}`);
}, name);
console.log(`${name}: ${faults} wrong`);
process.exit(faults > 0 ? 1 : 0);
