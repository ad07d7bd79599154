// rate.mjs SVG… — how long animated SVGs take to load and how fast they play, in Chromium without a graphics card.
//
// Not a test: what it prints depends on the machine and on what else that does. Run it in the folder where the browser
// test has installed puppeteer-core.
import { basename } from 'node:path';
import { openFile, withBrowser } from './browser.mjs';

const CATEGORIES = ['blink.user_timing', 'loading', 'devtools.timeline'];

async function measure(browser, path) {
  const blank = await browser.newPage(); // a trace wants a page of its own that is there before
  await blank.tracing.start({ categories: CATEGORIES });
  const page = await openFile(browser, path);
  const played = await page.evaluate(() => new Promise((done) => {
    const svg = document.documentElement;
    const dur = parseFloat(document.querySelector('animate, animateTransform').getAttribute('dur'));
    const begin = performance.now();
    let frames = 0;
    const tick = (now) => {
      frames++;
      if (svg.getCurrentTime() < dur) requestAnimationFrame(tick);
      else done({ frames, seconds: (now - begin) / 1000 });
    };
    requestAnimationFrame(tick);
  }));
  const { traceEvents } = JSON.parse(Buffer.from(await blank.tracing.stop()).toString());
  await page.close();
  await blank.close();
  const named = (name) => traceEvents.filter((event) => event.name === name);
  const navigations = named('navigationStart');
  const start = navigations.find((event) => event.args.data?.documentLoaderURL?.startsWith('file:'))?.ts;
  const after = (name) => {
    const first = named(name).filter((event) => event.ts > start)[0];
    return first ? ((first.ts - start) / 1000).toFixed(0) : '?';
  };
  const rate = (played.frames / played.seconds).toFixed(1);
  return { load: after('loadEventEnd'), paint: after('firstPaint'), rate };
}

await withBrowser(async (browser) => {
  for (const path of process.argv.slice(2)) {
    const { load, paint, rate } = await measure(browser, path);
    console.log(`${basename(path).padEnd(24)} loaded ${load} ms, first paint ${paint} ms, ${rate} frames/s`);
  }
});
