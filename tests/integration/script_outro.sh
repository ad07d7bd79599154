# Scene 04 of nanogpt as a script: on every canvas it takes the same time, and any run will do, with a text or without.
gptreel=$1
. "$2"/tests/integration/common/refused.sh
runs=$2/model/runs
scene=$2/scenes/nanogpt/04_outro.lua

"$gptreel" captions "$scene" -o wide.srt && grep -q "Now it is your turn." wide.srt
for canvas in wide square tall; do
    for at in 0.9 8.6 13 23.9; do
        "$gptreel" frame "$scene" --canvas $canvas --at $at --size 90p -o $canvas.png
    done
    "$gptreel" captions "$scene" --canvas $canvas -o $canvas.srt
    cmp wide.srt $canvas.srt
done
for run in ladder/bigram finetune depth/plain; do
    "$gptreel" frame "$scene" --run "$runs/$run" --at 23.9 --size 90p -o "$(basename $run).png"
done
"$gptreel" sheet "$scene" --theme light --every 5 --width 120 -o sheet.png
refused 1 'so there is no picture at 24.1 s' frame "$scene" --at 24.1 -o late.png

# A run that has written nothing, on a text with a long name.
rm -rf silent
cp -r "$runs/shakespeare" silent
rm silent/generation.jsonl
name="all that anybody ever wrote in one long line, and more of the same beside it"
sed -i "s/\"name\": *\"tiny Shakespeare\"/\"name\": \"$name\"/" silent/run.json
grep -q "$name" silent/run.json
for canvas in wide tall; do
    "$gptreel" frame "$scene" --run silent --canvas $canvas --at 23.9 --size 90p -o silent.png
done
