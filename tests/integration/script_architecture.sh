# Scene 01 of nanogpt as a script: for runs with other models, recorded in full or not, on every canvas, in both themes.
gptreel=$1
scene=$2/scenes/nanogpt/01_architecture.lua

for run in shakespeare ladder/char-cpu ladder/many-heads ladder/bigram finetune depth/plain; do
    "$gptreel" frame "$scene" --run "$2/model/runs/$run" --at 8 --size 90p -o "$(basename $run).png"
done
for run in ladder/one-head ladder/+mlp depth/deep depth/no-residual depth/no-norm nano/base; do
    "$gptreel" frame "$scene" --run "$2/model/runs/$run" --at 17 --size 90p -o "$(basename $run).png"
done
"$gptreel" captions "$scene" -o wide.srt
tr "\n" " " <wide.srt >wide.txt
grep -q "What a letter is, plus where it stands\." wide.txt && grep -q "The model: 330 lines of Python." wide.txt
# What is said is true of the model: whether places are added, what a block is made of.
grep -q "Then comes the MLP. What both write is added to the column." wide.txt
says() { "$gptreel" captions "$scene" --run "$2/model/runs/$1" -o some.srt && tr "\n" " " <some.srt; }
says ladder/one-head "$2" >one.txt && grep -q "which earlier letters matter here?.*Out comes a new column" one.txt
says ladder/bigram "$2" >none.txt && grep -q "That column gives each letter a chance" none.txt
says ladder/+residual "$2" | grep -q "What both write is added"
if grep -qi "MLP" one.txt || grep -q "where it stands\|block\|ttention" none.txt; then exit 1; fi
for canvas in square tall; do
    "$gptreel" frame "$scene" --canvas $canvas --theme light --at 8 --size 90p -o $canvas.png
    "$gptreel" captions "$scene" --canvas $canvas -o $canvas.srt && cmp wide.srt $canvas.srt
done
"$gptreel" render "$scene" --format svg --out out && [ -s out/nanogpt/01_architecture.svg ]
"$gptreel" list "$2/scenes/nanogpt" | grep -q "01_architecture  *33 s"
