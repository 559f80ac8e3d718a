"""Build the language model from the data's folders, with one command.

    pip install -r training/requirements.txt
    python -m training.build BENCH [--out src/dateline/language/weights]

BENCH holds `language` (treebanks, names), `events` (annotated items) and `corpus`. Seeded; five hours on two
cores. Writes the ONNX files, their card and MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch

from dateline.language.pieces import Pieces, WordPieces
from dateline.ontology import load_lexicon

from . import published
from .annotations import align
from .events import EventWindow, event_batches, event_loss, event_windows, joined
from .export import export
from .labels import read_labels
from .model_card import write_card
from .network import MINILM, Network, load_minilm
from .syntax import Vocabulary, batches, collate, vocabulary, windows
from .syntax import loss as syntax_loss
from .telling import fit_telling
from .train import Options, Stream, endless, train
from .treebanks import Sentence, read_treebanks

WEIGHTS = Path(__file__).parents[1] / "src" / "dateline" / "language" / "weights"
PIECES_A_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One training: how often the corpus' and the benchmark's short items and the articles stand in it, and how long it
    goes on.

    Rates are those at the start; seeds those of events, of trees, of the rest.
    """

    corpus: int
    benchmark: int
    epochs: float
    syntax_steps: int
    encoder_rate: float
    head_rate: float
    seeds: tuple[int, int, int]
    articles: int = 1


ROUNDS = (
    (
        Run(corpus=1, benchmark=1, epochs=10, syntax_steps=1528, encoder_rate=2e-4, head_rate=1e-3, seeds=(0, 1, 0)),
        Run(corpus=1, benchmark=3, epochs=2, syntax_steps=250, encoder_rate=1e-4, head_rate=5e-4, seeds=(11, 12, 5)),
        Run(
            corpus=0, benchmark=3, epochs=1.5, syntax_steps=150, encoder_rate=7e-5, head_rate=3.5e-4, seeds=(31, 32, 9)
        ),
    ),
    (
        Run(corpus=1, benchmark=2, epochs=5, syntax_steps=450, encoder_rate=1.5e-4, head_rate=7e-4, seeds=(51, 52, 21)),
        Run(corpus=1, benchmark=3, epochs=2, syntax_steps=180, encoder_rate=1.2e-4, head_rate=6e-4, seeds=(61, 62, 63)),
        Run(
            corpus=0, benchmark=3, epochs=1.5, syntax_steps=120, encoder_rate=7e-5, head_rate=3.5e-4, seeds=(71, 72, 73)
        ),
    ),
)
"""Each goes on from the mean of the weights that those before it in its round reached, the first of a round from the
mean of the round before."""
LAST_ROUND = (
    Run(corpus=1, benchmark=2, epochs=2, syntax_steps=180, encoder_rate=1.5e-4, head_rate=7e-4, seeds=(151, 152, 153)),
    Run(
        corpus=1,
        benchmark=3,
        articles=2,
        epochs=1.7,
        syntax_steps=180,
        encoder_rate=1.2e-4,
        head_rate=6e-4,
        seeds=(161, 162, 163),
    ),
    Run(
        corpus=1, benchmark=3, epochs=1.4, syntax_steps=150, encoder_rate=1.2e-4, head_rate=6e-4, seeds=(171, 172, 173)
    ),
)
"""Each goes on from the mean of the weights that this round began with and all that it reached."""
LAST_RUN = Run(
    corpus=1, benchmark=3, epochs=0.55, syntax_steps=60, encoder_rate=8e-5, head_rate=4e-4, seeds=(191, 192, 193)
)
"""It goes on from the last of those; the mean of the two is shipped."""
PACKED = 0.3
"""Share of the treebanks' sentences that are read as neighbours in one window, as those of an article are."""
JOINED = 0.2
"""Share of the short items that are read as one round-up of several."""

Weights = dict[str, torch.Tensor]
Make = Callable[[random.Random], Iterator[Any]]
"""Makes batches, once round, in an order by chance."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--trained", type=Path, default=Path("build/network.pt"), help="file for the weights as trained"
    )
    args = parser.parse_args()
    banks, labels, pieces = read_treebanks(args.bench / "language"), read_labels(args.bench), published.word_pieces()
    v = vocabulary(banks["train"])
    reports = [align(item, events) for item, events in labels.train]
    items = {report.id: event_windows(report, pieces) for report in reports}
    torch.manual_seed(0)
    network = Network(MINILM, len(v.upos), len(v.xpos), len(v.relations))
    load_minilm(network.encoder, published.minilm())

    def reach(run: Run) -> Weights:
        times = dict.fromkeys(labels.corpus, run.corpus) | dict.fromkeys(labels.benchmark, run.benchmark)
        events = partial(of_events, [w for item, found in items.items() for w in found * times.get(item, run.articles)])
        go_on(network, run, v, events, partial(of_trees, banks["train"], pieces), args.trained)
        return deepcopy(network.state_dict())

    for runs in ROUNDS:
        reached: list[Weights] = []
        for run in runs:
            reached.append(reach(run))
            network.load_state_dict(mean(reached))
    reached = [deepcopy(network.state_dict())]
    for run in LAST_ROUND:
        network.load_state_dict(mean(reached))
        reached.append(reach(run))
    network.load_state_dict(mean([reached[-1], reach(LAST_RUN)]))
    export(network, fit_telling(reports, load_lexicon()), args.out, v, some(items))
    write_card(args.out, labels, banks)


def mean(reached: list[Weights]) -> Weights:
    return {name: sum(r[name] for r in reached) / len(reached) for name in reached[0]}


def some(items: dict[str, list[EventWindow]]) -> list[Pieces]:
    """Take windows of a few reports, long and short ones."""
    return [w.pieces for name in sorted(items)[:: max(1, len(items) // 300)] for w in items[name]]


def go_on(network: Network, run: Run, v: Vocabulary, events: Make, trees: Make, kept: Path) -> None:
    """Train all heads with their encoder, on annotated reports and on treebanks in turn."""
    steps = int(run.epochs * sum(1 for _ in events(random.Random(0))))
    on_events, on_trees, other = run.seeds
    streams = [
        Stream("events", steps, endless(events, on_events), partial(event_loss, network)),
        Stream("syntax", run.syntax_steps, endless(trees, on_trees), partial(tree_loss, network, v)),
    ]
    train(network, streams, Options(encoder_rate=run.encoder_rate, head_rate=run.head_rate, seed=other), kept)


def of_events(items: list[EventWindow], rng: random.Random) -> Iterator[list[EventWindow]]:
    return event_batches(joined(items, JOINED, rng), PIECES_A_BATCH, rng)


def of_trees(sentences: list[Sentence], pieces: WordPieces, rng: random.Random) -> Iterator[Any]:
    return batches(windows(sentences, pieces, rng, PACKED), PIECES_A_BATCH, rng)


def tree_loss(network: Network, v: Vocabulary, batch: Any) -> torch.Tensor:
    return syntax_loss(network, collate(batch, v))


if __name__ == "__main__":
    main()
