"""Measure the extractor on the small own set of tests/gate, and pin what it reached.

python -m benchmarks.gate              print the scores beside the floors
python -m benchmarks.gate --pin        raise the floors to what is reached now
python -m benchmarks.gate --pin --lower   also lower those that are no longer reached (say why in the commit)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from benchmarks.scoring import read_rows, score
from dateline.config import Config
from dateline.run.bench_events import document_of, event_of
from dateline.run.tools import load_extractor

FOLDER = Path(__file__).parents[1] / "tests" / "gate"
MARGIN = 2.0
"""What processors and library versions may move a score by, in points of F1."""


def fingerprint() -> str:
    """Hash the set: floors hold for these texts and answers only."""
    return hashlib.sha256((FOLDER / "items.jsonl").read_bytes() + (FOLDER / "gold.jsonl").read_bytes()).hexdigest()


def measure() -> dict[str, float]:
    """Score the shipped extractor on the set."""
    gold = {row["id"]: row["events"] for row in read_rows(FOLDER / "gold.jsonl")}
    extractor = load_extractor(Config())
    items = read_rows(FOLDER / "items.jsonl")
    return score((gold[item["id"]], [event_of(c) for c in extractor.extract(document_of(item))]) for item in items)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    path = FOLDER / "floors.json"
    pinned = json.loads(path.read_text("utf-8"))["floors"] if path.exists() else {}
    reached = measure()
    for name, value in reached.items():
        print(f"{name:12} {value:6.1f}   floor {pinned.get(name, 0):6.1f}")
    if not args.pin:
        return
    fallen = [name for name, value in reached.items() if value < pinned.get(name, 0) - MARGIN]
    if fallen and not args.lower:
        sys.exit(f"Refused: {', '.join(fallen)} fell by more than {MARGIN} points. Mend it, or say --lower and why.")
    floors = reached if args.lower else {n: max(v, pinned.get(n, 0)) for n, v in reached.items()}
    path.write_text(json.dumps({"set": fingerprint(), "floors": floors}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
