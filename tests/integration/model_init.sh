# --init: a training begins with a run, resumes, and keeps to the model's shape; folders of Hugging Face's are sampled.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf base tuned once twice short no gpt2 && mkdir gpt2
cat "$2"/model/*/*.c >corpus.txt # a copy: what is built in changes when somebody works on it meanwhile
small='--tokenizer bpe --vocab-size 300 --n-layer 1 --n-embd 16 --n-head 2 --n-ctx 16 --batch-size 2 --replicas 1'
little='--batch-size 2 --micro-batch 1 --replicas 1 --sample-tokens 4 --generate-tokens 4'
# shellcheck disable=SC2086 # the words are meant to be split
"$gptreel" train --preset tiny --data corpus.txt --out base $small --steps 20 --sample-tokens 8 --generate-tokens 20 \
    --weights bf16 >said

# It goes on where the run ended: same tokens, and a loss that is the run's, not that of random weights.
# shellcheck disable=SC2086
"$gptreel" train --init base --data corpus.txt --out tuned $little --steps 3 --seed 4 >said
cmp base/tokenizer.json tuned/tokenizer.json
val() { sed -n "s/.*\"step\": *$2,.*\"val_loss\": *\([0-9.]*\).*/\1/p" "$1/metrics.jsonl"; }
base=$(val base 20) begun=$(val tuned 0) ended=$(val tuned 3)
echo "base $base, begun at $begun, ended at $ended"
test -n "$base" && test -n "$ended"
awk "BEGIN { exit !($begun - $base < 0.01 && $base - $begun < 0.01) }"
grep -q '"tokenizer": "bpe"' tuned/run.json
test "$("$gptreel" sample tuned --prompt static --tokens 5 --seed 2)" = "$("$gptreel" sample tuned/model.safetensors --prompt static --tokens 5 --seed 2)"

# A resume needs neither the option nor the model, and gives the same weights.
# shellcheck disable=SC2086
"$gptreel" train --init base --data corpus.txt --out once $little --steps 4 --seed 4 >said
# shellcheck disable=SC2086
"$gptreel" train --init base --data corpus.txt --out twice $little --steps 2 --seed 4 >said
mv base moved
# shellcheck disable=SC2086
"$gptreel" train --out twice $little --resume --steps 4 >said
mv moved base
cmp once/model.safetensors twice/model.safetensors
cmp once/samples.jsonl twice/samples.jsonl
# shellcheck disable=SC2086
refused 1 'began without --init' train --init base --out base --resume $small --steps 30

# Its context can be made shorter; what is longer than the text would be refused otherwise.
printf 'int a = 1;' >short.txt
refused 1 'take a longer text or a smaller --n-ctx' train --init base --data short.txt --out no
"$gptreel" train --init base --data corpus.txt --out short --n-ctx 6 --steps 1 --batch-size 2 --sample-tokens 4 \
    --generate-tokens 4 >said
grep -q '"n_positions": 6' short/config.json
"$gptreel" sample short --tokens 20 >said

# What the model is cannot be asked for anew.
refused 1 '--n-layer 2 does not fit the model in base' train --init base --data corpus.txt --out no --n-layer 2
refused 1 '--tokenizer char does not fit' train --init base --data corpus.txt --out no --tokenizer char
refused 1 '--vocab-size 512 does not fit' train --init base --data corpus.txt --out no --vocab-size 512
refused 1 'there is no file or folder nowhere' train --init nowhere --data corpus.txt --out no
test ! -e no
# Nor is the model deleted that it begins with.
before=$(ls -l base)
refused 1 'base/../base/ holds the model that the training begins with' \
    train --init base --data corpus.txt --out base/../base/ --force
test "$before" = "$(ls -l base)"

# A GPT-2 of Hugging Face's: with their names, and a tokenizer of its own.
cp base/model.safetensors base/tokenizer.json gpt2
refused 1 'gpt2 has no config.json' sample gpt2
cp base/config.json gpt2
text=$("$gptreel" sample base --prompt static --tokens 20 --seed 3)
test "$text" = "$("$gptreel" sample gpt2 --prompt static --tokens 20 --seed 3)"
refused 1 'gpt2 is no run of gptreel' sample gpt2 --record
"$gptreel" probe gpt2 --prompt 'static int' >said
test -e gpt2/probes/0.safetensors
rm gpt2/tokenizer.json
refused 1 'gpt2 has no tokenizer' sample gpt2
cp "$2"/model/runs/ladder/char-cpu/tokenizer.json gpt2
refused 1 'they are not of each other' sample gpt2

# A context that no machine holds; the file is large only by its length.
cp base/tokenizer.json gpt2
bytes=$((300 * 100000 * 4))
header="{\"wte.weight\":{\"dtype\":\"F32\",\"shape\":[300,100000],\"data_offsets\":[0,$bytes]}}"
echo '{"vocab_size": 300, "n_positions": 1000000, "n_embd": 100000, "n_layer": 0, "n_head": 1, "norm": "none",
    "positions": "none"}' >gpt2/config.json
printf '%b%s' "\\0$(printf %o ${#header})\\0\\0\\0\\0\\0\\0\\0" "$header" >gpt2/model.safetensors
truncate -s $((8 + ${#header} + bytes)) gpt2/model.safetensors
refused 1 'sampling from 30 million parameters takes' sample gpt2 --prompt a
grep -q 'and this machine has [0-9.]* GB: take a smaller model' complaint
