# Pictures of every kind, from the real film.
gptreel=$1
. "$2"/tests/integration/common/refused.sh

rm -rf made && mkdir made
size_of() {
    ffprobe -v error -show_entries stream=width,height -of csv=p=0 "$1"
}
scene=nanogpt/01_architecture
"$gptreel" frame $scene --at 9.5 -o made/f.png
test "$(size_of made/f.png)" = 1920,1080
"$gptreel" frame $scene --at 9.5 --size 360p --canvas tall --theme light -o made/tall.png
test "$(size_of made/tall.png)" = 360,640
"$gptreel" frame $scene --at 9.5 -o made/f.pdf
test "$(head -c 5 made/f.pdf)" = '%PDF-'
# Its text is text, in fonts that are in the file, and it looks like the picture.
if command -v pdftotext >/dev/null; then
    pdftotext made/f.pdf - | grep -q 'The last one will guess the next letter'
    test "$(pdffonts made/f.pdf | awk 'NR > 2 && $(NF - 4) != "yes"' | wc -l)" = 0
    test "$(pdffonts made/f.pdf | wc -l)" -gt 3
    test "$(pdfinfo made/f.pdf | sed -n 's/^Title: *//p')" = Architecture
    pdftocairo -png -singlefile -scale-to-x 1920 -scale-to-y 1080 made/f.pdf made/pdf
    psnr=$(ffmpeg -hide_banner -i made/f.png -i made/pdf.png -lavfi psnr -f null - 2>&1 | sed -n 's/.*average:\([0-9]*\).*/\1/p')
    test "$psnr" -ge 30
else
    echo 'pdftotext is missing; it has not read the PDF'
fi

# The SVG is the same picture: text as outlines, so no text element and no font.
"$gptreel" frame $scene --at 9.5 -o made/f.svg
xmllint --noout --huge made/f.svg
if grep -qE '<text|font-family' made/f.svg; then exit 1; fi
rsvg-convert --unlimited made/f.svg -o made/svg.png
psnr=$(ffmpeg -hide_banner -i made/f.png -i made/svg.png -lavfi psnr -f null - 2>&1 | sed -n 's/.*average:\([0-9]*\).*/\1/p')
test "$psnr" -ge 35

# Standard output and devices get the bytes; a device stays one.
"$gptreel" frame $scene --at 9.5 --size 90p -o made/small.PNG
"$gptreel" frame $scene --at 9.5 --size 90p -o - | cmp - made/small.PNG
"$gptreel" frame $scene --at 9.5 --size 90p -o /dev/null
test -c /dev/null
ln -s small.PNG made/link.png
"$gptreel" frame $scene --at 8.5 --size 90p -o made/link.png
test -L made/link.png
if "$gptreel" deck $scene -o - 2>complaint; then exit 1; fi
grep -q 'is no folder' complaint

"$gptreel" frame $scene --step 1 --size 90p -o made/step.png
"$gptreel" frame $scene --size 90p -o made/own.png # the last picture
"$gptreel" frame $scene --at 33 --size 90p -o - | cmp - made/own.png
"$gptreel" frames $scene --every 5 --size 90p -o made/series
test "$(ls made/series | wc -l)" = 7
"$gptreel" deck nanogpt --format svg -o made/slides
for slide in 01 02 03 04; do
    test -s made/slides/slide-$slide.svg
    test "$(ls made/slides/slide-$slide-*[0-9].svg | wc -l)" -ge 2
    cmp made/slides/slide-$slide.svg "$(ls made/slides/slide-$slide-*[0-9].svg | tail -1)"
done
# Many in one page: no name stands in two of them.
cat made/slides/slide-*-*[0-9].svg | grep -oE ' id="[^"]*"' | sort >names
test "$(wc -l <names)" -gt 100
test -z "$(uniq -d names)"
# Readers that know only XLink's references, and what they show that knows only size in pixels.
if grep -qE '[^:]href=' made/f.svg; then exit 1; fi
grep -q ' width="1920" height="1080" viewBox="0 0 1920 1080"' made/f.svg
if command -v inkscape >/dev/null; then
    inkscape made/f.svg --export-filename=made/inkscape.png 2>complaint
    psnr=$(ffmpeg -hide_banner -i made/f.png -i made/inkscape.png -lavfi psnr -f null - 2>&1 | sed -n 's/.*average:\([0-9]*\).*/\1/p')
    test "$psnr" -ge 35
else
    echo 'inkscape is missing; it has not read the SVG'
fi

# Without the background: nothing where nothing is drawn, and all of what is.
alpha_of() { # FILE: what its corner has, and the most there is
    ffmpeg -v error -i "$1" -vf format=rgba,alphaextract -frames:v 1 -f rawvideo - | od -An -v -tu1 -w1 |
        awk 'NR == 1 { corner = $1 } $1 > most { most = $1 } END { print corner + 0, most + 0 }'
}
"$gptreel" frame nanogpt/04_outro --at 2 --size 180p --transparent -o made/clear.png
test "$(alpha_of made/clear.png)" = '0 255'
"$gptreel" frame nanogpt/04_outro --at 2 --transparent -o made/clear.svg
rsvg-convert --unlimited --width 320 made/clear.svg -o made/clear_svg.png
test "$(alpha_of made/clear_svg.png)" = '0 255'
"$gptreel" deck nanogpt/04_outro --format png --size 180p --transparent -o made/clear
test "$(alpha_of made/clear/slide-01-01.png)" = '0 255'

# A series is whole: a shorter one leaves nothing of a longer one, and one that fails leaves the older one as it was.
"$gptreel" frames nanogpt/01_architecture --every 2 --size 90p -o made/series
"$gptreel" frames nanogpt/01_architecture --every 10 --size 90p -o made/series
test "$(ls made/series)" = "$(printf '01_architecture_%04d.png\n' 1 2 3 4)"
touch made/series/01_architecture_0009.txt made/series/other_0009.png
mkdir made/series/01_architecture_0002.png.d
"$gptreel" frames nanogpt/01_architecture --every 20 --size 90p -o made/series
test "$(ls made/series | wc -l)" = 5
mkdir made/series/series.part-aaaaaaaaaaaa # of a writer that was killed
touch made/series/series.part-aaaaaaaaaaaa/01_architecture_0001.png
"$gptreel" frames nanogpt/01_architecture --every 20 --size 90p -o made/series
test ! -e made/series/series.part-aaaaaaaaaaaa

"$gptreel" sheet nanogpt --width 160 -o made/sheet.png
test -s made/sheet.png
"$gptreel" captions nanogpt -o made/f.srt
grep -q '00:00:0.* --> ' made/f.srt
"$gptreel" notes nanogpt -o made/f.md
test "$(grep -c '^## ' made/f.md)" = 4
test "$("$gptreel" list | grep -c ' s  ')" -ge 4
"$gptreel" sheet nanogpt/04_outro --every 10 --size 90p -o made/small.png
"$gptreel" sheet nanogpt/04_outro --every 10 --width 160 -o made/narrow.png
cmp made/small.png made/narrow.png
refused 2 '--size and --width say the same of a picture; leave one out' sheet nanogpt --size 90p --width 90 -o made/no.png
