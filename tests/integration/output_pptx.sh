# A presentation as others read it. python-pptx, which comes from PyPI: titles, pictures, notes, links. LibreOffice: as many
# pages as there are steps, that look like our own pictures, and the notes on theirs.
gptreel=$1
. "$2/tests/integration/common/sanitizers.sh"

rm -rf made && mkdir made
cat >made/small.md <<'MD'
# One & two

<v-clicks>

- a first
- a second

</v-clicks>

<!--
Before.
[click] Of the first.
[click] Of the second.
-->

---

# Links

[there](https://example.org/?a=1&b=2)

<!-- The <end>. -->
MD
"$gptreel" deck made/small.md --format pptx --size 180p -o made >said
if [ -x reader/bin/python ] || { python3 -m venv reader && reader/bin/pip install -q python-pptx==1.0.2; } >said 2>&1; then
    reader/bin/python "$2/tests/pptx/second_reader.py" made/small.pptx >read
    cat >wanted <<'END'
One & two | 1 | Before. | 
One & two | 1 | Of the first. | 
One & two | 1 | Of the second. | 
Links | 1 | The <end>. | https://example.org/?a=1&b=2
END
    diff wanted read
else
    rm -rf reader
    echo 'python-pptx could not be had (python3-venv, a network), so it has not read the presentation'
fi

scene=nanogpt/04_outro
"$gptreel" deck $scene --format pptx -o made >said
steps=$(sed -n 's/.*slide, \([0-9]*\) steps, .*$/\1/p' said)
test "$steps" -ge 3
if has_sanitizers; then
    echo 'the presentation is the same as of a release; LibreOffice has not opened it'
    exit 0
fi
command -v soffice >/dev/null || { echo 'no LibreOffice (libreoffice-impress-nogui), so nobody has opened it'; exit 77; }
timeout 120 soffice "-env:UserInstallation=file://$PWD/office" --headless --convert-to \
    'pdf:impress_pdf_Export:{"ExportNotesPages":{"type":"boolean","value":"true"}}' --outdir made made/04_outro.pptx >said 2>&1 ||
    { cat said; exit 1; }
test "$(pdfinfo made/04_outro.pdf | sed -n 's/^Pages: *//p')" = $((2 * steps))
pdfinfo made/04_outro.pdf | grep -q '^Page size: *960.*x 540 pts'
"$gptreel" notes $scene -o made/notes.md
pdftotext -f $((steps + 1)) made/04_outro.pdf - | tr '\f' '\n' >words
test "$(grep -c '^Try it yourself$' words)" = "$steps" # the titles, which are above the slides
tr '\n' ' ' <words >notes
sed -n 's/^- \*\*[0-9:]*\*\* //p' made/notes.md | tr -d '*|' >lines
test -s lines
while read -r line; do grep -qF -- "$line" notes || { echo "not in the notes: $line"; exit 1; }; done <lines

for step in 1 3; do
    "$gptreel" frame $scene --step $step --size 1920x1080 -o made/own.png
    pdftocairo -png -singlefile -f $step -scale-to-x 1920 -scale-to-y 1080 made/04_outro.pdf made/page
    psnr=$(ffmpeg -nostdin -hide_banner -i made/own.png -i made/page.png -lavfi psnr -f null - 2>&1 |
        sed -n 's/.*average:\([0-9]*\).*/\1/p')
    test "$psnr" -ge 30 || { echo "step $step: $psnr dB"; exit 1; }
done
