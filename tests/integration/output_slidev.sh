# A folder for Slidev, read by ourselves again, and built by Slidev 51 from npm: the same pictures as ours, lines of
# words and links where ours are.
gptreel=$1
source=$2

rm -rf out talk && mkdir out talk
cat >talk/01_cover.lua <<'LUA'
return scene("Cover", function()
    local page = area()
    spoken("cue", "Three braces {{ x }}, and a line.", function()
        rise_in(heading("A talk", { into = page:cut_top "fit" }))
    end)
    click()
    local source = heading("github.com/karpathy/nanoGPT", { into = page:cut_top "fit", mono = true })
    link(source, "https://github.com/karpathy/nanoGPT")
    rise_in(source)
    click()
    rise_in(heading("Questions?", { into = page }))
    hold(0.5)
end)
LUA
sed 's/"Cover"/"Back --- again"/; s/A talk/The end/' talk/01_cover.lua >talk/02_end.lua
"$gptreel" deck talk --format slidev,png --size 360p -o out
test "$(grep -c '^clicks: 2$' out/talk-slidev/slides.md)" = 2

# We read the folder as any deck of Slidev's, and show what it shows.
. "$source"/tests/integration/common/compare_steps.sh
"$gptreel" deck out/talk-slidev/slides.md --strict --format png,pdf --size 360p -o out/again 2>complaint
test ! -s complaint
for slide in 01 02; do
    psnr_of out/slide-$slide-%02d.png out/again/slide-$slide-%02d.png
done >alike
awk '$1 != "inf" && $1 < 40 { print "read back, step", NR, "is another picture:", $1; wrong = 1 } END { exit wrong || NR != 6 }' alike
if command -v mutool >/dev/null; then
    mutool show out/again/slides.pdf grep 2>complaint >objects
    test "$(grep -c '/URI(https://github.com/karpathy/nanoGPT)' objects)" -ge 2
fi

case "$(ldd "$gptreel")" in
*libasan* | *libtsan*) echo 'skipped: Slidev takes long, and what it is given is the same'; exit 77 ;;
esac
missing() {
    echo "$1"
    exit 77
}
command -v npm >/dev/null || missing 'no npm, so no Slidev'
test -x "${CHROMIUM:-/usr/bin/chromium}" || missing 'no Chromium, so nobody looks at what Slidev makes'
cp "$source"/tests/slidev/*.mjs "$source/tests/slidev/package.json" "$source"/tests/browser/browser.mjs \
    "$source"/tests/browser/picture.mjs .
if ! cmp -s "$source/tests/slidev/package-lock.json" package-lock.json || [ ! -d node_modules ]; then
    rm -rf node_modules
    cp "$source/tests/slidev/package-lock.json" .
    npm ci --silent --no-audit --no-fund --ignore-scripts || { rm -f package-lock.json; missing 'npm could not install Slidev'; }
fi

(cd out/talk-slidev && ../../node_modules/.bin/slidev build slides.md --out ../built) >said 2>&1 || { cat said; exit 1; }
node slidev.mjs out/built out 1:0 1:1 2:2
