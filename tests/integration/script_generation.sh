# Scene 03 of nanogpt as a script: other runs, texts of a few tokens and without chance, every canvas.
gptreel=$1
. "$2"/tests/integration/common/refused.sh
runs=$2/model/runs
scene=$2/scenes/nanogpt/03_generation.lua

for run in shakespeare ladder/char-cpu finetune; do
    "$gptreel" frame "$scene" --run "$runs/$run" --at 29.9 --size 90p -o "$(basename $run).png"
done
"$gptreel" captions "$scene" -o wide.srt && grep -q "drawn at random" wide.srt && grep -q "We sharpen them" wide.srt
for canvas in square tall; do
    "$gptreel" frame "$scene" --canvas $canvas --at 8.6 --size 90p -o $canvas.png
    "$gptreel" captions "$scene" --canvas $canvas -o $canvas.srt
    cmp wide.srt $canvas.srt
done
"$gptreel" sheet "$scene" --theme light --every 5 --width 120 -o sheet.png

# Five tokens, always the likeliest, after a prompt too long to be shown.
cp -r "$runs/shakespeare" few
"$gptreel" sample few --prompt "To be, or not to be, that is the question: whether" --tokens 5 --temperature 0 --record >few.txt
"$gptreel" captions "$scene" --run few -o few.srt
grep -q "likeliest" few.srt
grep -q "One call" wide.srt
if grep -q "random\|sharpen\|One call" few.srt; then exit 1; fi # in the end the loop has nothing left to write
for canvas in wide square tall; do
    "$gptreel" frame "$scene" --run few --canvas $canvas --at 24 --size 90p -o few.png
done
refused 1 'so there is no picture at 30.1 s' frame "$scene" --at 30.1 -o late.png

rm few/generation.jsonl
refused 1 'needs `generation`, which the run has not recorded' frame "$scene" --run few --at 5 -o none.png
