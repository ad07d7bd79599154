// picture.js — one canvas that shows a frame of the film, asked of the server as late and as little as possible.
//
// Two ways in: `show` for a frame that is looked at (one request in flight, then the newest wish), and `play`, which
// keeps a queue of records ahead of the clock. Either way the server sends what differs from the picture with serial
// `have`.
import { sceneAt } from './film.js';
import { drawRecord, readRecords } from './frame_records.js';
import { server } from './server.js';

const FIRST = 3, // frames of the first request, so that it is answered soon
  BATCH = 8, // of the others
  AHEAD = 24, // frames that wait at most
  MOST_AWAY = 60,
  MOST_LATE = 8, // times that no picture is there when one is due
  LONG_EARLY = 90; // times that many wait

// `film()` and `width()` (pixels of the device) are asked whenever a request is made; `name` is a canvas of the film,
// null for the chosen one; `shown(frame, version)` is called when a picture is drawn, `failed(error)` when none could
// be had.
export function createPicture(canvas, { film, width, name = null, shown, failed }) {
  let serial = 0,
    wanted = null,
    asking = false,
    queue = [],
    asked = 0,
    step = 1,
    usual = 1, // step of this speed when the server keeps up
    late = 0,
    early = 0,
    speed = 1,
    answered = false, // since it plays
    away = 0, // frames of the film that go by while pictures are on their way
    generation = 0;

  function draw(record, frame) {
    if (!drawRecord(canvas, record, serial)) {
      serial = 0;
      return false;
    }
    serial = record.serial;
    canvas.dataset.frame = frame;
    canvas.dataset.version = record.version;
    shown?.(frame, record.version);
    return true;
  }

  async function ask(frame, count, have) {
    const scene = sceneAt(film(), frame);
    const wish = { scene: scene.index, from: frame - scene.begin, count, w: width(), have, canvas: name };
    if (step > 1) wish.step = step;
    const records = readRecords(await server.frames(wish));
    return records.map((record) => ({ record, frame: scene.begin + record.frame }));
  }

  async function showWanted() {
    if (asking) return;
    asking = true;
    while (wanted !== null && film().frames > 0) {
      const frame = Math.min(wanted, film().frames - 1);
      wanted = null;
      try {
        step = 1;
        const [got] = await ask(frame, 1, serial);
        if (got && !draw(got.record, got.frame) && wanted === null) wanted = frame;
      } catch (error) {
        failed?.(error);
      }
    }
    asking = false;
  }

  // Fills the queue while it is short; `now` is the frame that the clock is at. What would come too late is not asked for.
  async function fill(now, run) {
    if (asking || queue.length * step >= AHEAD) return;
    const begin = asked > now ? asked : now + 1 + away;
    if (begin >= film().frames) return;
    asking = true;
    const from = performance.now();
    try {
      const got = await ask(begin, answered ? BATCH : FIRST, queue.at(-1)?.record.serial ?? serial);
      if (run === generation) {
        queue.push(...got);
        answered = true;
        asked = (got.at(-1)?.frame ?? begin) + step;
        away = Math.min(MOST_AWAY, Math.ceil(((performance.now() - from) / 1000) * film().fps * speed));
      }
    } catch (error) {
      failed?.(error);
    }
    asking = false;
    if (run !== generation && wanted !== null) showWanted();
  }

  return {
    canvas,
    // The picture at a frame, as soon as may be.
    show(frame) {
      wanted = frame;
      showWanted();
    },
    // The server's picture is another one, or of another size: the next one comes whole.
    forget() {
      serial = 0;
    },
    // Begins to play at a frame, at `rate` times the speed.
    begin(frame, rate) {
      generation++;
      queue = [];
      asked = frame;
      usual = step = Math.max(1, Math.round(rate));
      speed = rate;
      late = early = 0;
      answered = false;
      away = 0;
    },
    // Called for each frame of the screen while it plays: draws what is due. While the server cannot keep up every
    // second frame is asked for, then every third.
    play(now) {
      let due = null;
      while (queue.length && queue[0].frame <= now) {
        due = queue.shift();
        if (!draw(due.record, due.frame)) queue = [];
      }
      const behind = due ? due.frame < now - 2 * step : queue.length === 0;
      late = behind && answered ? late + 1 : 0;
      early = queue.length * step > AHEAD / 2 ? early + 1 : 0;
      if (late > MOST_LATE && step < usual + 3) {
        step++;
        late = 0;
      } else if (early > LONG_EARLY && step > usual) {
        step--;
        early = 0;
      }
      fill(now, generation);
    },
    end() {
      generation++;
      queue = [];
    },
  };
}
