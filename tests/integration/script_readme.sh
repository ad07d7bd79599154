# The film that stands in the README is one: its files, as the first line of each block of Lua names them.
gptreel=$1

rm -rf talk
mkdir talk
awk '/^```lua$/ { inside = 1; file = ""; next } /^```/ { inside = 0 } inside && !file { file = $2 } inside { print >file }' \
    "$2"/README.md
[ "$(ls talk | tr '\n' ' ')" = "01_writes.lua film.lua " ]
[ "$(wc -l <talk/01_writes.lua)" -le 15 ]

"$gptreel" audit talk >audit.txt
for canvas in wide square tall; do
    "$gptreel" frame talk/01_writes --canvas $canvas --at 6 --size 180p -o $canvas.png
done
"$gptreel" frame talk/01_writes --run "$2"/model/runs/ladder/char-cpu --at 6 --size 180p -o other.png
if cmp -s wide.png other.png; then exit 1; fi
