# Pages to rehearse from: a section or a page for each scene, with key frame, times, stress and pauses; nothing from outside.
gptreel=$1

is() { # WHAT GOT WANTED
    if [ "$2" != "$3" ]; then echo "$1: \"$2\", not \"$3\""; exit 1; fi
}

rm -rf talk && mkdir talk
echo 'return { gptreel = 1, title = "A <talk>" }' >talk/film.lua
cat >talk/01_first.lua <<'END'
return scene("First & foremost", function()
    local t = title("Hello", { into = area():middle() })
    rise_in(t)
    for _, cue in ipairs { "a", "b" } do spoken(cue, "One *thing*, | and *another* <one>.", function() end) end
end)
END
cat >talk/02_long.lua <<'END'
return scene("Long", function()
    local t = title("Much is said", { into = area():middle() })
    rise_in(t)
    for i = 1, 30 do
        spoken("cue" .. string.char(96 + i), "This is said, and said again, until the page is full of what is said.", function() end)
    end
end)
END
cat >talk/03_silent.lua <<'END'
return scene("Silent", function() rise_in(title("...", { into = area():middle() })) hold(1) end)
END
"$gptreel" notes talk -o notes.html
xmllint --html --noout notes.html 2>&1 | grep -v -e 'Tag section invalid' -e '<section>' -e '\^' | grep . && exit 1
is 'sections' "$(grep -c '^<section>' notes.html)" 3
is 'key frames' "$(grep -c 'src="data:image/svg+xml;base64,' notes.html)" 3
is 'times' "$(grep -o '<dt>[0-9:]*</dt>' notes.html | wc -l)" 32
grep -q '<h2>1. First &amp; foremost <span class="time">0:00 to ' notes.html
grep -q 'One <strong>thing</strong>, <span class="pause" title="a short pause">|</span> and <strong>another</strong> &lt;one&gt;.' notes.html
grep -q 'Nothing is said here' notes.html
if grep -e 'https\?://' notes.html; then exit 1; fi

# A page of A4 each, and more where one is full; words are text.
"$gptreel" notes talk --canvas tall -o notes.pdf
pdftotext -layout notes.pdf notes.txt
is 'size' "$(pdfinfo notes.pdf | awk '/Page size/ { print $3, $5, $7 }')" '595.276 841.89 (A4)'
is 'title' "$(pdfinfo notes.pdf | sed -n 's/^Title: *//p')" 'A <talk>'
is 'pages' "$(pdfinfo notes.pdf | awk '/^Pages/ { print ($2 >= 5 && $2 <= 7) }')" 1
is 'goes on' "$(grep -c '2. Long (goes on)' notes.txt)" $(($(pdfinfo notes.pdf | awk '/^Pages/ { print $2 }') - 3))
is 'all of it' "$(grep -c 'This is said' notes.txt)" 30
grep -q 'One thing, | and another <one>.' notes.txt
grep -q 'Hello' notes.txt

# The same times as in the other formats; the name says which, or --format.
"$gptreel" notes talk -o notes.md
is 'times in both' "$(grep -o '<dt>[0-9:]*' notes.html | tr -d 'a-z<>')" "$(sed -n 's/^- \*\*\([0-9:]*\)\*\*.*/\1/p' notes.md)"
"$gptreel" notes talk --format html -o plain.txt
cmp plain.txt notes.html
"$gptreel" notes talk --format pdf -o - | head -c 5 | grep -q '%PDF-'
if "$gptreel" notes talk -o none.txt 2>error.txt; then exit 1; fi
grep -q 'cannot tell the format of none.txt: end the name with .md, .html or .pdf, or say --format' error.txt
if "$gptreel" notes talk --format odt -o none.txt 2>error.txt; then exit 1; fi
grep -q 'there is no format of notes "odt"' error.txt
if "$gptreel" notes talk -o nowhere/at/all.pdf 2>error.txt; then exit 1; fi
grep -q 'nowhere/at/all.pdf' error.txt
test ! -e none.txt
