# Whatever call of the system fails, a command ends with its work done or with code 1 and one line, and leaves nothing
# that looks whole and is not. ./run test --long: every call; else some of each kind.
gptreel=$1
fault=$(dirname "$gptreel")/libfault.so

case $(readelf -d "$gptreel") in
*libasan* | *libtsan*) echo 'skipped: sanitizers have a malloc of their own'; exit 77 ;;
esac
most=4
names='train resume sample frame still chart render captions'
if [ -n "$GPTREEL_LONG" ]; then
    most=1000000
    names="$names probe count compare tokenize chatdata sheet deck gif svg html audit new watch"
fi
unset GPTREEL_FAULT_COUNT

rm -rf run whole out cache
cat "$2"/model/train/*.c >corpus.txt
small='--preset tiny --data corpus.txt --steps 2 --n-layer 1 --n-embd 16 --n-head 2 --n-ctx 16 --sample-tokens 3 --generate-tokens 3
    --checkpoint-every 1 --eval-every 1 --replicas 2'
"$gptreel" train $small --out run >/dev/null 2>&1

# One command: what it is given, and what it writes into the folder `out`.
run_train() { "$@" "$gptreel" train $small --out out/run; }
run_resume() { cp -r run out/run && "$@" "$gptreel" train $small --steps 3 --resume --out out/run; }
run_sample() { cp -r run out/run && "$@" "$gptreel" sample out/run --tokens 3 --record; }
run_frame() { "$@" "$gptreel" frame nanogpt/04_outro --at 2 --size 90p30 -o out/f.png; }
run_still() { "$@" "$gptreel" frame nanogpt/04_outro --at 2 -o out/f.svg; }
run_chart() { "$@" "$gptreel" chart loss run -o out/c.svg; }
run_render() { "$@" "$gptreel" render nanogpt/04_outro --from 1 --to 2 --size 90p30 --out out; }
run_count() { cp -r run out/run && "$@" "$gptreel" count out/run --data corpus.txt; }
run_probe() { cp -r run out/run && "$@" "$gptreel" probe out/run --prompt int; }
run_compare() { "$@" "$gptreel" compare run run; }
run_watch() { "$@" "$gptreel" watch run --term; }
run_tokenize() { "$@" "$gptreel" tokenize run <corpus.txt; }
run_chatdata() { "$@" "$gptreel" chatdata --mid 20 --sft 20 --rl 20 --out out/data; }
run_sheet() { "$@" "$gptreel" sheet nanogpt/04_outro -o out/s.png; }
run_deck() { "$@" "$gptreel" deck nanogpt/04_outro --format svg -o out/slides; }
run_gif() { "$@" "$gptreel" render nanogpt/04_outro --format gif --from 1 --to 1.5 --size 90p10 --out out; }
run_svg() { "$@" "$gptreel" render nanogpt/04_outro --format svg --out out; }
run_html() { "$@" "$gptreel" render nanogpt/04_outro --format html --out out; }
run_audit() { "$@" "$gptreel" audit nanogpt/04_outro; }
run_new() { "$@" "$gptreel" new out/talk; }
run_captions() { "$@" "$gptreel" captions nanogpt -o out/c.srt; }

# What a whole result looks like: each file but those that hold times, and what is only there to be cut off again.
fingerprint() { # FOLDER
    (cd "$1" && find . -type f ! -name checkpoint.safetensors ! -name run.json ! -name metrics.jsonl ! -name lock \
        ! -path '*.part-*/*' \
        -exec sha256sum {} + | sort)
}

complain() {
    echo "$name with $kind:$n: $*"
    tail -n 5 said
    exit 1
}

# After a failure: no file under its own name that is another than in a whole result, unless it grows line by line or is
# a run that can be gone on with. Without memory the folder of a series cannot be emptied: the next one does it.
check_left() {
    test -z "$(find out -type f -name '*.part-*')" || complain "left $(find out -name '*.part-*')"
    case $name in
    train | resume | sample | probe | count)
        if [ -e out/run/run.json ]; then
            "$gptreel" compare out/run >/dev/null 2>said2 || complain "a run that cannot be read: $(cat said2)"
        fi
        ;;
    *)
        fingerprint out >left
        test -z "$(comm -13 whole_prints left)" || complain "left $(comm -13 whole_prints left)"
        ;;
    esac
}

try() { # runs the command with fault kind:n
    rm -rf out cache
    mkdir out
    code=0
    (export XDG_CACHE_HOME=$PWD/cache && run_$name env GPTREEL_FAULT=$kind:$n LD_PRELOAD="$fault" "$@") >/dev/null 2>said ||
        code=$?
}

n_runs=0
for name in $names; do
    kind=none n=0
    try
    [ $code = 0 ] || complain "fails by itself"
    fingerprint out >whole_prints
    for kind in malloc mmap open opendir write fsync rename; do
        n=0
        try GPTREEL_FAULT_COUNT="$PWD/count"
        n_calls=$(cat count)
        step=$((n_calls / most + 1))
        n=$((1 + (step > 1 ? $$ % step : 0)))
        while [ $n -le "$n_calls" ]; do
            try
            n_runs=$((n_runs + 1))
            case $code in
            0)
                fingerprint out | diff - whole_prints >differs || complain "done, but not whole: $(cat differs)"
                ;;
            1)
                [ "$(grep -c '^gptreel' said)" -ge 1 ] && tail -n 1 said | grep -q '^gptreel' ||
                    complain "does not say why it ends"
                check_left
                ;;
            *) complain "ends with $code" ;;
            esac
            n=$((n + step))
        done
    done
done
echo "$n_runs runs"
