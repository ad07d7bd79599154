# gpt.py — a GPT from nothing, part by part. What it is, it becomes in the order of the lecture; any rung can be trained:
#
#     python gpt.py TEXT [RUNG [STEPS]]        RUNG: bigram, one_head, many_heads, mlp, residual, norm or gpt
import sys

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(1)


# ---- the text ----
text = open(sys.argv[1]).read()
chars = sorted(set(text))
n_vocab = len(chars)


# ---- the numbers ----
id_of = {c: i for i, c in enumerate(chars)}


def encode(text):
    return [id_of[c] for c in text]


def decode(ids):
    return "".join(chars[i] for i in ids)


# ---- the split ----
val_fraction = 0.1
ids = torch.tensor(encode(text))
n_train = int(len(ids) * (1 - val_fraction))
train_ids = ids[:n_train]
val_ids = ids[n_train:]


# ---- the batch ----
def get_batch(ids, B, T):
    starts = torch.randint(len(ids) - T, (B,))
    x = torch.stack([ids[s : s + T] for s in starts])
    y = torch.stack([ids[s + 1 : s + T + 1] for s in starts])
    return x, y


# ---- the bigram ----
class Bigram(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(n_vocab, n_vocab)

    def forward(self, ids):
        return self.table(ids)


# ---- the loss ----
def loss_of(model, x, y):
    logits = model(x)
    B, T, C = logits.shape
    logits = logits.view(B * T, C)
    return F.cross_entropy(logits, y.view(B * T))


# ---- the mean loss ----
@torch.no_grad()
def mean_loss(model, ids, T):
    model.eval()
    n = (len(ids) - 1) // T
    x = ids[: n * T].view(n, T)
    y = ids[1 : n * T + 1].view(n, T)
    losses = [loss_of(model, *part) * len(part[0]) for part in zip(x.split(T * T), y.split(T * T))]
    model.train()
    return sum(losses) / n


# ---- generate ----
@torch.no_grad()
def generate(model, ids, n, T):
    for _ in range(n):
        logits = model(ids[:, -T:])[:, -1]
        p = F.softmax(logits, dim=-1)
        next_id = torch.multinomial(p, 1)
        ids = torch.cat((ids, next_id), dim=1)
    return ids


# ---- the training ----
def train(model, B, T, steps, lr):
    parameters = model.parameters()
    optimizer = torch.optim.AdamW(parameters, lr=lr)
    for step in range(steps):
        x, y = get_batch(train_ids, B, T)
        loss = loss_of(model, x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# ---- averaging by loops ----
def mean_by_loops(x):
    means = torch.zeros_like(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            means[b, t] = x[b, : t + 1].mean(dim=0)
    return means


# ---- averaging by a matrix ----
def mean_by_matrix(x):
    T = x.shape[1]
    w = torch.tril(torch.ones(T, T))
    w = w / w.sum(dim=1, keepdim=True)
    return w @ x


# ---- averaging by softmax ----
def mean_by_softmax(x):
    T = x.shape[1]
    later = torch.ones(T, T).triu(1).bool()
    w = torch.zeros(T, T)
    w = w.masked_fill(later, -torch.inf)
    w = w.softmax(dim=-1)
    return w @ x


# ---- a head ----
class Head(nn.Module):
    def __init__(self, C, d):
        super().__init__()
        self.q = nn.Linear(C, d, bias=False)
        self.k = nn.Linear(C, d, bias=False)
        self.v = nn.Linear(C, d, bias=False)

    # ---- a head at work ----
    def forward(self, x):
        q = self.q(x)
        k = self.k(x)
        v = self.v(x)
        w = q @ k.transpose(-2, -1)
        w = w / k.shape[-1] ** 0.5
        later = torch.ones_like(w).triu(1).bool()
        w = w.masked_fill(later, -torch.inf)
        w = w.softmax(dim=-1)
        return w @ v


# ---- many heads ----
class Heads(nn.Module):
    def __init__(self, C, n_head, d):
        super().__init__()
        self.heads = nn.ModuleList(Head(C, d) for _ in range(n_head))
        self.join = nn.Linear(n_head * d, C, bias=False)

    def forward(self, x):
        seen = [head(x) for head in self.heads]
        return self.join(torch.cat(seen, dim=-1))


# ---- all heads at once ----
def heads_at_once(heads, x):
    q, k, v = [torch.stack([getattr(h, name).weight for h in heads.heads]) for name in "qkv"]
    q, k, v = [torch.einsum("btc,hdc->bhtd", x, w) for w in (q, k, v)]
    seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    return heads.join(seen.transpose(1, 2).flatten(2))


# ---- the MLP ----
mlp_ratio = 4


class MLP(nn.Module):
    def __init__(self, C):
        super().__init__()
        self.up = nn.Linear(C, mlp_ratio * C, bias=False)
        self.down = nn.Linear(mlp_ratio * C, C, bias=False)

    def forward(self, x):
        return self.down(F.gelu(self.up(x)))


# ---- a block ----
class Block(nn.Module):
    def __init__(self, C, n_head, d, mlp, residual, norm, dropout):
        super().__init__()
        self.heads = Heads(C, n_head, d)
        self.mlp = MLP(C) if mlp else nn.Identity()
        self.norms = nn.ModuleList(norm(C) for _ in range(2))
        self.dropout = nn.Dropout(dropout)
        self.residual = residual

    # ---- through a block ----
    def forward(self, x):
        halves = self.heads, self.mlp
        for norm, half in zip(self.norms, halves):
            change = self.dropout(half(norm(x)))
            x = x + change if self.residual else change
        return x


# ---- the model ----
class GPT(nn.Module):
    def __init__(self, T, C, n_layer, norm, **parts):
        super().__init__()
        self.tokens = nn.Embedding(n_vocab, C)
        self.positions = nn.Embedding(T, C)
        self.blocks = nn.Sequential()
        for _ in range(n_layer):
            self.blocks.append(Block(C, norm=norm, **parts))
        self.norm = norm(C)
        self.head = nn.Linear(C, n_vocab, bias=False)

    # ---- through the model ----
    def forward(self, ids):
        T = ids.shape[1]
        x = self.tokens(ids)
        x = x + self.positions.weight[:T]
        x = self.blocks(x)
        return self.head(self.norm(x))


# ---- the ladder ----
rung = dict(B=32, T=8, C=32, n_layer=1, n_head=1, d=8, lr=0.001, std=0.2)
rung.update(mlp=False, residual=False, norm=nn.Identity, dropout=0.0)
ladder = {"bigram": {**rung, "std": 0.02}}
for name, added in {
    "one_head": {},
    "many_heads": dict(n_head=4),
    "mlp": dict(mlp=True),
    "residual": dict(residual=True, n_layer=3),
    "norm": dict(norm=nn.LayerNorm),
    "gpt": dict(B=16, T=256, C=288, n_layer=6, n_head=6, d=48, dropout=0.15, std=0.02),
}.items():
    rung = ladder[name] = {**rung, **added}


# ---- ways that must agree ----
x = torch.randn(4, 8, 32)
means = mean_by_loops(x)
heads = Heads(32, 4, 8)
print(f"averages differ by {max((way(x) - means).abs().max() for way in (mean_by_matrix, mean_by_softmax)):.0e}")
print(f"heads at once differ by {(heads_at_once(heads, x) - heads(x)).abs().max():.0e}")


# ---- from the first loss to a text ----
name = sys.argv[2] if len(sys.argv) > 2 else "bigram"
steps = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
parts = dict(ladder[name])
B, T, lr, std = [parts.pop(key) for key in ("B", "T", "lr", "std")]
model = Bigram() if name == "bigram" else GPT(T, **parts)
for weights in model.parameters():
    if weights.dim() > 1:
        nn.init.normal_(weights, std=std)
for step in (0, steps):
    if step > 0:
        train(model, B, T, steps, lr)
    print(f"{name}: step {step}, validation loss {mean_loss(model, val_ids, T):.4f}", flush=True)
print(decode(generate(model, torch.zeros(1, 1, dtype=torch.long), 300, T)[0].tolist()))
