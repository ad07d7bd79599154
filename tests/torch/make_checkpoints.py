"""make_checkpoints.py FOLDER — checkpoints as nanoGPT's train.py saves them, and one that asks for a program to be run.

FOLDER/out-words has ckpt.pt, with the optimizer's state, of a model that was compiled; FOLDER/data/words its meta.pkl;
FOLDER/out-half and FOLDER/out-brain the same with numbers of 16 bits, and no biases; FOLDER/hf a GPT-2 in
pytorch_model.bin, FOLDER/shards one in two of them. expected.json says for a prompt the logits of its last token. Run by
tests/integration/torch_checkpoints.sh, with a Python that has torch."""

import json
import math
import pathlib
import pickle
import sys
from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional as F

TEXT = "the sea, the plain word\nand so on"
PROMPT = "the sea"


class Norm(nn.Module):
    def __init__(self, width, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(width))
        self.bias = nn.Parameter(torch.randn(width)) if bias else None

    def forward(self, x):
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-5)


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c_attn = nn.Linear(c["n_embd"], 3 * c["n_embd"], bias=c["bias"])
        self.c_proj = nn.Linear(c["n_embd"], c["n_embd"], bias=c["bias"])
        self.register_buffer("bias", torch.tril(torch.ones(c["block_size"], c["block_size"]))[None, None])
        self.n_head = c["n_head"]

    def forward(self, x):
        t, width = x.shape
        q, k, v = (part.view(t, self.n_head, -1).transpose(0, 1) for part in self.c_attn(x).split(width, dim=1))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.c_proj(y.transpose(0, 1).reshape(t, width))


class MLP(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c_fc = nn.Linear(c["n_embd"], 4 * c["n_embd"], bias=c["bias"])
        self.c_proj = nn.Linear(4 * c["n_embd"], c["n_embd"], bias=c["bias"])

    def forward(self, x):
        return self.c_proj(F.gelu(self.c_fc(x)))


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.ln_1, self.attn = Norm(c["n_embd"], c["bias"]), Attention(c)
        self.ln_2, self.mlp = Norm(c["n_embd"], c["bias"]), MLP(c)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class GPT(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.transformer = nn.ModuleDict(dict(
            wte=nn.Embedding(c["vocab_size"], c["n_embd"]), wpe=nn.Embedding(c["block_size"], c["n_embd"]),
            h=nn.ModuleList([Block(c) for _ in range(c["n_layer"])]), ln_f=Norm(c["n_embd"], c["bias"])))
        self.lm_head = nn.Linear(c["n_embd"], c["vocab_size"], bias=False)
        self.transformer.wte.weight = self.lm_head.weight

    def forward(self, ids):
        x = self.transformer.wte(ids) + self.transformer.wpe(torch.arange(len(ids)))
        for block in self.transformer.h:
            x = block(x)
        return self.lm_head(self.transformer.ln_f(x))


def save(folder, bias, dtype, prefix):
    """A checkpoint, and the logits that follow on the prompt, of the weights as they are kept."""
    args = dict(n_layer=2, n_head=2, n_embd=16, block_size=24, bias=bias, vocab_size=len(set(TEXT)), dropout=0.0)
    model = GPT(args).to(dtype).float().eval()
    ids = torch.tensor([sorted(set(TEXT)).index(c) for c in PROMPT])
    optimizer = torch.optim.AdamW(model.parameters(), lr=0)
    loss = F.cross_entropy(model(ids), ids.roll(1))
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        logits = model(ids)[-1]
    state = OrderedDict((prefix + name, value.to(dtype)) for name, value in model.state_dict().items())
    if dtype == torch.float32:  # the tied tensors share their numbers, as in a model's own dictionary
        state = OrderedDict((prefix + name, value) for name, value in model.state_dict().items())
    folder.mkdir(parents=True)
    torch.save({
        "model": state,
        "optimizer": optimizer.state_dict(),
        "model_args": args,
        "iter_num": 2000,
        "best_val_loss": loss.detach(),
        "config": {"dataset": "words", "out_dir": "out-words", "compile": True, "learning_rate": 1e-3, "seed": -1},
    }, folder / "ckpt.pt")
    return logits.tolist()


class Evil:
    def __reduce__(self):
        return (print, ("run!",))


def main():
    top = pathlib.Path(sys.argv[1])
    torch.manual_seed(3)
    data = top / "data" / "words"
    data.mkdir(parents=True)
    chars = sorted(set(TEXT))
    (data / "meta.pkl").write_bytes(pickle.dumps({
        "vocab_size": len(chars), "itos": dict(enumerate(chars)), "stoi": {c: i for i, c in enumerate(chars)}}))
    expected = {
        "out-words": save(top / "out-words", True, torch.float32, "_orig_mod."),
        "out-half": save(top / "out-half", False, torch.float16, ""),
        "out-brain": save(top / "out-brain", True, torch.bfloat16, "module._orig_mod."),
    }
    (top / "expected.json").write_text(json.dumps(expected))

    model = GPT(dict(n_layer=1, n_head=2, n_embd=16, block_size=24, bias=True, vocab_size=len(chars)))
    state = OrderedDict((name.removeprefix("transformer."), value) for name, value in model.state_dict().items()
                        if not name.startswith("lm_head"))
    for name, value in state.items():
        if value.dim() == 2 and name.startswith("h."):
            state[name] = value.t().contiguous()  # Hugging Face's layers are (in, out)
    for folder in ("hf", "shards"):
        (top / folder).mkdir()
        (top / folder / "config.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(
            dict(model_type="gpt2", n_layer=1, n_head=2, n_embd=16, n_positions=24, vocab_size=len(chars))).encode())
        (top / folder / "meta.pkl").write_bytes((data / "meta.pkl").read_bytes())
    torch.save(state, top / "hf" / "pytorch_model.bin")
    names = list(state)
    index = {}
    for number, part in enumerate((names[:5], names[5:]), 1):
        file = f"pytorch_model-0000{number}-of-00002.bin"
        torch.save(OrderedDict((name, state[name]) for name in part), top / "shards" / file)
        index.update({name: file for name in part})
    (top / "shards" / "pytorch_model.bin.index.json").write_text(json.dumps({"metadata": {}, "weight_map": index}))

    bad = top / "bad"
    bad.mkdir()
    torch.save({"model": state, "evil": Evil()}, bad / "evil.pt")
    torch.save(state, bad / "old.pt", _use_new_zipfile_serialization=False)
    torch.save({"model": OrderedDict((n, v.T if v.dim() == 2 else v) for n, v in state.items())}, bad / "turned.pt")
    torch.save({"model": OrderedDict(a=torch.zeros(3, dtype=torch.complex64))}, bad / "complex.pt")
    torch.save(torch.zeros(3), bad / "tensor.pt")
    whole = (top / "out-words" / "ckpt.pt").read_bytes()
    (bad / "cut.pt").write_bytes(whole[: len(whole) // 2])
    (bad / "lfs.pt").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    assert math.isfinite(sum(expected["out-words"]))


main()
