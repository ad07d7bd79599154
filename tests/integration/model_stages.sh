# From a base model to one that is rewarded: each stage begins with the run before and says so, comes to the same bytes
# when it is killed and resumed, and refuses what it cannot learn from.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf data base mid sft either rl killed no
"$gptreel" chatdata --seed 3 --mid 300 --sft 120 --rl 40 --test 5 --out data >said
sed 's/[^ a-zA-Z0-9.?+]/ /g' data/mid.jsonl >corpus.txt
"$gptreel" train --preset nano-base --data corpus.txt --out base --vocab-size 290 --n-layer 1 --n-head 2 --n-kv-head 1 \
    --n-embd 32 --n-ctx 96 --batch-size 8 --steps 10 --replicas 2 --eval-every 0 --sample-tokens 0 --generate-tokens 0 \
    >said 2>complaint

learn() { # OUT FROM PRESET DATA OPTION…
    out=$1 from=$2 preset=$3 data=$4
    shift 4
    $before "$gptreel" train --init "$from" --preset "$preset" --data "data/$data.jsonl" --out "$out" --steps 12 \
        --checkpoint-every 3 --eval-every 4 --eval-early-every 0 --replicas 2 --sample-tokens 8 "$@" >said 2>complaint
}
# Once whole, and once killed two or three times on the way and resumed.
kills=0
learn_twice() { # OUT FROM PRESET DATA OPTION…
    rm -rf killed
    before=
    begin=$(date +%s%N)
    learn "$@"
    whole_ms=$((($(date +%s%N) - begin) / 1000000))
    shift
    for try in 1 2 3; do
        random=$(od -An -N2 -tu2 /dev/urandom)
        wait_ms=$((whole_ms * (30 + random % 40) / 100))
        before="timeout -s KILL $((wait_ms / 1000)).$(printf %03d $((wait_ms % 1000)))"
        learn killed "$@" --resume || kills=$((kills + 1))
    done
    before=
    learn killed "$@" --resume
}
untimed() {
    sed 's/, "step_ms": .*/}/' "$1/metrics.jsonl"
}
same() { # RUN FILE…
    run=$1
    shift
    for file in "$@"; do
        cmp "$run/$file" "killed/$file"
    done
    untimed "$run" >whole.jsonl
    untimed killed >killed.jsonl
    cmp whole.jsonl killed.jsonl
    grep -q '"state": "complete"' killed/run.json
}
begins_with() { # RUN BEFORE
    grep -A2 '"init": {' "$1/run.json" >init
    grep -q "\"name\": \"$2\"" init
    grep -q "$(sha256sum <"$2/model.safetensors" | cut -d' ' -f1)" init
}

learn_twice mid base nano-mid mid --batch-size 4
same mid model.safetensors samples.jsonl gradients.jsonl masks.jsonl
begins_with mid base
begins_with killed base
test "$(wc -l <mid/masks.jsonl)" = 4
grep -q '"val_loss"' mid/metrics.jsonl
if grep -q '"learned": \[.*0.*\], "text"' mid/masks.jsonl; then exit 1; fi

learn_twice sft mid nano-sft sft --batch-size 8
same sft model.safetensors samples.jsonl gradients.jsonl masks.jsonl
begins_with sft mid
test "$(grep -c '"learned": \[0, 0.* 1\], "text"' sft/masks.jsonl)" = 8

# A model this small is never right about sums. It learns to say a or b, as likely as the other, and then that it is a.
for i in 1 2 3 4 5 6 7 8 9 10; do
    for letter in a b; do
        echo '{"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "'$letter'"}]}'
    done
done >data/either.jsonl
echo '{"task": "copying", "question": "x", "answer": "a"}' >data/one.jsonl
learn either mid nano-mid either --learn answers --no-pack --steps 60 --batch-size 16 --val-fraction 0
rate='--lr 0.02 --muon-lr 0.02 --lr-head 0.02'
# shellcheck disable=SC2086 # the words are meant to be split
learn_twice rl either nano-rl one --batch-size 32 --group 8 --answers-at 0,4,12 $rate
same rl model.safetensors samples.jsonl gradients.jsonl rollouts.jsonl
begins_with rl either
test "$(wc -l <rl/rollouts.jsonl)" = 3
test "$(grep -c '"reward": .*"tool_rate": .*"answer_tokens": ' rl/metrics.jsonl)" = 13
if grep -q '"val_loss"' rl/metrics.jsonl; then exit 1; fi
reward() { sed -n "s/^{\"step\": $1,.*\"reward\": \([0-9.]*\).*/\1/p" rl/metrics.jsonl; }
first=$(reward 0) last=$(reward 12)
echo "reward $first, then $last"
awk "BEGIN { exit !($first > 0.1 && $first < 0.9 && $last > $first + 0.1 && $last > 0.8) }"
if cmp -s either/model.safetensors rl/model.safetensors; then exit 1; fi
test $kills -gt 0

# From another seed comes another model.
# shellcheck disable=SC2086
learn killed either nano-rl one --batch-size 32 --group 8 --answers-at 0,4,12 $rate --seed 2 --force
if cmp -s rl/rollouts.jsonl killed/rollouts.jsonl; then exit 1; fi

bad() { # WORDS FROM PRESET DATA OPTION…
    words=$1 from=$2 preset=$3 data=$4
    shift 4
    refused 1 "$words" train --init "$from" --preset "$preset" --data "$data" --out no "$@"
    test ! -e no
}
bad 'base has learned from no conversations' base nano-rl data/rl.jsonl
bad 'no token <|bos|>' "$2/model/runs/shakespeare" nano-sft data/sft.jsonl
bad 'has learned from no conversations' "$2/model/runs/shakespeare" nano-rl data/rl.jsonl
bad 'line 1: "task" is missing' sft nano-rl data/sft.jsonl
bad 'line 1: "messages" is missing' mid nano-sft data/rl.jsonl
bad 'corpus.txt, line 1' sft nano-rl corpus.txt
bad '--batch-size 100 is no multiple of --group 16' sft nano-rl data/rl.jsonl --batch-size 100
bad 'do not fit a context of 96' sft nano-rl data/rl.jsonl --answer-tokens 80
refused 1 'needs questions with answers: --data' train --init sft --preset nano-rl --out no
refused 1 'goes on from a model that exists' train --preset nano-rl --data data/rl.jsonl --out no
echo '{"messages": [{"role": "user", "content": "x"}]}' >data/torn.jsonl
bad 'torn.jsonl, line 1' mid nano-sft data/torn.jsonl
for letter in a b; do
    echo '{"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "'$letter'"}]}'
done >data/other.jsonl
refused 1 'is not the corpus that the run in sft began with' train --init mid --preset nano-sft \
    --data data/other.jsonl --out sft --resume --steps 12 --replicas 2 --batch-size 8

# Where no prompt is given, a user's first words of the data are one.
chosen() { # OBJECTIVE FROM DATA
    rm -rf no
    "$gptreel" train --preset finetune --objective "$1" --init "$2" --data "data/$3.jsonl" --out no --steps 1 --batch-size 4 \
        --group 2 --sample-tokens 4 --generate-tokens 0 --replicas 1 >said 2>complaint || { cat complaint; exit 1; }
    text=$(sed -n '/^  "prompt": {$/,/}/s/^    "text": "\(.*\)",$/\1/p' no/run.json)
    test -n "$text"
    head -n 1 "data/$3.jsonl" | grep -qF -- "\"$text\""
    grep -q '^    "chosen": true$' no/run.json
    head -n 1 no/samples.jsonl | grep -qF -- "\"prompt\": \"$text\""
}
chosen assistant base mid
chosen reinforce sft rl
