# nanochat.py — reference numbers of nanochat's architecture and optimizers from PyTorch, for test_nanochat_oracle.
#
#   python3 nanochat.py FOLDER [n_head=4] [n_kv_head=2] [n_embd=48] [n_layer=2] [block_size=16] [time=16] [batch=4]
#                       [vocab_size=61] [rope_base=10000] [logit_softcap=15] [qk_norm=1] [embed_norm=1] [seed=1]
#
# Writes the files that the test reads: see there. Matrices are (out, in), the initial ones larger than a training's, so
# that mistakes show.
import json
import math
import os
import struct
import sys

import torch
from torch.nn import functional as F

CONFIG = {"n_layer": 2, "n_head": 4, "n_kv_head": 2, "n_embd": 48, "block_size": 16, "vocab_size": 61, "bias": False,
          "tie_weights": False, "norm": "rms", "norm_params": False, "norm_eps": 1e-6, "position": "rope",
          "rope_base": 10000.0, "qk_norm": True, "activation": "relu2", "logit_softcap": 15.0, "embed_norm": True,
          "dropout": 0.0}
OPTIMIZER = {"kind": "Muon on h.*, AdamW on wte and lm_head", "muon_lr": 0.02, "muon_momentum": [0.85, 0.95],
             "muon_momentum_steps": 6, "muon_steps": 5, "adam_lr": {"wte": 0.02, "lm_head": 0.004},
             "adam_betas": [0.8, 0.95], "adam_eps": 1e-10, "weight_decay": 0.0, "grad_clip": 1.0}
N_STEPS = 10


def save(folder, name, tensors):
    header, data = {}, b""
    for key, value in tensors.items():
        value = value.detach().contiguous()
        kind = "I32" if value.dtype in (torch.int32, torch.int64) else "F32"
        raw = value.to(torch.int32 if kind == "I32" else torch.float32).numpy().tobytes()
        header[key] = {"dtype": kind, "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(folder, name + ".safetensors"), "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def fresh_params(c):
    n, d = c["n_embd"], c["n_embd"] // c["n_head"]
    kv = d * c["n_kv_head"]
    params = {"wte": torch.randn(c["vocab_size"], n)}
    for i in range(c["n_layer"]):
        shapes = {"attn.c_q": (n, n), "attn.c_k": (kv, n), "attn.c_v": (kv, n), "attn.c_proj": (n, n),
                  "mlp.c_fc": (4 * n, n), "mlp.c_proj": (n, 4 * n)}
        for name, (rows, columns) in shapes.items():
            params[f"h.{i}.{name}"] = torch.randn(rows, columns) * 1.5 / math.sqrt(columns)
    params["lm_head"] = torch.randn(c["vocab_size"], n) * 2 / math.sqrt(n)
    return {name: value.requires_grad_() for name, value in params.items()}


def norm(x, c):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + c["norm_eps"])


# Halves are turned by -angle.
def rotate(x, c):
    d = x.size(-1)
    rates = c["rope_base"] ** (-torch.arange(0, d, 2) / d)
    angles = torch.arange(x.size(-2))[:, None] * rates[None, :]
    cos, sin = angles.cos(), angles.sin()
    a, b = x[..., : d // 2], x[..., d // 2:]
    return torch.cat((a * cos + b * sin, b * cos - a * sin), -1)


def attend(x, p, i, c, acts):
    b, t, n = x.shape
    d = n // c["n_head"]
    q, k, v = ((x @ p[f"h.{i}.attn.{name}"].T).view(b, t, -1, d).transpose(1, 2) for name in ("c_q", "c_k", "c_v"))
    q, k = rotate(q, c), rotate(k, c)
    if c["qk_norm"]:
        q, k = norm(q, c), norm(k, c)
    acts.update({f"h.{i}.q": q, f"h.{i}.k": k, f"h.{i}.v": v})
    share = c["n_head"] // c["n_kv_head"]
    k, v = k.repeat_interleave(share, 1), v.repeat_interleave(share, 1)
    hidden = torch.ones(t, t, dtype=torch.bool).triu(1)
    probs = (q @ k.transpose(-2, -1) / math.sqrt(d)).masked_fill(hidden, -math.inf).softmax(-1)
    y = (probs @ v).transpose(1, 2).reshape(b, t, n)
    acts.update({f"h.{i}.att_probs": probs, f"h.{i}.att_y": y})
    return y @ p[f"h.{i}.attn.c_proj"].T


def forward(x, p, c, acts):
    h = p["wte"][x]
    if c["embed_norm"]:
        h = norm(h, c)
    acts["embed"] = h
    for i in range(c["n_layer"]):
        h = acts[f"h.{i}.resid_attn"] = h + attend(norm(h, c), p, i, c, acts)
        wide = acts[f"h.{i}.relu2"] = F.relu(norm(h, c) @ p[f"h.{i}.mlp.c_fc"].T).square()
        h = acts[f"h.{i}.resid_mlp"] = h + wide @ p[f"h.{i}.mlp.c_proj"].T
    acts["norm_f"] = norm(h, c)
    logits = acts["norm_f"] @ p["lm_head"].T
    cap = c["logit_softcap"]
    acts["logits"] = cap * torch.tanh(logits / cap) if cap else logits
    return acts["logits"]


def loss_of(logits, y, advantage=None):
    each = F.cross_entropy(logits.transpose(1, 2), y, ignore_index=-1, reduction="none")
    if advantage is not None:
        each = each * advantage[:, None]
    return each.sum() / (y >= 0).sum()


def gradients(loss, p):
    return dict(zip(p, torch.autograd.grad(loss, list(p.values()), retain_graph=True)))


def orthogonalised(x):
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = x.size(0) > x.size(1)
    x = x.T if tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x.T if tall else x


def update(p, grads, state, step, c):
    o = OPTIMIZER
    share = min(step / o["muon_momentum_steps"], 1)
    momentum = (1 - share) * o["muon_momentum"][0] + share * o["muon_momentum"][1]
    beta1, beta2 = o["adam_betas"]
    for name, g in grads.items():
        w = p[name].data
        if name in o["adam_lr"]:
            m, v = state.setdefault(name, [torch.zeros_like(w), torch.zeros_like(w)])
            m.mul_(beta1).add_((1 - beta1) * g)
            v.mul_(beta2).add_((1 - beta2) * g * g)
            m, v = m / (1 - beta1 ** (step + 1)), v / (1 - beta2 ** (step + 1))
            w -= o["adam_lr"][name] * (c["n_embd"] / 768) ** -0.5 * m / (v.sqrt() + o["adam_eps"])
        else:
            buffer = state.setdefault(name, torch.zeros_like(w))
            buffer.mul_(momentum).add_((1 - momentum) * g)
            rate = o["muon_lr"] * math.sqrt(max(1, w.size(0) / w.size(1)))
            w -= rate * orthogonalised((1 - momentum) * g + momentum * buffer)


def steps(p, x, y, c):
    losses, norms, state = [], [], {}
    for step in range(N_STEPS):
        loss = loss_of(forward(x[step], p, c, {}), y[step])
        grads = gradients(loss, p)
        total = math.sqrt(sum(float(g.double().pow(2).sum()) for g in grads.values()))
        factor = min(1, OPTIMIZER["grad_clip"] / (total + 1e-6))
        update(p, {name: g * factor for name, g in grads.items()}, state, step, c)
        losses.append(loss.item())
        norms.append(total)
    return torch.tensor(losses), torch.tensor(norms)


def main():
    folder, given = sys.argv[1], dict(word.split("=") for word in sys.argv[2:])
    c = {name: type(value)(float(given[name])) if name in given else value for name, value in CONFIG.items()}
    time, batch = int(given.get("time", c["block_size"])), int(given.get("batch", 4))
    torch.manual_seed(int(given.get("seed", 1)))
    torch.set_num_threads(1)
    os.makedirs(folder, exist_ok=True)
    p = fresh_params(c)
    save(folder, "params", p)
    x, y = torch.randint(c["vocab_size"], (2, batch, time))
    y_masked = torch.where(torch.rand(batch, time) < 0.4, -1, y)
    advantage = torch.randn(batch)
    acts = {}
    logits = forward(x, p, c, acts)
    losses = {"loss": loss_of(logits, y), "loss_masked": loss_of(logits, y_masked),
              "loss_reinforce": loss_of(logits, y_masked, advantage)}
    save(folder, "logits", {"x": x, "y": y, "y_masked": y_masked, "advantage": advantage, "logits": logits,
                            **{name: loss.reshape(1) for name, loss in losses.items()}})
    save(folder, "acts", {name: value[: min(2, batch)] for name, value in acts.items()})
    grads = {prefix + name: g for prefix, loss in zip(("", "masked.", "reinforce."), losses.values())
             for name, g in gradients(loss, p).items()}
    save(folder, "grads", grads)
    save(folder, "orthogonalised", {name: orthogonalised(grads[name])
                                    for name in ("h.0.attn.c_k", "h.0.mlp.c_fc", "h.0.mlp.c_proj")})
    xs, ys = torch.randint(c["vocab_size"], (2, N_STEPS, batch, time))
    step_losses, norms = steps(p, xs, ys, c)
    save(folder, "steps", {"x": xs, "y": ys, "loss": step_losses, "grad_norm": norms})
    save(folder, "params_after10", p)
    with open(os.path.join(folder, "oracle.json"), "w") as out:
        json.dump({"config": c, "optimizer": OPTIMIZER}, out)


main()
