"""`bench`: answers in the form of each benchmark, to items of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.run.bench import NAMES, bench

ITEMS = [
    {"id": "a", "date": "2025-11-02", "title": "", "outlets": ["P"],
     "text": "A drone strike on a depot in Sumy, Ukraine, killed three people on Saturday, the mayor said."},
    {"id": "b", "date": "2025-11-03", "title": "", "outlets": ["Q"],
     "text": "The mayor of Sumy said that a drone strike on a depot in the town had killed four people on Saturday."},
]  # fmt: skip


@pytest.fixture
def items(tmp_path: Path) -> Path:
    path = tmp_path / "items.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in ITEMS), encoding="utf-8")
    return path


def answers(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("events", {"id", "events"}),
        ("reports", {"id", "start_date", "province", "min_killed", "min_captured", "airstrike"}),
        ("incidents", {"id", "incident", "killed", "injured"}),
        ("places", {"id", "places"}),
        ("times", {"id", "times"}),
    ],
)
def test_each_benchmark_is_answered_in_its_form(name: str, keys: set[str], items: Path, tmp_path: Path) -> None:
    assert bench(name, items, tmp_path / "out.jsonl") == 2
    rows = answers(tmp_path / "out.jsonl")
    assert [row["id"] for row in rows] == ["a", "b"]
    assert all(set(row) == keys for row in rows)


def test_linked_events_carry_their_incident(items: Path, tmp_path: Path) -> None:
    bench("events", items, tmp_path / "out.jsonl", link=True)
    incidents = {event["incident"] for row in answers(tmp_path / "out.jsonl") for event in row["events"]}
    assert len(incidents) == 1


@pytest.mark.parametrize("name", [name for name in NAMES if name != "events"])
def test_only_events_can_be_linked(name: str, items: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--link goes with events"):
        bench(name, items, tmp_path / "out.jsonl", link=True)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}', '{"text": "a"}'])
def test_a_broken_item_is_told_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(json.dumps(ITEMS[0]) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        bench("times", path, tmp_path / "out.jsonl")
