# Ctrl-C while a large model learns, and while one writes: gone at once, and all can be gone on with. Killed at any
# moment, a training comes to the same bytes as one that was left alone.
gptreel=$1 source=$2

rm -rf large small whole killed
cat "$source"/model/*/*.c >corpus.txt # a copy: what the preset reads changes when somebody works on it meanwhile

until_true() { # COMMAND…: waits, a minute at most
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -le 600 ] || { echo "never: $*"; exit 1; }
        sleep 0.1
    done
}
# It stops within milliseconds on an idle machine. An overloaded one has half a minute, which still tells: what is
# interrupted here would go on for many minutes.
stopped() { # CONDITION COMMAND…: Ctrl-C a second after the condition holds
    condition=$1
    shift
    "$gptreel" "$@" >said 2>complaint &
    pid=$!
    until_true $condition
    sleep 1
    kill -INT $pid
    begin=$(date +%s)
    code=0
    wait $pid || code=$?
    took=$(($(date +%s) - begin))
    if [ $took -gt 30 ] || [ $code != 1 ] || ! grep -q stopped complaint; then
        echo "gptreel $*: stopped after $took s with exit code $code"
        cat complaint
        exit 1
    fi
}
trains() {
    grep -q '"state": "training"' large/run.json 2>/dev/null
}
writes() {
    test -s said
}

stopped trains train --preset tiny --data corpus.txt --out large --n-layer 12 --n-embd 256 --n-ctx 128 --batch-size 65536 \
    --eval-every 0 --sample-tokens 0
grep -q '"state": "stopped"' large/run.json
grep -q 'with --resume' complaint
# Nothing was learnt since the checkpoint, so nothing large is written again: it is still the same file.
before=$(ls -i large/checkpoint.safetensors)
stopped trains train --out large --resume
test "$before" = "$(ls -i large/checkpoint.safetensors)"

"$gptreel" train --preset tiny --data corpus.txt --out small --n-layer 1 --n-embd 16 --n-head 2 --steps 2 \
    >said 2>complaint
before=$(sha256sum small/generation.jsonl)
: >said
stopped writes sample small --tokens 100000000 --record
test "$before" = "$(sha256sum small/generation.jsonl)"
test -z "$(find . -name '*.part-*')"

# Dropout, micro-batches, snapshots: all that has a state or a file of its own.
learn() { # OUT OPTION…
    out=$1
    shift
    "$@" "$gptreel" train --preset tiny --data corpus.txt --out "$out" --resume --n-layer 1 --n-embd 16 --n-head 2 \
        --n-ctx 16 --steps 400 --eval-every 40 --eval-early-every 0 --checkpoint-every 25 --sample-tokens 20 \
        --generate-tokens 20 --dropout 0.2 --micro-batch 3 --replicas 2 --record-steps 0,100,333 --record-weights 'wte.*' \
        --record-gradients 'h.0.*' >said 2>complaint
}
begin=$(date +%s%N)
learn whole env
whole_ms=$((($(date +%s%N) - begin) / 1000000))
kills=0
for try in 1 2 3 4; do
    random=$(od -An -N2 -tu2 /dev/urandom)
    wait_ms=$((whole_ms * (15 + random % 50) / 100))
    code=0
    learn killed timeout -s KILL "$((wait_ms / 1000)).$(printf %03d $((wait_ms % 1000)))" || code=$?
    [ $code = 0 ] || kills=$((kills + 1))
done
test $kills -gt 0
learn killed env
for file in model.safetensors samples.jsonl gradients.jsonl generation.jsonl probes/400.safetensors \
    snapshots/0.safetensors snapshots/100.safetensors snapshots/333.safetensors; do
    cmp "whole/$file" "killed/$file"
done
