"""check_runs.py FOLDER… — reads what gptreel wrote, with transformers: the text in FOLDER/text gives the ids in
FOLDER/ids and comes back from them, no token is beyond the model's, and the logits are those of the newest probe. A
folder whose model is no GPT-2 must not load as one. Run by tests/integration/transformers_models.sh."""

import json
import pathlib
import sys

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer


def check(folder):
    text = (folder / "text").read_text()
    ids = [int(i) for i in (folder / "ids").read_text().split()]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    config = json.loads((folder / "config.json").read_text())
    assert tokenizer(text)["input_ids"] == ids, (folder, tokenizer(text)["input_ids"], ids)
    assert tokenizer.decode(ids, skip_special_tokens=True) == text, (folder, tokenizer.decode(ids))
    assert len(tokenizer) <= config["vocab_size"], (folder, len(tokenizer))
    end = config["eos_token_id"]
    assert tokenizer.eos_token_id == end, (folder, tokenizer.eos_token_id, end)
    if config["model_type"] != "gpt2":
        try:
            AutoModelForCausalLM.from_pretrained(folder)
        except ValueError:
            return
        raise AssertionError(f"{folder} loads, though it is no GPT-2")
    model = AutoModelForCausalLM.from_pretrained(folder).float().eval()
    assert model.config.eos_token_id == end, (folder, model.config.eos_token_id)
    probes = sorted((folder / "probes").glob("*.safetensors"), key=lambda path: int(path.stem))
    expected = load_file(probes[-1])["logits"]
    with torch.no_grad():
        got = model(torch.tensor([ids])).logits[0, :, : expected.shape[1]]
    error = (got - expected).abs().max().item()
    assert error < 1e-4 * expected.abs().max().item() + 1e-5, (folder, error)
    print(f"{folder}: {len(ids)} ids, logits within {error:.1e}")


for name in sys.argv[1:]:
    check(pathlib.Path(name))
