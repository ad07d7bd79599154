# The runs that ship. The lecture's ladder: every rung is better than the one before, and near what the lecture found.
gptreel=$1 source=$2

"$gptreel" compare "$source/model/runs/ladder" >said
cat said
test "$(awk 'NR > 1 { printf "%s ", $1 }' said)" = 'bigram one-head many-heads +mlp +residual +norm char-cpu '
awk 'BEGIN { split("2.5 2.4 2.3 2.2 2.1 2.06 1.88", expected) }
     NR > 1 { off = $7 - expected[NR - 1]
              if (off > 0.06 || off < -0.06) { print $1 ": " $7 ", not " expected[NR - 1]; exit 1 } }' said
"$gptreel" compare --json "$source/model/runs/ladder/+norm" "$source/model/runs/shakespeare" >said
test "$(grep -c '"val_loss"' said)" = 2

# Twelve blocks learn with the residual road. Without it they learn how often letters occur; without norms as well, nothing.
"$gptreel" compare "$source/model/runs/depth" >said
cat said
test "$(awk 'NR > 1 { printf "%s ", $1 }' said)" = 'plain no-residual no-norm deep '
grep -q '^plain (diverged at step 57) ' said
awk '/^deep/ && $7 < 2.05 { n++ } /^no-norm/ && $7 < 2.09 { n++ } /^no-residual/ && $7 > 3.3 { n++ } END { exit n != 3 }' said
# The gradient arrives at the first block with it, and without it does not.
first_block() { sed -n 's/{"step": 50,.*"h.0": \([^,]*\),.*/\1/p' "$source/model/runs/depth/$1/gradients.jsonl"; }
awk "BEGIN { exit !($(first_block deep) > 0.5 && $(first_block no-residual) < 0.001) }"

# Finetuning with one window an update: the train loss jumps, the validation loss does not, and both runs have learned.
for run in finetune finetune-single; do
    awk -F'"(loss|val_loss)": ' -v run=$run '
        NR > 1 { jumps += ($2 > loss ? 1 : -1) * ($2 - loss); moves += ($3 > val ? 1 : -1) * ($3 - val) }
        { loss = $2 + 0; val = $3 + 0 } NR == 1 { first = val }
        END { ok = NR == 21 && val < 0.9 * first && (run == "finetune" || jumps > 4 * moves)
              print run ": " first " to " val ", by " moves / 20 " a step, train by " jumps / 20; exit !ok }' \
        "$source/model/runs/$run/metrics.jsonl"
    # Five prompts, before and after.
    test "$(grep -c '^{"step": 0,' "$source/model/runs/$run/samples.jsonl")" = 5
    test "$(grep -c '^{"step": 20,' "$source/model/runs/$run/samples.jsonl")" = 5
done
