# A deck in the formats of pictures and of paper: each step the same picture in all of them, text and links in the PDF,
# notes that stay on their pages, files that are whole or not there.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf made talk && mkdir made talk
cat >talk/film.lua <<'END'
return { gptreel = 1, title = "A small deck", scenes = { "01_first", "02_second" } }
END
cat >talk/01_first.lua <<'END'
return scene("The first (slide)", function()
    local page = area()
    local head = heading("Three things to know", { into = page:cut_top "fit" })
    local rows = page:column { 1, 1 }
    local a, b = box "one thing", box "another thing"
    arrange({ a, b }, { into = page })
    spoken("begin", "Welcome to a *small* deck.", function() appear(head) end)
    click()
    spoken("one", "This is one thing.", function() rise_in(a) end)
    click()
    fade_in(b)
end)
END
long=$(for i in a b c d e f g h i j k l m n o p q r s t u v w x y z; do printf 'Sentence %s is one of very many that are said here. ' $i; done)
cat >talk/02_second.lua <<END
return scene("The second", function()
    local a = link(line("It is all on the web."), "https://example.org/it's?a=1&b=(2)")
    spoken("long", [[$long Averylongwordwithoutanyplaceatwhichitcouldbebrokenandwhichwouldthereforerunovertheedgeofthepagewherenobodyreadsit. The end of it.]], function() rise_in(a) end)
end)
END

"$gptreel" deck talk --format svg,pdf,png --size 360p -o made >said
grep -q '^A small deck: 2 slides, 4 steps, [0-9.]* s, [0-9,]* MB$' said
test "$(cd made && echo *)" = "$(echo slide-01-01.png slide-01-01.svg slide-01-02.png slide-01-02.svg slide-01-03.png \
    slide-01-03.svg slide-01-anim.svg slide-01.png slide-01.svg slide-02-01.png slide-02-01.svg slide-02-anim.svg \
    slide-02.png slide-02.svg talk.pdf)"
cmp made/slide-01-03.png made/slide-01.png
grep -q '<a xlink:href="https://example.org/it' made/slide-02.svg

. "$2"/tests/integration/common/compare_steps.sh
compare_steps made made/talk.pdf
xmllint --noout --huge made/slide-01-anim.svg

# What was made once, larger, is not mixed with what is made now; somebody's own files stay.
touch made/slide-09-02.png made/slide-009-anim.svg made/slide-x.png made/my-slide-01.png
"$gptreel" deck talk --format svg,png --final --size 90p -o made >said
test "$(cd made && echo *)" = "$(echo my-slide-01.png slide-01.png slide-01.svg slide-02.png slide-02.svg slide-x.png \
    talk.pdf)"
"$gptreel" deck talk/01_first --format svg >said
test -s out/talk/01_first_deck/slide-01.svg

# The PDF: a page a step, its text, its fonts, its words about itself, bookmarks, a link.
if command -v pdftotext >/dev/null; then
    "$gptreel" deck talk --format pdf --author 'Ada L.' -o made/paper >said
    pdfinfo made/paper/talk.pdf >told
    grep -q '^Title: *A small deck$' told
    grep -q '^Author: *Ada L\.$' told
    grep -q '^Pages: *4$' told
    pdftotext -f 1 -l 1 made/paper/talk.pdf - | grep -q 'Three things to know'
    test "$(pdftotext -f 2 -l 2 made/paper/talk.pdf - | grep -c 'another thing')" = 0
    pdftotext -f 3 -l 3 made/paper/talk.pdf - | grep -q 'another thing'
    test "$(pdffonts made/paper/talk.pdf | awk 'NR > 2 && $(NF - 4) != "yes"' | wc -l)" = 0
    pdftohtml -xml -i -stdout made/paper/talk.pdf >told.xml
    grep -q '<item page="1">The first (slide)</item>' told.xml
    grep -q '<item page="4">The second</item>' told.xml
    pdftohtml -xml -i -stdout -hidden made/paper/talk.pdf | grep -q "href=\"https://example.org/it's?a=1&amp;b=(2)\""
    "$gptreel" deck talk --format pdf --final -o made/paper >said
    pdfinfo made/paper/talk.pdf | grep -q '^Pages: *2$'

    # Notes go on to further pages, and no word is outside of them.
    "$gptreel" deck talk --format pdf --notes -o made/notes >said
    pdfinfo made/notes/talk.pdf >told
    test "$(sed -n 's/^Pages: *//p' told)" -ge 5
    grep -q 'A4' told
    pdftotext -f 1 -l 1 made/notes/talk.pdf - | grep -q 'Welcome to a small deck\.'
    pdftotext made/notes/talk.pdf - | grep -q 'The end of it\.'
    pdftotext made/notes/talk.pdf - | grep -q 'The second (goes on)'
    pdftotext -bbox made/notes/talk.pdf boxes
    sed -n 's/.*<word xMin="\([^"]*\)" yMin="\([^"]*\)" xMax="\([^"]*\)" yMax="\([^"]*\)".*/\1 \2 \3 \4/p' boxes |
        awk '$1 < 40 || $2 < 40 || $3 > 555.5 || $4 > 802 { print "outside:", $0; wrong = 1 } END { exit wrong || NR < 100 }'
else
    echo 'pdftotext is missing; it has not read the PDF'
fi
if command -v mutool >/dev/null && [ -s made/paper/talk.pdf ]; then
    mutool show made/paper/talk.pdf outline | grep -q '"The second"'
    mutool draw -q -r 20 -o made/page-%d.png made/paper/talk.pdf 2>complaint
    test "$(grep -vc 'ICC support' complaint)" = 0
    test -s made/page-2.png
else
    echo 'mutool is missing; it has not read the PDF'
fi

# A drawing stays one in the PDF, with its words; one that is cut has pixels.
mkdir -p drawn/public
cat >drawn/public/d.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#336"/>
<text x="20" y="90" font-family="Inter" font-size="20" fill="#fff">drawn words</text></svg>
END
printf -- '---\nlayout: image\nimage: /d.svg\n---\n\n---\nlayout: image-right\nimage: /d.svg\n---\n\n# Beside\n' >drawn/drawn.md
"$gptreel" deck drawn/drawn.md --strict --format pdf,png --size 360p -o made/drawn >said
if command -v pdfimages >/dev/null; then
    pdfimages -list made/drawn/drawn.pdf | awk 'NR > 2 { print $1 }' | sort -u | grep -qx 2
    pdfimages -list made/drawn/drawn.pdf | awk 'NR > 2 && $1 == 1 { exit 1 }'
    pdftotext -f 1 -l 1 made/drawn/drawn.pdf - | grep -q 'drawn words'
    pdftocairo -png -scale-to-x 640 -scale-to-y 360 made/drawn/drawn.pdf made/drawn/page
    psnr_of made/drawn/slide-%02d.png made/drawn/page-%d.png | awk '$1 != "inf" && $1 < 30 { exit 1 }'
fi

# The video walks the steps: each stays until its letters could be read, 17 a second. It is the one that render makes.
rm -rf walk && mkdir walk
cat >walk/01_walk.lua <<'END'
return scene("Walk", function()
    local a = line("This is a line of letters that takes quite a while until it is read.")
    local b = box "ok"
    arrange { a, b }
    appear(a)
    click()
    beat(1, function()
        appear(b)
        click()
    end)
    leave { a, b }
end)
END
length() { ffprobe -v error -show_entries format=duration -of csv=p=0 "$1"; }
"$gptreel" deck walk --format mp4 --size 90p10 --pace steps -o made/walk >said
test -z "$(ls made/walk | grep -v '^walk\.mp4$')"
"$gptreel" list walk --pace steps | grep -q ' 7.059 s '
awk -v s="$(length made/walk/walk.mp4)" 'BEGIN { exit !(s > 6.9 && s < 7.3) }'
"$gptreel" render walk --size 90p10 --pace steps --out made/walk >said
cmp made/walk/walk.mp4 made/walk/walk/walk.mp4
awk -v s="$("$gptreel" list walk | awk '/walk\/01/ { print $2 }')" 'BEGIN { exit !(s < 3) }'

# With music, with that of a file, without any: as render has it.
cp made/walk/walk.mp4 made/lofi.mp4
for music in none lofi; do
    "$gptreel" deck walk --format mp4 --size 90p10 --pace steps --music $music -o made/walk >said
    "$gptreel" render walk --size 90p10 --pace steps --music $music --out made/walk >said
    cmp made/walk/walk.mp4 made/walk/walk/walk.mp4
done
cmp made/walk/walk.mp4 made/lofi.mp4
ffmpeg -nostdin -v error -f lavfi -i sine=220:duration=3 -y hum.wav
"$gptreel" deck walk --format mp4 --size 90p10 --pace steps --music hum.wav -o made/walk >said
"$gptreel" render walk --size 90p10 --pace steps --music hum.wav --out made/walk >said
cmp made/walk/walk.mp4 made/walk/walk/walk.mp4
refused 2 'there is no music "lofy"' deck walk --music lofy -o none
refused 2 '--music has no meaning with --format pdf' deck walk --format pdf --music none -o none
refused 1 'hum2.wav' deck walk --format mp4 --music hum2.wav -o none

# Four hundred slides: read once, one at a time in memory, and what that took is told.
for i in $(seq 400); do
    printf '# Slide %s\n\n<v-clicks>\n\n- a point\n- another\n\n</v-clicks>\n\n---\n\n' "$i"
done >many.md
"$gptreel" deck many.md --format html --final -o made/many >said 2>large
grep -q '400 slides, 400 steps$' large
most_mb=150
case $(readelf -d "$gptreel") in
*libasan* | *libtsan*) most_mb=1500 ;; # sanitizers keep memory that is freed
esac
sed -n 's/.*: 400 slides, 400 steps, [0-9]* s, \([0-9,]*\) MB$/\1/p' said | awk "{ exit !(\$1 < $most_mb) }"
test "$("$gptreel" list many.md | wc -l)" = 401

# An error in the last slide shows before the first is written.
printf 'return scene("Third", function() appear(nothing) end)\n' >talk/03_third.lua
sed -i 's/"02_second"/"02_second", "03_third"/' talk/film.lua
refused 1 '03_third.lua:1: ' deck talk --format svg,pdf -o none
test ! -e none
refused 1 '/proc/nowhere' deck talk/01_first --format svg -o /proc/nowhere
refused 1 '/proc/nowhere' deck talk/01_first --format pdf -o /proc/nowhere
refused 2 '--notes has no meaning with --format svg' deck talk --format svg --notes -o none
