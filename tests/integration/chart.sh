# gptreel chart: pictures of one and of several runs, and one clear line for every wrong word.
gptreel=$1
fixture=$2/tests/golden/run
. "$2/tests/integration/common/refused.sh"

rm -rf made runs && mkdir -p made runs

for canvas in wide square tall; do
    "$gptreel" chart loss "$fixture" -o made/$canvas.png --canvas $canvas --size 360p
    test -s made/$canvas.png
done
"$gptreel" chart loss "$fixture" -o made/one.svg --theme light
grep -q '<svg' made/one.svg

# several runs, one of them shorter, one without evaluations
cp -r "$fixture" runs/short
head -n 3 "$fixture/metrics.jsonl" >runs/short/metrics.jsonl
cp -r "$fixture" runs/bare
sed 's/, *"val_loss": *[0-9.e+-]*//' "$fixture/metrics.jsonl" >runs/bare/metrics.jsonl
"$gptreel" chart loss "$fixture" runs/short/ runs/bare -o made/three.svg
test -s made/three.svg

# a NaN and a repeated step are left out with a note
runs_with() { # NAME LINES: a run with these metrics
    cp -r "$fixture" "runs/$1"
    cat >"runs/$1/metrics.jsonl"
}
i=0
while [ $i -le 20 ]; do
    echo "{\"step\": $i, \"loss\": 1.$((90 - i)), \"val_loss\": 1.$((95 - i)), \"reward\": 0.$((30 + i)), \"tool_rate\": 0.5}"
    i=$((i + 1))
done >plain.jsonl
sed 's/"step": 7, "loss": 1.83/"step": 7, "loss": NaN/; s/"step": 9, /"step": 8, /' plain.jsonl | runs_with broken
"$gptreel" chart loss runs/broken -o made/broken.png --size 180p 2>said.txt
grep -q 'line 10: its step does not come after the one before, skipped' said.txt
grep -q 'line 8: a value is not a finite number' said.txt
test -s made/broken.png

# rewards, of one run and of two
runs_with reward <plain.jsonl
runs_with a-folder-of-28-letters-again <plain.jsonl
"$gptreel" chart reward runs/reward -o made/reward.png --size 180p
"$gptreel" chart reward runs/reward runs/a-folder-of-28-letters-again -o made/rewards.png --size 180p --canvas tall
test -s made/reward.png && test -s made/rewards.png
refused 1 'no recorded reward' chart reward "$fixture" -o made/none.png

# bad input
refused 2 'something is missing' chart
refused 2 'something is missing' chart loss
refused 2 'did you mean loss' chart gain "$fixture" -o made/x.png
refused 2 'say where to write' chart loss "$fixture"
refused 2 'end the name with .png' chart loss "$fixture" -o made/x.gif
refused 2 'short side' chart loss "$fixture" -o made/x.png --size huge
refused 1 'nowhere' chart loss nowhere -o made/x.png
refused 1 'at most 8' chart loss 1 2 3 4 5 6 7 8 9 -o made/x.png
cp -r "$fixture" runs/empty && : >runs/empty/metrics.jsonl
refused 1 'no recorded loss' chart loss runs/empty -o made/x.png
test ! -e made/x.png
