// studio_sound.mjs — whether what is heard in the studio's page is what is seen: the second of the film that its sources
// of sound are at, beside that of the playhead and of the picture.

const MOST_OFF_MS = 30,
  MOST_LATE_MS = process.env.GPTREEL_LONG ? 50 : 1000; // of pictures, which come when the server has drawn them
const MEASURE_MS = 5000,
  SILENT_MS = 1500; // nothing is heard for so long where there is no device

// Before the page's scripts run: keeps which sound was begun, when, and from where.
export function listenToSound(page) {
  return page.evaluateOnNewDocument(() => {
    const sources = (window.soundSources = new Map()),
      { start, stop } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (when, offset) {
      sources.set(this, { when, offset });
      return start.call(this, when, offset);
    };
    AudioBufferSourceNode.prototype.stop = function () {
      sources.delete(this);
      return stop.call(this);
    };
  });
}

// At each frame of the screen for so long: how much later than the sound the playhead and the picture are, milliseconds.
// `fps` as the film has them, of which there is one scene.
function offsets(page, ms) {
  return page.evaluate(async (most, silent) => {
    const all = [],
      begin = performance.now(),
      fps = 60,
      canvas = document.querySelector('.screen > canvas'),
      clock = document.getElementById('clock');
    // The second of the film that leaves the loudspeaker now.
    const heard = () => {
      for (const [{ context }, { when, offset }] of window.soundSources) {
        const now = context.currentTime - (context.outputLatency || 0);
        if (context.state === 'running' && now > when) return offset + now - when;
      }
      return null;
    };
    while (performance.now() - begin < (all.length ? most : silent)) {
      await new Promise(requestAnimationFrame);
      const second = heard();
      // A frame is shown from its begin to its end: on the average it is half of it later.
      const late = (frame) => 1000 * (second - (Number(frame) + 0.5) / fps);
      if (second !== null)
        all.push({ at: performance.now() - begin, head: late(clock.dataset.frame), picture: late(canvas.dataset.frame) });
    }
    return all;
  }, ms, SILENT_MS);
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

// Plays from the begin, after a jump, and round a loop; prints how far sound and picture are apart.
export async function soundInStep(studio, name, expect) {
  for (const [what, before, ms] of [
    ['from the begin', ['\\', 'Home', ' '], MEASURE_MS],
    ['after a jump', ['k', 'Home', ' ', 'ArrowRight'], MEASURE_MS / 2],
    ['round a loop', ['k', 'Home', '[', 'Shift+ArrowRight', 'Shift+ArrowRight', ']', 'Home', ' '], MEASURE_MS],
  ]) {
    for (const keys of before) {
      const shift = keys.startsWith('Shift+');
      if (shift) await studio.page.keyboard.down('Shift');
      await studio.press(shift ? keys.slice('Shift+'.length) : keys);
      if (shift) await studio.page.keyboard.up('Shift');
    }
    await studio.page.waitForFunction(() => window.soundSources.size > 0, { timeout: 10000 }).catch(() => null);
    const all = (await offsets(studio.page, ms)).filter(({ at }) => at > 300); // a jump is heard a moment later
    await studio.press('k');
    if (all.length < 20) {
      console.log(`${name}: nothing is heard ${what}: there is no sound device`);
      continue;
    }
    const third = Math.floor(all.length / 3),
      head = all.map((one) => one.head),
      drift = mean(head.slice(-third)) - mean(head.slice(0, third)),
      late = median(all.map((one) => one.picture));
    console.log(
      `${name}: sound and playhead ${what} are ${median(head).toFixed(1)} ms apart, with a drift of ` +
        `${drift.toFixed(1)} ms over ${(all.at(-1).at / 1000).toFixed(1)} s; the picture is ${late.toFixed(1)} ms behind`,
    );
    expect(Math.abs(median(head)) < MOST_OFF_MS, `sound and playhead are ${median(head).toFixed(1)} ms apart ${what}`);
    expect(Math.abs(drift) < MOST_OFF_MS, `sound and playhead drift by ${drift.toFixed(1)} ms ${what}`);
    expect(Math.abs(late) < MOST_LATE_MS, `the picture is ${late.toFixed(1)} ms behind the sound ${what}`);
  }
  await studio.press('\\');
}
