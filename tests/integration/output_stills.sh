# Pictures of every kind, from the real film.
gptreel=$1

# cairo 1.16 forgets 472 bytes for every group in an SVG, which the leak checker of a debug build would report.
{ cat "$2/tests/lsan.supp" && echo leak:libcairo.so; } >leaks.txt
export LSAN_OPTIONS="suppressions=$PWD/leaks.txt:print_suppressions=0"

rm -rf made && mkdir made
size_of() {
    ffprobe -v error -show_entries stream=width,height -of csv=p=0 "$1"
}
scene=nanogpt/01_architecture
"$gptreel" frame $scene --at 7.5 -o made/f.png
test "$(size_of made/f.png)" = 1920,1080
"$gptreel" frame $scene --at 7.5 --size 360p --canvas tall --theme light -o made/tall.png
test "$(size_of made/tall.png)" = 360,640
"$gptreel" frame $scene --at 7.5 -o made/f.pdf
test "$(head -c 5 made/f.pdf)" = '%PDF-'

# The SVG is the same picture: text as outlines, so no text element and no font.
"$gptreel" frame $scene --at 7.5 -o made/f.svg
xmllint --noout --huge made/f.svg
if grep -qE '<text|font-family' made/f.svg; then exit 1; fi
rsvg-convert --unlimited made/f.svg -o made/svg.png
psnr=$(ffmpeg -hide_banner -i made/f.png -i made/svg.png -lavfi psnr -f null - 2>&1 | sed -n 's/.*average:\([0-9]*\).*/\1/p')
test "$psnr" -ge 35

# Standard output and devices get the bytes; a device stays one.
"$gptreel" frame $scene --at 7.5 --size 90p -o made/small.PNG
"$gptreel" frame $scene --at 7.5 --size 90p -o - | cmp - made/small.PNG
"$gptreel" frame $scene --at 7.5 --size 90p -o /dev/null
test -c /dev/null
ln -s small.PNG made/link.png
"$gptreel" frame $scene --at 8.5 --size 90p -o made/link.png
test -L made/link.png
! "$gptreel" slides $scene -o - 2>complaint
grep -q 'is no folder' complaint

"$gptreel" frame $scene --step 1 --size 90p -o made/step.png
"$gptreel" frames $scene --every 5 --size 90p -o made/series
test "$(ls made/series | wc -l)" = 6
"$gptreel" slides nanogpt -o made/slides
test -s made/slides/01_architecture_step_1.svg
for scene in 01_architecture 02_training 03_generation 04_outro; do
    test "$(ls made/slides/${scene}_step_*.svg | wc -l)" -ge 2
done
"$gptreel" sheet nanogpt --width 160 -o made/sheet.png
test -s made/sheet.png
"$gptreel" captions nanogpt -o made/f.srt
grep -q '00:00:0.* --> ' made/f.srt
"$gptreel" notes nanogpt -o made/f.md
test "$(grep -c '^## ' made/f.md)" = 4
test "$("$gptreel" list | grep -c ' s  ')" -ge 4
