// picture.mjs — PNG files as pixels, and how far two pictures are apart.
import { inflateSync } from 'node:zlib';

// Reads an 8-bit PNG, RGB or RGBA, not interlaced: { width, height, rgb } with three bytes a pixel, alpha over black.
export function readPng(bytes) {
  const parts = [];
  let width = 0, height = 0, channels = 0;
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at), kind = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') {
      width = data.readUInt32BE(0);
      height = data.readUInt32BE(4);
      channels = { 2: 3, 6: 4 }[data[9]] ?? 0;
      if (data[8] !== 8 || channels === 0 || data[12] !== 0) throw new Error('a PNG of an unexpected kind');
    } else if (kind === 'IDAT') {
      parts.push(data);
    }
    at += 12 + length;
  }
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const alpha = channels === 4 ? rows[i * 4 + 3] / 255 : 1;
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = rows[i * channels + c] * alpha;
  }
  return { width, height, rgb };
}

// Row by row, as each has a filter of its own: millions of bytes a picture.
function unfilter(data, stride, height, channels) {
  const out = new Uint8Array(stride * height), none = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)], from = y * (stride + 1) + 1;
    const row = out.subarray(y * stride, (y + 1) * stride);
    const above = y > 0 ? out.subarray((y - 1) * stride, y * stride) : none;
    row.set(data.subarray(from, from + stride));
    for (let x = 0; filter && x < stride; x++) {
      const left = x >= channels ? row[x - channels] : 0;
      if (filter === 1) row[x] += left;
      else if (filter === 2) row[x] += above[x];
      else if (filter === 3) row[x] += (left + above[x]) >> 1;
      else row[x] += paeth(left, above[x], x >= channels ? above[x - channels] : 0);
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const p = left + up - corner;
  const a = Math.abs(p - left), b = Math.abs(p - up), c = Math.abs(p - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

// Where lines of words are: rows of pixels in which something differs from the corner, taken together when they touch.
// Left, top, right and bottom of each, from the top.
export function lineBoxes({ width, height, rgb }) {
  const LEAST = 48, boxes = [];
  let open = null;
  for (let y = 0; y < height; y++) {
    let left = width, right = -1;
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const far = (c) => Math.abs(rgb[at + c] - rgb[c]) >= LEAST;
      if (!far(0) && !far(1) && !far(2)) continue;
      left = Math.min(left, x);
      right = x;
    }
    if (right < 0) {
      open = null;
    } else if (open) {
      open.splice(0, 4, Math.min(open[0], left), open[1], Math.max(open[2], right + 1), y + 1);
    } else {
      boxes.push(open = [left, y, right + 1, y + 1]);
    }
  }
  return boxes;
}

// The part [left, top, right, bottom] of a picture in another, smaller size: each pixel is the mean of those it covers.
export function shrink(picture, [left, top, right, bottom], width, height) {
  const rgb = new Uint8Array(width * height * 3);
  const edge = (from, to, i, n) => Math.round(from + (i * (to - from)) / n);
  for (let i = 0; i < width * height; i++) {
    const x = i % width, y = Math.floor(i / width), sums = [0, 0, 0];
    const x0 = edge(left, right, x, width), x1 = Math.max(x0 + 1, edge(left, right, x + 1, width));
    const y0 = edge(top, bottom, y, height), y1 = Math.max(y0 + 1, edge(top, bottom, y + 1, height));
    for (let v = y0; v < y1; v++)
      for (let u = x0; u < x1; u++)
        for (let c = 0; c < 3; c++) sums[c] += picture.rgb[3 * (v * picture.width + u) + c];
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = sums[c] / ((x1 - x0) * (y1 - y0));
  }
  return { width, height, rgb };
}

// The mean absolute difference of all channels, 0 to 255.
export function meanDifference(a, b) {
  if (a.width !== b.width || a.height !== b.height) throw new Error('pictures of two sizes');
  let sum = 0;
  for (let i = 0; i < a.rgb.length; i++) sum += Math.abs(a.rgb[i] - b.rgb[i]);
  return sum / a.rgb.length;
}

// The largest mean absolute difference of any block of 16 × 16 pixels, 0 to 255: one small thing that is wrong shows.
export function worstBlock(a, b) {
  const size = 16, columns = Math.ceil(a.width / size);
  const sums = new Float64Array(columns * Math.ceil(a.height / size));
  for (let y = 0, i = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++)
      for (const end = i + 3; i < end; i++)
        sums[Math.floor(y / size) * columns + Math.floor(x / size)] += Math.abs(a.rgb[i] - b.rgb[i]);
  return Math.max(...sums) / (size * size * 3);
}

function luma({ width, height, rgb }) {
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++)
    out[i] = 0.2126 * rgb[i * 3] + 0.7152 * rgb[i * 3 + 1] + 0.0722 * rgb[i * 3 + 2];
  return out;
}

// The mean structural similarity of the luma over windows of 8 × 8 pixels, 4 apart (Wang et al. 2004, C1 and C2 as
// there).
export function similarity(a, b) {
  const x = luma(a), y = luma(b), width = a.width, height = a.height;
  const c1 = (0.01 * 255) ** 2, c2 = (0.03 * 255) ** 2, n = 64;
  let sum = 0, windows = 0;
  for (let top = 0; top + 8 <= height; top += 4)
    for (let left = 0; left + 8 <= width; left += 4) {
      let sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
      for (let j = 0; j < 8; j++)
        for (let i = (top + j) * width + left, end = i + 8; i < end; i++) {
          const p = x[i], q = y[i];
          sx += p;
          sy += q;
          sxx += p * p;
          syy += q * q;
          sxy += p * q;
        }
      const mx = sx / n, my = sy / n;
      const vx = Math.max(0, sxx / n - mx * mx), vy = Math.max(0, syy / n - my * my), cov = sxy / n - mx * my;
      sum += ((2 * mx * my + c1) * (2 * cov + c2)) / ((mx * mx + my * my + c1) * (vx + vy + c2));
      windows++;
    }
  return sum / windows;
}
