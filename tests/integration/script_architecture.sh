# Scene 01 of nanogpt as a script: for runs with other models, recorded in full or not, on every canvas, in both themes.
gptreel=$1
scene=$2/scenes/nanogpt/01_architecture.lua

for run in shakespeare ladder/char-cpu ladder/many-heads ladder/bigram finetune depth/plain; do
    "$gptreel" frame "$scene" --run "$2/model/runs/$run" --at 12 --size 90p -o "$(basename $run).png"
done
"$gptreel" captions "$scene" -o wide.srt && grep -q "stack of blocks" wide.srt
tr "\n" " " <wide.srt | grep -q "here a letter, becomes numbers: what plus where\." && grep -q "The whole model? 330 lines." wide.srt
# What is said is true of the model: how many blocks it has, whether places are added, what a block is made of.
"$gptreel" captions "$scene" --run "$2/model/runs/ladder/one-head" -o one.srt && grep -q "through one block" one.srt
"$gptreel" captions "$scene" --run "$2/model/runs/ladder/bigram" -o none.srt && grep -q "straight to the head" none.srt
if grep -qi "MLP" one.srt || grep -q "what plus where\|block" none.srt; then exit 1; fi
for canvas in square tall; do
    "$gptreel" frame "$scene" --canvas $canvas --theme light --at 8 --size 90p -o $canvas.png
    "$gptreel" captions "$scene" --canvas $canvas -o $canvas.srt && cmp wide.srt $canvas.srt
done
"$gptreel" render "$scene" --format svg --out out && [ -s out/nanogpt/01_architecture.svg ]
"$gptreel" list "$2/scenes/nanogpt" | grep -q "01_architecture  *25 s"
