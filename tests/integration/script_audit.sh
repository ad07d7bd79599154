# Every number of a film is compared with what the run recorded, for people and for programs.
gptreel=$1

rm -rf talk
mkdir talk
cat >talk/film.lua <<'LUA'
return { gptreel = 1, runs = { main = "shakespeare", bigram = "ladder/bigram" } }
LUA
cat >talk/01_numbers.lua <<'LUA'
return scene("Numbers", function(run, runs)
    local page, model = area(), name "GPT-2"
    local drop = runs.bigram.best.val_loss - run.best.val_loss
    appear(line("from ${runs.bigram.best.val_loss:.3f} by ${drop:.3f}, by ${run.n_layer} blocks", { into = page:cut_top "third" }))
    appear(line("${run.generation[3].p:.0%} in ${model}", { into = page:cut_top "half" }))
    appear(line("${run.generation.context[1].id} and ${run.probe.attention[1][2][3][1]:.4f}", { into = page }))
    hold(1)
end)
LUA
"$gptreel" audit talk >all
cat all
[ "$(grep -c ' equal ' all)" = 7 ] && ! grep -q DIFFERS all || exit 1
grep -q 'run:bigram metrics.jsonl step=[0-9]* val_loss' all && grep -q 'prompt_ids\[0\]' all
grep -qx '7 numbers, 0 of them not as they are recorded' all
"$gptreel" audit talk --json >all.json
python3 - <<'PY' || [ $? = 127 ]
import json
rows = json.load(open("all.json"))
assert len(rows) == 7 and all(row["equal"] for row in rows)
assert rows[0]["scene"] == "talk/01_numbers" and rows[0]["times"][0][0] < rows[0]["times"][0][1]
assert {"text", "shown", "source", "recorded"} <= set(rows[0])
assert all(row["file"] == "talk/01_numbers.lua" and 3 <= row["line"] <= 6 and "what" not in row for row in rows)
PY
# Names are listed, so that a person can look; what is said is compared as what is seen.
cat >talk/01_numbers.lua <<'LUA'
return scene(name "GPT-2", function(run)
    spoken("size", "It has ${run.n_layer:words} layers.", function()
        appear(line "${run.n_layer} layers, as many as ${x}")
    end)
end)
LUA
sed -i '1i local x = name "GPT-2"' talk/01_numbers.lua
"$gptreel" audit talk >all
grep -q '0.00–[0-9. ]*six .* equal .*run:main' all && grep -q ' GPT-2  *equal *name$' all
"$gptreel" list talk | grep -q 'GPT-2$'
sed -i 's/name "GPT-2", function/"GPT-" .. 2, function/' talk/01_numbers.lua
code=0
"$gptreel" list talk 2>complaint || code=$?
[ $code = 1 ] && grep -q '01_numbers.lua:2: the digit 2 in "GPT-2" comes from nowhere' complaint
sed -i 's/scene("GPT-" .. 2/scene("Title"/' talk/01_numbers.lua
sed -i 's/gptreel = 1,/gptreel = 1, title = "All 12 layers",/' talk/film.lua
code=0
"$gptreel" list talk 2>complaint || code=$?
[ $code = 1 ]
grep -q 'talk/film.lua: the digit 1 in "All 12 layers" comes from nowhere' complaint
sed -i 's/ title = "All 12 layers",//' talk/film.lua
# An error is a finding like those of lint.
cat >talk/02_wrong.lua <<'LUA'
return scene("Wrong", function(run) lien "x" end)
LUA
code=0
"$gptreel" audit talk --json >all.json 2>complaint || code=$?
[ $code = 1 ]
python3 - <<'PY' || [ $? = 127 ]
import json
last = json.load(open("all.json"))[-1]
assert last["file"] == "talk/02_wrong.lua" and last["line"] == 1
assert last["what"] == "there is no `lien`" and last["remedy"].startswith("did you mean"), last
PY
"$gptreel" audit nanogpt | grep -q ' 0 of them not as they are recorded$'
