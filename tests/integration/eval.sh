# gptreel eval: scores of a run, kept in it, and what is refused.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf run data empty && mkdir empty
"$gptreel" train --preset tiny --tokenizer bpe --vocab-size 300 --split digits --chat-tokens --steps 1 --eval-every 0 \
    --sample-tokens 0 --generate-tokens 0 --out run >said
"$gptreel" chatdata --mid 0 --sft 0 --rl 0 --test 10 --out data

"$gptreel" eval run --data data -n 4 --samples 2 --tokens 8 --text "$2/LICENSE" >said
grep -q '^sums  *likeliest .* 4 questions' said
grep -q '^spelling  *sampled .* one of 2 right' said
grep -q '^text .* bits per byte of LICENSE' said
test "$(wc -l <run/evals.jsonl)" = 9
# The same again takes the place of what is there; other tasks stay.
"$gptreel" eval run --data data --tasks sums,copying -n 3 --samples 2 --tokens 8 >said
test "$(wc -l <run/evals.jsonl)" = 9
test "$(grep -c '"n": 3' run/evals.jsonl)" = 4
"$gptreel" eval run --data data --tasks sums -n 3 --samples 0 --no-tool --no-record >said
test "$(wc -l <run/evals.jsonl)" = 9
"$gptreel" compare run | grep -q 'sums sampled'

"$gptreel" eval run --times >said
grep -q '^token 64 .* ms with the cache' said
test "$(wc -l <run/times.jsonl)" = 32

refused 1 'data DIR is missing' eval run
refused 1 'empty has no test_TASK.jsonl' eval run --data empty
refused 1 'there is no file empty/test_sums.jsonl' eval run --data empty --tasks sums
refused 1 'no task "riddles"' eval run --data data --tasks riddles
refused 1 'the vocabulary has no token <|bos|>' eval "$2/model/runs/shakespeare" --data data
printf 'What is 1+1?\n' >empty/test_sums.jsonl
refused 1 'empty/test_sums.jsonl, line 1' eval run --data empty
