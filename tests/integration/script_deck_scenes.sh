# Scenes of films, and charts, within slides: the picture that the scene has by itself, its clicks as the slide's, its
# numbers in the audit; and what is wrong with an address, with its line.
gptreel=$1
. "$2"/tests/integration/common/refused.sh
. "$2"/tests/integration/common/compare_steps.sh

rm -rf inner made other deck.md
mkdir -p inner made
cat >inner/film.lua <<'LUA'
return { gptreel = 1, runs = { main = "finetune" } }
LUA
cat >inner/facts.lua <<'LUA'
return { lines = { 330, source = "a page of the web" } }
LUA
cat >inner/01_two.lua <<'LUA'
return scene("Two", { needs = "metrics" }, function(run)
    local a, b, c = box "steps ${run.steps}", box "lines ${facts.lines}", box "the end"
    arrange { a, b, c }
    spoken("a", "The first of them.", function() appear(a) end)
    click()
    rise_in(b)
    during(function() settle(a, area():cut_left(0.2), { dur = "camera" }) end, function()
        spoken("b", "The second of them.", function() hold(1) end)
        leave(b)
    end)
    click()
    appear(c)
end)
LUA
cat >deck.md <<'MD'
---
title: Scenes
run: finetune
layout: image
image: gptreel:inner/01_two?clicks
---

---

# Words first

<v-click>one</v-click>

<div v-click>

![](gptreel:inner/01_two?clicks)

</div>

<div v-click>after it</div>

---
layout: image-right
image: gptreel:chart/loss?run=main,ladder/bigram
---

# A chart

---
layout: image
image: gptreel:inner/01_two?play&run=ladder/bigram
---

---
layout: image
image: gptreel:inner/01_two?at=0.9
---
MD

"$gptreel" deck deck.md --strict --format svg,png,pdf,html,pptx,slidev --size 360p -o made >said
grep -q '^Scenes: 5 slides, 12 steps, ' said
compare_steps made made/deck.pdf
xmllint --noout --huge made/slide-01-anim.svg

# Each step looks as the scene by itself does, but for the band below it.
"$gptreel" deck inner --format png --size 360p -o other >said
likeness() { # PICTURE PICTURE, "inf" when equal
    ffmpeg -nostdin -v error -i "$1" -i "$2" -lavfi \
        '[0]crop=iw:ih-8:0:0[a];[1]crop=iw:ih-8:0:0[b];[a][b]psnr=stats_file=psnr.log' -f null -
    sed -n 's/.*psnr_avg:\([0-9.inf]*\).*/\1/p' psnr.log
}
alike() { likeness "$@" | awk '{ exit !($1 == "inf" || $1 > 50) }'; }
for step in 1 2 3; do
    alike made/slide-01-0$step.png other/slide-01-0$step.png
done
! alike made/slide-04.png other/slide-01.png || exit 1
alike made/slide-05.png other/slide-01-01.png

# What is said in it are the notes, by steps; its words are text, its numbers are looked up where they stand.
"$gptreel" deck deck.md --format pdf --notes -o made/notes >said
if command -v pdftotext >/dev/null; then
    pdftotext -f 2 -l 2 made/notes/deck.pdf - | grep -q 'The second of them'
    pdftotext -f 1 -l 1 made/deck.pdf - | grep -q 'steps 20'
fi
"$gptreel" audit deck.md >audit
grep -q '20 *equal .*run:main run.json' audit
grep -q '330 *equal .*a page of the web' audit
grep -q 'equal .*ladder/bigram ' audit
grep -q ' 0 of them not as they are recorded$' audit

# The video plays what a slide plays.
"$gptreel" deck deck.md --format mp4 --size 90p10 --music none -o made >said
test -s made/deck.mp4

wrong() { # ADDRESS MESSAGE
    printf -- '---\nrun: finetune\n---\n\n# A\n\n---\nlayout: image\nimage: %s\n---\n' "$1" >wrong.md
    refused 1 'list: wrong.md:9: gptreel:' list wrong.md
    grep -q "$2" complaint
}
wrong 'gptreel:inner/02_two' 'has no scene "02_two"; did you mean 01_two'
wrong 'gptreel:nanogpt' 'several scenes; name one of them, as in nanogpt/01_architecture'
wrong 'gptreel:nanogtp/01_architecture' 'there is no film'
wrong 'gptreel:inner/01_two?run=nowhere' 'there is no run "nowhere": it is none of the film.s (main)'
wrong 'gptreel:inner/01_two?klicks' 'has an option "klicks"; there are run=NAME, at=SECONDS, clicks and play'
wrong 'gptreel:chart/lss' 'there is no chart "lss"; did you mean loss'
wrong 'gptreel:chart/reward' 'has no recorded reward'
wrong 'gptreel:wrong.md/02_slide_2' 'would be drawn within itself'
sed -i 's/needs = "metrics"/needs = "generation"/' inner/01_two.lua
wrong 'gptreel:inner/01_two?run=ladder/bigram' 'needs `generation`, which the run has not recorded; name another with ?run='
printf '# A\n\n![](gptreel:chart/loss)\n' >wrong.md
refused 1 'list: wrong.md:3: gptreel:chart/loss: the film names no run' list wrong.md
