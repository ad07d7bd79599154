# Killed at any moment, a command leaves nothing under the name of its work that is not whole, and the next one cleans up
# behind it. Several at once that write the same come to the same. (Trainings that are killed: model_stopped.sh.)
gptreel=$1
source=$2

n_kills=4
[ -z "$GPTREEL_LONG" ] || n_kills=200
rm -rf run whole out cache && mkdir whole out
export XDG_CACHE_HOME="$PWD/cache"
cat "$source"/model/train/*.c >corpus.txt
"$gptreel" train --preset tiny --data corpus.txt --steps 3 --n-layer 1 --n-embd 16 --n-head 2 --out run >/dev/null 2>&1

# What each makes in a folder.
make_still() { exec "$gptreel" frame nanogpt/04_outro --at 3 --size 720p30 -o "$1/f.png"; }
make_chart() { exec "$gptreel" chart loss run -o "$1/c.svg"; }
make_film() { exec "$gptreel" render nanogpt/04_outro --no-cache --from 1 --to 3 --size 180p30 --out "$1"; }
make_gif() { exec "$gptreel" render nanogpt/04_outro --format gif --from 1 --to 2 --size 90p10 --out "$1"; }
make_text() { exec "$gptreel" sample "$1/run" --tokens 40 --record; }
make_deck() { exec "$gptreel" deck nanogpt/04_outro --format svg -o "$1/slides"; }

prints() { # FOLDER: every file in it, but those that come and go while somebody writes
    (cd "$1" && find . -type f ! -name '*.part-*' ! -path '*.part-*/*' ! -name lock -exec sha256sum {} + | sort)
}
fail() {
    echo "$name: $*"
    exit 1
}

for name in still chart film gif text deck; do
    rm -rf whole out && mkdir whole out
    [ $name != text ] || { cp -r run whole/run && cp -r run out/run; }
    begin=$(date +%s%N)
    (make_$name whole) >/dev/null 2>said || fail "fails by itself: $(cat said)"
    took_ms=$((($(date +%s%N) - begin) / 1000000))
    prints whole >whole_prints
    prints out >before_prints
    for try in $(seq $n_kills); do
        random=$(od -An -N2 -tu2 /dev/urandom)
        wait_ms=$((took_ms * (20 + random % 80) / 100))
        (make_$name out) >/dev/null 2>&1 &
        pid=$!
        sleep "$((wait_ms / 1000)).$(printf %03d $((wait_ms % 1000)))"
        kill -KILL $pid 2>/dev/null || true
        wait $pid 2>/dev/null || true
        # A file is as it was before, or as it is to be.
        prints out | sort -u - | comm -23 - whole_prints | comm -23 - before_prints >strange
        test ! -s strange || fail "killed after $wait_ms ms it left $(cat strange)"
    done
    (make_$name out) >/dev/null 2>said || fail "after kills: $(cat said)"
    prints out | diff - whole_prints || fail "after kills it makes something else"
    test -z "$(find out -name '*.part-*')" || fail "left $(find out -name '*.part-*')"
    # Together; a run has one writer at a time, the others are told.
    pids=
    for i in 1 2 3 4; do
        (make_$name out) >/dev/null 2>said$i &
        pids="$pids $!"
    done
    i=0
    for pid in $pids; do
        i=$((i + 1))
        wait $pid || { [ $name = text ] && grep -q 'is being written by another' said$i; } ||
            fail "beside others: $(cat said$i)"
    done
    prints out | diff - whole_prints || fail "several at once make something else"
    test -z "$(find out -name '*.part-*')" || fail "several left $(find out -name '*.part-*')"
done
