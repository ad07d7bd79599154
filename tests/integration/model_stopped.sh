# Ctrl-C while a large model learns, and while one writes: gone within a second or so, and all can be gone on with.
gptreel=$1

rm -rf large small
stopped() { # SECONDS-UNTIL-CTRL-C COMMAND…
    wait_s=$1
    shift
    "$gptreel" "$@" >said 2>complaint &
    pid=$!
    sleep "$wait_s"
    kill -INT $pid
    begin=$(date +%s)
    code=0
    wait $pid || code=$?
    took=$(($(date +%s) - begin))
    if [ $took -gt 2 ] || [ $code != 1 ] || ! grep -q stopped complaint; then
        echo "gptreel $*: stopped after $took s with exit code $code"
        cat complaint
        exit 1
    fi
}

# An update of this one takes several seconds.
stopped 2 train --preset tiny --out large --n-layer 12 --n-embd 256 --n-ctx 128 --batch-size 64
grep -q '"state": "stopped"' large/run.json
grep -q 'with --resume' complaint

"$gptreel" train --preset tiny --out small --n-layer 1 --n-embd 16 --n-head 2 --steps 2 >said 2>complaint
before=$(sha256sum small/generation.jsonl)
stopped 1 sample small --tokens 100000000 --record
test "$before" = "$(sha256sum small/generation.jsonl)"
test -z "$(find . -name '*.part-*')"
