// studio_page.mjs — the studio's page as a test uses it: clicks, keys, and what is seen.

const WAIT_MS = 30000;

// `prepare(page)` is called before it is loaded.
export async function openStudio(browser, address, prepare = () => {}) {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.setViewport({ width: 1280, height: 720 });
  await prepare(page);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const studio = {
    page,
    faults,
    // Waits until the function gives something true in the page.
    until: (what, call, ...args) =>
      page.waitForFunction(call, { timeout: WAIT_MS, polling: 'raf' }, ...args).catch(() => {
        throw new Error(`not seen: ${what}`);
      }),
    version: () => page.evaluate(() => Number(document.documentElement.dataset.shown ?? 0)),
    // Does something that makes a new version of the film, and waits for its picture. How long that took, milliseconds.
    async renewed(what, act) {
      const before = await studio.version(),
        begin = performance.now();
      await act();
      await studio.until(what, (version) => Number(document.documentElement.dataset.shown) > version, before);
      return performance.now() - begin;
    },
    frame: () => page.evaluate(() => Number(document.querySelector('.screen > canvas').dataset.frame)),
    shows: (frame) =>
      studio.until(
        `frame ${frame}`,
        (n) => Number(document.querySelector('.screen > canvas').dataset.frame) === n,
        frame,
      ),
    // Waits until the picture is that of the playhead; gives its frame.
    async still() {
      await studio.until(
        'the picture at the playhead',
        () =>
          document.querySelector('.screen > canvas').dataset.frame === document.getElementById('clock').dataset.frame,
      );
      return studio.frame();
    },
    // Clicks on a place of the picture, told in shares of its width and height.
    async point(x, y, selector = '.screen') {
      const area = await page.$eval(selector, (screen) => screen.getBoundingClientRect().toJSON());
      await page.mouse.click(area.left + x * area.width, area.top + y * area.height);
    },
    // The picture: width, height, three bytes a pixel.
    async picture() {
      const {
        width: w,
        height: h,
        base64,
      } = await page.evaluate(() => {
        const canvas = document.querySelector('.screen > canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let text = '';
        for (let i = 0; i < data.length; i += 4) text += String.fromCharCode(data[i], data[i + 1], data[i + 2]);
        return { width: canvas.width, height: canvas.height, base64: btoa(text) };
      });
      return { width: w, height: h, rgb: new Uint8Array(Buffer.from(base64, 'base64')) };
    },
    // What the page's scripts hold after a collection, MB; 0 where the browser does not tell.
    async heap() {
      try {
        const session = await page.createCDPSession();
        await session.send('HeapProfiler.collectGarbage');
        await session.detach();
        return (await page.metrics()).JSHeapUsedSize / 1048576;
      } catch {
        return 0;
      }
    },
    // The frames that are seen within so many milliseconds.
    seen: (ms) =>
      page.evaluate(async (most) => {
        const frames = new Set(),
          begin = performance.now(),
          canvas = document.querySelector('.screen > canvas');
        const next = () => new Promise(requestAnimationFrame);
        for (await next(); performance.now() - begin < most; await next()) frames.add(Number(canvas.dataset.frame));
        return [...frames];
      }, ms),
    text: (selector) => page.$eval(selector, (element) => element.textContent),
    press: (key) => page.keyboard.press(key),
    // What a list has scrolled away is scrolled to first; puppeteer does so in Chromium alone.
    async click(selector) {
      await page.$eval(selector, (element) => element.scrollIntoView({ block: 'nearest' }));
      await page.click(selector);
    },
    // Drags with the mouse along the ruler, from one share of its length to another.
    async drag(from, to) {
      const area = await page.$eval('#ruler', (ruler) => ruler.getBoundingClientRect().toJSON());
      const y = area.top + area.height / 2;
      await page.mouse.move(area.left + from * area.width, y);
      await page.mouse.down();
      for (let i = 1; i <= 12; i++) await page.mouse.move(area.left + (from + ((to - from) * i) / 12) * area.width, y);
      await page.mouse.up();
    },
  };
  await studio.until('the first picture', () => document.documentElement.dataset.shown);
  return studio;
}
