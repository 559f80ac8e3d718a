"""The training loop: steps of several kinds of batches in turn, one optimizer, one falling rate."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a training runs. Rates are those of the encoder and of the heads at their highest."""

    encoder_rate: float
    head_rate: float
    warm_up: int = 150
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Stream:
    """One kind of batches: how many there will be, how to make them (for ever), and how to lose by one."""

    name: str
    steps: int
    batches: Iterator[object]
    loss: Callable[[object], Tensor]


def train(network: Network, streams: Sequence[Stream], options: Options, kept: Path, every: int = 500) -> None:
    """Train in place. The streams' batches are spread evenly over the whole; each is one step.

    The weights are kept in a file now and then, so that a long training can be looked into.
    """
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    kept.parent.mkdir(parents=True, exist_ok=True)
    # The vocabulary stays as published: it is half of all weights, and most words are never seen here.
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.positions.weight.requires_grad_(False)
    optimizer = torch.optim.AdamW(groups(network, options), weight_decay=0.01, fused=True)
    plan = interleave([s.steps for s in streams])
    schedule = falling_rate(optimizer, len(plan), options.warm_up)
    network.train()
    lost, began = [0.0] * len(streams), time.time()
    for step, number in enumerate(plan, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            value = streams[number].loss(next(streams[number].batches))
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        lost[number] = value.item() if step < 50 else 0.98 * lost[number] + 0.02 * value.item()
        if step % every == 0:
            told = " ".join(f"{s.name} {x:.3f}" for s, x in zip(streams, lost, strict=True))
            print(f"{step} of {len(plan)}, {(time.time() - began) / 60:.1f} min: {told}", flush=True)
            torch.save(network.state_dict(), kept)
    torch.save(network.state_dict(), kept)


def groups(network: Network, options: Options) -> list[dict[str, object]]:
    """Group the weights by their rate."""
    encoder = [p for p in network.encoder.parameters() if p.requires_grad and p is not network.encoder.case.weight]
    heads = [network.encoder.case.weight, *network.syntax.parameters(), *network.events.parameters()]
    return [{"params": encoder, "lr": options.encoder_rate}, {"params": heads, "lr": options.head_rate}]


def interleave(steps: Sequence[int]) -> list[int]:
    """Spread the steps of several streams evenly: the number of the stream of each step."""
    places = sorted(((i + 0.5) / n, number) for number, n in enumerate(steps) for i in range(n))
    return [number for _, number in places]


def endless(make: Callable[[random.Random], Iterator[object]], seed: int) -> Iterator[object]:
    """Give batches for ever, made anew each time round."""
    rng = random.Random(seed)
    while True:
        yield from make(rng)


def falling_rate(optimizer: torch.optim.Optimizer, total: int, warm_up: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Raise the rate over some steps, then let it fall to a fiftieth."""
    rate = lambda s: min(1, (s + 1) / warm_up) * max(0.02, 1 - s / (total * 1.02))  # noqa: E731
    return torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
