"""make_tokenizers.py — byte-level BPE tokenizers as Hugging Face's libraries write them: one folder each under the one
that is named, with texts and the ids that transformers makes of them. Run by tests/integration/transformers.sh."""

import json
import pathlib
import sys

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer, GPT2Tokenizer, PreTrainedTokenizerFast

TEXTS = [
    "ROMEO: I love\nthee <|endoftext|>and\tthe  sea",
    "<|endoftext|><|user|>naïve 日本 🙂<|end|> <|endoftext|>",
    "the the <|user|the plain word",
    "<|endoftext|>",
]
CORPUS = "the sea, the plain word and the love of Romeo; naïve 日本 the the they've 12345 and so on\n" * 20


def trained(n_vocab=330):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=n_vocab, initial_alphabet=alphabet, show_progress=False,
                                  special_tokens=["<|endoftext|>"])
    tokenizer.train_from_iterator([CORPUS], trainer)
    return tokenizer


def write(folder, tokenizer, special):
    """The ids of every text, with names of special tokens as tokens or as text."""
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text)
        encoded = tokenizer(text, split_special_tokens=not special)["input_ids"]
        (folder / f"{number}.ids").write_text(" ".join(str(i) for i in encoded) + "\n")


def main():
    top = pathlib.Path(sys.argv[1])
    base = trained()
    merges = json.loads(base.to_str())["model"]["merges"]

    pair = top / "pair"  # vocab.json and merges.txt with added_tokens.json, as older transformers write
    pair.mkdir(parents=True)
    (pair / "vocab.json").write_text(json.dumps(base.get_vocab()))
    (pair / "merges.txt").write_text("#version: 0.2\n" + "\n".join(" ".join(m) for m in merges) + "\n")
    (pair / "special_tokens_map.json").write_text(
        json.dumps({"eos_token": "<|end|>", "bos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}))
    reader = GPT2Tokenizer.from_pretrained(pair)
    reader.add_tokens([AddedToken("<|user|>", normalized=False)])
    (pair / "added_tokens.json").write_text(json.dumps(reader.get_added_vocab()))
    write(pair, reader, special=True)

    whole = top / "whole"  # tokenizer.json with a rule for what begins a text
    base.add_special_tokens(["<|end|>"])
    base.add_tokens(["<|user|>"])
    base.post_processor = processors.TemplateProcessing(
        single="<|endoftext|> $A", special_tokens=[("<|endoftext|>", base.token_to_id("<|endoftext|>"))])
    fast = PreTrainedTokenizerFast(tokenizer_object=base, eos_token="<|end|>", bos_token="<|endoftext|>")
    fast.save_pretrained(whole)
    write(whole, AutoTokenizer.from_pretrained(whole), special=True)
    plain = top / "plain"  # the same, where names of special tokens are text
    fast.save_pretrained(plain)
    write(plain, AutoTokenizer.from_pretrained(plain), special=False)


main()
