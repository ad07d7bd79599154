# gptreel count --line: what the text of a run holds, for films: its parts, symbols, windows, and a line in two vocabularies.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf tiny
"$gptreel" train --preset tiny --steps 1 --sample-tokens 4 --generate-tokens 4 --out tiny >said
cp tiny/run.json before.json
refused 1 'does not stand in the text; give a line of it' count tiny --data built-in --line 'my kingdom for a zebra'
[ ! -e tiny/text.json ]
cmp before.json tiny/run.json
"$gptreel" count tiny --data built-in --line '#include <string.h>' >said
python3 - <<'PY' || [ $? = 127 ]
import json
text, run = json.load(open("tiny/text.json")), json.load(open("tiny/run.json"))
assert text["n_train"] + text["n_val"] == sum(text["symbol_counts"]) == run["corpus"]["n_chars"]
assert len(text["line_ids"]) == len(text["line"]) == 19
assert "".join(text["pairs"]["line_texts"]) == text["line"]
assert [len(window) for window in text["windows"]] == [9] * 4
tokens = text["pairs"]["tokens"]
assert tokens == sorted(tokens, reverse=True) and text["pairs"]["vocab"] == [512, 1024, 2048, 4096]
PY
# A film shows it, and what is damaged is named.
cat >shown.lua <<'LUA'
return scene("Text", { needs = "text" }, function(run)
    appear(line "${run.text.n_train} and ${run.text.pair_tokens[2]}, ${run.text.starts[1]}, ${run.text.symbol_counts[3]}")
    hold(1)
end)
LUA
"$gptreel" audit shown.lua --run tiny | grep -q '^4 numbers, 0 of them not as they are recorded$'
sed -i 's/"symbol_counts": \[/&1, /' tiny/text.json
refused 1 'text.json: "symbol_counts" has' audit shown.lua --run tiny
