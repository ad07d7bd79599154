# The lecture's ladder that ships: every rung is better than the one before, and near what the lecture found.
gptreel=$1

"$gptreel" compare "$2/model/runs/ladder" >said
cat said
test "$(awk 'NR > 1 { printf "%s ", $1 }' said)" = 'bigram one-head many-heads +mlp +residual +norm char-cpu '
awk 'BEGIN { split("2.5 2.4 2.3 2.2 2.1 2.06 1.88", expected) }
     NR > 1 { off = $7 - expected[NR - 1]
              if (off > 0.06 || off < -0.06) { print $1 ": " $7 ", not " expected[NR - 1]; exit 1 } }' said
"$gptreel" compare --json "$2/model/runs/ladder/+norm" "$2/model/runs/shakespeare" >said
test "$(grep -c '"val_loss"' said)" = 2
