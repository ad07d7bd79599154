// measure.js — the gap between two things that were clicked: across and down, in units of the canvas.
import { make } from './dom.js';

// From where to where two ranges are apart, or null when they overlap.
function apart(a, lengthA, b, lengthB) {
  if (a + lengthA <= b) return [a + lengthA, b];
  if (b + lengthB <= a) return [b + lengthB, a];
  return null;
}

// The middle of what two ranges share, or of all when they share nothing.
function shared(a, lengthA, b, lengthB) {
  return (Math.max(a, b) + Math.min(a + lengthA, b + lengthB)) / 2;
}

// Gaps between two rectangles: { across: [from, to]|null, down: [from, to]|null, x, y } where lines for them stand.
export function gapsOf(a, b) {
  return {
    across: apart(a.x, a.w, b.x, b.w),
    down: apart(a.y, a.h, b.y, b.h),
    x: shared(a.x, a.w, b.x, b.w),
    y: shared(a.y, a.h, b.y, b.h),
  };
}

export function createMeasure(store) {
  return {
    // Lines for the gaps between the two things that are picked, over a canvas of this size.
    marks(width, height) {
      const { picked, second } = store.state;
      if (!picked || !second) return [];
      const { across, down, x, y } = gapsOf(picked.bounds, second.bounds),
        marks = [];
      if (across) {
        const mark = make('div', { class: 'overlay gap across' }, make('b', {}, (across[1] - across[0]).toFixed(0)));
        Object.assign(mark.style, {
          left: `${(100 * across[0]) / width}%`,
          width: `${(100 * (across[1] - across[0])) / width}%`,
          top: `${(100 * y) / height}%`,
        });
        marks.push(mark);
      }
      if (down) {
        const mark = make('div', { class: 'overlay gap down' }, make('b', {}, (down[1] - down[0]).toFixed(0)));
        Object.assign(mark.style, {
          top: `${(100 * down[0]) / height}%`,
          height: `${(100 * (down[1] - down[0])) / height}%`,
          left: `${(100 * x) / width}%`,
        });
        marks.push(mark);
      }
      return marks;
    },
  };
}
