// browser.mjs — Debian's Chromium and Firefox without a window, and SVG documents in them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const FLAGS = [
  '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
  '--hide-scrollbars',
];

// To add one: a row. How puppeteer starts it; Firefox is spoken to by WebDriver BiDi.
const BROWSERS = {
  chromium: { browser: 'chrome', executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS },
  firefox: { browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox' },
};

// Runs `work(browser)` with a browser of its own, which is closed and forgotten afterwards.
export async function withBrowser(work, name = 'chromium') {
  const userDataDir = mkdtempSync(join(tmpdir(), `gptreel-${name}-`));
  const browser = await puppeteer.launch({ ...BROWSERS[name], headless: true, userDataDir, protocolTimeout: 120000 });
  try {
    return await work(browser);
  } finally {
    await browser.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); // it may still be writing
  }
}

// A page that shows a file. What it asks for beyond files is refused and told to `refused`.
export async function openFile(browser, path, width = 1920, height = 1080, refused = () => {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const scheme = new URL(request.url()).protocol;
    if (scheme === 'file:' || scheme === 'data:') {
      request.continue();
    } else {
      refused(request.url());
      request.abort();
    }
  });
  await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
  return page;
}

// The picture of an SVG document at a time, as PNG bytes.
export async function pictureAt(page, t) {
  await page.evaluate(async (seconds) => {
    document.documentElement.pauseAnimations();
    document.documentElement.setCurrentTime(seconds);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, t);
  return Buffer.from(await page.screenshot({ type: 'png', optimizeForSpeed: true }));
}

// The duration of an SVG document, and of each of `n` equal parts of it the frame in which most moves: seconds, in the
// middle of frames.
export async function busyTimes(page, n, fps) {
  return page.evaluate((parts, rate) => {
    const all = [...document.querySelectorAll('animate, animateTransform')];
    const dur = parseFloat(all[0].getAttribute('dur'));
    const moving = new Int32Array(Math.round(dur * rate));
    for (const one of all) {
      const times = one.getAttribute('keyTimes')?.split(';') ?? [], values = one.getAttribute('values').split(';');
      for (let i = 1; i < times.length && one.getAttribute('calcMode') !== 'discrete'; i++) {
        if (values[i] === values[i - 1]) continue;
        const begin = Math.ceil(times[i - 1] * moving.length), end = Math.floor(times[i] * moving.length);
        for (let f = begin; f < end; f++) moving[f]++;
      }
    }
    const times = [];
    for (let part = 0; part < parts; part++) {
      const begin = Math.floor(part * moving.length / parts), end = Math.floor((part + 1) * moving.length / parts);
      let busiest = (begin + end) >> 1;
      for (let f = begin; f < end; f++) if (moving[f] > moving[busiest]) busiest = f;
      times.push((busiest + 0.5) / rate);
    }
    return { dur, times };
  }, n, fps);
}
