# The one gate for a film: a line a stage, the findings below it, and an exit code; the same as JSON.
gptreel=$1

rm -rf talk
mkdir talk
echo 'return { gptreel = 1, runs = { main = "shakespeare" } }' >talk/film.lua
cat >talk/01_one.lua <<'LUA'
return scene("One", function(run)
    local hello = heading "Hello"
    appear(hello)
    hold(1)
end)
LUA
"$gptreel" check talk >said
cat said
[ "$(wc -l <said)" = 4 ]
grep -qx 'lint     ok: 4 canvases in 2 themes' said && grep -qx 'audit    ok: 0 numbers' said
grep -qx 'tests    ok: there are none' said && grep -q '^strange  ok: [0-9]* made-up runs on 4 canvases$' said

# Something wrong for each stage but the audit, which has a number to compare.
cat >talk/test_one.lua <<'LUA'
test("it is long", function(film) assert(film:scene("01_one").seconds > 60, "too short") end)
LUA
cat >talk/01_one.lua <<'LUA'
return scene("One", function(run)
    appear { heading "Hello", heading "Good bye" }
    appear(line("${run.generation[1].p:.0%}", { into = area():cut_bottom "half" }))
    hold(1)
end)
LUA
code=0
"$gptreel" check talk --canvas wide >said 2>complaint || code=$?
cat said complaint
[ $code = 1 ] && grep -qx 'gptreel check: 3 stages found something' complaint
grep -qx 'lint     1 finding: the wide canvas in 2 themes' said && grep -q '^  talk/01_one.lua:2: "Hello" and "Good bye" lie over' said
grep -qx 'audit    ok: 1 number' said
grep -qx 'tests    1 finding: 0 passed' said && grep -q '^  talk/test_one.lua:1: too short; mend the film, or the test$' said
grep -q '^  talk/01_one.lua:3: .*(from a run made up as: no generation, and 1 other)' said

code=0
"$gptreel" check talk --canvas wide --json >said 2>complaint || code=$?
[ $code = 1 ]
python3 - <<'PY' || [ $? = 127 ]
import json
entries = json.load(open("said"))
stages = [entry for entry in entries if "what" not in entry]
assert [stage["stage"] for stage in stages] == ["lint", "audit", "tests", "strange"], stages
assert [stage["ok"] for stage in stages] == [False, True, False, False], stages
findings = [entry for entry in entries if "what" in entry]
assert all(entry["file"] and entry["line"] and entry["remedy"] and entry["stage"] for entry in findings), findings
assert len(findings) == sum(stage["findings"] for stage in stages)
PY

# A scene that says what it needs is left out where that was not recorded. A film that is not there is an error.
sed -i 's/"One", function/"One", { needs = "generation" }, function/; s/, heading "Good bye"//' talk/01_one.lua
rm talk/test_one.lua
"$gptreel" check talk --canvas wide
if "$gptreel" check nowhere >said 2>complaint; then exit 1; fi
grep -q 'nowhere' said
