# What lint finds in a film: errors, beats that words make longer, scenes that do not begin where another ended, and what
# cannot be seen or read on one of the canvases; for people, and as JSON with file, line, what and remedy.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf talk
mkdir talk
echo 'return { gptreel = 1 }' >talk/film.lua
cat >talk/01_one.lua <<'LUA'
return scene("One", function()
    local hello = heading "Hello"
    beat(1, function() spoken("hello", "One two three four five six.", function() appear(hello) end) end)
end)
LUA
cat >talk/02_two.lua <<'LUA'
return scene("Two", { continues = "01_one" }, function()
    local hello = heading "Hello"
    appear(hello)
    hold(1)
end)
LUA
code=0
"$gptreel" lint talk --json >found 2>complaint || code=$?
cat found
[ $code = 1 ]
grep -q '{"file": "talk/01_one.lua", "line": 3, "what": "what is said makes this beat of 1 s 1.22 s longer", "remedy": "leng' found
grep -q '{"file": "talk/02_two.lua", "line": 1, "what": "02_two does not begin with the last picture of 01_one' found
sed -i 's/beat(1/beat(3/' talk/01_one.lua
sed -i 's/, { continues = "01_one" }//; s/hold(1)/holdd(1)/' talk/02_two.lua
code=0
"$gptreel" lint talk --json >found 2>complaint || code=$?
[ $code = 1 ] && [ "$(grep -c '"file"' found)" = 1 ]
grep -q '{"file": "talk/02_two.lua", "line": 4, "what": "there is no `holdd`", "remedy": "did you mean' found
if "$gptreel" lint talk >found 2>complaint; then exit 1; fi
grep -q '^talk/02_two.lua:4: there is no `holdd`; did you mean' found && grep -qx 'gptreel lint: 1 finding' complaint
sed -i 's/holdd/hold/' talk/02_two.lua
"$gptreel" lint talk >found
[ ! -s found ]

# What is printed can be read whatever the film is called, and every finding has a remedy.
odd=$(printf 'a "b" \\ c\td\ne')
rm -rf "$odd"
cp -r talk "$odd"
echo 'x =' >"$odd/03_no_lua.lua"
for command in lint audit test; do
    [ $command != test ] || echo 'test("x", function() assert(false) end)' >"$odd/test_x.lua"
    "$gptreel" $command "$odd" --json >found 2>complaint || :
    python3 - <<'PY' || [ $? = 127 ]
import json
findings = [entry for entry in json.load(open("found")) if "what" in entry]
assert findings and all(entry["what"] and entry["remedy"] and "line" in entry for entry in findings), findings
assert findings[-1]["file"].endswith(".lua"), findings
PY
done

# What cannot be seen or read, with the line that made it, on all canvases or on one.
cat >talk/02_two.lua <<'LUA'
return scene("Two", function()
    local left, right = area():row { 1, 1 }
    local one = title("One", { into = left })
    local other = heading("A heading", { into = by_canvas { wide = right, square = right, tall = left } })
    local pale = line("Pale words", { color = "line", into = area():cut_bottom "fifth" })
    appear(one) appear(other) appear(pale)
    hold(2)
end)
LUA
if "$gptreel" lint talk >found 2>complaint; then exit 1; fi
cat found
grep -q '^talk/02_two.lua:5: "Pale words" hardly stands out from its ground at .* the least; take another colour' found
[ "$(wc -l <found)" = 1 ]
sed -i 's/"A heading", { into/"A heading", { align = "middle", into/; s/heading(/title(/' talk/02_two.lua
if "$gptreel" lint talk >found 2>complaint; then exit 1; fi
cat found
grep -q '^talk/02_two.lua:4: "One" and "A heading" lie over one another .*(on 4:5, tall); give each' found
if "$gptreel" lint talk --canvas tall >found 2>complaint; then exit 1; fi
grep -q '"A heading"' found
if "$gptreel" lint talk --canvas wide >found 2>complaint; then exit 1; fi
if grep -q '"A heading"' found; then exit 1; fi

# An error with other numbers on each canvas is one line.
echo 'return scene("Two", function() appear(line("so many words here", { into = area():middle(0.05, 0.05) })) end)' >talk/02_two.lua
if "$gptreel" lint talk >found 2>complaint; then exit 1; fi
cat found
[ "$(wc -l <found)" = 1 ]
grep -q '^talk/02_two.lua:1: an area of .* units is too small for words: "so many words here" has no room; it needs one of' found

# A rest that is meant is listed and no finding, unless the film has too much of it.
cat >talk/01_one.lua <<'LUA'
return scene("One", function()
    local words = heading "Hello"
    appear(words)
    hold(5, { still = true })
    for i = 1, 80 do pulse(words) end
    hold(1)
end)
LUA
rm talk/02_two.lua
"$gptreel" lint talk --canvas all --theme all >found
cat found
grep -qx 'talk/01_one.lua:4: stands still from 0.6 to 5.6 s, as is meant' found
"$gptreel" lint talk --json >found
grep -q '{"file": "talk/01_one.lua", "line": 4, "scene": "01_one", "still": \[0.6' found
sed -i 's/1, 80/1, 20/' talk/01_one.lua
if "$gptreel" lint talk >found 2>complaint; then exit 1; fi
cat found
grep -q '^talk/01_one.lua:4: 5.0 of .* s stand still with the author.s leave, more than a tenth; let more happen' found
refused 2 'there is no theme "al"; did you mean' lint talk --theme al
refused 2 'there is no canvas "al"; did you mean' lint talk --canvas al

# After a render the first of what is found on its canvas are warnings; a film without faults has none.
cat >talk/01_one.lua <<'LUA'
return scene("One", function()
    local words = { title "One", title "Two", title("Three", { into = area():cut_bottom "fifth", color = "line" }) }
    for _, each in ipairs(words) do appear(each) end
    hold(1)
end)
LUA
"$gptreel" render talk --format svg --out o >made 2>complaint
cat complaint
grep -qx 'gptreel: 2 findings; gptreel lint talk lists them, on all canvases' complaint
grep -q '^talk/01_one.lua:2: "One" and "Two" lie over one another' complaint && [ "$(wc -l <complaint)" = 3 ]
"$gptreel" render talk --format svg --out o --json >events 2>complaint
[ "$(grep -c '^{"event": "finding", "file": "talk/01_one.lua", "line": 2, "what": ' events)" = 2 ] && [ ! -s complaint ]
sed -i 's/title "Two", //; s/, color = "line"//' talk/01_one.lua
"$gptreel" render talk --format svg --out o >made 2>complaint
[ ! -s complaint ]

# The contact sheet has it framed and numbered in a picture of its time, with a legend below; nothing of a film without
# faults. (Bytes 16 to 23 of a PNG are its width and height.)
"$gptreel" sheet talk --every 2 --width 96 -o plain.png
"$gptreel" sheet talk --every 2 --width 96 --mark -o clean.png
cmp plain.png clean.png
sed -i 's/title "One", /title "One", title "Two", /' talk/01_one.lua
"$gptreel" sheet talk --every 2 --width 96 --columns 1 -o plain.png
"$gptreel" sheet talk --every 2 --width 96 --columns 1 --mark -o marked.png
side() { od -An -tu1 -j20 -N4 $1 | awk '{ print 256 * $3 + $4 }'; }
[ "$(($(side marked.png) - $(side plain.png)))" -gt 96 ] # a picture of 54 pixels with its label, and three lines

# A theme of one's own is looked at as those that ship.
cat >talk/01_one.lua <<'LUA'
return scene("One", function() appear(heading("Hello", { color = "accent" })) hold(1) end)
LUA
printf '[theme]\naccent = #22222f\n' >own.conf
"$gptreel" lint talk --theme all
if "$gptreel" lint talk --theme own.conf >found 2>complaint; then exit 1; fi
cat found
grep -q '^talk/01_one.lua:1: "Hello" hardly stands out from its ground' found
