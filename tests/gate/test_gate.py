"""The extractor keeps the scores it once reached on a small set of our own. See benchmarks/gate.py."""

import json

import pytest
from benchmarks.gate import FOLDER, MARGIN, fingerprint, measure

PINNED = json.loads((FOLDER / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def reached() -> dict[str, float]:
    return measure()


def test_floors_belong_to_this_set() -> None:
    assert PINNED["set"] == fingerprint(), "the set changed: pin its floors anew with `python -m benchmarks.gate --pin`"


@pytest.mark.parametrize("measure_name", sorted(PINNED["floors"]))
def test_no_score_falls(measure_name: str, reached: dict[str, float]) -> None:
    assert reached[measure_name] >= PINNED["floors"][measure_name] - MARGIN
