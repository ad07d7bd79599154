// compare.mjs — formulas beside MathJax's of the same.
//
//     node compare.mjs FORMULAS OURS [PAGE.svg]
//
// FORMULAS has a formula a line, OURS what set_formulas prints of them. MathJax has one set of parameters for all fonts; here
// it gets those of the font's MATH table, so that what is compared is how formulas are set. Each piece of ink of
// the one has to be within 3 % of an em of a piece of the other, on every side. The page shows ours, MathJax's, and both.
import { readFileSync, writeFileSync } from 'node:fs';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { MmlMath } from '@mathjax/src/js/core/MmlTree/MmlNodes/math.js';
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import { MathJaxTermesFont } from '@mathjax/mathjax-termes-font/js/svg.js';

const TOLERANCE = 0.03; // em
// Where ours is meant to differ, and by how much.
const DIFFERENCES = [
  { in: '\\int', most: 0.14, why: 'MathJax takes its own large form, ours the one that the font asks for' },
  { in: '\\vec', most: Infinity, why: 'MathJax makes room for an accent that is wider than its letter, TeX does not' },
  { in: '\\bar', most: 0.06, why: 'MathJax has accents of its own height' },
  { in: '\\hat{v}', most: 0.1, why: 'likewise' },
  { in: '\\overline', most: 0.06, why: 'MathJax keeps three thicknesses above, the font asks for two' },
  { in: '\\binom', most: 0.37, why: 'MathJax takes larger brackets than the font asks for' },
  { in: 'sqrt[3]', most: 0.04, why: 'the place of the index is told by the font' },
  { in: '\\frac{b}{c}', most: 0.04, why: 'gaps within fractions are told by the font' },
  { in: '\\frac{c}{d}', most: 0.04, why: 'likewise' },
  { in: 'W_i^Q', most: 0.04, why: 'the gap between exponent and index is told by the font' },
  { in: 'e^{x_j}', most: 0.1, why: 'how low an exponent may reach is told by the font' },
  { in: 'x}{2} \\left(', most: 0.17, why: 'MathJax forgets the thin space between a fraction and \\left' },
  { in: '{\\partial y} \\left(', most: 0.17, why: 'likewise' },
];
const [formulasFile, oursFile, page] = process.argv.slice(2);
const lines = (name) => readFileSync(name, 'utf8').split('\n').filter((line) => line);
const formulas = lines(formulasFile);
const [font, ...ours] = lines(oursFile).map((line) => JSON.parse(line));

// ---- MathJax ----

mathjax.asyncLoad = (name) => import(name.replace('[mathjax-termes]', '@mathjax/mathjax-termes-font/js'));
const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
MmlMath.defaults.scriptsizemultiplier = font.script;
const output = new SVG({ fontCache: 'none', fontData: MathJaxTermesFont, dynamicPrefix: '[mathjax-termes]/svg/dynamic' });
Object.assign(output.font.params, {
  axis_height: font.AXIS_HEIGHT,
  rule_thickness: font.FRACTION_RULE_THICKNESS,
  num1: font.FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP,
  num2: font.FRACTION_NUMERATOR_SHIFT_UP,
  num3: font.STACK_TOP_SHIFT_UP,
  denom1: font.FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN,
  denom2: font.FRACTION_DENOMINATOR_SHIFT_DOWN,
  sup1: font.SUPERSCRIPT_SHIFT_UP,
  sup2: font.SUPERSCRIPT_SHIFT_UP,
  sup3: font.SUPERSCRIPT_SHIFT_UP_CRAMPED,
  sub1: font.SUBSCRIPT_SHIFT_DOWN,
  sub2: font.SUBSCRIPT_SHIFT_DOWN,
  sup_drop: font.SUPERSCRIPT_BASELINE_DROP_MAX,
  sub_drop: font.SUBSCRIPT_BASELINE_DROP_MIN,
  big_op_spacing1: font.UPPER_LIMIT_GAP_MIN,
  big_op_spacing2: font.LOWER_LIMIT_GAP_MIN,
  big_op_spacing3: font.UPPER_LIMIT_BASELINE_RISE_MIN,
  big_op_spacing4: font.LOWER_LIMIT_BASELINE_DROP_MIN,
  scriptspace: font.SPACE_AFTER_SCRIPT,
  delim1: font.DELIMITED_SUB_FORMULA_MIN_HEIGHT,
  delim2: font.DELIMITED_SUB_FORMULA_MIN_HEIGHT,
  delimitershortfall: 0.5,
  extra_ic: 0,
});
// What MathJax has by rules of its own and no parameter for: room within and above a root, which the font tells, and a
// twentieth of an em before the exponents of slanted letters, which TeX does not have.
const wrapper = (name) => output.factory.getNodeClass(name).prototype;
for (const name of ['msqrt', 'mroot']) {
  wrapper(name).getPQ = function (sign) {
    const gap = font.RADICAL_DISPLAY_STYLE_VERTICAL_GAP;
    const more = sign.h + sign.d - this.surdH;
    return [0, more > 0 ? gap + more / 2 : gap];
  };
  wrapper(name).getStretchedSurd = function () {
    const { h, d } = this.childNodes[this.base].getOuterBBox();
    this.surdH = h + d + font.FRACTION_RULE_THICKNESS + font.RADICAL_DISPLAY_STYLE_VERTICAL_GAP;
    this.surd.getStretchedVariant([this.surdH - d, d], true);
  };
  const { computeBBox } = wrapper(name);
  wrapper(name).computeBBox = function (box, again) {
    computeBBox.call(this, box, again);
    box.h += font.RADICAL_EXTRA_ASCENDER - this.font.params.surd_height;
  };
}
for (const name of ['msup', 'msubsup'])
  wrapper(name).getAdjustedIc = function () {
    return this.baseCore.getOuterBBox().ic * this.baseScale;
  };
const letters = output.font.variant.normal.chars;
for (const [code, italic] of Object.entries(font.italics))
  if (letters[code]) letters[code][3] = { ...letters[code][3], ic: italic };
const html = mathjax.document('', { InputJax: new TeX({ packages: ['base', 'ams'] }), OutputJax: output });


// ---- pieces of ink ----

// The rectangle about a path's points. Paths have absolute commands with one or two coordinates a point.
function pathBox(d) {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  let [x, y] = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([MLCQTSHVZ])([^MLCQTSHVZ]*)/g)) {
    const numbers = (rest.match(/-?(\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const step = letter === 'H' || letter === 'V' ? 1 : 2;
    for (let i = 0; i + step <= numbers.length; i += step) {
      if (letter !== 'V') x = numbers[i];
      if (letter !== 'H') y = numbers[i + step - 1];
      grow(box, { x0: x, y0: y, x1: x, y1: y });
    }
  }
  return box;
}

function grow(box, by) {
  box.x0 = Math.min(box.x0, by.x0);
  box.y0 = Math.min(box.y0, by.y0);
  box.x1 = Math.max(box.x1, by.x1);
  box.y1 = Math.max(box.y1, by.y1);
}

const isSeen = (box) => box.x1 > box.x0 && box.y1 > box.y0;

// Translations and scales of an element, applied to a box in its coordinates.
function placed(box, transform) {
  for (const [, name, list] of [...(transform ?? '').matchAll(/(\w+)\(([^)]*)\)/g)].reverse()) {
    const [a, b] = list.split(/[ ,]+/).map(Number);
    if (name === 'translate')
      box = { x0: box.x0 + a, x1: box.x1 + a, y0: box.y0 + (b || 0), y1: box.y1 + (b || 0) };
    else if (name === 'scale') {
      const y = [box.y0 * (b ?? a), box.y1 * (b ?? a)];
      box = { x0: box.x0 * a, x1: box.x1 * a, y0: Math.min(...y), y1: Math.max(...y) };
    } else throw Error(`transform ${name} is not known`);
  }
  return box;
}

const attribute = (node, name) => adaptor.getAttribute(node, name);
const kindOf = (node) => attribute(node, 'data-mml-node');

// What is put together of several pieces, or of a sign and a line, is one, as in ours.
function isWhole(node) {
  const kind = kindOf(node);
  return kind === 'mo' && adaptor.childNodes(node).some((child) => adaptor.kind(child) === 'svg');
}

function boxesIn(node) {
  const transform = attribute(node, 'transform');
  const kind = adaptor.kind(node);
  const local = [];
  if (kind === 'path') local.push(pathBox(attribute(node, 'd')));
  else if (kind === 'rect') {
    const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => Number(attribute(node, name) ?? 0));
    local.push({ x0: x, y0: y, x1: x + w, y1: y + h });
  } else if (kind === 'svg') {
    // A stretched piece, seen through a window.
    const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => Number(attribute(node, name) ?? 0));
    const [viewX, viewY, viewW, viewH] = attribute(node, 'viewBox').split(' ').map(Number);
    for (const child of adaptor.childNodes(node))
      for (const box of boxesIn(child)) {
        const inX = (value) => Math.min(Math.max(x + ((value - viewX) * w) / viewW, x), x + w);
        const inY = (value) => Math.min(Math.max(y + ((value - viewY) * h) / viewH, y), y + h);
        local.push({ x0: inX(box.x0), x1: inX(box.x1), y0: inY(box.y0), y1: inY(box.y1) });
      }
  } else if (kind !== '#text' && kind !== '#comment') {
    const children = adaptor.childNodes(node);
    const root = kindOf(node) === 'msqrt' || kindOf(node) === 'mroot';
    const sign = [];
    for (const child of children) {
      const boxes = boxesIn(child);
      const ofSign = root && (adaptor.kind(child) === 'rect' || kindOf(child) === 'mo');
      (ofSign ? sign : local).push(...boxes);
    }
    if (sign.length) local.push(union(sign));
    if (isWhole(node)) local.splice(0, local.length, union(local));
  }
  return local.map((box) => placed(box, transform)).filter(isSeen);
}

function union(boxes) {
  const all = { ...boxes[0] };
  boxes.forEach((box) => grow(all, box));
  return all;
}

const apart = (a, b) => Math.max(...['x0', 'y0', 'x1', 'y1'].map((side) => Math.abs(a[side] - b[side])));

// Pairs of pieces, the nearest first; what is left over has none.
function pairs(left, right) {
  const all = [];
  left.forEach((a, i) => right.forEach((b, k) => all.push({ i, k, apart: apart(a, b) })));
  all.sort((a, b) => a.apart - b.apart);
  const taken = [new Set(), new Set()];
  return all.filter(({ i, k }) => {
    if (taken[0].has(i) || taken[1].has(k)) return false;
    taken[0].add(i);
    taken[1].add(k);
    return true;
  });
}

// ---- the comparison ----

let failed = 0;
const rows = [];
for (const [index, tex] of formulas.entries()) {
  const svg = await adaptor.firstChild(await mathjax.handleRetriesFor(() => html.convert(tex, { display: true })));
  const theirs = boxesIn(adaptor.firstChild(svg)).map((box) => placed(box, 'scale(0.001,-0.001)'));
  const mine = ours[index].parts.map((part) => pathBox(part.d));
  const matched = pairs(mine, theirs);
  const worst = Math.max(...matched.map((pair) => pair.apart));
  const known = DIFFERENCES.find((difference) => tex.includes(difference.in));
  const fits = mine.length === theirs.length && worst <= (known?.most ?? TOLERANCE);
  failed += !fits;
  const far = matched.filter((pair) => pair.apart > TOLERANCE);
  console.log(`${fits ? 'ok  ' : 'FAR '} ${worst.toFixed(4)} em, ${mine.length} and ${theirs.length} pieces: ${tex}${known ? `  (${known.why})` : ''}`);
  if (!fits && process.env.VERBOSE)
    for (const { i, k } of far) {
      const show = (box) => ['x0', 'x1', 'y0', 'y1'].map((side) => box[side].toFixed(3)).join(' ');
      console.log(`      ${ours[index].parts[i].kind.padEnd(6)} ${show(mine[i])}   MathJax ${show(theirs[k])}`);
    }
  rows.push({ svg: adaptor.innerHTML(svg).replace(/ data-[\w-]+="[^"]*"/g, ''), mine: ours[index], boxes: union([...mine, ...theirs]) });
}
if (page) {
  const EM = 40;
  let y = 0;
  const width = 2400;
  const body = rows.map(({ svg, mine, boxes }) => {
    const at = y + (boxes.y1 + 0.4) * EM;
    y += (boxes.y1 - boxes.y0 + 0.8) * EM;
    const scale = Math.min(1, (width / 3 - 2 * EM) / ((boxes.x1 - boxes.x0) * EM)) * EM;
    const own = mine.parts.map((part) => `<path d="${part.d}"/>`).join('');
    const place = (x) => `<g transform="translate(${x},${at}) scale(${scale})">`;
    return `${place(EM)}<g transform="scale(1,-1)">${own}</g></g>${place(width / 3 + EM)}<g transform="scale(.001)">${svg}</g></g>
      ${place((2 * width) / 3 + EM)}<g transform="scale(1,-1)" fill="#d00" opacity=".6">${own}</g><g transform="scale(.001)" color="#06d" opacity=".6">${svg}</g></g>`;
  });
  writeFileSync(page, `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}"><rect width="100%" height="100%" fill="#fff"/>${body.join('\n')}</svg>\n`);
}
console.log(`${formulas.length - failed} of ${formulas.length} within ${TOLERANCE} em, or as far apart as is known`);
process.exit(failed ? 1 : 0);
