"""Which labelled reports train the event heads, and which are held out.

Three collections: the annotated items of the benchmark folder, our own articles (dispatches, wire and briefs in
training/labels, texts and events), and further items of the news corpus labelled by reading (corpus-*.jsonl there, ids
and events; their texts are read from the corpus). By the hash of their ids some are held out, in two sets: on `tuning`
and `tuning_wire` thresholds and rules are chosen and confidence is calibrated; on `apart` and `apart_wire` nothing is
chosen, so that the model card can show how well it all holds. The twelve articles of tests/gate are of `tuning_wire`:
its floors tell of what falls, not of how well new texts are read.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "labels"
OWN = ("dispatches-*", "wire", "briefs")
GATE = Path(__file__).parents[1] / "tests" / "gate"

Labelled = tuple[dict[str, Any], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Labels:
    """Items with their annotated events. `wire` are articles, the rest one paragraph each."""

    train: list[Labelled]
    tuning: list[Labelled]
    tuning_wire: list[Labelled]
    apart: list[Labelled]
    apart_wire: list[Labelled]
    benchmark: frozenset[str]  # ids of those of `train` that are the benchmark's own short items
    corpus: frozenset[str]  # ids of those that are items of the news corpus, labelled by reading


def rows(path: Path) -> Iterable[dict[str, Any]]:
    """Read JSON lines, plain or xz."""
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def pairs(folder: Path) -> list[Labelled]:
    """Read a folder's items.jsonl with its gold.jsonl."""
    gold = {row["id"]: row["events"] for row in rows(folder / "gold.jsonl")}
    return [(item, gold[item["id"]]) for item in rows(folder / "items.jsonl")]


def share(item_id: str) -> float:
    """Spread ids evenly over 0 to 1."""
    return int(hashlib.sha256(item_id.encode()).hexdigest()[:8], 16) / 2**32


def read_labels(bench: Path) -> Labels:
    """Read every labelled report; `bench` is the folder of the benchmarks."""
    short, wire = pairs(bench / "events" / "train"), pairs(bench / "events" / "dispatches-train")
    own = [(row, row["events"]) for name in OWN for path in sorted(HERE.glob(f"{name}.jsonl")) for row in rows(path)]
    corpus = rows(bench / "corpus" / "current-events-2002-2024.jsonl.xz")
    labelled = {row["id"]: row["events"] for path in HERE.glob("corpus-*.jsonl") for row in rows(path)}
    tuning, apart, learned = split(short, 0.12, 0.20)
    # What measures us is never learned from, whatever a list of labels says.
    measured = {row["text"] for row in rows(bench / "events" / "dev" / "items.jsonl")}
    measured |= {item["text"] for item, _ in [*tuning, *apart]}
    read = [(item, labelled[item["id"]]) for item in corpus if item["id"] in labelled and item["text"] not in measured]
    tuning_wire, _, learned_wire = split(wire, 0.25, 0.25)
    _, apart_wire, learned_own = split(own, 0.0, 0.08)
    return Labels(
        train=[*learned, *learned_wire, *learned_own, *read],
        tuning=tuning,
        tuning_wire=[*tuning_wire, *pairs(GATE)],
        apart=apart,
        apart_wire=apart_wire,
        benchmark=frozenset(item["id"] for item, _ in learned),
        corpus=frozenset(item["id"] for item, _ in read),
    )


def split(
    labelled: list[Labelled], first: float, second: float
) -> tuple[list[Labelled], list[Labelled], list[Labelled]]:
    """Part items by the hash of their ids: below `first`, below `second`, and the rest."""
    return (
        [p for p in labelled if share(p[0]["id"]) < first],
        [p for p in labelled if first <= share(p[0]["id"]) < second],
        [p for p in labelled if share(p[0]["id"]) >= second],
    )
