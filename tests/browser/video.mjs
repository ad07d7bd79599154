// video.mjs — an MP4 in Chromium: node video.mjs FILM.mp4 FPS PICTURES_DIR, where PICTURES_DIR has NAME_0001.png, … of
// the film's times 0, 1, … s. Any second can be sought and shows the drawn picture; played through, the film lasts what
// it should and shows pictures to its end.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openFile, withBrowser } from './browser.mjs';
import { meanDifference, readPng } from './picture.mjs';

const [, , film, fps, pictures] = process.argv;
const MOST_DIFFERENCE = 2.0;
const page = join(dirname(resolve(film)), 'video_test.html');
writeFileSync(page, `<!doctype html><style>body{margin:0;background:#000}video{display:block;width:100%}</style>
<video muted src="${resolve(film)}"></video>`);
const drawn = readdirSync(pictures).filter((name) => name.endsWith('.png')).sort();
const first = readPng(readFileSync(join(pictures, drawn[0])));

// The time of the picture that is shown after seeking. A picture that was on its way before may come first, so it is
// the sought one that is waited for; when it does not come, whatever was shown last.
function seek({ seconds, tolerance }) {
  return new Promise((done) => {
    const video = document.querySelector('video');
    let last = -1;
    const look = (now, shown) => {
      last = shown.mediaTime;
      if (Math.abs(last - seconds) <= tolerance) done(last);
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    setTimeout(() => done(last), 10000);
    video.currentTime = seconds;
  });
}

function play() {
  return new Promise((done) => {
    const video = document.querySelector('video');
    let last = 0, count = 0;
    const next = (now, shown) => {
      last = shown.mediaTime;
      count++;
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
    video.onended = () => done({ last, count, dur: video.duration, dropped: video.getVideoPlaybackQuality().droppedVideoFrames });
    video.onerror = () => done({ error: video.error.message });
    video.currentTime = 0;
    video.play();
  });
}

await withBrowser(async (browser) => {
  const tab = await openFile(browser, page, first.width, first.height);
  await tab.waitForFunction(() => document.querySelector('video').readyState >= 2);
  const times = drawn.map((_, i) => i).reverse(); // backwards: every seek decodes from a keyframe
  let worst = 0;
  for (const second of times) {
    const shown = await tab.evaluate(seek, { seconds: second + 0.5 / fps, tolerance: 0.6 / fps });
    if (Math.abs(shown - second) > 0.5 / fps) throw new Error(`at ${second} s the picture of ${shown} s is shown`);
    const got = readPng(Buffer.from(await tab.screenshot({ type: 'png', optimizeForSpeed: true })));
    const difference = meanDifference(got, readPng(readFileSync(join(pictures, drawn[second]))));
    if (difference > MOST_DIFFERENCE) throw new Error(`at ${second} s the picture differs by ${difference.toFixed(2)}`);
    worst = Math.max(worst, difference);
  }
  const played = await tab.evaluate(play);
  if (played.error) throw new Error(played.error);
  if (Math.abs(played.last + 1 / fps - played.dur) > 1.5 / fps)
    throw new Error(`the last picture is of ${played.last} s, the film lasts ${played.dur} s`);
  console.log(`${drawn.length} seconds sought, worst difference ${worst.toFixed(2)}; played ${played.dur} s, ` +
              `${played.count} pictures, ${played.dropped} dropped`);
});
