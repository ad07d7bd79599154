# Ids with GPT-2's own vocabulary, from an npm package, against that package's encoder.
gptreel=$1
source=$2

missing() {
    echo "$1"
    exit 77
}
command -v npm >/dev/null || missing 'no npm, so nothing to compare with'
cp "$source"/tests/npm/* .
npm ci --silent --no-audit --no-fund --ignore-scripts || missing 'npm could not install gpt-3-encoder'
node tokenizer.mjs "$gptreel" "$source"
