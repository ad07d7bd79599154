# Facts that were published and an author's own numbers: each knows where it stands, and the audit finds it there.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf talk
mkdir talk
echo 'return { gptreel = 1 }' >talk/film.lua
cat >talk/facts.lua <<'LUA'
-- Checked by hand.
return {
    gpt2_params = { 124439808, source = "openai-community/gpt2 on Hugging Face" },
    place = { "arXiv:1706.03762", source = "Vaswani et al." },
}
LUA
printf 'step,loss,note\n0,4.25,before 1\n100,2.5,\n' >talk/losses.csv
echo '{"runs": [{"name": "v2", "loss": 1.5}, {"name": "v3", "loss": 1.25}], "best": {"loss": 1.25}}' >talk/runs.json
cp "$2"/model/runs/shakespeare/probes/5000.safetensors talk/probe.safetensors
cat >talk/01_numbers.lua <<'LUA'
return scene("Numbers", function()
    local losses, runs, probe = data "losses.csv", data "runs.json", data "probe.safetensors"
    local rows = area():column { 1, 1, 1, 1 , 1 }
    assert(#losses == 2 and losses[2].note == nil and runs.runs[3] == nil and #probe.attention == 6)
    local saved = losses[1].loss - losses[2].loss
    local all = mean(losses.loss)
    appear {
        line("${facts.gpt2_params:short} of ${facts.place}", { into = area():cut_top "fifth" }),
        line("${saved:.2f}, ${all:.3f} at step ${losses[2].step}, ${losses[1].note}", { into = area():cut_bottom "fifth" }),
        label("${runs.runs[2].name}: ${runs.runs[2].loss:.2f} ${probe.attention[2][3][4][1]:.4f}", { into = area() }),
    }
    hold(1)
end)
LUA
"$gptreel" audit talk >all
cat all
[ "$(grep -c ' equal ' all)" = 9 ]
grep -q '124.44 M .* fact:openai-community/gpt2 on Hugging Face facts.lua gpt2_params' all
grep -q 'data runs.json runs.1.loss' all && grep -q 'data probe.safetensors attention\[1,2,3,0\]' all

# A fact that is computed stands nowhere.
sed -i 's/124439808/124 * 1000 * 1000/' talk/facts.lua
code=0
"$gptreel" audit talk >all 2>complaint || code=$?
[ $code = 1 ] && grep -q 'DIFFERS' all && grep -qx 'gptreel audit: 1 of 9 numbers are not what is recorded' complaint

# wrong FILE SED-EXPRESSION WORDS: a film so changed is refused.
wrong() {
    rm -rf wrong
    cp -r talk wrong
    sed -i "$2" wrong/"$1"
    refused 1 "$3" list wrong
}
wrong facts.lua 's/, source = "Vaswani et al."//' 'wrong/facts.lua: option `source` of the fact `place` is missing'
wrong facts.lua 's/"arXiv:1706.03762"/true/' 'the fact `place` is neither a number nor words'
wrong facts.lua 's/{ "arX.*/3,/' 'the fact `place` has no source; write place = { …, source'
wrong 01_numbers.lua 's/facts.place/facts.plaze/' 'there is no field or method `plaze` of facts; did you mean `place`?'
wrong 01_numbers.lua 's/losses.csv/lossses.csv/' 'cannot read wrong/lossses.csv'
wrong 01_numbers.lua 's/losses.csv/losses.txt/' '"losses.txt" is no file of data; .csv, .json and .safetensors are'
wrong 01_numbers.lua 's/].step/].stap/' 'there is no field or method `stap` of a data_row; did you mean `step`?'
wrong losses.csv 's/,$//' 'wrong/01_numbers.lua:2: losses.csv:3: the row has 2 cells, but there are 3 columns'
wrong runs.json 's/\[/[[/' 'wrong/01_numbers.lua:2: runs.json:'
wrong 01_numbers.lua 's/"runs.json"/"runs.json" x/' 'wrong/01_numbers.lua:'
head -c 100 talk/probe.safetensors >talk/cut.safetensors
wrong 01_numbers.lua 's/probe.safetensors/cut.safetensors/' 'cut.safetensors is no safetensors file'
rm talk/facts.lua
wrong 01_numbers.lua 's/x/x/' 'the film has no facts, so there is no `facts.gpt2_params`; write facts.lua'
