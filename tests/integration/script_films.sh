# A film that is a folder of Lua scripts, wherever a film's name is taken; what its author gets wrong is one line.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

mkdir -p talk
cat >talk/01_hello.lua <<'LUA'
return scene("Hello", function(run)
    local page = area()
    local title = heading("What comes next?", { into = page:cut_top "fit" })
    local given = token_row { run.generation.context, slot = run.generation[1], into = page:middle() }
    local facts = line("${run.n_params:short} parameters", { into = page:cut_bottom "quarter" })
    beat(2, function()
        rise_in(title)
        stagger(function() drop_in(given:parts()) end)
    end)
    spoken("facts", "All of it was learned.", function() appear(facts) end)
    click()
    hold(1)
end)
LUA
cp talk/01_hello.lua alone.lua
shakespeare="$2"/model/runs/shakespeare
bigram="$2"/model/runs/ladder/bigram
cat >talk/film.lua <<'LUA'
return { gptreel = 1, runs = { main = "shakespeare" } }
LUA

"$gptreel" render talk --size 180p10 --out out
[ -s out/talk/01_hello.mp4 ] && [ -s out/talk/talk.mp4 ] && grep -q "All of it was learned." out/talk/talk.srt
"$gptreel" frame talk/01_hello --at 2 -o frame.png
"$gptreel" frame talk/01_hello.lua --at 2 -o part.png # a file is a part of the film that its folder is
cmp frame.png part.png
"$gptreel" frame alone.lua --run "$shakespeare" --at 2 -o alone.png # or stands alone
cmp frame.png alone.png
refused 1 'alone.lua:4: the film names no run, so there is no `run.generation`' frame alone.lua --at 2 -o alone.png
(cd talk && "$gptreel" render 01_hello.lua --size 90p5 --out ../part)
[ "$(ls part/talk)" = 01_hello.mp4 ]
for canvas in square tall; do
    "$gptreel" frame talk/01_hello --canvas $canvas --at 2 -o $canvas.svg
done
"$gptreel" deck talk --format svg -o slides >said && [ "$(ls slides/slide-01-*[0-9].svg | wc -l)" -eq 1 ] # nothing moves behind the click
"$gptreel" render talk --format svg --out out && [ -s out/talk/01_hello.svg ]

# wrong LINE SAYS: what the scene says instead of its heading, and what is said of it.
wrong() {
    mkdir -p wrong
    cp talk/film.lua wrong
    sed "s|^    hold(1)|    $1|" talk/01_hello.lua >wrong/01_hello.lua
    refused 1 "$2" render wrong --out out
}
wrong 'holdd(1)' 'wrong/01_hello.lua:12: '
wrong 'line("7 of them")' 'the digit 7 in "7 of them" comes from nowhere'
wrong 'while true do end' 'wrong/01_hello.lua:12: '
wrong 'leave(nil)' 'wrong/01_hello.lua:12: '
refused 1 'there is no film "tallk"; did you mean' render tallk
mkdir -p bare
refused 1 'the folder bare holds no film: neither film.lua nor scenes' render bare

# film.lua says which scenes there are, in which order, what they are about and what their params are.
mkdir -p film/scenes
cat >film/film.lua <<'LUA'
return {
    gptreel = 1,
    scenes = { "scenes/b", "a", scene("In here", function() appear(line("Hello.")) hold(1) end) },
    runs = { main = "ladder/bigram" },
    params = { greeting = "Welcome" },
}
LUA
cat >film/a.lua <<'LUA'
return scene("Parameters", function(run) appear(line("${run.n_params:,d} parameters")) end)
LUA
cat >film/scenes/b.lua <<'LUA'
return scene("Greeting", function() appear(line(params.greeting)) end)
LUA
"$gptreel" render film --size 90p5 --out out
[ "$(ls out/film | tr '\n' ' ')" = "03_in_here.mp4 a.mp4 b.mp4 film.mp4 film.srt film_notes.md " ]
"$gptreel" frame film/a --size 90p -o own.png
"$gptreel" frame film/a --size 90p --run "$bigram" -o same.png
"$gptreel" frame film/a --size 90p --run "$shakespeare" -o other.png
cmp own.png same.png
if cmp -s own.png other.png; then exit 1; fi
"$gptreel" frame film/a --size 90p --run shakespeare -o named.png # one that ships, by the name that film.lua would say
cmp named.png other.png
mkdir shakespeare                                                 # a folder of that name comes first
refused 1 'shakespeare' frame film/a --size 90p --run shakespeare -o named.png
rmdir shakespeare
refused 1 '--run: there is neither a folder "shakespear" nor a run of that name in ' \
    frame film/a --run shakespear -o named.png

# Several runs: scenes are given `main`, and all by their names; each can be replaced. One beside the film comes first.
rm -rf several
mkdir several
cat >several/film.lua <<'LUA'
return { gptreel = 1, runs = { main = "shakespeare", bigram = "ladder/bigram", mine = "mine" } }
LUA
cat >several/01_two.lua <<'LUA'
return scene("Two runs", function(run, runs)
    appear(line("${runs.bigram.n_params:,d} parameters became ${run.n_params:,d}, or ${runs.mine.n_params:,d}"))
end)
LUA
two='frame several/01_two --size 90p'
refused 1 'the run "mine": there is no run in ' $two -o two.png
"$gptreel" $two --run mine="$bigram" -o two.png
cp -r "$bigram" several/mine
"$gptreel" $two -o beside.png
cmp two.png beside.png
"$gptreel" $two --run "$shakespeare" --run main="$bigram" --run bigram="$shakespeare" -o swapped.png
if cmp -s two.png swapped.png; then exit 1; fi
"$gptreel" $two --run shakespeare --run main=ladder/bigram --run bigram=shakespeare -o named.png
cmp swapped.png named.png
refused 1 '--run: there is neither a folder "ladder/bi" nor a run' $two --run bigram=ladder/bi -o two.png
refused 1 'the film several has no run "bigramm"; did you mean --run bigram=' $two --run bigramm="$bigram" -o two.png
sed -i 's/runs.mine/runs.mime/' several/01_two.lua
refused 1 'several/01_two.lua:2: there is no field or method `mime` of runs; did you mean `mine`?' $two -o two.png
sed -i 's/runs =/rums =/' film/film.lua
refused 1 'film/film.lua: the film has no option `rums`; did you mean `runs`?' render film --out out
