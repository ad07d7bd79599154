# The gallery's scenes: none is long, each can be built and drawn on every canvas in both themes, each lasts some
# seconds, what they show is as it is recorded, and every verb and method that help lists occurs in one of them.
gptreel=$1
gallery=$2/scenes/gallery

for file in "$gallery"/*.lua; do
    [ "$(wc -l <"$file")" -le 30 ] || { echo "$file has more than 30 lines"; exit 1; }
done
if LC_ALL=C.UTF-8 grep -nE '^.{111}' "$gallery"/*.lua; then exit 1; fi

"$gptreel" list gallery | tail -n +2 >scenes.txt
[ "$(wc -l <scenes.txt)" = "$(ls "$gallery"/[0-9]*.lua | wc -l)" ]
awk '$3 != "s" || $2 < 3 || $2 > 8 { print $1, "lasts", $2, "s, not 3 to 8"; wrong = 1 } END { exit wrong }' scenes.txt

"$gptreel" audit gallery >audit.txt
"$gptreel" lint gallery # with other models, and with less recorded: test_scenes

# Without encoding: some pictures of each scene, always of its last moment.
for canvas in wide square tall; do
    for theme in dark light; do
        "$gptreel" sheet gallery --canvas $canvas --theme $theme --every 3 --width 240 -o $canvas-$theme.png
    done
done

# No verb is forgotten, be it a block, a picture or what is done with them: each is called somewhere.
sed -e 's/--.*//' -e 's/"[^"]*"/""/g' "$gallery"/[0-9]*.lua >calls.txt
"$gptreel" help --json | sed -n 's/^    {"name": "\([a-z_]*\)", "shape": .*/\1/p' >verbs.txt
[ "$(wc -l <verbs.txt)" -gt 60 ]
while read -r verb; do
    grep -qE "(^|[^.:A-Za-z0-9_])$verb *[(\"{]" calls.txt ||
        { echo "no scene of the gallery calls $verb"; exit 1; }
done <verbs.txt

# Nor is a method.
"$gptreel" help --json | grep -o '"call": "[a-z_]*:[a-z_]*' | sed 's/.*://' | sort -u >methods.txt
[ "$(wc -l <methods.txt)" -gt 40 ]
while read -r method; do
    grep -qE ":$method *[(\"{]" calls.txt || { echo "no scene of the gallery calls :$method"; exit 1; }
done <methods.txt
