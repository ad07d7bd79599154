# Models go to and fro between gptreel and Hugging Face's transformers: runs load there with the same ids and logits, or
# under another architecture's name, and a GPT-2 with a padded vocabulary goes on here. GPTREEL_HF_PYTHON names a Python
# that has transformers and torch.
gptreel=$1
python=${GPTREEL_HF_PYTHON:-python3}
if ! $python -c 'import torch, transformers' 2>/dev/null; then
    echo "no torch and transformers in $python, so nothing to compare with"
    exit 77
fi
scripts=$2/tests/transformers
rm -rf tokenizers gpt2 relu runs && mkdir runs
printf 'ROMEO: I love\nthee, and the  sea' >text
{ for _ in 1 2 3 4 5 6 7 8 9; do cat text "$2"/model/text/corpus.c; done; } >corpus.txt

small='--steps 2 --batch-size 2 --n-layer 2 --n-embd 16 --n-head 2 --n-ctx 64 --sample-tokens 4 --generate-tokens 4'
train() {
    run=runs/$1
    shift
    # shellcheck disable=SC2086 # the words are meant to be split
    "$gptreel" train --data corpus.txt --out "$run" "$@" >said
    cp text "$run"
    "$gptreel" tokenize "$run" <text >"$run/ids"
    "$gptreel" probe "$run" --prompt "$(cat text)" >said
}
# shellcheck disable=SC2086
{
    train char --preset tiny $small --bias
    train bpe --preset tiny $small --tokenizer bpe --vocab-size 300
    train chat --preset tiny $small --tokenizer bpe --vocab-size 300 --chat-tokens --split digits
    train no-residual --preset tiny $small --no-residual
    train no-norm --preset tiny $small --norm none
    train no-positions --preset tiny $small --positions none
}
for run in no-residual no-norm no-positions; do
    grep -q '"GptreelForCausalLM"' runs/$run/config.json
done

# A padded vocabulary, an end of texts, and a rule that each begins with a token: read, sampled, trained on, resumed,
# written.
$python "$scripts/make_tokenizers.py" tokenizers
$python "$scripts/make_model.py" gpt2 relu tokenizers/whole 2>said
"$gptreel" sample gpt2 --prompt 'the sea' --tokens 200 --past-end --top-k 0 --temperature 2 >said
train padded --init gpt2 --steps 2 --batch-size 2 --sample-tokens 4 --generate-tokens 4
"$gptreel" train --out runs/padded --resume --steps 3 >said 2>&1
grep -q '"vocab_size": 384' runs/padded/config.json
grep -q '"n_vocab": 30' runs/padded/run.json
"$gptreel" sample runs/padded --prompt 'the' --tokens 20 --record >said
"$gptreel" frame nanogpt/03_generation --run runs/padded --at 6 --size 180p30 -o frame.png
"$gptreel" probe runs/padded --prompt "$(cat text)" >said

# A relu, 50 neurons for 16 channels, float64.
cp text relu
"$gptreel" tokenize relu <text >relu/ids
"$gptreel" probe relu --prompt "$(cat text)" >said
"$gptreel" sample relu --prompt the --tokens 20 >said
train other --init relu --steps 2 --batch-size 2 --sample-tokens 4 --generate-tokens 4
grep -q '"n_hidden": 50' runs/other/run.json
grep -q '"activation_function": "relu"' runs/other/config.json
"$gptreel" frame nanogpt/03_generation --run runs/other --at 6 --size 180p30 -o frame.png

$python "$scripts/check_runs.py" relu runs/*
