# The lecture's ladder that ships: every rung is better than the one before, and near what the lecture found.
gptreel=$1

"$gptreel" compare "$2/model/runs/ladder" >said
cat said
test "$(awk 'NR > 1 { printf "%s ", $1 }' said)" = 'bigram one-head many-heads +mlp +residual +norm '
awk 'NR > 1 { expected = substr("2.5 2.4 2.3 2.2 2.1 2.06", 4 * (NR - 2) + 1, 4)
              if ($7 - expected > 0.06 || expected - $7 > 0.06) { print $1 ": " $7 ", not " expected; exit 1 } }' said
"$gptreel" compare --json "$2/model/runs/ladder/+norm" "$2/model/runs/shakespeare" >said
test "$(grep -c '"val_loss"' said)" = 2
