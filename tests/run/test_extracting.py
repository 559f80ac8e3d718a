"""`dateline.extract`: one text to claims."""

from __future__ import annotations

import datetime as dt

import pytest

import dateline
from dateline.errors import LanguageError, UsageError
from dateline.run.extracting import document_of_bytes

TEXT = "A drone strike on a hospital in Sumy killed at least three people on Friday, the mayor said."


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-11-02", "2025-10-31"),
        (dt.date(2025, 11, 2), "2025-10-31"),
        ("2025-11-02T08:00:00+02:00", "2025-10-31"),
        (None, None),
    ],
)
def test_days_count_from_the_day_of_publication_and_are_unknown_without(
    published: str | dt.date | None, day: str | None
) -> None:
    (claim,) = dateline.extract(TEXT, published=published)
    assert claim.when.iso == day


def test_a_claim_holds_values_with_their_words() -> None:
    (claim,) = dateline.extract(TEXT, published="2025-11-02")
    assert claim.type == "air/drone strike"
    assert [(f.kind, f.low, f.high, f.text) for f in claim.figures] == [("killed", 3, None, "at least three people")]
    assert [(p.text, p.place and p.place.country) for p in claim.places] == [("Sumy", "UA")]
    assert ["mayor" in said.text for said in claim.attributions] == [True]


def test_a_dateline_gives_the_day_where_nothing_else_does() -> None:
    claims = dateline.extract(f"SUMY, Ukraine, Nov 2, 2025 (Steppe Wire) - {TEXT}")
    assert [claim.when.iso for claim in claims] == ["2025-10-31"]


@pytest.mark.parametrize("text", ["", " \n", "The weather was fine in Sumy on Friday."])
def test_a_text_without_an_event_gives_no_claim(text: str) -> None:
    assert dateline.extract(text, published="2025-11-02") == []


SPANISH = "Al menos tres personas murieron en un ataque con bomba en Cali, dijo la policía el martes."


def test_a_text_in_another_language_is_refused_unless_it_is_said_to_be_english() -> None:
    with pytest.raises(LanguageError, match="taken for Spanish") as refused:
        dateline.extract(SPANISH)
    assert "--language en" in refused.value.remedy
    assert dateline.extract(SPANISH, language="en") == []
    assert len(dateline.extract(TEXT, language="en-GB")) == 1


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="no date of publication"):
        dateline.extract(TEXT, published="the other day")


def test_a_file_is_read_as_the_readers_do() -> None:
    head = "Published: 2025-11-02\nPublisher: Vestnik\n\n"
    document = document_of_bytes((head + "Strike on Sumy\n\n" + TEXT).encode("utf-16"))
    assert (document.text, document.title, document.publisher, document.published.value) == (
        TEXT, "Strike on Sumy", "Vestnik", "2025-11-02",
    )  # fmt: skip


def test_violence_that_is_not_political_is_read_where_the_scope_says_so() -> None:
    text = (
        "Two men were shot dead in a robbery at a petrol station in Memphis, Tennessee, on Friday night, police said."
    )
    assert dateline.extract(text, published="2025-11-02") == []
    (claim,) = dateline.extract(text, published="2025-11-02", config=dateline.Config(scope="all violence"))
    assert [(f.kind, f.low) for f in claim.figures] == [("killed", 2)]
    assert claim.places[0].place is not None
    assert claim.places[0].place.name == "Memphis"


def test_a_higher_threshold_keeps_fewer_claims() -> None:
    assert dateline.extract(TEXT, config=dateline.Config(threshold=1.0)) == []
