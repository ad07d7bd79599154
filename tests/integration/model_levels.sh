# model_levels.sh BINARY SOURCE_DIR — one program for every processor: hot loops are vector code at every level, a lower
# level can be asked for, and settings that this processor cannot run are said in a line and not followed.
binary=$1

fail()
{
    echo "model_levels: $*" >&2
    exit 1
}

case $(uname -m) in
x86_64) ;;
*) echo "skipped: levels are for x86-64"; exit 77 ;;
esac

# A variable that is not to be followed.
said=$(OPENBLAS_CORETYPE=Skylake "$binary" doctor 2>&1 >/dev/null)
[ "$(echo "$said" | wc -l)" = 1 ] || fail "more than a line about an unknown core type: $said"
case $said in
*"OPENBLAS_CORETYPE=Skylake is none of OpenBLAS's core types"*) ;;
*) fail "said about an unknown core type: $said" ;;
esac
said=$(GPTREEL_CPU_LEVEL=v9 "$binary" doctor 2>&1 >/dev/null)
case $said in
*"GPTREEL_CPU_LEVEL=v9 is none of baseline, v3 and v4"*) ;;
*) fail "said about an unknown level: $said" ;;
esac
"$binary" doctor >ours
GPTREEL_CPU_LEVEL=baseline "$binary" doctor >lower
grep -q '^instructions *baseline ' lower || fail "the baseline was asked for: $(cat lower)"

# The same training at each level that this processor has, to nearly the same loss.
train()
{
    GPTREEL_CPU_LEVEL=$1 OPENBLAS_CORETYPE=Prescott "$binary" train --preset tiny --steps 5 --eval-every 0 --sample-tokens 0 --generate-tokens 0 --out "$1" >/dev/null
    tail -n 1 "$1/metrics.jsonl" | sed 's/.*"loss": *\([0-9.]*\).*/\1/'
}
rm -rf baseline v3 v4
loss=$(train baseline)
for level in v3 v4; do
    GPTREEL_CPU_LEVEL=$level "$binary" doctor 2>/dev/null | grep -q "^instructions *$level " || continue
    other=$(train $level)
    grep -q "\"instructions\": *\"$level\"" $level/run.json || fail "run.json does not name level $level"
    awk -v a="$loss" -v b="$other" 'BEGIN { d = a - b; exit !(a > 0 && d * d < 1e-6) }' ||
        fail "loss $loss at the baseline, $other at $level"
done

# Sanitizers are for finding faults: such a build is not optimised.
case $(readelf -d "$binary") in
*libasan* | *libtsan*) exit 0 ;;
esac

# Vector code. A loop is known by an operation that it cannot do without: that many of it at least, on whole registers.
command -v objdump >/dev/null || { echo "skipped: no objdump to look at the hot loops with"; exit 77; }

packed()
{
    objdump -d --no-show-raw-insn --disassemble="$1" "$binary" | grep -cE "[[:space:]]v$2 .*%$3mm" || true
}

faults=0
for level in v3 v4; do
    [ $level = v3 ] && register=y || register=z
    while read -r name operation least; do
        n=$(packed "${name}_$level" "$operation" $register)
        [ "$n" -ge "$least" ] && continue
        echo "model_levels: ${name}_$level has $n of $operation on ${register}mm, not $least: is a loop of it scalar?" >&2
        faults=$((faults + 1))
    done <<'END'
rows_begin addps 1
matmul_backward_bias addps 1
embed_forward addps 1
embed_backward addps 2
norm_forward mulps 2
norm_backward f[n]?m[a-z]*[0-9]*ps 3
norm_backward_weight f[n]?m[a-z]*[0-9]*ps 1
gelu_forward divps 2
gelu_backward divps 2
relu_forward mulps 1
relu_backward mulps 1
rms_forward mulps 1
rms_forward f[n]?madd[0-9]*ps 1
rms_backward f[n]?m[a-z]*[0-9]*ps 3
heads_forward f[n]?m[a-z]*[0-9]*ps 3
heads_backward f[n]?m[a-z]*[0-9]*ps 4
cap_forward divps 1
random_lots pmul(ud|l)q 20
dropout_apply mulps 2
dropout_apply_at mulps 1
softmax_row mulps 1
softmax_row pslld 1
attention_backward pslld 1
attention_backward mulps 3
cross_entropy pslld 4
cross_entropy mulps 1
weight_view_widen cvtph2ps 1
weight_view_add_part f[n]?madd[0-9]*ps 20
rows_add f[n]?madd[0-9]*ps 8
gradient_piece f[n]?madd[0-9]*pd 1
adam_piece sqrtps 1
adam_piece divps 1
momentum_piece mulps 1
END
done
exit $((faults > 0))
