# A film to begin with: it renders at once on every canvas, nothing is overwritten, nothing stays half-written.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf mytalk talk2 other out talks
"$gptreel" new mytalk | grep -q 'gptreel render mytalk'
for file in film.lua 01_next_token.lua .luarc.json README.md REFERENCE.md gptreel.lua; do
    [ -s mytalk/$file ]
done
grep -q '^### `token_row' mytalk/REFERENCE.md
head -3 mytalk/gptreel.lua | grep -q -- '---@meta'
for way in split across row column; do # as many areas as there are weights
    grep -B1 "^function class:$way(" mytalk/gptreel.lua | grep -qx -- '---@return area ...'
done
grep -B1 '^function class:middle(' mytalk/gptreel.lua | grep -qx -- '---@return area'
for canvas in wide square tall; do
    "$gptreel" render mytalk --canvas $canvas --size 90p5 --out out/$canvas
    [ -s out/$canvas/mytalk/mytalk.mp4 ]
done
"$gptreel" lint mytalk --canvas all --theme all
"$gptreel" deck mytalk --format svg -o out/slides
[ "$(ls out/slides/slide-??-??.svg | wc -l)" -eq 2 ]

# The guide stands in the folder, is short, and its scene is one.
"$gptreel" guide >guide.md
cmp guide.md mytalk/AGENTS.md
[ "$(wc -w <guide.md)" -lt 2500 ]
if LC_ALL=C.UTF-8 grep -nE '^.{121}' guide.md; then exit 1; fi
mkdir -p guided && cp mytalk/film.lua guided
sed -i "/scenes =/d" guided/film.lua
awk '/^```/ { inside = $0 == "```lua"; next } inside' guide.md >guided/02_writing.lua
for canvas in wide square tall; do
    "$gptreel" render guided --canvas $canvas --size 90p5 --out out/$canvas
done

"$gptreel" new talks/other # the folders above are made as well
"$gptreel" new talk2 # a digit in its name is part of the name
"$gptreel" list talk2 | grep -q 'talk2/01_next_token'
grep -q 'title = name "other"' talks/other/film.lua
if grep -rq mytalk talks/other; then exit 1; fi

cp -r mytalk before
refused 1 'mytalk exists; take another name' new mytalk
diff -r mytalk before && rm -r before
refused 1 'is no name for a film' new 'my"talk'
refused 1 'is no name for a film' new talks/
refused 2 'new' new
touch file
refused 1 'file' new file/talk
(
    trap '' XFSZ
    ulimit -f 8 # the reference is longer than 4 kB
    refused 1 'cannot write large' new large
)
[ "$(ls -A talks)" = other ] && [ "$(ls -A | grep -c -e mytalk -e file -e large)" -eq 2 ]
