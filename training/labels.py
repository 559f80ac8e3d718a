"""Which labelled reports train the event heads, and which are held out for tuning and calibration.

Three collections: the annotated items of the benchmark folder, our own dispatches (training/labels/dispatches.jsonl,
texts and events), and further items of the news corpus labelled by reading (training/labels/corpus.jsonl, ids and
events; their texts are read from the corpus). Held out: one in eight of the benchmark's short items, one in four of
its training dispatches, and the dispatches of tests/gate, by the hash of their ids.
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
GATE = Path(__file__).parents[1] / "tests" / "gate"

Labelled = tuple[dict[str, Any], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Labels:
    """Items with their annotated events."""

    train: list[Labelled]
    held_short: list[Labelled]
    held_dispatches: list[Labelled]
    corpus: int  # how many of `train` are items of the corpus labelled by reading


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
    own = [(row, row["events"]) for row in rows(HERE / "dispatches.jsonl")]
    wanted = {row["id"]: row["events"] for row in rows(HERE / "corpus.jsonl")}
    # The items that measure us are never learned from, whatever a list of labels says.
    measured = {row["text"] for row in rows(bench / "events" / "dev" / "items.jsonl")}
    corpus = [
        (item, wanted[item["id"]])
        for item in rows(bench / "corpus" / "current-events-2002-2024.jsonl.xz")
        if item["id"] in wanted and item["text"] not in measured
    ]
    return Labels(
        train=[
            *(p for p in short if share(p[0]["id"]) >= 0.12),
            *(p for p in wire if share(p[0]["id"]) >= 0.25),
            *own,
            *corpus,
        ],
        held_short=[p for p in short if share(p[0]["id"]) < 0.12],
        held_dispatches=[*(p for p in wire if share(p[0]["id"]) < 0.25), *pairs(GATE)],
        corpus=len(corpus),
    )
