# Forty formulas beside MathJax's renderings of the same, both in TeX Gyre Termes Math: the font that is both Debian's and
# an npm package. Every piece of ink of the one has to be where the other has it.
gptreel=$1
source=$2
font=/usr/share/texmf/fonts/opentype/public/tex-gyre-math/texgyretermes-math.otf

missing() {
    echo "$1"
    exit 77
}
[ -f "$font" ] || missing 'no fonts-texgyre-math, so nothing to compare with'
command -v npm >/dev/null || missing 'no npm, so nothing to compare with'
cp "$source"/tests/mathjax/*.json "$source"/tests/mathjax/*.mjs "$source"/tests/mathjax/formulas.txt .
npm ci --silent --no-audit --no-fund --ignore-scripts || missing 'npm could not install MathJax'
"$(dirname "$gptreel")"/set_formulas "$font" formulas.txt >ours.jsonl
node compare.mjs formulas.txt ours.jsonl page.svg

# What is elsewhere is noticed.
sed 's/M 0/M 3/' ours.jsonl >moved.jsonl
if node compare.mjs formulas.txt moved.jsonl >said; then echo 'a moved letter is not noticed'; exit 1; fi
