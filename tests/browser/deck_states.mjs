// deck_states.mjs DIR… — decks in Chromium, step by step: all on their pages, how long each stays, some in their PDFs.
//
// Each DIR holds finetune.html, finetune.pdf, and slide-SS-KK.png, our own pictures of each step in 640 × 360.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openFile, withBrowser } from './browser.mjs';
import { meanDifference, readPng, shrink, similarity } from './picture.mjs';

const LEAST_SIMILARITY = 0.98; // of 1
const MOST_DIFFERENCE = 4; // of 255, of a page in another size
const PATIENCE_MS = 20000;
const CHARACTERS_PER_S = 17;

let faults = 0;

function expect(holds, what, bytes) {
  if (holds) return;
  faults++;
  console.log(`WRONG: ${what}`);
  if (bytes) writeFileSync(`wrong_${faults}.png`, bytes);
}

const stepsOf = (dir) => readdirSync(dir).map((file) => /^slide-(\d+)-(\d+)\.png$/.exec(file)).filter(Boolean).sort()
  .map(([file, slide, step]) => ({ hash: `#${+slide}/${+step}`, own: readPng(readFileSync(join(dir, file))) }));

const shot = async (page) => Buffer.from(await page.screenshot({ type: 'png', optimizeForSpeed: true }));

async function checkPage(browser, dir, steps) {
  const page = await openFile(browser, join(dir, 'finetune.html'), 640, 360);
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.reload({ waitUntil: 'load' }); // the first slide stands still as well
  let least = 1;
  for (const [i, { hash, own }] of steps.entries()) {
    if (i > 0) await page.keyboard.press('PageDown');
    expect((await page.evaluate(() => location.hash)) === hash, `${dir}: a press leads to ${hash}`);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const bytes = await shot(page), alike = similarity(readPng(bytes), own);
    expect(alike >= LEAST_SIMILARITY, `${dir} ${hash}: another picture, ${alike.toFixed(4)}`, bytes);
    least = Math.min(least, alike);
  }
  console.log(`${dir}: ${steps.length} steps, the least similar ${least.toFixed(4)}`);
  await page.close();
}

// The smallest box around all that has about the colour of the picture's corner: the page without what is around it.
function paperIn({ width, height, rgb }, corner) {
  const NEAR = 3, box = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      if ([0, 1, 2].some((c) => Math.abs(rgb[at + c] - corner[c]) > NEAR)) continue;
      box.splice(0, 4, Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1));
    }
  }
  return box;
}

const small = (picture, box = [0, 0, picture.width, picture.height]) => shrink(picture, box, 160, 90);

// A page of the PDF, as soon as the viewer shows it, of which it tells nobody: its own step is the nearest of all.
async function checkPaper(browser, dir, steps, number) {
  const page = await browser.newPage(); // not of openFile, which refuses what the viewer is made of
  await page.setViewport({ width: 700, height: 400 });
  await page.goto(`${pathToFileURL(join(dir, 'finetune.pdf'))}#page=${number}&toolbar=0&navpanes=0&view=Fit`);
  const { own } = steps[number - 1], begun = Date.now();
  let bytes, seen, difference;
  do {
    bytes = await shot(page);
    const picture = readPng(bytes), box = paperIn(picture, own.rgb);
    seen = box[2] - box[0] < 320 ? null : small(picture, box);
    difference = seen ? meanDifference(seen, small(own)) : 255;
  } while (difference >= MOST_DIFFERENCE && Date.now() - begun < PATIENCE_MS);
  const others = steps.filter((step) => seen && step.own !== own).map((step) => meanDifference(seen, small(step.own)));
  console.log(`${dir}: page ${number} in the viewer of PDF, difference ${difference.toFixed(2)}`);
  expect(difference < Math.min(MOST_DIFFERENCE, ...others), `${dir}: page ${number} of PDF is another picture`, bytes);
  await page.close();
}

// As long as a deck's video, which has these times too: each step can be read, 17 characters a second of what is new.
function checkPace(dir, steps) {
  const page = readFileSync(join(dir, 'finetune.html'), 'utf8');
  const slides = [...page.matchAll(/class="slide">(.*?)<\/script>/g)].map(([, json]) => JSON.parse(json));
  const words = execFileSync('pdftotext', ['-raw', join(dir, 'finetune.pdf'), '-'], { encoding: 'utf8' }).split('\f');
  let number = 0;
  for (const { title, states } of slides) {
    let before = { t: 0, n: 0 };
    for (const { t } of states) {
      const n = words[number++].trim().replace(/\s+/g, ' ').length, needed = (n - before.n) / CHARACTERS_PER_S;
      expect(t - before.t > needed - 0.01, `${dir}, ${title}: ${n - before.n} characters in ${t - before.t} s`);
      before = { t, n };
    }
  }
  expect(number === steps.length, `${dir}: a time for each step`);
}

await withBrowser(async (browser) => {
  for (const dir of process.argv.slice(2)) {
    const steps = stepsOf(dir);
    expect(steps.length > 50, `${dir} has all its steps`);
    checkPace(dir, steps);
    await checkPage(browser, dir, steps);
    for (const number of [1, steps.length >> 1, steps.length]) await checkPaper(browser, dir, steps, number);
  }
});
process.exit(faults > 0 ? 1 : 0);
