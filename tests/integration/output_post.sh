# gptreel post: a film with all that is posted with it; themes of one's own, and who made the film.
gptreel=$1 source=$2
. "$source/tests/integration/common/refused.sh"
rm -rf made film && mkdir -p made film

cat >film/film.lua <<'END'
return { gptreel = 1, title = "A small film", links = { "example.org/a" }, tags = { "small films", "gptreel" } }
END
cat >film/01_one.lua <<'END'
return scene("One", function()
    local name = title("First words", { into = area() })
    spoken("hook", "This is the *hook* | of it.", function() rise_in(name) end)
    spoken("end", "And this its end.", function() hold(1) end)
end)
END
sed 's/"One"/"Two"/; s/First/Last/; s/This is the .* of it/Here is more/' film/01_one.lua >film/02_two.lua

printf '[theme]\nbg = #102030\npanel = #182838\naccent = #ff9900\n' >my.theme
"$gptreel" frame film/01_one --theme my.theme -o made/page.svg
grep -qi '#102030' made/page.svg

# a logo: a PNG
"$gptreel" frame film/01_one --size 90p -o made/logo.png
"$gptreel" post film -o made --size 180p30 --quality draft --theme my.theme --author 'Ada L.' --handle @ada \
    --logo made/logo.png >made/said.txt 2>made/errors.txt
cd made/film
for file in film.mp4 film.srt film.vtt film_notes.md post.md alt.txt thumbnail.png; do
    [ -s $file ] || { echo "$file is missing"; exit 1; }
done
grep -q '^# A small film$' post.md
grep -q '^This is the hook of it\.$' post.md
grep -q '^- \*\*Two\*\*: And this its end\.$' post.md
grep -q '^0:00 One$' post.md
grep -q '^https://example.org/a$' post.md
grep -q '^By Ada L\., @ada$' post.md
grep -q '^#SmallFilms #gptreel$' post.md
grep -q 'The last picture of "A small film": Last words$' alt.txt
[ "$(wc -L <alt.txt)" -le 1000 ]
ffprobe -v error -select_streams v -show_entries stream=width,height -of csv=p=0 thumbnail.png | grep -q '^1920,1080$'
cd ../..

# slides are signed each; a film on its last scene alone
"$gptreel" deck film --author 'Ada L.' --format svg --final -o made/slides
grep -q 'Ada L\.' made/slides/slide-01.svg
"$gptreel" frame film/01_one --author 'Ada L.' -o made/first.pdf
"$gptreel" frame film/02_two --author 'Ada L.' -o made/last.pdf
if command -v pdftotext >/dev/null; then
    pdftotext made/last.pdf - | grep -q 'Ada L\.'
    ! pdftotext made/first.pdf - | grep -q 'Ada' || exit 1
fi

# wrong words
refused 2 'makes one film' post film --batch nowhere.csv -o made/none
refused 2 'makes the whole film' post film --shard 1/2 -o made/none
refused 1 'cannot be read as a recording' post film --music film/film.lua -o made/none
[ ! -e made/none ]
refused 1 'not a PNG, JPEG or SVG' frame film/01_one --logo film/film.lua -o made/x.png
refused 1 'cannot read nowhere.png' frame film/01_one --logo nowhere.png -o made/x.png
refused 1 'no room in one line' frame film/02_two --author "$(printf 'long %.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24)" -o made/x.png
printf '[theme]\nink = #102030\n' >dim.theme
refused 1 'ink on bg has a contrast' frame film/01_one --theme dim.theme -o made/x.png
refused 2 'did you mean' frame film/01_one --theme drak -o made/x.png
sed 's/"gptreel" }/7 }/' film/film.lua >film/new && mv film/new film/film.lua
refused 1 "item 2 of the film's tags is no string" frame film/01_one -o made/x.png
[ ! -e made/x.png ]
