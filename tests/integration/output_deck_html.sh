# gptreel deck --format html: one file, and a talk given from it in Chromium and Firefox.
gptreel=$1 source=$2
. "$source/tests/integration/common/refused.sh"
rm -rf film made && mkdir -p film made

cat >film/film.lua <<'END_LUA'
return { gptreel = 1, title = "A <small> deck" }
END_LUA
cat >film/01_one.lua <<'END_LUA'
return scene("One & only", function()
    local page = area()
    local name = heading("First words", { into = page:cut_top "quarter" })
    local b = box("a box", { into = page:cut_top "half" })
    local c = box("another one", { into = page })
    spoken("first", "This is said first.", function() rise_in(name) end)
    click()
    spoken("second", "Then a box comes.", function() stretch(2, function() rise_in(b) end) end)
    click()
    rise_in(c)
end)
END_LUA
cat >film/02_two.lua <<'END_LUA'
return scene("Two", function()
    local name = link(heading("example.org", { into = area():middle() }), "https://example.org/?a=1&b=</script>")
    appear(name)
    click()
    pulse(name)
    dim(name)
end)
END_LUA
cat >film/03_three.lua <<'END_LUA'
return scene("Three", function()
    fade_in(title("The end", { into = area():middle() }))
end)
END_LUA

"$gptreel" deck film --format html,png --size 360p -o made >said.txt
grep -q '^made/film.html ' said.txt

# alone, with each slide once, well-formed
file=made/film.html
sed -n '/ id="svg0">/,/<\/svg>/p' $file | sed '1s/.* id="svg0">//' >first.svg
xmllint --noout first.svg
grep -q '<title>A &lt;small&gt; deck</title>' $file
grep -q '<h2>1. One &amp; only</h2>' $file
grep -q '<p> First words a box another one</p>' $file
[ "$(grep -c '{"title":"' $file)" = 4 ]
[ "$(grep -o '<svg ' $file | wc -l)" = 3 ]
grep -q '"href":"https://example.org/?a=1&b=\\u003c/script>"' $file
if grep -oE ' (src|href)="[^"#]*"' $file | grep -v 'href="https://example.org/'; then exit 1; fi
if grep -q '@[A-Z]*@' $file; then echo "a place was not filled in"; exit 1; fi

# all or nothing
printf 'return scene("Four", function() appear(line("No", { into = area() })) nonsense() end)\n' >film/04_four.lua
before=$(cksum $file)
refused 1 '04_four.lua' deck film --format html -o made
[ "$before" = "$(cksum $file)" ]
rm film/04_four.lua
refused 2 'no meaning' deck film --format html --transparent -o made

case "$(ldd "$gptreel")" in
*libasan* | *libtsan*) echo 'the page is the same as of a release; no browser was asked'; exit 0 ;;
esac
. "$source/tests/integration/common/browser.sh"
node deck.mjs made chromium
if command -v firefox >/dev/null; then
    HOME=$PWD node deck.mjs made firefox
else
    missing 'no Firefox, so the deck was tried in Chromium alone'
fi
