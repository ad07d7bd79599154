# gptreel gallery: one page, complete in itself, on which every scene plays beside its script.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf page mine
"$gptreel" gallery -o page
scenes=$(ls "$2"/scenes/gallery/[0-9]*.lua | wc -l)
test "$(grep -c '<section>' page/index.html)" -ge "$scenes"
test "$(grep -c 'src="data:image/svg+xml;base64,' page/index.html)" -ge "$scenes"
if grep -E '(src|href)="?(https?:|//)' page/index.html; then exit 1; fi
grep -q '<figcaption>scenes/gallery/01_' page/index.html
# Any film, one scene of it.
"$gptreel" new mine
"$gptreel" gallery mine --canvas tall -o page
test "$(grep -c '<section>' page/index.html)" = 1
grep -q 'height="1920"' page/index.html
refused 2 'say where to write the page' gallery mine
refused 1 'no film' gallery nothing -o page
