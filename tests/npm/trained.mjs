// trained.mjs PROGRAM RUN — ids of `gptreel tokenize --special` with the vocabulary of a run, against those of Hugging
// Face's tokenizers, which read its tokenizer.json.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';

const [program, run] = process.argv.slice(2);
const tokenizer = new Tokenizer(JSON.parse(readFileSync(join(run, 'tokenizer.json'), 'utf8')), {});

const TEXTS = [
  '<|bos|><|user_start|>What is 412+389?<|user_end|><|assistant_start|><|python_start|>412+389<|python_end|>' +
    '<|output_start|>801<|output_end|>#### 801<|assistant_end|>',
  'In  1066, 3.14 of 22/7\n\n\tif (n_tokens == 1024) return -1;  ½ Ⅳ ٣٤',
  "It's 42 o'clock; they've said: naïve 日本語 🙂  ",
  'a<|bos|', '12', ' 12', '',
  readFileSync(new URL(import.meta.url), 'utf8'),
];

for (const text of TEXTS) {
  const line = execFileSync(program, ['tokenize', '--special', run], { input: text, encoding: 'utf8' }).trim();
  const ids = line === '' ? [] : line.split(' ').map(Number);
  const expected = tokenizer.encode(text).ids;
  const at = ids.findIndex((id, i) => id !== expected[i]);
  if (at >= 0 || ids.length !== expected.length) {
    console.error(`${JSON.stringify(text.slice(0, 60))}: id ${at} of ${ids.length} is ${ids[at]}, not ${expected[at]}`);
    process.exit(1);
  }
}
console.log(`${TEXTS.length} texts, the same ids as Hugging Face's tokenizers have`);
