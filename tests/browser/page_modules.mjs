// page_modules.mjs PAGE_DIR — what the studio's modules reckon, without a browser: times, gaps, axes, records, lines.
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (name) => import(pathToFileURL(join(resolve(process.argv[2]), name)).href);
const { filmOf, frameOf, sameMoment, sceneAt, spread, stops } = await load('film.js');
const { gapsOf } = await load('measure.js');
const { roundTicks, short, smooth } = await load('chart.js');
const { readRecords } = await load('frame_records.js');
const { jsonLines } = await load('run_files.js');

const scene = (name, frames, more = {}) => ({ name, frames, dur_s: frames / 30, ...more });
const film = (...scenes) => filmOf({ rate: [30, 1], scenes });

// Scenes stand one behind the other, in frames of the film.
const two = film(scene('a', 90, { clicks: [{ t_s: 1 }] }), scene('b', 60, { cues: [{ t_s: 0.5, dur_s: 1 }] }));
assert.equal(two.frames, 150);
assert.equal(sceneAt(two, 89).name, 'a');
assert.equal(sceneAt(two, 90).name, 'b');
assert.equal(frameOf(two, two.scenes[1], 99), 149);
assert.deepEqual(stops(two), [0, 30, 90]);
assert.deepEqual(
  spread(two, 'cues').map(({ begin, end }) => [begin, end]),
  [[105, 135]],
);

// The same picture in a film whose first scene has become longer, whose second one shorter, or that has lost it.
assert.equal(sameMoment(two, 100, film(scene('a', 120), scene('b', 60))), 130);
assert.equal(sameMoment(two, 149, film(scene('a', 90), scene('b', 20))), 109);
assert.equal(sameMoment(two, 149, film(scene('a', 90))), 89);

// Gaps of two rectangles side by side, one above the other, and over each other.
const rect = (x, y, w, h) => ({ x, y, w, h });
assert.deepEqual(gapsOf(rect(0, 0, 10, 10), rect(30, 4, 10, 10)), { across: [10, 30], down: null, x: 20, y: 7 });
assert.deepEqual(gapsOf(rect(0, 50, 10, 10), rect(0, 0, 10, 20)).down, [20, 50]);
assert.deepEqual(gapsOf(rect(0, 0, 10, 10), rect(5, 5, 10, 10)).across, null);

// Axes and their numbers.
assert.deepEqual(roundTicks(0, 5000, 5), [0, 1000, 2000, 3000, 4000, 5000]);
assert.deepEqual(
  roundTicks(1.1, 4.3, 7).map((tick) => tick.toFixed(1)),
  ['1.5', '2.0', '2.5', '3.0', '3.5', '4.0'],
);
assert.deepEqual([short(6068160), short(1360), short(0.00001), short(12345)], ['6.07M', '1360', '0.00001', '12.3k']);
assert.deepEqual(
  smooth(
    [
      [0, 2],
      [1, 2],
      [2, 2],
    ],
    4,
  ).map(([, y]) => y.toFixed(6)),
  ['2.000000', '2.000000', '2.000000'],
);

// Two records: a whole picture of 2 × 1 pixels, and one in which nothing changed.
const bytes = new DataView(new ArrayBuffer(32 + 8 + 8 + 32));
const put = (at, ...words) => words.forEach((word, i) => bytes.setUint32(at + 4 * i, word, true));
put(0, 0x314d5246, 48, 7, 3, 120, 2 | (1 << 16), 1, 0, 0, 2 | (1 << 16), 0xff0000ff, 0xff00ff00);
put(48, 0x314d5246, 32, 8, 3, 121, 2 | (1 << 16), 0, 7);
const [whole, still] = readRecords(bytes.buffer);
assert.deepEqual(
  [whole.serial, whole.version, whole.frame, whole.width, whole.height, whole.base],
  [7, 3, 120, 2, 1, 0],
);
assert.deepEqual([...whole.rects[0].pixels], [255, 0, 0, 255, 0, 255, 0, 255]);
assert.deepEqual([still.serial, still.base, still.rects.length], [8, 7, 0]);
assert.throws(() => readRecords(new ArrayBuffer(32)), /no picture/);

// A file that grows: its last line is torn, within a character; the rest comes with the next bytes.
const file = new TextEncoder().encode('{"text":"a"}\n{"text":"é"}\n');
let length = 22;
globalThis.fetch = async (address) => new Response(file.slice(Number(address.split('=')[1]), length));
const lines = jsonLines('samples.jsonl');
assert.deepEqual(await lines.more(), [{ text: 'a' }]);
length = file.length;
assert.deepEqual(await lines.more(), [{ text: 'é' }]);
assert.deepEqual(await lines.more(), []);
console.log('the modules of the studio reckon as they should');
