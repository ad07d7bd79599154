# gptreel article: a page, Markdown with pictures and the description of a video, from one film; the page in a browser.
gptreel=$1 source=$2
. "$source/tests/integration/common/refused.sh"
rm -rf made film && mkdir -p film

cat >film/film.lua <<'END'
return {
    gptreel = 1, title = "A <small> film", lead = "What it is about.",
    links = { "example.org/a" }, tags = { "small films" }, sources = { "Somebody, Some Paper, 2017" },
}
END
cat >film/facts.lua <<'END'
return { lines = { 12, source = "Somebody else, counted" } }
END
cat >film/01_one.lua <<'END'
return scene("One", function()
    local page = area()
    local name = title("First words", { into = page:cut_top("quarter") })
    local b = box("${facts.lines} lines", { into = page:middle() })
    spoken("hook", "This is the *hook* | of it.", function() rise_in(name) end)
    spoken("shown", "Here it comes.", function() rise_in(b) end)
    key_frame "${facts.lines} lines_in a box."
    spoken("end", "And this its end.", function() hold(1) end)
    takeaway "It has ${facts.lines} lines."
    hold(9, { still = true })
end)
END
sed 's/"One"/"Two"/; /key_frame/d; /takeaway/d' film/01_one.lua >film/02_two.lua
sed 's/"One"/"Three"/; s/hold(9/hold(1/; /takeaway/d' film/01_one.lua >film/03_three.lua

"$gptreel" article film -o made --video-url youtu.be/abc --author 'Ada L.' --handle @ada >said.txt
for file in article.html article.md description.txt 01_one.png 02_two.png 03_three.png; do
    grep -q "^made/$file$" said.txt && [ -s "made/$file" ] || { echo "$file is missing"; exit 1; }
done
"$gptreel" audit film >audit.txt
grep -q '12' audit.txt

# Markdown: words as they were said, what would be a mark as letters, links into the video
cd made
grep -q '^# A \\<small\\> film$' article.md
grep -q '^By Ada L\., @ada$' article.md
grep -q '^- \[00:00\](https://youtu.be/abc?t=0s) One$' article.md
grep -q '^This is the \*hook\* of it\. Here it comes\.$' article.md
grep -q '^!\[12 lines\\_in a box\.\](01_one.png)$' article.md
grep -q '^## What to remember$' article.md
grep -q '^- It has 12 lines\.$' article.md
grep -q '^- Somebody else, counted$' article.md
grep -q '^- Somebody, Some Paper, 2017$' article.md
grep -q '^- <https://example.org/a>$' article.md
# what is said behind the key frame stands behind it
[ "$(grep -n '^And this its end' article.md | head -1 | cut -d: -f1)" -gt "$(grep -n '01_one.png' article.md | cut -d: -f1)" ]

# the description: chapters of ten seconds and more, the first at 0; the last is too short
grep -q '^What it is about\.$' description.txt
[ "$(grep -c '^\[[0-9][0-9]:[0-9][0-9]\] ' description.txt)" = 2 ]
grep -q '^\[00:00\] One$' description.txt
grep -q '^#SmallFilms$' description.txt

# the page: well-formed, alone, the same as Markdown
xmllint --html --noout article.html 2>&1 | grep -i 'error' | grep -v -i 'tag .* invalid' && exit 1
grep -q '<h1>A &lt;small&gt; film</h1>' article.html
[ "$(grep -c '<figure ' article.html)" = 3 ]
if grep -o 'src="[^"]*"' article.html | grep -v 'data:'; then exit 1; fi
ffprobe -v error -select_streams v -show_entries stream=width,height -of csv=p=0 01_one.png | grep -q '^1280,720$'
cd ..

"$gptreel" article film -o elsewhere --video-url 'https://example.org/film.mp4' >/dev/null
grep -q '(https://example.org/film.mp4#t=0) One' elsewhere/article.md
"$gptreel" article film -o plain --canvas tall >/dev/null
grep -q '^- 00:00 One$' plain/article.md

refused 2 'say where to write' article film
refused 1 'no film' article nothing -o never
sed 's/It has ${facts.lines} lines/It has 12 lines/' film/01_one.lua >film/new && mv film/new film/01_one.lua
refused 1 'comes from nowhere' article film -o never
sed 's/What it is about/Of 12 lines/' film/film.lua >film/new && mv film/new film/film.lua
refused 1 'comes from nowhere' article film -o never
[ ! -e never/article.html ]

. "$source/tests/integration/common/browser.sh"
node article.mjs made/article.html
