// fit.js — screens as large as there is room, each in whole pixels of the device and where such pixels begin: what the
// server draws is seen as it is, not resized.

const GAP_REM = 1.6,
  LABEL_REM = 1.7;
const SMALLER_PX = 32; // a size is looked for among so many

// The width up to `most` pixels, `smaller` less at most, at which the canvas's shape is kept best by whole even pixels;
// the height as the server rounds it.
function evenSize(most, ratio, smaller) {
  let best = null;
  const from = Math.max(2, Math.floor(most / 2) * 2);
  for (let width = from; width > 0 && width > from - smaller; width -= 2) {
    const height = Math.max(2, 2 * Math.round(width / ratio / 2)),
      off = Math.abs(width / ratio - height);
    if (!best || off < best.off - 1e-6) best = { width, height, off };
  }
  return best;
}

// The screens in one row or in two, as rows of their indices: however they are seen largest.
function rowsOf(ratios, room, gap, label) {
  const all = ratios.map((_, i) => i);
  const highOf = (row, n) =>
    Math.min(
      (room.height - n * label - (n - 1) * gap) / n,
      (room.width - gap * (row.length - 1)) / row.reduce((sum, i) => sum + ratios[i], 0),
    );
  const layouts = all.map((k) => (k ? [all.slice(0, k), all.slice(k)] : [all]));
  const area = (rows) =>
    rows.reduce((sum, row) => sum + highOf(row, rows.length) ** 2 * row.reduce((width, i) => width + ratios[i], 0), 0);
  const best = layouts.reduce((one, other) => (area(other) > area(one) ? other : one));
  return best.map((row) => ({ row, high: highOf(row, best.length) }));
}

// Lays out the screens, { screen, ratio } each, in the element, as the view wants it. `phone`: the width of a canvas of
// the film on a phone, in pixels of the page.
export function fitScreens(views, screens, view, phone) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize),
    dense = devicePixelRatio;
  const many = view === 'canvases',
    label = many ? LABEL_REM * rem : 0,
    gap = GAP_REM * rem;
  const room = { width: views.clientWidth, height: views.clientHeight };
  const whole = (length) => Math.round(length * dense) / dense;
  const area = views.getBoundingClientRect(),
    ratios = screens.map(({ ratio }) => ratio);
  const rows = rowsOf(ratios, room, gap, label);
  let y = (room.height - rows.reduce((sum, { high }) => sum + high + label, gap * (rows.length - 1))) / 2;
  for (const { row, high } of rows) {
    const sizes = row.map((i) => {
      const most = view === 'phone' ? Math.min(phone, room.width, high * ratios[i]) : high * ratios[i];
      const { width, height } = evenSize(most * dense, ratios[i], many ? 2 : SMALLER_PX);
      return { width: width / dense, height: height / dense };
    });
    let x = (room.width - sizes.reduce((sum, { width }) => sum + width, gap * (row.length - 1))) / 2;
    row.forEach((i, k) => {
      const { style } = screens[i].screen,
        { width, height } = sizes[k];
      style.width = `${width}px`;
      style.height = `${height}px`;
      style.left = `${whole(area.left + x) - area.left}px`;
      style.top = `${whole(area.top + y + label + (high - height) / 2) - area.top}px`;
      x += width + gap;
    });
    y += high + label + gap;
  }
}
