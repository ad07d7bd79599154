# What film.lua asks for holds where no option says otherwise; what scenes need and continue is looked after.
gptreel=$1
. "$2"/tests/integration/common/refused.sh
bigram="$2"/model/runs/ladder/bigram

rm -rf talk out
mkdir talk
cat >talk/film.lua <<'LUA'
return {
    gptreel = 1, title = "A small talk", size = "90p5", canvas = "square", theme = "light", pace = "silent",
    runs = { main = "shakespeare" },
}
LUA
cat >talk/01_words.lua <<'LUA'
return scene("Words", function()
    local hello = heading "Hello"
    spoken("hello", "Here are some words that take some time to be said by anybody.", function() appear(hello) end)
    hold(1)
end)
LUA
cat >talk/02_writing.lua <<'LUA'
return scene("Writing", { needs = { "generation", "best.val_loss" }, continues = "01_words" }, function(run)
    appear(line("${run.generation[1].p:.0%} and ${run.best.val_loss:.2f}"))
    hold(1)
end)
LUA

# pixels FILE WIDTH HEIGHT: of a PNG
pixels() {
    [ "$(od -An -t u1 -j 16 -N 8 "$1" | tr -s ' ')" = " 0 0 $(($2 / 256)) $(($2 % 256)) 0 0 $(($3 / 256)) $(($3 % 256))" ]
}
"$gptreel" frame talk/01_words --at 1 -o own.png
pixels own.png 90 90
"$gptreel" frame talk/01_words --at 1 --canvas square --theme light --size 90p --pace silent -o same.png
cmp own.png same.png
"$gptreel" frame talk/01_words --at 1 --canvas wide --size 180p -o other.png
pixels other.png 320 180
"$gptreel" frame talk/01_words --at 1 --theme dark -o dark.png
if cmp -s own.png dark.png; then exit 1; fi
"$gptreel" notes talk -o notes.md
grep -q '^# A small talk: talking notes$' notes.md && grep -q 'Nothing is said here' notes.md

# Silent, the scene waits for nobody; with its words it is as long as they take.
"$gptreel" list talk >silent
"$gptreel" list talk --pace words >words
grep -q 'talk/01_words  *1.8 s  Words' silent && grep -q 'talk/01_words  *5.815 s  Words' words
"$gptreel" list talk/01_words.lua >part
[ "$(wc -l <part)" = 2 ]
sed -i 's/spoken("hello"/beat(1, function() spoken("hello"/; s/appear(hello) end)/appear(hello) end) end)/' talk/01_words.lua
refused 1 'in this beat of 1 s takes 4.81 s, 3.81 s too long' list talk --pace fixed
"$gptreel" list talk --pace words >words
grep -q 'talk/01_words  *5.815 s' words

# What is asked for must be there.
# asks SED-EXPRESSION WORDS: with film.lua so changed, this is said of what it asks for.
asks() {
    rm -rf wrong
    cp -r talk wrong
    sed -i "$1" wrong/film.lua
    refused 1 "what the film wrong asks for: $2" frame wrong/01_words -o wrong.png
}
asks 's/square/sqare/' 'there is no canvas "sqare"; did you mean square'
asks 's/light/lite/' 'there is no theme "lite"; did you mean light'
asks 's/silent/slient/' 'there is no pace "slient"; did you mean silent'
asks 's/90p5/big/' '"big" is no size'

# A scene that needs what is not recorded is left out of a whole film, and an error by itself.
"$gptreel" list talk --run "$bigram" >left 2>note
[ "$(wc -l <left)" = 2 ]
grep -qx 'gptreel: talk/02_writing is left out: it needs `generation`, which the run has not recorded' note
"$gptreel" lint talk --run "$bigram" 2>note >/dev/null || true # of all canvases one note
[ "$(grep -c 'is left out' note)" = 1 ]
"$gptreel" render talk --run "$bigram" --out out 2>note
[ ! -e out/talk/02_writing.mp4 ]
refused 1 'talk/02_writing needs `generation`, which the run has not recorded; take another with --run' \
    frame talk/02_writing --run "$bigram" -o left.png
refused 1 'needs `generation`' frame talk/02_writing.lua --run "$bigram" -o left.png
rm talk/01_words.lua
sed -i 's/, continues = "01_words"//' talk/02_writing.lua
if "$gptreel" render talk --run "$bigram" --out none 2>complaint; then exit 1; fi
tail -n 1 complaint | grep -q 'every scene of talk needs what the run has not recorded; take another with --run$'
[ ! -e none ]
sed -i 's/best.val_loss/best.vall_loss/' talk/02_writing.lua
refused 1 'talk/02_writing.lua:1: needs: there is no field or method `vall_loss` of a metric; did you mean `val_loss`?' list talk
sed -i 's/needs = {.*}, func/continues = "03_end" }, func/' talk/02_writing.lua
refused 1 'talk/02_writing.lua:1: no scene before this one is called "03_end", which it continues' list talk

# All films have names, those within the program as well.
"$gptreel" list >all
grep -qx nanogpt all
refused 1 'did you mean' list nanogtp
