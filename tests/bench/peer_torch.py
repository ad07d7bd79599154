# peer_torch.py — milliseconds of one training step of a GPT in PyTorch on the CPU, for bench_model to compare with.
#
#   python3 peer_torch.py LAYERS HEADS WIDTH CONTEXT SYMBOLS BATCH DROPOUT BIAS THREADS
#
# The model that gptreel trains, written with PyTorch's own layers; fused attention where PyTorch has it; AdamW with
# clipping. Prints lines of a time, that of the best of some steps, and a name: "43.10 PyTorch 2.15.0 eager", and the same
# "compiled" where PyTorch can. What else there is to say about its processor stands behind the name.
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, heads, width, context, dropout, bias):
        super().__init__()
        self.heads, self.rate = heads, dropout
        self.norm_1, self.norm_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        if not bias:
            self.norm_1.bias = self.norm_2.bias = None
        self.qkv = nn.Linear(width, 3 * width, bias=bias)
        self.join = nn.Linear(width, width, bias=bias)
        self.fc = nn.Linear(width, 4 * width, bias=bias)
        self.out = nn.Linear(4 * width, width, bias=bias)
        self.drop = nn.Dropout(dropout)
        self.register_buffer("hidden", torch.ones(context, context, dtype=torch.bool).triu(1))

    def attend(self, x):
        b, t, c = x.shape
        q, k, v = (z.view(b, t, self.heads, c // self.heads).transpose(1, 2) for z in self.qkv(x).split(c, dim=2))
        if hasattr(F, "scaled_dot_product_attention"):
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True, dropout_p=self.rate if self.training else 0.0)
        else:
            scores = (q @ k.transpose(-2, -1)) / math.sqrt(q.size(-1))
            y = self.drop(scores.masked_fill(self.hidden[:t, :t], -math.inf).softmax(-1)) @ v
        return self.join(y.transpose(1, 2).reshape(b, t, c))

    def forward(self, x):
        x = x + self.drop(self.attend(self.norm_1(x)))
        return x + self.drop(self.out(F.gelu(self.fc(self.norm_2(x)))))


class Model(nn.Module):
    def __init__(self, layers, heads, width, context, symbols, dropout, bias):
        super().__init__()
        self.tokens, self.places = nn.Embedding(symbols, width), nn.Embedding(context, width)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(heads, width, context, dropout, bias) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        if not bias:
            self.norm.bias = None
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.02)

    def forward(self, x, y):
        h = self.drop(self.tokens(x) + self.places.weight[: x.size(1)])
        for block in self.blocks:
            h = block(h)
        logits = F.linear(self.norm(h), self.tokens.weight)
        return F.cross_entropy(logits.view(-1, logits.size(-1)), y.view(-1))


def best_step(model, plain, symbols, batch, context):
    groups = [{"params": [p for p in plain.parameters() if p.dim() > 1], "weight_decay": 0.1},
              {"params": [p for p in plain.parameters() if p.dim() < 2], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=1e-4, betas=(0.9, 0.99))
    best, begun, steps = math.inf, None, 0
    while steps < 5 or time.monotonic() - begun < 5:
        x, y = torch.randint(symbols, (2, batch, context))
        start = time.monotonic()
        loss = model(x, y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(plain.parameters(), 1.0)
        optimizer.step()
        loss.item()
        best = min(best, time.monotonic() - start)
        begun = begun or time.monotonic()  # the first step compiles
        steps += 1
    return best


def main():
    layers, heads, width, context, symbols, batch = map(int, sys.argv[1:7])
    dropout, bias, threads = float(sys.argv[7]), sys.argv[8] == "1", int(sys.argv[9])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    instructions = getattr(torch.backends, "cpu", None)
    level = f", {instructions.get_cpu_capability()}" if instructions else ""
    plain = Model(layers, heads, width, context, symbols, dropout, bias)
    for name, model in (("eager", plain), ("compiled", getattr(torch, "compile", lambda _: None)(plain))):
        if model is not None:
            ms = 1e3 * best_step(model, plain, symbols, batch, context)
            print(f"{ms:.2f} PyTorch {torch.__version__} {name}{level}", flush=True)


main()
