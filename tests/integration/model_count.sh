# What counting predicts is in a run from its training on, and the same is added to one that has none; only by its own text.
gptreel=$1
. "$2/tests/integration/common/refused.sh"

cat "$2"/engine/base/*.c >corpus.txt
rm -rf run
"$gptreel" train --preset tiny --data corpus.txt --out run --steps 20 --replicas 1 --sample-tokens 0 --generate-tokens 0 \
    >said 2>complaint
grep -q '^  "counts": {$' run/run.json
cp run/run.json whole.json

# A guess as well, which the audit finds where it says it is.
grep -q '^  "before": ".*",$' run/guess.json
mkdir -p talk
cat >talk/film.lua <<'LUA'
return { gptreel = 1, title = "A guess" }
LUA
cat >talk/01_guess.lua <<'LUA'
return scene("Guess", function(run)
    appear(line("${run.guess.before}${run.guess.text}${run.guess.after} ${run.guess.surprise:.2f} ${run.guess.p:.3f}"))
    appear(label("${run.guess.untrained.p:.3f} ${run.guess.untrained.token.entropy:.2f} ${run.few_weights[2][3][4]:.3f} ${run.descent[1][2][9]:.3f} ${run.nudges[2][3]:.3f}"))
    hold(1)
end)
LUA
"$gptreel" audit talk --run run >audited
if grep -q DIFFERS audited; then cat audited; exit 1; fi
for number in 'guess.json p' 'guess.json untrained.p' 'guess.json untrained.entropy' 'few_weights.safetensors weights.1,2,3.' \
    'descent.safetensors descent.0,1,8.' 'descent.safetensors nudges.1,2.'; do
    grep -q " equal .*$number" audited || { cat audited; exit 1; }
done

# Without them the run is as it was; added, it has the same bytes as before; of what is measured again and again, the same
# numbers but for their last digits, as kernels of some processors add in another order beside a training.
head_of() { head -c "$((8 + $(od -An -t u8 -N 8 "$1")))" "$1" | od -t x1; }
floats() { tail -c +"$((9 + $(od -An -t u8 -N 8 "$1")))" "$1" | od -An -v -w4 -t f4; }
alike() { # FILE FILE
    test "$(head_of "$1")" = "$(head_of "$2")"
    floats "$1" >one
    floats "$2" >other
    paste one other | awk '{ d = $1 - $2; s = 1e-5 * (1 + ($1 < 0 ? -$1 : $1)) }
        d > s || d < -s { print NR ": " $1 " is not " $2; bad = 1 }
        END { exit bad || NR != 164 }'
}
grep -q '^  "untrained": {' run/guess.json
cp run/guess.json run/few_weights.safetensors run/descent.safetensors .
rm run/guess.json run/few_weights.safetensors run/descent.safetensors
sed '/^  "counts": {$/,/^  },$/d' whole.json >run/run.json
if cmp -s run/run.json whole.json; then echo 'nothing was taken out'; exit 1; fi
"$gptreel" count run --data corpus.txt >said
grep -q '^nats a token: blind guessing [0-9.]*, by sequences of 1 [0-9.]*' said
grep -q '^reached: noise$' said
cmp run/run.json whole.json
cmp run/guess.json guess.json
cmp run/few_weights.safetensors few_weights.safetensors
alike run/descent.safetensors descent.safetensors
grep -q '^a guess: .* = -ln 0.*; untrained [0-9]' said
"$gptreel" count run --data corpus.txt >said
cmp run/run.json whole.json

# Weights of step 0 whose loss is not the recorded one are not taken for them.
cp run/metrics.jsonl whole.jsonl
sed '1s/"val_loss": [0-9.]*/"val_loss": 1.5/' whole.jsonl >run/metrics.jsonl
"$gptreel" count run --data corpus.txt >said
grep -q '; untrained unknown' said
if grep -q untrained run/guess.json; then echo 'weights of another loss were taken'; exit 1; fi
cp whole.jsonl run/metrics.jsonl

echo more >>corpus.txt
refused 1 'is not what run learned from' count run --data corpus.txt
refused 1 '--data FILE is missing' count run
refused 1 'there is no folder nowhere' count nowhere --data corpus.txt
refused 1 'conversations' count "$2/model/runs/nano/rl" --data corpus.txt
cmp run/run.json whole.json
