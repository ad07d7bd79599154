// article.mjs FILE — the page of an article: figures rest on their key frames, play under the mouse, stop, and it prints.
import { openFile, withBrowser } from './browser.mjs';

let faults = 0;

function expect(holds, what) {
  if (holds) return;
  faults++;
  console.log(`WRONG: ${what}`);
}

const file = process.argv[2];
await withBrowser(async (browser) => {
  const asked = [];
  const page = await openFile(browser, file, 1280, 900, (url) => asked.push(url));
  const figures = () => page.evaluate(() => [...document.querySelectorAll('figure')].map((figure) => {
    const svg = figure.querySelector('svg');
    return { t: svg.getCurrentTime(), dur: Number(figure.dataset.dur), paused: svg.animationsPaused(), width: svg.clientWidth };
  }));
  const rests = (all) => all.every(({ t, dur, paused }) => paused && Math.abs(t - dur) < 1e-3);

  const first = await figures();
  expect(first.length === 3 && rests(first), 'figures rest on their key frames');
  expect(first.every(({ width }) => width > 600), 'figures are as wide as the page');

  const figure = await page.$('figure svg');
  await figure.scrollIntoView();
  await figure.hover();
  await new Promise((done) => setTimeout(done, 500));
  const [over, other] = await figures();
  expect(!over.paused && over.t > 0.1 && over.t < over.dur, 'a figure plays under the mouse');
  expect(other.paused, 'another one does not');
  await page.mouse.move(2, 2);
  expect(rests(await figures()), 'it rests when the mouse has left it');

  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await figure.hover();
  expect(rests(await figures()), 'with reduced motion nothing plays by itself');
  await page.click('figure button');
  expect(!(await figures())[0].paused, 'but when it is asked for');
  await page.click('figure button');
  expect(rests(await figures()), 'and a second click stops it');

  const link = await page.$eval('nav a.time', (a) => a.href);
  expect(link === 'https://youtu.be/abc?t=0s', 'times lead into the video');
  await page.setViewport({ width: 390, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide <= 390, `a phone does not scroll sideways: ${wide}`);
  const pdf = Buffer.from(await page.pdf({ format: 'A4' }));
  expect(pdf.subarray(0, 5).toString() === '%PDF-' && pdf.length > 10000, 'it prints');
  expect(asked.length === 0, `the page asks for nothing: ${asked}`);
});
console.log(`${faults} wrong`);
process.exit(faults > 0 ? 1 : 0);
