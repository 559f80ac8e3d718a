"""Measure what each part of the reading of events adds: rules over the tree, the heads, and what stands around them.

    python -m benchmarks.ablation NAME=ITEMS.jsonl,GOLD.jsonl ...

Each part is switched on in turn, the rest unchanged, with the shipped weights. Prints F1 in percent as a table.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.scoring import read_rows, score
from benchmarks.tree_rules import TreeRules
from dateline.config import Config
from dateline.extract import Extractor, candidates, extractor, spans
from dateline.gazetteer import Gazetteer
from dateline.language.engine import load_engine
from dateline.ontology import load_lexicon
from dateline.run.bench_events import document_of, event_of

MEASURES = ("event", "class", "type", "figures", "casualties", "place", "actor", "target", "said_by", "date", "record")
Off = tuple[ModuleType, str, object]

EVERYTHING_READ: Off = (extractor, "LEAST_TELLING", -99.0)
NO_COUNTS: Off = (candidates, "with_counts", lambda found, counts, tags: found)
NO_TIMES: Off = (candidates, "with_times", lambda found, times: found)
SHARED_COUNTS: Off = (spans, "FIGURE", -1)
NO_FOLDING: Off = (extractor, "fold_retellings", lambda claims, text: claims)

STEPS: list[tuple[str, type[Extractor], list[Off]]] = [
    ("rules over the tree", TreeRules, [NO_FOLDING]),
    ("heads alone", Extractor, [EVERYTHING_READ, NO_COUNTS, NO_TIMES, SHARED_COUNTS, NO_FOLDING]),
    ("+ counts and times of the grammars", Extractor, [EVERYTHING_READ, SHARED_COUNTS, NO_FOLDING]),
    ("+ one count, one event, of which less is asked", Extractor, [EVERYTHING_READ, NO_FOLDING]),
    ("+ retellings and doubles folded", Extractor, [EVERYTHING_READ]),
    ("+ lines passed over (as shipped)", Extractor, []),
]


@contextmanager
def switched_off(parts: list[Off]) -> Iterator[None]:
    """Replace parts of the program for a while."""
    with ExitStack() as stack:
        for module, name, value in parts:
            before = getattr(module, name)
            setattr(module, name, value)
            stack.callback(setattr, module, name, before)
        yield


def measure(reader: Extractor, items: list[dict[str, Any]], gold: dict[str, Any]) -> dict[str, float]:
    """Score an extractor on one set."""
    return score((gold[item["id"]], [event_of(c) for c in reader.extract(document_of(item))]) for item in items)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=ITEMS,GOLD")
    args = parser.parse_args()
    config = Config()
    engine, gazetteer, lexicon = load_engine(1), Gazetteer.open(config), load_lexicon()
    for given in args.sets:
        name, _, paths = given.partition("=")
        items, answers = (read_rows(Path(path)) for path in paths.split(","))
        gold = {row["id"]: row["events"] for row in answers}
        print(f"\n| {name} ({len(items)}) | {' | '.join(MEASURES)} |\n|---|{'---|' * len(MEASURES)}")
        for step, reader, parts in STEPS:
            with switched_off(parts):
                reached = measure(reader(engine, gazetteer, lexicon, config), items, gold)
            print(f"| {step} | {' | '.join(str(reached[m]) for m in MEASURES)} |", flush=True)


if __name__ == "__main__":
    main()
