// slidev.mjs — a deck that Slidev has built, looked at in Chromium.
//
//   node slidev.mjs FOLDER OUT SLIDE:CLICKS…   OUT/SLIDE-CLICKS.png of each; every link has to be where it says
import assert from 'node:assert';
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { withBrowser } from './browser.mjs';

const [folder, out, ...states] = process.argv.slice(2);
const WIDTH = 1920, HEIGHT = 1080, NEAR = 2; // per cent
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

async function show(page, slide, clicks) {
  await page.goto(`${address}/${slide}?clicks=${clicks}`, { waitUntil: 'networkidle0' });
  await page.addStyleTag({ content: '#slidev-goto-dialog { display: none }' }); // it peeks in from above
  await new Promise((done) => setTimeout(done, 500)); // what comes fades in
}

// The links that can be pressed: where they say to be, and where they are, in per cent.
function linksOf(page) {
  return page.evaluate((width, height) => [...document.querySelectorAll('#slideshow a')]
    .filter((one) => one.checkVisibility() && getComputedStyle(one).opacity > 0) // other slides wait unseen
    .map((one) => {
      const { x, y, width: w, height: h } = one.getBoundingClientRect();
      const said = ['left', 'top', 'width', 'height'].map((name) => parseFloat(one.style[name]));
      return { said, is: [x / width, y / height, w / width, h / height].map((share) => 100 * share) };
    }), WIDTH, HEIGHT);
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
      writeFileSync(join(out, `${slide}-${clicks}.png`), await page.screenshot({ type: 'png' }));
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
