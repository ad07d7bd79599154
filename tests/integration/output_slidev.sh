# A folder for Slidev, built by Slidev 51 from npm: the same pictures as ours, links where ours are.
gptreel=$1
source=$2

case "$(ldd "$gptreel")" in
*libasan* | *libtsan*) echo 'skipped: Slidev takes long, and what it is given is the same'; exit 77 ;;
esac
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
"$gptreel" deck talk --format slidev -o out
test "$(grep -c '^clicks: 2$' out/talk-slidev/slides.md)" = 2

missing() {
    echo "$1"
    exit 77
}
command -v npm >/dev/null || missing 'no npm, so no Slidev'
test -x "${CHROMIUM:-/usr/bin/chromium}" || missing 'no Chromium, so nobody looks at what Slidev makes'
cp "$source"/tests/slidev/*.mjs "$source/tests/slidev/package.json" "$source/tests/browser/browser.mjs" .
if ! cmp -s "$source/tests/slidev/package-lock.json" package-lock.json || [ ! -d node_modules ]; then
    rm -rf node_modules
    cp "$source/tests/slidev/package-lock.json" .
    npm ci --silent --no-audit --no-fund --ignore-scripts || { rm -f package-lock.json; missing 'npm could not install Slidev'; }
fi

(cd out/talk-slidev && ../../node_modules/.bin/slidev build slides.md --out ../built) >said 2>&1 || { cat said; exit 1; }
node slidev.mjs out/built out 1:0 1:1 2:2
compare() { # SCENE OPTIONS FILE
    "$gptreel" frame "talk/$1" $2 --size 1080p -o out/own.png
    ssim=$(ffmpeg -nostdin -hide_banner -i out/own.png -i "$3" -lavfi ssim -f null - 2>&1 |
        sed -n 's/.*All:\([01]\.[0-9][0-9]\).*/\1/p')
    case "$ssim" in
    0.98 | 0.99 | 1.00) ;;
    *) echo "$3 is not as talk/$1 $2: $ssim"; exit 1 ;;
    esac
}
compare 01_cover '--step 1' out/1-0.png
compare 01_cover '--step 2' out/1-1.png
compare 02_end '' out/2-2.png # its end
