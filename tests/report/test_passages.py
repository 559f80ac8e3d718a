"""Sentences cut at their values."""

from __future__ import annotations

import pytest

from dateline.model import Claim, Document
from dateline.report.passages import Passage, passages_of, values_of
from tests.samples import KHARKIV, Teller, document, entries


def told() -> list[tuple[Claim, Document]]:
    return [(claim, entry.document) for entry in entries() if entry.document for claim in entry.claims or ()]


def fields(passage: Passage) -> list[tuple[str, str]]:
    return [(segment.field, segment.text) for segment in passage.segments if segment.field]


@pytest.mark.parametrize(("claim", "report"), told())
def test_segments_add_up_to_the_text(claim: Claim, report: Document) -> None:
    for passage in passages_of(claim, report):
        assert "".join(segment.text for segment in passage.segments) == report.text[passage.start : passage.end]
        assert all(report.text[s.start :].startswith(s.text) for s in passage.segments)


@pytest.mark.parametrize(("claim", "report"), told())
def test_every_value_is_marked_where_it_stands(claim: Claim, report: Document) -> None:
    marked = {pair for passage in passages_of(claim, report) for pair in fields(passage)}
    assert marked == {(field, value.text) for field, value in values_of(claim)}


def test_sentences_without_a_value_are_left_out() -> None:
    report = document(
        "Kharkiv was hit.\nThe weather was fine.\nA woman died in the strike.", publisher="P", published="2025-01-01"
    )
    claim = Teller(report).claim("strike", "air/drone strike", place=("Kharkiv", KHARKIV))
    assert [fields(p) for p in passages_of(claim, report)] == [[("place", "Kharkiv")], [("trigger", "strike")]]


def test_values_that_overlap_are_marked_once() -> None:
    report = document("Five drones hit a school.", publisher="P", published="2025-01-01")
    claim = Teller(report).claim(
        "hit", "air/drone strike", weapons=("drones",), counts=(("Five drones", "launched", 5, 5, "weapons"),)
    )
    (passage,) = passages_of(claim, report)
    assert fields(passage) == [("figure", "Five drones"), ("trigger", "hit")]
