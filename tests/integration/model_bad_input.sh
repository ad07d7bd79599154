# Wrong words and bad input to train, sample and probe: one clear line, the right exit code, nothing left behind.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf run cut foreign made && mkdir foreign
small='--n-layer 1 --n-embd 16 --n-head 2 --n-ctx 16 --batch-size 2 --generate-tokens 20 --sample-tokens 8'

# usage
refused 2 '--out DIR is missing' train --preset tiny
refused 2 '--out DIR is missing' train --preset tiny --out ''
refused 2 '--out needs a value' train --preset tiny --out
refused 2 'did you mean' train --preset tiny --out made --stepz 3
refused 2 '--steps takes a number from 0' train --preset tiny --out made --steps -1
refused 2 '--steps takes a whole number' train --preset tiny --out made --steps many
refused 2 'takes no word "more"' train --preset tiny --out made more
refused 1 'did you mean tiny' train --preset tyni --out made
refused 2 'usage: gptreel sample RUN' sample
refused 2 '--tokens takes a number from 1' sample run --tokens 0

# corpora
: >empty.txt
echo short >short.txt
printf 'good line\nbad \377 line\n' >latin.txt
refused 1 'model/data/README.md' train --preset char-cpu --out made
refused 1 'nowhere.txt' train --preset char-cpu --out made --data nowhere.txt
refused 1 'empty.txt is empty' train --preset char-cpu --out made --data empty.txt
refused 1 'short.txt is too short' train --preset char-cpu --out made --data short.txt
refused 1 'latin.txt is not a UTF-8 text: line 2' train --preset char-cpu --out made --data latin.txt

# folders
refused 1 'a file of that name is in the way' train --preset tiny --out empty.txt
refused 1 'a file of that name is in the way' train --preset tiny --out empty.txt/run
echo weights >foreign/model.safetensors
refused 1 'foreign is no run but has a model.safetensors' train --preset tiny --out foreign
test "$(cat foreign/model.safetensors)" = weights
test ! -e made

# A loss that is not finite: the step, a hint, a run that says so, and a checkpoint that still loads.
# shellcheck disable=SC2086 # the words are meant to be split
"$gptreel" train --preset tiny --out run $small --steps 5 >said 2>complaint
code=0
"$gptreel" train --preset tiny --out wild $small --lr 1e9 --checkpoint-every 1 --force >said 2>complaint || code=$?
test $code = 1
grep -q 'no longer a finite number at step [0-9]*; the last good checkpoint stays in wild;.*--lr' complaint
"$gptreel" sample wild --tokens 3 >said
# Gone on from there it ends in the same way, also between two lines of the log.
step=$(sed -n 's/.*finite number at step \([0-9]*\);.*/\1/p' complaint)
last_step() { tail -n 1 wild/metrics.jsonl | sed 's/{"step": *\([0-9]*\),.*/\1/'; }
diverges() {
    code=0
    "$gptreel" train --out wild "$@" >said 2>complaint || code=$?
    test $code = 1
    grep -q "finite number at step $step;" complaint
    grep -q '"state": "diverged"' wild/run.json
    grep -q "\"diverged_at\": $step," wild/run.json
    test "$(last_step)" = $((step - 1))
    "$gptreel" compare wild >said
    grep -q "^wild (diverged at step $step) " said
}
# shellcheck disable=SC2086
for every in 1 1000; do
    diverges --preset tiny $small --lr 1e9 --checkpoint-every $every --log-first 0 --log-every 1000 --eval-every 1000 --force
    diverges --resume
    diverges --resume
done

# runs
refused 1 'there is no file or folder nowhere' sample nowhere
refused 1 'empty.txt is cut off or not a safetensors file' sample empty.txt
refused 1 'foreign/model.safetensors is cut off or not a safetensors file' sample foreign
refused 1 'holds a run already' train --preset tiny --out run
refused 2 'usage: gptreel compare RUN' compare
refused 1 'there is no folder nowhere' compare run nowhere
refused 1 'empty.txt is a file' compare empty.txt
refused 1 'there is no run in foreign' compare run foreign
refused 1 'did you mean attention' probe run --prompt a --select atention
refused 1 '--temperatures takes numbers from 0 to 100' probe run --prompt a --temperatures 1,hot
refused 1 '--record-steps takes numbers' train --preset tiny --out made --record-steps now
refused 1 'has no "☃" U+2603' sample run --prompt '☃'
refused 1 'the prompt is empty' sample run --prompt ''
for file in run.json tokenizer.json model.safetensors; do
    rm -rf cut && cp -r run cut
    head -c 700 "run/$file" >"cut/$file"
    refused 1 "cut/$file" sample cut --tokens 3
    refused 1 "cut/$file" probe cut --prompt a
done
rm -rf cut && cp -r run cut && rm cut/model.safetensors
refused 1 'cut has no weights' sample cut --tokens 3

# A torn last line is skipped and said.
printf '{"step": 6, "lo' >>run/metrics.jsonl
"$gptreel" sample run --tokens 3 >said 2>complaint
grep -q 'run/metrics.jsonl, line [0-9]*: broken off within, skipped' complaint

# A reader that goes away, and an output that is full.
"$gptreel" sample wild --tokens 3000 | head -n 1 >said
if [ -w /dev/full ]; then
    code=0
    "$gptreel" sample wild --tokens 3 >/dev/full 2>complaint || code=$?
    test $code = 1
    test "$(wc -l <complaint)" = 1
fi
test -z "$(find . -name '*.part-*')"

# A text that is too short for validation is learned from without one, which is said.
head -c 300 "$2"/model/train/train.c >brief.txt
rm -rf brief
"$gptreel" train --preset tiny --data brief.txt --out brief --steps 1 --sample-tokens 0 --generate-tokens 0 2>complaint >said
grep -q 'are too short for validation, which takes 65 tokens: there will be no validation loss' complaint
"$gptreel" train --preset tiny --data brief.txt --out brief --force --val-fraction 0 --steps 1 --sample-tokens 0 \
    --generate-tokens 0 2>complaint >said
if grep -q 'too short' complaint; then echo 'no validation was asked for'; exit 1; fi
