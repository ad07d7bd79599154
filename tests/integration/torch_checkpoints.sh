# Checkpoints that PyTorch saved, nanoGPT's and Hugging Face's: sampled, probed against PyTorch's logits, trained on; and
# what would run a program is refused by name. GPTREEL_BENCH_PYTHON names a Python that has torch.
gptreel=$1
. "$2/tests/integration/common/refused.sh"
python=${GPTREEL_BENCH_PYTHON:-python3}
if ! $python -c 'import torch' 2>/dev/null; then
    echo "no PyTorch in $python, so nothing saves a checkpoint"
    exit 77
fi
rm -rf saved tuned
$python "$2/tests/torch/make_checkpoints.py" saved
for name in words half brain; do
    "$gptreel" probe "saved/out-$name" --prompt 'the sea' >said
    "$gptreel" sample "saved/out-$name/ckpt.pt" --prompt 'the sea' --tokens 60 --top-k 0 >said
    test "$(wc -m <said)" = 68
done
$python "$2/tests/torch/check_logits.py" saved
test "$("$gptreel" sample saved/hf --prompt the --tokens 20)" = "$("$gptreel" sample saved/shards --prompt the --tokens 20)"

for _ in 1 2 3 4 5 6 7 8 9; do printf 'the sea, the plain word\nand so on\n'; done >words.txt
"$gptreel" train --init saved/out-words/ckpt.pt --data words.txt --out tuned --steps 2 --batch-size 2 \
    --sample-tokens 4 --generate-tokens 4 >said
grep -q '"n_positions": 24' tuned/config.json
grep -q '"activation_function": "gelu",' tuned/config.json
"$gptreel" sample tuned --prompt the --tokens 20 >said

refused 1 'it asks Python for __builtin__.print, and nothing in a file is run here' sample saved/bad/evil.pt
refused 1 'it asks Python for torch.ComplexFloatStorage' sample saved/bad/complex.pt
refused 1 'is of a PyTorch before 1.6' sample saved/bad/old.pt
refused 1 'does not lie in memory in the order of its shape' sample saved/bad/turned.pt
refused 1 'its pickle is no dictionary of tensors' sample saved/bad/tensor.pt
refused 1 'it is cut off or no zip archive' sample saved/bad/cut.pt
refused 1 'is a pointer of Git LFS' sample saved/bad/lfs.pt
rm -r saved/data
refused 1 'saved/out-words has no tokenizer' sample saved/out-words
