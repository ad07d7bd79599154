"""make_model.py — a GPT-2 with a vocabulary padded beyond its tokenizer, as transformers writes it, into the folder that
is named; the tokenizer is in the folder named second. Run by tests/integration/transformers_models.sh."""

import pathlib
import shutil
import sys

import torch
from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

folder, source = map(pathlib.Path, sys.argv[1:])
tokenizer = AutoTokenizer.from_pretrained(source)
torch.manual_seed(1)
config = GPT2Config(vocab_size=384, n_positions=32, n_embd=32, n_layer=2, n_head=2, initializer_range=0.2,
                    bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id)
assert len(tokenizer) < config.vocab_size
model = GPT2LMHeadModel(config)
with torch.no_grad():
    model.transformer.wte.weight[len(tokenizer):] *= 8  # what is padding would be drawn
model.save_pretrained(folder)
for name in ("tokenizer.json", "tokenizer_config.json"):
    shutil.copy(source / name, folder)
