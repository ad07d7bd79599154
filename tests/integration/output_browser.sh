# A film made by parts, in Chromium: every second can be sought, and it plays to its end.
gptreel=$1
source=$2

rm -rf out pictures && mkdir -p out pictures
scene=nanogpt/04_outro
"$gptreel" render $scene --size 540p30 --out out
"$gptreel" frames $scene --every 1 --size 540p -o pictures
# The picture at the very end is behind the last frame.
rm -f "pictures/$(ls pictures | tail -n 1)"

missing() {
    echo "$1"
    if [ "${CI:-}" = true ]; then exit 1; else exit 77; fi
}
command -v npm >/dev/null || missing 'no npm, so no browser test'
test -x "${CHROMIUM:-/usr/bin/chromium}" || missing 'no Chromium, so no browser test'
cp "$source"/tests/browser/*.mjs "$source"/tests/browser/package.json .
if ! cmp -s "$source/tests/browser/package-lock.json" package-lock.json || [ ! -d node_modules ]; then
    rm -rf node_modules
    cp "$source/tests/browser/package-lock.json" .
    npm ci --silent --no-audit --no-fund || { rm -f package-lock.json; missing 'npm could not install puppeteer-core'; }
fi
node video.mjs out/nanogpt/04_outro.mp4 30 pictures
