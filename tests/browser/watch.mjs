// watch.mjs GPTREEL RUN_DIR BROWSER — the page of a training, while a copy of a run grows line by line.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBrowser } from './browser.mjs';
import { withServer } from './studio_server.mjs';

const [gptreel, run, browserName] = process.argv.slice(2);
const copy = mkdtempSync('watched-');
const lines = (name) => readFileSync(join(run, name), 'utf8').split(/(?<=\n)/);
const metrics = lines('metrics.jsonl'),
  samples = lines('samples.jsonl');

writeFileSync(join(copy, 'run.json'), readFileSync(join(run, 'run.json'), 'utf8').replace('"complete"', '"training"'));
for (const name of ['tokenizer.json', 'config.json']) writeFileSync(join(copy, name), readFileSync(join(run, name)));
writeFileSync(join(copy, 'metrics.jsonl'), metrics.slice(0, 100).join(''));
writeFileSync(join(copy, 'samples.jsonl'), samples.slice(0, 3).join(''));

try {
  await withServer(gptreel, ['watch', copy], (server) =>
    withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 720 });
      await page.goto(server.address, { waitUntil: 'domcontentloaded' });
      const reaches = (line) =>
        page.waitForFunction(
          (step) => Number(document.documentElement.dataset.step) === step,
          { timeout: 20000 },
          JSON.parse(line).step,
        );
      await reaches(metrics[99]);
      const before = await page.$eval('#losses path.val', (path) => path.getAttribute('d'));
      // The last line is torn: its rest comes later.
      appendFileSync(join(copy, 'metrics.jsonl'), metrics.slice(100, 200).join('') + metrics[200].slice(0, 20));
      await reaches(metrics[199]);
      appendFileSync(join(copy, 'metrics.jsonl'), metrics[200].slice(20));
      await reaches(metrics[200]);
      if ((await page.$eval('#losses path.val', (path) => path.getAttribute('d'))) === before)
        throw new Error('the curve has not grown');
      appendFileSync(join(copy, 'samples.jsonl'), samples[3]);
      const words = JSON.parse(samples[3]).text.slice(0, 20);
      await page.waitForFunction(
        (text) => document.getElementById('sample').textContent.includes(text),
        { timeout: 20000 },
        words,
      );
      console.log(`${browserName}: the page of the training grows with it`);
    }, browserName),
  );
} finally {
  rmSync(copy, { recursive: true });
}
