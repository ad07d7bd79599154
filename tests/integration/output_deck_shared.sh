# A deck as engineers write them, step by step: 53 pictures that are the same in SVG, PDF and PNG.
gptreel=$1
deck=$2/../shared/decks/finetune.md
[ -s "$deck" ] || { echo 'the deck is not beside the sources'; exit 77; }

. "$2"/tests/integration/common/compare_steps.sh
rm -rf made
"$gptreel" deck "$deck" --format svg,pdf,png --size 360p -o made >said 2>words
grep -q ': 15 slides, 53 steps, ' said
pdfinfo made/finetune.pdf | grep -q '^Pages: *53$'
compare_steps made made/finetune.pdf
