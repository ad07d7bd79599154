# How a model is asked to write: where the prompt comes from, how many texts, where they end.
gptreel=$1
. "$2/tests/integration/common/refused.sh"
run=$2/model/runs/shakespeare
sample() { "$gptreel" sample "$run" --seed 3 "$@"; }

# A prompt from a file, and from the standard input, is the same as one from the command line.
printf 'ROMEO:\n' >prompt.txt
sample --prompt 'ROMEO:\n' --tokens 80 >typed
sample --prompt-file prompt.txt --tokens 80 | cmp - typed
sample --prompt-file - --tokens 80 <prompt.txt | cmp - typed
printf '\357\273\277ROMEO:\n' >marked.txt
sample --prompt-file marked.txt --tokens 80 2>said | cmp - typed
grep -q 'byte order mark, which is left out' said
refused 1 'give one' sample "$run" --prompt a --prompt-file prompt.txt
refused 1 'cannot read nowhere.txt' sample "$run" --prompt-file nowhere.txt

# Several texts: the first is that of one alone, and each is another.
sample --prompt 'ROMEO:\n' --tokens 80 --num-samples 3 >three
test "$(grep -c '^---------------$' three)" = 2
head -c "$(wc -c <typed)" three | cmp - typed
test "$(sort -u three | wc -l)" -gt "$(sort -u typed | wc -l)"
refused 1 'a run keeps one text' sample "$run" --num-samples 2 --record

# An end: the text is the same up to it.
sample --prompt 'ROMEO:\n' --tokens 80 --stop 'the' --stop ' a' >stopped
n=$(($(wc -c <stopped) - 1))
test "$n" -lt "$(($(wc -c <typed) - 1))"
head -c "$n" stopped >before
head -c "$n" typed | cmp - before
if tail -c +8 before | grep -qE 'the| a'; then echo 'a stop was written'; exit 1; fi
refused 1 '--stop needs a text' sample "$run" --stop ''

# So little of the odds is the likeliest alone; and neither threads nor seeds change that.
sample --temperature 0 --tokens 60 >likeliest
sample --top-p 0.000001 --top-k 0 --tokens 60 | cmp - likeliest
sample --top-p 0.000001 --tokens 60 --threads 1 --temperature 2 | cmp - likeliest
sample --top-p 1 --tokens 60 >all
sample --tokens 60 | cmp - all
refused 1 'leave out --top-p or --record' sample "$run" --top-p 0.5 --record
refused 2 '--top-p' sample "$run" --top-p 1.5

# Whole characters: of three bytes that a text of one token each breaks off in the output has none or all.
for _ in 1 2 3 4 5 6 7 8; do printf '€€ €€€ € '; done >euros.txt
"$gptreel" train --preset tiny --tokenizer bpe --vocab-size 256 --data euros.txt --out euros --force --steps 80 --n-ctx 8 \
    --sample-tokens 0 --generate-tokens 1 >said
for n in 1 2 3 4 5 6; do
    "$gptreel" sample euros --prompt '€' --tokens "$n" --temperature 0 >text
    iconv -f UTF-8 -t UTF-16 text >said
done
