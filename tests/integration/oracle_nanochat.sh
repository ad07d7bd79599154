# Other shapes of nanochat's architecture than the one whose numbers ship, against a PyTorch that is named by
# GPTREEL_BENCH_PYTHON: heads, one key/value head, odd lengths, other bases, parts left out.
program=$(dirname "$1")/tests/test_nanochat_oracle
[ -x "$program" ] || program=$(dirname "$1")/test_nanochat_oracle
python=${GPTREEL_BENCH_PYTHON:-python3}

if ! $python -c 'import torch' 2>/dev/null; then
    echo "no PyTorch in $python, so nothing to compare with"
    exit 77
fi
compare() {
    rm -rf numbers
    $python "$2/tests/oracle/nanochat.py" numbers $3
    GPTREEL_ORACLE_NANOCHAT=numbers "$1" >said 2>&1 || { echo "with $3:"; cat said; exit 1; }
}
compare "$program" "$2" ''
compare "$program" "$2" 'n_head=6 n_kv_head=1'
compare "$program" "$2" 'n_head=3 n_kv_head=3 block_size=13 time=11 batch=5'
compare "$program" "$2" 'n_head=2 n_kv_head=1 n_embd=40 vocab_size=37 rope_base=500'
compare "$program" "$2" 'time=3 batch=3 n_layer=1'
compare "$program" "$2" 'qk_norm=0 embed_norm=0 logit_softcap=0'
compare "$program" "$2" 'n_layer=3 n_head=8 n_kv_head=4 n_embd=64 block_size=33 rope_base=100000 seed=2'
