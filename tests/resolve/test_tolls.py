"""What one report counts, and how parts and running totals stay apart."""

from __future__ import annotations

import pytest

from dateline.model import Figure
from dateline.resolve.tolls import Bounds, claim_toll, toll_of_figures, toll_series

from .telling import claim, figure, report


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [
        ([figure("killed", 4)], 4, 4),
        ([figure("killed", 47, None)], 47, None),
        ([figure("killed", 3, group="soldiers"), figure("killed", 5, group="civilians", at=20)], 8, 8),
        ([figure("killed", 3, group="soldiers"), figure("killed", 5, group="civilians", at=200)], 8, 8),
        ([figure("killed", 9), figure("killed", 2, group="children", at=200)], 9, 9),
        ([figure("killed", 1), figure("killed", 3, group="soldiers", at=200)], 4, 4),
        ([figure("killed", 3), figure("killed", 5, at=300)], 3, 5),  # two accounts of one count
        ([figure("killed", 2), figure("killed", 16, at=300)], 16, 16),  # two more, of sixteen in all
        ([figure("killed", 3), figure("killed", 3, at=300)], 3, 3),
        ([figure("killed", 4, None), figure("killed", None, 30, group="soldiers", at=300)], 4, None),
    ],
)
def test_count_of_one_report(figures: list[Figure], low: int | None, high: int | None) -> None:
    assert toll_of_figures(figures) == Bounds(low=low, high=high)


def test_parts_and_running_totals_are_never_added() -> None:
    document = report("A missile killed nine people, two of them children; 58,000 have died in the war.")
    told = claim(
        document,
        "missile",
        figures=(
            figure("killed", 9),
            figure("killed", 2, group="children", at=30, part=True),
            figure("killed", 58000, at=60, total=True),
        ),
    )
    assert claim_toll(told, "killed") == Bounds(low=9, high=9)
    assert claim_toll(told, "injured") is None
    series = toll_series([told], {document.id: document}, {document.id: "s"})
    assert [(e.low, e.part_of, e.total) for e in series] == [(9, False, False), (2, True, False), (58000, False, True)]


def test_series_is_in_order_of_publication_with_who_says_so() -> None:
    late = report("The strike killed nine, Russia claims.", day="2024-05-15", publisher="Late")
    early = report("The strike killed four, the governor said.", day="2024-05-14", publisher="Early")
    claims = [
        claim(late, "strike", figures=(figure("killed", 9),), said=(("Russia", "claims"),)),
        claim(early, "strike", figures=(figure("killed", 4),), said=(("the governor", "says"),)),
    ]
    series = toll_series(claims, {d.id: d for d in (late, early)}, {})
    assert [(e.publisher, e.low, e.source, e.country, e.stance) for e in series] == [
        ("Early", 4, "the governor", "UA", "says"),
        ("Late", 9, "Russia", "RU", "claims"),
    ]
