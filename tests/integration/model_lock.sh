# One writer at a time in a run folder, and a run that says how its training ended.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

train() { # in the background: the process is the program itself
    exec "$gptreel" train --preset tiny --out run --steps 100000 --eval-every 50 --generate-tokens 0 --sample-tokens 0 "$@"
}
until_steps() { # waits until the run has lines of steps
    for i in $(seq 300); do
        [ "$(cat run/metrics.jsonl 2>/dev/null | wc -l)" -gt "$1" ] && return
        sleep 0.1
    done
    echo 'the training does not get on'
    exit 1
}
rm -rf run fresh
pid=
trap '[ -z "$pid" ] || kill -KILL $pid 2>/dev/null || true' EXIT
train >said 2>&1 &
pid=$!
until_steps 3
refused 1 'is being written by another gptreel (process' train --preset tiny --out run --force
refused 1 'is being written by another gptreel (process' train --preset tiny --out run --resume
refused 1 'is being written by another gptreel (process' sample run --record --tokens 3
"$gptreel" compare run >said # reading is free
grep -q 'run (training)' said

# A kill frees the lock, and the run tells that it was killed.
kill -KILL $pid
wait $pid 2>/dev/null || true
"$gptreel" compare run >said 2>complaint
grep -q 'run (stopped)' said
grep -q 'the training was killed or failed' complaint

# A terminal that is closed is a reason to stop in order, unless that is to be survived, as under nohup.
case $(sed -n 's/^SigIgn:.*\(.\)$/\1/p' /proc/self/status) in
[13579bdf]) end=TERM ;;
*) end=HUP ;;
esac
train --resume >said 2>&1 &
pid=$!
until_steps $(($(wc -l <run/metrics.jsonl) + 2))
kill -$end $pid
wait $pid 2>/dev/null && exit 1
grep -q 'stopped at step' said
grep -q '"state": "stopped"' run/run.json
test ! -e run/lock

# What is refused leaves no folder behind.
refused 1 'no preset' train --preset none --out fresh
test ! -e fresh
