# What the studio's modules reckon, by Node alone.
source=$2

if ! command -v node >/dev/null; then
    echo 'no node, so the modules of the studio are not tried'
    if [ "${CI:-}" = true ]; then exit 1; else exit 77; fi
fi
rm -rf page && mkdir page
cp "$source"/engine/studio/page/*.js page
cp "$source/tests/browser/page_modules.mjs" "$source/tests/browser/package.json" . # which says what modules they are
node page_modules.mjs page
