// film.js — the film's time: scenes one behind the other, frames counted through, and what lies at one of them.

const VERSIONLESS = { frames: 0, fps: 60, scenes: [], width: 1920, height: 1080 };

// The film of the server's timeline: `scenes` gain `begin` (frame of the film), the film `frames` and `fps`.
export function filmOf(timeline) {
  if (!timeline) return VERSIONLESS;
  const fps = timeline.rate[0] / timeline.rate[1];
  let begin = 0;
  const scenes = timeline.scenes.map((scene, index) => {
    const placed = { ...scene, index, begin };
    begin += scene.frames;
    return placed;
  });
  return { ...timeline, fps, scenes, frames: begin };
}

// The scene in which a frame of the film lies.
export function sceneAt(film, frame) {
  return film.scenes.findLast((scene) => scene.begin <= frame) ?? film.scenes[0] ?? null;
}

export const secondsOf = (film, frame) => frame / film.fps;

// The frame of the film at so many seconds of a scene.
export function frameOf(film, scene, seconds) {
  return scene.begin + Math.min(Math.max(Math.floor(seconds * film.fps + 1e-6), 0), scene.frames - 1);
}

// Where the picture at a frame of one film is found in another one: in the scene of that name, at its second.
export function sameMoment(from, frame, to) {
  const scene = sceneAt(from, frame);
  const again = scene && to.scenes.find((other) => other.name === scene.name);
  if (!again) return Math.min(frame, Math.max(0, to.frames - 1));
  return again.begin + Math.min(frame - scene.begin, again.frames - 1);
}

// All things of one kind in the scenes, with `begin` and `end` in frames of the film.
export function spread(film, kind) {
  return film.scenes.flatMap((scene) =>
    (scene[kind] ?? []).map((item) => {
      const from_s = item.from_s ?? item.t_s,
        to_s = item.to_s ?? from_s + (item.dur_s ?? 0);
      return { ...item, scene, begin: scene.begin + from_s * film.fps, end: scene.begin + to_s * film.fps };
    }),
  );
}

// Frames at which something begins: scenes, chapters, clicks.
export function stops(film) {
  const frames = [
    ...film.scenes.map((scene) => scene.begin),
    ...[...spread(film, 'chapters'), ...spread(film, 'clicks')].map((at) => Math.round(at.begin)),
  ];
  return [...new Set(frames)].sort((a, b) => a - b);
}
