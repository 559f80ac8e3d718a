"""Build the language model from the data's folders, with one command.

    pip install -r training/requirements.txt
    python -m training.build BENCH [--work FOLDER] [--out src/dateline/language/weights]

BENCH holds `language` (treebanks and names), `events` (annotated items) and `corpus`. Seeded; about an hour and a half
on two cores. Every stage is kept in the work folder, so that an interrupted build goes on. Writes the ONNX files, their
card and MODEL_CARD.md.

The stages are those by which the shipped weights came about. Their first stage had 4,312 of the 5,592 labelled reports,
because labelling went on meanwhile; built again, it has all of them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from .annotations import align
from .export import export
from .labels import Labels, read_labels
from .model_card import write_card
from .network import Network
from .syntax import Vocabulary
from .train_events import EventOptions, train_events
from .train_syntax import build, read_treebanks, sharpen_syntax, train_syntax
from .treebanks import Sentence

WEIGHTS = Path(__file__).parents[1] / "src" / "dateline" / "language" / "weights"

STAGES: dict[str, EventOptions | None] = {
    "events": EventOptions(epochs=7, rehearse=0, rate=1.5e-4, seed=0),
    "more": EventOptions(epochs=5, rehearse=1.2, rate=1.5e-4, seed=1),
    "rehearsed": EventOptions(epochs=2, rehearse=2.2, rate=1.2e-4, seed=2),
    "sharpened": None,  # the syntax heads alone
    "last": EventOptions(epochs=1.5, rehearse=1.8, rate=1.2e-4, seed=3),
}
MEAN = {"more": 0.2, "sharpened": 0.35, "last": 0.45}
"""How the late states are weighed in the mean that is shipped; of the syntax heads only the last two take part."""

Banks = dict[str, list[Sentence]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build"), help="where the stages' results are kept")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    banks, labels = read_treebanks(args.bench / "language"), read_labels(args.bench)
    at = args.work / "syntax.pt"
    if not at.exists():
        network, v, _ = train_syntax(banks, epochs=4, seed=0)
        save(network, v, at)
    for name, options in STAGES.items():
        before, at = at, args.work / f"{name}.pt"
        if not at.exists():
            run_stage(before, at, options, banks, labels)
    network, v = mean({name: args.work / f"{name}.pt" for name in MEAN})
    export(network, args.out, v)
    write_card(args.out, labels, banks)


def run_stage(before: Path, at: Path, options: EventOptions | None, banks: Banks, labels: Labels) -> None:
    """Train one stage from the state of the one before."""
    network, v = read(before)
    if options is None:
        sharpen_syntax(network, v, banks, epochs=3, seed=5)
    else:
        train_events(network, v, [align(item, events) for item, events in labels.train], banks["train"], options)
    save(network, v, at)


def mean(paths: dict[str, Path]) -> tuple[Network, Vocabulary]:
    """Average the weights of several states of one training, by MEAN."""
    states = {name: torch.load(path, weights_only=False) for name, path in paths.items()}
    syntax = {name: share for name, share in MEAN.items() if name != "more"}
    mixed = {}
    for key in states["last"]["network"]:
        shares = syntax if key.startswith("syntax") else MEAN
        whole = sum(shares.values())
        mixed[key] = sum(share / whole * states[name]["network"][key] for name, share in shares.items())
    v = states["last"]["vocabulary"]
    network = build(v)
    network.load_state_dict(mixed)
    return network, v


def read(path: Path) -> tuple[Network, Vocabulary]:
    saved = torch.load(path, weights_only=False)
    network = build(saved["vocabulary"])
    network.load_state_dict(saved["network"])
    return network, saved["vocabulary"]


def save(network: Network, v: Vocabulary, path: Path) -> None:
    torch.save({"vocabulary": v, "network": network.state_dict()}, path)


if __name__ == "__main__":
    main()
