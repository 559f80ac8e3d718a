"""Build the language model from the data's folders, with one command.

    pip install -r training/requirements.txt
    python -m training.build BENCH [--work FOLDER] [--out src/dateline/language/weights]

BENCH holds `language` (treebanks and names), `events` (annotated items) and `corpus`. Seeded; about an hour on two
cores. Writes the ONNX files, their card and MODEL_CARD.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from .annotations import align
from .export import export, load
from .labels import read_labels
from .model_card import write_card
from .train_events import EventOptions, train_events
from .train_syntax import build, read_treebanks, train_syntax

WEIGHTS = Path(__file__).parents[1] / "src" / "dateline" / "language" / "weights"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build"), help="where the stages' results are kept")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--syntax-epochs", type=int, default=4)
    parser.add_argument("--event-epochs", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    first, second = args.work / "syntax.pt", args.work / "events.pt"
    banks = read_treebanks(args.bench / "language")
    if not first.exists():
        network, v, scores = train_syntax(banks, epochs=args.syntax_epochs, seed=args.seed)
        torch.save({"vocabulary": v, "network": network.state_dict(), "scores": scores}, first)
    labels = read_labels(args.bench)
    if not second.exists():
        saved = torch.load(first, weights_only=False)
        network, v = build(saved["vocabulary"]), saved["vocabulary"]
        syntax = {k: x for k, x in saved["network"].items() if not k.startswith("events.")}
        network.load_state_dict(syntax, strict=False)  # the event heads start fresh
        reports = [align(item, events) for item, events in labels.train]
        train_events(network, v, reports, banks["train"], EventOptions(epochs=args.event_epochs, seed=args.seed))
        torch.save({"vocabulary": v, "network": network.state_dict()}, second)
    network, v = load(second)
    export(network, args.out, v)
    write_card(args.out, labels, banks)


if __name__ == "__main__":
    main()
