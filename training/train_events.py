"""Second stage: the event heads, with the treebanks rehearsed beside them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from dateline.language.pieces import WordPieces

from .annotations import Report
from .events import event_batches, event_loss, event_windows
from .network import Network
from .syntax import Vocabulary, Window, batches, collate, loss, windows
from .train_syntax import falling_rate, published_encoder
from .treebanks import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOptions:
    """How the second stage runs. `rehearse`: epochs of the treebanks in all, so that syntax is not forgotten."""

    epochs: float = 10
    rehearse: float = 1.0
    rate: float = 1.5e-4
    pieces_a_batch: int = 1000
    seed: int = 0


def train_events(
    network: Network, v: Vocabulary, reports: list[Report], bank: list[Sentence], options: EventOptions
) -> None:
    """Train the event heads and the encoder below them, in place."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    pieces = WordPieces(published_encoder() / "tokenizer.json")
    items = [w for r in reports for w in event_windows(r, pieces)]
    print(len(reports), "reports", len(items), "windows", sum(len(i.events) for i in items), "events", flush=True)
    # The vocabulary stays as the treebanks left it: it is half of all weights, and most words are never seen here.
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.positions.weight.requires_grad_(False)
    groups = [
        {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": options.rate},
        {"params": list(network.syntax.parameters()), "lr": 5e-4},
        {"params": list(network.events.parameters()), "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    total = int(len(list(event_batches(items, options.pieces_a_batch, random.Random(0)))) * options.epochs)
    schedule = falling_rate(optimizer, total, warm_up=80)
    rehearsal = rehearse(windows(bank, pieces, rng, 0.3), rng) if options.rehearse else iter(())
    every = len(list(batches(windows(bank, pieces, rng, 0.3), 800))) * options.rehearse / total
    network.train()
    owed, began = 0.0, time.time()
    for step, batch in enumerate(endless(items, options.pieces_a_batch, rng, total), 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            value = event_loss(network, batch)
        value.backward()
        owed += every
        while owed >= 1:
            owed -= 1
            with torch.autocast("cpu", dtype=torch.bfloat16):
                (0.5 * loss(network, collate(next(rehearsal), v))).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        if step % 100 == 0:
            print(step, total, round(value.item(), 2), f"{(time.time() - began) / 60:.1f} min", flush=True)


def endless(items: list, pieces: int, rng: random.Random, total: int) -> Iterator[list]:  # type: ignore[type-arg]
    """Give `total` batches, shuffled anew each time round."""
    given = 0
    while given < total:
        for batch in event_batches(items, pieces, rng):
            if given == total:
                return
            given += 1
            yield batch


def rehearse(items: list[Window], rng: random.Random) -> Iterator[list[Window]]:
    """Give batches of the treebanks for ever."""
    while True:
        yield from batches(items, 800, rng)
