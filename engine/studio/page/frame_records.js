// frame_records.js — pictures as the server sends them: records with the rectangles that changed.

const MAGIC = 0x314d5246,
  HEADER_BYTES = 32,
  RECT_BYTES = 8;

// The records in the bytes: { serial, version, frame, width, height, base, rects: [{ x, y, w, h, pixels }] }. `base` is
// the serial of the picture that the rectangles go over, 0 when they are the whole. The pixels stay in `buffer`.
export function readRecords(buffer) {
  const view = new DataView(buffer),
    records = [];
  for (let at = 0; at < buffer.byteLength;) {
    if (view.getUint32(at, true) !== MAGIC) throw new Error('what came is no picture');
    const u32 = (index) => view.getUint32(at + 4 * index, true);
    const record = {
      serial: u32(2),
      version: u32(3),
      frame: u32(4),
      base: u32(7),
      rects: [],
      width: view.getUint16(at + 20, true),
      height: view.getUint16(at + 22, true),
    };
    const nRects = u32(6);
    let pixels = at + HEADER_BYTES + nRects * RECT_BYTES;
    for (let i = 0; i < nRects; i++) {
      const [x, y, w, h] = [0, 2, 4, 6].map((o) => view.getUint16(at + HEADER_BYTES + i * RECT_BYTES + o, true));
      record.rects.push({ x, y, w, h, pixels: new Uint8ClampedArray(buffer, pixels, w * h * 4) });
      pixels += w * h * 4;
    }
    records.push(record);
    at += u32(1);
  }
  return records;
}

// Draws the record on the canvas, which shows the picture with serial `shown`. False when it does not go over that.
export function drawRecord(canvas, record, shown) {
  if (record.base !== 0 && record.base !== shown) return false;
  if (canvas.width !== record.width || canvas.height !== record.height) {
    if (record.base !== 0) return false;
    canvas.width = record.width;
    canvas.height = record.height;
  }
  const context = canvas.getContext('2d', { alpha: false });
  for (const { x, y, w, h, pixels } of record.rects) context.putImageData(new ImageData(pixels, w, h), x, y);
  return true;
}
