# The animated SVGs and the page of the whole film: well-formed, within their sizes, drawn by librsvg as posters and by
# Chromium as our own raster draws them; what the options do.
gptreel=$1
source=$2
. "$source/tests/integration/common/sanitizers.sh"

rm -rf out && mkdir -p out/nanogpt/part out/nanogpt/samples
"$gptreel" render nanogpt --format svg --out out
"$gptreel" render nanogpt --format html --out out
for file in out/nanogpt/*.svg; do
    xmllint --noout "$file"
    rsvg-convert --width 1920 --output "${file%.svg}.poster.png" "$file"
done

"$(dirname "$gptreel")/svg_samples" out/nanogpt/samples "$source/fonts"
xmllint --noout out/nanogpt/samples/samples.svg

# What a file must not hold; what render must refuse, and in which words. (A "!" would not end the script.)
absent() {
    if grep -q "$1" "$2"; then echo "$2 has $1"; exit 1; fi
}
refuses() {
    words=$1
    shift
    if "$gptreel" render "$@" --out never 2>refused; then echo "not refused: $*"; exit 1; fi
    grep -q -e "$words" refused
}

# A part, a poster, a still, the frames, again and again; and what has no meaning is refused.
"$gptreel" render nanogpt/04_outro --format svg --from 1 --to 4 --out part
cp part/nanogpt/04_outro_1-4.svg out/nanogpt/part/04_outro@1-4.svg
grep -q 'dur="3s"' part/nanogpt/04_outro_1-4.svg
"$gptreel" render nanogpt/04_outro --format svg --loop --poster 5 --out loop
grep -q 'repeatCount="indefinite"' loop/nanogpt/04_outro.svg
absent 'fill="freeze"' loop/nanogpt/04_outro.svg
"$gptreel" render nanogpt/04_outro --format svg --static 5 --out still
absent '<animate' still/nanogpt/04_outro.svg
rsvg-convert --output loop.png loop/nanogpt/04_outro.svg
rsvg-convert --output still.png still/nanogpt/04_outro.svg
cmp loop.png still.png
"$gptreel" render nanogpt/04_outro --format svg-frames --from 5 --to 6 --size 180p10 --out frames
test "$(ls frames/nanogpt/04_outro_5-6 | wc -l)" = 10
cmp frames/nanogpt/04_outro_5-6/0001.svg still/nanogpt/04_outro.svg
xmllint --noout frames/nanogpt/04_outro_5-6/*.svg
refuses 'loop has no meaning' nanogpt --format mp4 --loop
refuses 'poster 99 is not within' nanogpt/04_outro --format svg --poster 99
refuses 'loop has no meaning with it' nanogpt/04_outro --format svg --static 5 --loop
refuses 'from has no meaning' nanogpt/04_outro --format html --from 1

if has_sanitizers; then
    echo 'the files are the same as of a release; no browser has drawn them'
    exit 0
fi

# Firefox draws the still as librsvg does.
if command -v firefox >/dev/null; then
    rm -rf profile && mkdir profile
    HOME=$PWD/profile timeout 120 firefox --headless --no-remote --profile profile --window-size=1920,1080 \
        --screenshot "$PWD/firefox.png" "file://$PWD/still/nanogpt/04_outro.svg" >said 2>&1
    psnr=$(ffmpeg -hide_banner -i firefox.png -i still.png -lavfi psnr -f null - 2>&1 | sed -n 's/.*average:\([0-9]*\).*/\1/p')
    if [ "$psnr" -lt 35 ]; then echo "Firefox draws the still $psnr dB from librsvg"; exit 1; fi
else
    echo 'firefox is missing; it has not drawn the SVG'
fi

. "$source/tests/integration/common/browser.sh"
node check.mjs "$gptreel" out/nanogpt nanogpt
