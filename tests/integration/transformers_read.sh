# Tokenizers that Hugging Face's libraries write: the ids of every text are theirs. GPTREEL_HF_PYTHON names a Python that
# has transformers.
gptreel=$1
python=${GPTREEL_HF_PYTHON:-python3}
if ! $python -c 'import transformers' 2>/dev/null; then
    echo "no transformers in $python, so nothing to compare with"
    exit 77
fi
rm -rf tokenizers
$python "$2/tests/transformers/make_tokenizers.py" tokenizers
for folder in pair whole plain; do
    special=$([ "$folder" = plain ] || echo --special)
    for text in "tokenizers/$folder"/[0-9].txt; do
        # shellcheck disable=SC2086 # no option is no word
        "$gptreel" tokenize $special "tokenizers/$folder" <"$text" >ids
        cmp ids "${text%.txt}.ids"
    done
done
