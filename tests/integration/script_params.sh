# Params of a film: as film.lua has them, set one by one, and by the rows of a table, of which each becomes an output.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf card out pictures
mkdir card pictures
cat >card/film.lua <<'LUA'
return { gptreel = 1, size = "90p5", params = { handle = "@me", seconds = 1, share = 0.5, loud = false } }
LUA
cat >card/01_card.lua <<'LUA'
return scene("Card", function()
    assert(math.type(params.seconds) == "integer" and math.type(params.share) == "float")
    appear(line(name(params.handle), { into = area():middle(params.share) }))
    if params.loud then appear(label "Loud") end
    hold(params.seconds)
end)
LUA
draw() {
    "$gptreel" frame card/01_card --at 1 "$@"
}
draw -o own.png
draw --set handle=@me --set share=0.5 -o same.png
cmp own.png same.png
draw --set 'handle=@you = 2' -o you.png
if cmp -s own.png you.png; then exit 1; fi
draw --set loud=true -o loud.png
if cmp -s own.png loud.png; then exit 1; fi
"$gptreel" list card --set seconds=3 >list
grep -q 'card/01_card  *3.6 s' list

card='list card --set'
refused 1 'the film card has no param `handel`; did you mean `handle`?' $card handel=@you
refused 1 'the param `seconds` of the film card is "1.5"; it wants a whole number' $card seconds=1.5
refused 1 'the param `share` of the film card is "half"; it wants a number' $card share=half
refused 1 'the param `loud` of the film card is "yes"; it wants true or false' $card loud=yes
refused 1 '"handle" sets nothing; a param is set by NAME=VALUE' $card handle
refused 1 'the film nanogpt has no params' list nanogpt --set handle=@you

# A row of a table, an output: named by the column `output`, or numbered.
printf 'handle,output,seconds\r\n"@you = 2",you,1\r\n\r\n"a, ""b""",ab,2\r\n' >rows.csv
draw --batch rows.csv -o pictures/card.png
[ "$(ls pictures | tr '\n' ' ')" = "card_ab.png card_you.png " ]
cmp you.png pictures/card_you.png
"$gptreel" render card --batch rows.csv --format svg-frames --out out
[ "$(ls out/card | tr '\n' ' ')" = "ab you " ]
[ "$(ls out/card/ab/* | wc -l)" -gt "$(ls out/card/you/* | wc -l)" ] # it lasts longer
printf 'handle\n@a\n@b\n' >numbered.csv
"$gptreel" render card/01_card --batch numbered.csv --out out
[ -s out/card/001/01_card.mp4 ] && [ -s out/card/002/01_card.mp4 ]

# A bad row is named by its line, before anything is made.
bad() {
    printf "$1" >bad.csv
    rm -rf none
    refused 1 "$2" render card --batch bad.csv --out none
    [ ! -e none ]
}
bad 'handle,seconds\n@a,1\n@b,x\n' 'bad.csv:3: the param `seconds` of the film card is "x"; it wants a whole number'
bad 'handle,seconds\n@a,1\n@b\n' 'bad.csv:3: the row has 1 cell, but there are 2 columns'
bad 'handel\n@a\n' 'bad.csv:2: the film card has no param `handel`; did you mean `handle`?'
bad 'output,handle\na,@a\na,@b\n' 'bad.csv:3: "a" is the output of line 2 already'
bad 'output,handle\n../a,@a\n' 'bad.csv:2: "../a" is no name for a file'
bad 'handle\n' 'bad.csv has no rows'
refused 1 'cannot read gone.csv' render card --batch gone.csv --out none
refused 2 '--batch is for render' join card --batch rows.csv

# film.lua itself is run before its params are known.
mkdir -p titled
cat >titled/film.lua <<'LUA'
local days = "Ten"
return { gptreel = 1, title = "${params.days} days", params = { days = days } }
LUA
cp card/01_card.lua titled
refused 1 'titled/film.lua:2: there is no `params.days` while film.lua says what the params are; give the value to a' \
    list titled
sed -i 's/{params.days}/{days}/; s/days = days/days = days, handle = "@me", seconds = 1, share = 0.5, loud = false/' \
    titled/film.lua
"$gptreel" list titled >list
grep -q 'titled/01_card' list
