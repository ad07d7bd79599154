# Sourced by the tests that want Chromium; wants $source, which holds the scripts, and puts them with puppeteer-core here.
# Where CI does not ask for it, a machine without them passes over the rest of the test.
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
