# With --verbose every command that runs a script prints its stack below the error, which is one line without it.
gptreel=$1

rm -rf talk
mkdir talk
echo 'return { gptreel = 1 }' >talk/film.lua
cat >talk/helpers.lua <<'LUA'
return { show = function(words) appear(headng(words)) end }
LUA
cat >talk/01_one.lua <<'LUA'
local helpers = require "helpers"
return scene("One", function()
    par(function() helpers.show "Hello" end)
end)
LUA
cat >stack <<'END'
    talk/helpers.lua:1 in show
    talk/01_one.lua:3 in the function of line 3
    talk/01_one.lua:3 in the function of line 2
END
what='talk/helpers.lua:1: there is no `headng`; did you mean `heading`?'
fails() {
    code=0
    "$gptreel" "$@" >said 2>complaint || code=$?
    [ $code = 1 ]
}
for command in 'render talk --out none' 'render talk --format html --out none' 'join talk --out none' \
    'frame talk/01_one -o none.png' 'frames talk/01_one --every 1 -o none' 'sheet talk -o none.png' \
    'deck talk -o none' 'captions talk -o none.srt' 'notes talk -o none.md' 'list talk' 'audit talk' \
    'gallery talk -o none'; do
    fails $command
    [ "$(cat complaint)" = "gptreel ${command%% *}: $what" ]
    fails $command --verbose
    [ "$(head -n 1 complaint)" = "gptreel ${command%% *}: $what" ]
    tail -n +2 complaint | cmp - stack
    "$gptreel" "${command%% *}" --help | grep -q -- '--verbose'
done
fails lint talk
[ "$(cat said)" = "$what" ]
fails lint talk --verbose
tail -n +2 said | cmp - stack

# The file of a film, and of its facts.
echo 'local function f() x() end f()' >talk/facts.lua
fails list talk --verbose
[ "$(sed -n 2p complaint)" = "    talk/facts.lua:1 in f" ]
