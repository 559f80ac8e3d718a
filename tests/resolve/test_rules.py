"""The rules of ACLED, UCDP and Airwars, as tables."""

from __future__ import annotations

import pytest

from dateline.model import DatePrecision, PlacePrecision
from dateline.resolve.rules import SourceToll, acled, acled_count, airwars, event_clarity, split_evenly, ucdp

Row = tuple[str, str, int | None, int | None]


def tolls(*rows: Row, unreliable: str = "") -> list[SourceToll]:
    """Make what sources say: (source, day, low, high)."""
    return [
        SourceToll(source=s, published=day, low=low, high=high, words="", reliable=s != unreliable)
        for s, day, low, high in rows
    ]


@pytest.mark.parametrize(
    ("words", "low", "high", "expected"),
    [
        ("11 people", 11, 11, 11),
        ("at least 47 people", 47, None, 47),
        ("several soldiers", 2, None, 3),
        ("many people", 2, None, 3),
        ("civilians", 2, None, 3),
        ("tens of fighters", 20, None, 10),
        ("dozens", 24, None, 12),
        ("hundreds of people", 200, None, 100),
        ("up to 30 servicemen", None, 30, 30),
        ("no casualties", 0, 0, 0),
    ],
)
def test_acled_reads_words_as_numbers(words: str, low: int | None, high: int | None, expected: int) -> None:
    assert acled_count(words, low, high) == expected


def test_acled_reads_a_bare_plural_of_a_significant_attack_as_ten() -> None:
    assert acled_count("several people", 2, None, significant=True) == 10


@pytest.mark.parametrize(
    ("total", "parts", "expected"), [(10, 3, [4, 3, 3]), (3, 3, [1, 1, 1]), (2, 3, [2, 0, 0]), (0, 2, [0, 0])]
)
def test_acled_splits_evenly_with_the_remainder_first(total: int, parts: int, expected: list[int]) -> None:
    assert split_evenly(total, parts) == expected


@pytest.mark.parametrize(
    ("rows", "acled_best", "ucdp_best", "low", "high"),
    [
        ([("a", "05-14", 9, 9)], 9, 9, 9, 9),
        ([("a", "05-14", 4, 4), ("b", "05-15", 9, 9)], 4, 9, 4, 9),
        ([("a", "05-14", 4, 4), ("b", "05-15", 9, 9), ("c", "05-15", 9, 9)], 9, 9, 4, 9),
        ([("a", "05-14", 4, 4), ("a", "05-15", 9, 9)], 9, 9, 9, 9),  # an update replaces what its source said
        ([("a", "05-14", 4, None), ("b", "05-15", None, 30)], 4, 30, 4, 30),
    ],
)
def test_sources_differ(rows: list[Row], acled_best: int, ucdp_best: int, low: int, high: int) -> None:
    reports = tolls(*rows)
    assert acled(reports, "killed").best == acled_best
    assert ucdp(reports, "killed").best == ucdp_best
    ranged = airwars(reports, "killed")
    assert (ranged.low, ranged.high) == (low, high)


def test_what_only_an_enemy_claims_raises_the_high_alone() -> None:
    estimate = ucdp(tolls(("a", "05-14", 11, 11), ("moscow", "05-15", 60, 60), unreliable="moscow"), "killed")
    assert (estimate.best, estimate.low, estimate.high) == (11, 11, 60)
    assert "party to the fight" in estimate.reason


def test_no_source_no_number() -> None:
    for rule in (acled, ucdp, airwars):
        estimate = rule([], "killed")
        assert (estimate.best, estimate.low, estimate.high) == (None, None, None)


@pytest.mark.parametrize(
    ("date", "place", "clarity"),
    [("day", "town", 1), ("day", "province", 2), ("month", "town", 2), ("day", "district", 1)],
)
def test_event_clarity(date: DatePrecision, place: PlacePrecision, clarity: int) -> None:
    assert event_clarity(date, place) == clarity
