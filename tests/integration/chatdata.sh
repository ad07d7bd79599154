# gptreel chatdata: the same files from the same seed, its options, and what it refuses.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

rm -rf once twice few
small='--mid 300 --sft 200 --rl 50 --test 20'
# shellcheck disable=SC2086 # the words are meant to be split
"$gptreel" chatdata $small --out once
# shellcheck disable=SC2086
"$gptreel" chatdata $small --out twice
for file in mid sft rl test_sums test_questions test_spelling test_copying; do
    cmp once/$file.jsonl twice/$file.jsonl
done
test "$(cat once/*.jsonl | wc -l)" = 630

"$gptreel" chatdata --mid 0 --sft 200 --rl 10 --test 5 --tool-share 0 --texts shakespeare --out few
if grep -q python few/sft.jsonl; then echo 'a call at a share of 0'; exit 1; fi
if grep -q 'Austen' few/sft.jsonl; then echo 'a novel that was not read'; exit 1; fi

refused 2 '--out DIR' chatdata
refused 2 'from 0 to 1' chatdata --out no --tool-share 2
refused 2 'no choice of texts "moby"' chatdata --out no --texts moby
printf '' >file
refused 1 'file' chatdata --mid 1 --sft 1 --rl 1 --test 1 --out file/inside
