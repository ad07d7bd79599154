// slidev.mjs — a deck that Slidev has built, looked at in Chromium.
//
//   node slidev.mjs FOLDER OWN SLIDE:CLICKS…   each looks as OWN/slide-SS-KK.png, 640 × 360; its lines of words are in
//                                              the same boxes, and every link is where its class says
import assert from 'node:assert';
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { withBrowser } from './browser.mjs';
import { lineBoxes, readPng, similarity } from './picture.mjs';

const [folder, own, ...states] = process.argv.slice(2);
const WIDTH = 640, HEIGHT = 360, NEAR = 2, LEAST_SIMILARITY = 0.98; // per cent; of 1
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

// Every address that is no file is the page's own affair.
const server = createServer((request, response) => {
  const path = join(folder, new URL(request.url, 'http://localhost').pathname);
  const file = existsSync(path) && statSync(path).isFile() ? path : join(folder, 'index.html');
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  response.end(readFileSync(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}`;

// Waits until the pictures are there and nothing fades any more.
async function show(page, slide, clicks) {
  await page.goto(`${address}/${slide}?clicks=${clicks}`, { waitUntil: 'load' });
  await page.addStyleTag({ content: '#slidev-goto-dialog { display: none }' }); // it peeks in from above
  await page.waitForSelector('#slideshow img');
  await page.evaluate(async () => {
    await Promise.all([...document.querySelectorAll('#slideshow img')].map((one) => one.decode()));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map((one) => one.finished));
  });
}

// The links that can be pressed: where they say to be, and where they are, in per cent.
function linksOf(page) {
  return page.evaluate((width, height) => [...document.querySelectorAll('#slideshow a')]
    .filter((one) => one.checkVisibility() && getComputedStyle(one).opacity > 0) // other slides wait unseen
    .map((one) => {
      const { x, y, width: w, height: h } = one.getBoundingClientRect();
      const said = ['left', 'top', 'w', 'h'].map((name) => parseFloat(one.className.split(` ${name}-[`)[1]));
      return { said, is: [x / width, y / height, w / width, h / height].map((share) => 100 * share) };
    }), WIDTH, HEIGHT);
}

// Our own picture of the state, and what is seen.
function compare(state, bytes) {
  const [slide, clicks] = state.split(':').map((number, i) => String(Number(number) + i).padStart(2, '0'));
  const file = join(own, `slide-${slide}-${clicks}.png`);
  const wanted = readPng(readFileSync(file)), got = readPng(bytes), alike = similarity(got, wanted);
  const boxes = lineBoxes(got), places = lineBoxes(wanted);
  console.log(`${state}: similarity ${alike.toFixed(4)}, ${boxes.length} lines of words`);
  if (alike < LEAST_SIMILARITY) writeFileSync(`seen-${slide}-${clicks}.png`, bytes);
  assert(alike >= LEAST_SIMILARITY, `${state} is not as ${file}`);
  assert(boxes.length > 0 && boxes.length === places.length, `${state}: ${boxes.length} lines, not ${places.length}`);
  boxes.forEach((box, i) => box.forEach((side, k) => assert(
    100 * Math.abs(side - places[i][k]) < NEAR * (k % 2 ? HEIGHT : WIDTH), `${state}: a line is at ${box}, not ${places[i]}`)));
}

try {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    const complaints = [];
    let links = 0;
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.setViewport({ width: WIDTH, height: HEIGHT });
    for (const state of states) {
      const [slide, clicks] = state.split(':');
      await show(page, slide, clicks);
      for (const { said, is } of await linksOf(page)) {
        said.forEach((share, i) => assert(Math.abs(share - is[i]) < NEAR, `${state}: a link is at ${is}, not ${said}`));
        links++;
      }
      compare(state, Buffer.from(await page.screenshot({ type: 'png' })));
    }
    // A slide has no more clicks than it says.
    const [slide, clicks] = states.at(-1).split(':');
    await show(page, slide, 99);
    assert.strictEqual(new URL(page.url()).searchParams.get('clicks'), clicks);
    assert(links > 0, 'there is no link on any of the slides');
    assert.deepStrictEqual(complaints, []);
  });
} finally {
  server.close();
}
