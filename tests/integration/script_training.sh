# The second scene of nanogpt, on every canvas and on runs that lack this or that; and a chart by an author of one's own.
gptreel=$1
source=$2
scene=$source/scenes/nanogpt/02_training.lua

for canvas in wide square tall; do
    "$gptreel" sheet "$scene" --canvas $canvas --every 4 -o $canvas.png
    [ -s $canvas.png ]
done
for run in finetune depth/plain ladder/bigram; do
    "$gptreel" frame "$scene" --run "$source/model/runs/$run" --size 90p --at 14 -o run.png
    [ -s run.png ]
done

cat >sine.lua <<'LUA'
return scene("Sine", function()
    local page = area()
    local title = heading("The sine goes up and down", { into = page:cut_top "fit" })
    local curve = chart { f = function(x) return math.sin(x) end, from = 0, to = 6, name = "sin x", into = page }
    rise_in(title)
    curve:draw()
    curve:point_at(0)
    curve:point_at(4.5)
    hold(1)
end)
LUA
"$gptreel" audit "$scene" >audit.txt # its numbers are recorded ones: the best loss, the guess and its surprise
grep -q '1.45  *equal  *run:main metrics.jsonl step=5000 val_loss' audit.txt
grep -q 'equal  *neg(log(run:main guess.json untrained.p))' audit.txt
grep -q 'equal  *run:main guess.json p' audit.txt
# What is said and shown at the end is what the run reached.
said() { "$gptreel" captions "$scene" --run "$1" -o "$2.srt" && tr '\n' ' ' <"$2.srt"; }
said shakespeare lines | grep -q 'then lines.*Out comes tiny Shakespeare'
said ladder/char-cpu words | grep -q 'Out come words'
said ladder/bigram pairs | grep -q 'Out come letter pairs'
said depth/plain noise | grep -q 'Still noise'
said finetune begun | grep -q 'This is what it writes, as it learns' # began with a model that knew English
said shakespeare unseen | grep -q 'Even unseen text surprises less'
rm -rf seen
cp -r "$source/model/runs/shakespeare" seen && sed -i 's/, "val_loss": [0-9.]*//' seen/metrics.jsonl
"$gptreel" captions "$scene" --run seen -o seen.srt && grep -q 'gradient descent' seen.srt
if grep -qi unseen seen.srt; then exit 1; fi
"$gptreel" lint "$scene" --run seen
"$gptreel" audit sine.lua >audit.txt
grep -q 'equal  *computed:.*sine.lua x=4.5 f' audit.txt
"$gptreel" frame sine.lua --size 90p --at 9 -o before.png
"$gptreel" frame sine.lua --size 90p --at 10 -o after.png
if cmp -s before.png after.png; then exit 1; fi
