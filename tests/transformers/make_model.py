"""make_model.py FOLDER OTHER TOKENIZER — GPT-2s as transformers writes them: in FOLDER one with a vocabulary padded beyond
its tokenizer, in OTHER one with a relu, a middle of any width, and numbers of 64 bits. Run by tests/integration/transformers_models.sh."""

import pathlib
import shutil
import sys

import torch
from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

folder, other, source = map(pathlib.Path, sys.argv[1:])
tokenizer = AutoTokenizer.from_pretrained(source)
torch.manual_seed(1)
config = GPT2Config(vocab_size=384, n_positions=32, n_embd=32, n_layer=2, n_head=2, initializer_range=0.2,
                    bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id)
assert len(tokenizer) < config.vocab_size
model = GPT2LMHeadModel(config)
with torch.no_grad():
    model.transformer.wte.weight[len(tokenizer):] *= 8  # what is padding would be drawn
model.save_pretrained(folder)
config = GPT2Config(vocab_size=len(tokenizer), n_positions=64, n_embd=16, n_layer=2, n_head=2, initializer_range=0.2,
                    n_inner=50, activation_function="relu", bos_token_id=tokenizer.bos_token_id,
                    eos_token_id=tokenizer.eos_token_id)
GPT2LMHeadModel(config).double().save_pretrained(other)
for name in ("tokenizer.json", "tokenizer_config.json"):
    shutil.copy(source / name, folder)
    shutil.copy(source / name, other)
