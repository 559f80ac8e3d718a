"""Records to rows and back, for any text."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Figure
from dateline.store.sql_query import split_words
from dateline.store.sql_rows import claim_row, document_row, row_claim, row_document

from .records import KHERSON, a_claim, a_document

texts = st.text(st.characters(codec="utf-8"))


@settings(deadline=None)
@given(text=texts, title=texts)
def test_a_document_comes_back_and_no_column_holds_nul(text: str, title: str) -> None:
    document = msgspec.structs.replace(a_document(text), title=title)
    row = document_row(document, 1)
    assert row_document(SimpleNamespace(**row)) == document
    assert not any("\0" in value for value in row.values() if isinstance(value, str))


@settings(deadline=None)
@given(party=texts, publisher=texts)
def test_a_claim_comes_back_and_no_column_holds_nul(party: str, publisher: str) -> None:
    claim = a_claim(a_document("Shells hit a market."), "hit", place=KHERSON, actor=(party, "RU"))
    row = claim_row(claim, 1, publisher)
    assert row_claim(SimpleNamespace(**row)) == claim
    assert not any("\0" in value for value in row.values() if isinstance(value, str))


@pytest.mark.parametrize(
    ("figures", "killed"),
    [
        ([], None),
        ([(3, 3)], 3),
        ([(3, 3), (5, 5)], 5),
        ([(None, 30)], 30),
        ([(3, 3), (40_000, None, "total")], 3),
        ([(3, 3), (9, 9, "part_of")], 3),
    ],
)
def test_the_column_of_deaths(figures: list[tuple[object, ...]], killed: int | None) -> None:
    made = tuple(
        Figure(text="", start=0, end=0, kind="killed", low=low, high=high, **dict.fromkeys(flags, True))
        for low, high, *flags in figures
    )
    claim = a_claim(a_document("Shells hit a market."), "hit")
    assert claim_row(msgspec.structs.replace(claim, figures=made), 1, "")["killed"] == killed


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("two words", [("two", False), ("words", False)]),
        ('a "fixed phrase" b', [("a", False), ("fixed phrase", False), ("b", False)]),
        ("pre* word", [("pre", True), ("word", False)]),
        ('"not*a prefix"', [("not*a prefix", False)]),
        ("- word --", [("word", False)]),
    ],
)
def test_words_of_a_search(query: str, words: list[tuple[str, bool]]) -> None:
    assert split_words(query) == words
