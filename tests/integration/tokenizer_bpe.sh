# A run with a BPE vocabulary: trained, resumed, sampled, its tokens printed, its film drawn.
gptreel=$1

rm -rf run
printf 'naïve 日本 text 🙂\n\tand  spaces\n' >text

train() {
    "$gptreel" train --preset tiny --steps 4 --eval-every 2 --sample-tokens 20 --generate-tokens 30 --out run "$@"
}
train --tokenizer bpe --vocab-size 300 >/dev/null
grep -q '"tokenizer": "bpe"' run/run.json
grep -q '"vocab_size": 300' run/run.json
test "$(wc -l <run/merges.jsonl)" = 44
grep -q '"type": "ByteLevel"' run/tokenizer.json

cp run/tokenizer.json before.json
train --resume --steps 6 >/dev/null
cmp run/tokenizer.json before.json
if train --resume --vocab-size 280 --steps 8 2>refused; then echo 'another tokenizer was taken'; exit 1; fi
grep -q 'began with --vocab-size 300' refused
if train --force --tokenizer bpe --vocab-size 200 2>refused; then echo 'too small a vocabulary was taken'; exit 1; fi
grep -q 'has 256 to .* tokens, not 200' refused

if train --force --vocab-size 300 2>refused; then echo 'char took a size'; exit 1; fi
grep -q 'vocab-size is for --tokenizer bpe' refused

if train --force --chat-tokens 2>refused; then echo 'char took the tokens of a chat'; exit 1; fi
grep -q 'chat-tokens is for --tokenizer bpe' refused
if train --force --tokenizer bpe --vocab-size 260 --chat-tokens 2>refused; then echo 'too small for a chat'; exit 1; fi
grep -q 'has 265 to' refused

"$gptreel" tokenize run <text >ids
"$gptreel" tokenize --decode run <ids | cmp - text
if echo '12 300' | "$gptreel" tokenize --decode run 2>refused; then echo 'a foreign id was taken'; exit 1; fi
grep -q 'there is no token 300' refused
if echo '12 x' | "$gptreel" tokenize --decode run 2>refused; then echo 'a word was taken for an id'; exit 1; fi
grep -q 'byte 3 of the input is no token id' refused

"$gptreel" sample run --prompt 'static 日本' --tokens 5 >sample
grep -q '^static 日本' sample
"$gptreel" sample run --prompt 'static bool' --tokens 20 --record >sample
"$gptreel" sheet nanogpt --run run --out sheet.png --width 160
test -s sheet.png

# A chat's special tokens and single digits: in the settings, in the file, and in what a training begins with.
train --force --tokenizer bpe --vocab-size 300 --split digits --chat-tokens >/dev/null
grep -q '"split": "digits"' run/run.json
grep -q '"chat_tokens": true' run/run.json
test "$(echo '<|bos|>' | "$gptreel" tokenize --special run)" = "291 $(echo | "$gptreel" tokenize run)"
test "$(echo 291 300 | "$gptreel" tokenize --decode run 2>&1 | grep -c 'no token 300')" = 1
rm -rf tuned
"$gptreel" train --init run --data built-in --steps 1 --sample-tokens 0 --generate-tokens 4 --out tuned >/dev/null
grep -q '"chat_tokens": true' tuned/run.json
cmp run/tokenizer.json tuned/tokenizer.json
if "$gptreel" train --init run --data built-in --split gpt2 --out no 2>refused; then echo 'another split'; exit 1; fi
grep -q 'split gpt2 does not fit the model in run' refused
