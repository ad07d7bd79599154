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

// Lays out the screens, { screen, ratio } each, in the element, as the view wants it. `phone`: the width of a canvas of
// the film on a phone, in pixels of the page.
export function fitScreens(views, screens, view, phone) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize),
    dense = devicePixelRatio;
  const three = view === 'three',
    label = three ? LABEL_REM * rem : 0,
    gap = GAP_REM * rem;
  const room = { width: views.clientWidth - gap * (screens.length - 1), height: views.clientHeight - label };
  const ratios = screens.reduce((sum, { ratio }) => sum + ratio, 0);
  const high = Math.min(room.height, room.width / ratios);
  const sizes = screens.map(({ ratio }) => {
    const size = evenSize(
      (view === 'phone' ? Math.min(phone, room.width, room.height * ratio) : high * ratio) * dense,
      ratio,
      three ? 2 : SMALLER_PX,
    );
    return { width: size.width / dense, height: size.height / dense };
  });
  const whole = (length) => Math.round(length * dense) / dense;
  const area = views.getBoundingClientRect();
  let x = (views.clientWidth - sizes.reduce((sum, { width }) => sum + width, 0) - gap * (screens.length - 1)) / 2;
  screens.forEach(({ screen }, i) => {
    const { width, height } = sizes[i];
    screen.style.width = `${width}px`;
    screen.style.height = `${height}px`;
    screen.style.left = `${whole(area.left + x) - area.left}px`;
    screen.style.top = `${whole(area.top + label + (room.height - height) / 2) - area.top}px`;
    x += width + gap;
  });
}
