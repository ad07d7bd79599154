# The program of the lecture, run by PyTorch: its losses are beside the engine's at the same step, and the ways that
# must agree do. GPTREEL_BENCH_PYTHON names a Python that has torch; the text is tiny Shakespeare (model/data/README.md).
source=$2
python=${GPTREEL_BENCH_PYTHON:-python3}
if ! $python -c 'import torch' 2>/dev/null; then
    echo "no PyTorch in $python, so nothing runs the program"
    exit 77
fi
text=${GPTREEL_TINY_SHAKESPEARE:-$source/../shared/data/tinyshakespeare.txt}
[ -f "$text" ] || { echo "tiny Shakespeare is missing; GPTREEL_TINY_SHAKESPEARE names the file"; exit 77; }

# near RUNG RUN STEPS TOLERANCE: the validation losses before and after so many updates.
near() {
    OMP_NUM_THREADS=1 $python "$source/scenes/lecture/gpt.py" "$text" "$1" "$3" >said
    cat said
    $python - "$source/model/runs/ladder/$2/metrics.jsonl" "$3" "$4" <<'PY'
import json, re, sys
path, steps, tolerance = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
recorded = {row["step"]: row["val_loss"] for row in map(json.loads, open(path)) if "val_loss" in row}
said = open("said").read()
losses = dict((int(step), float(loss)) for step, loss in re.findall(r"step (\d+), validation loss ([\d.]+)", said))
assert sorted(losses) == [0, steps], losses
for step, loss in losses.items():
    assert abs(loss - recorded[step]) < tolerance, (step, loss, recorded[step])
for difference in re.findall(r"differ by (\S+)", said):
    assert float(difference) < 1e-6, difference
assert len(re.findall("differ by", said)) == 2
PY
}
near bigram bigram 2000 0.05
near one_head one-head 250 0.15
near norm +norm 50 0.3
