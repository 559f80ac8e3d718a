from __future__ import annotations

import pytest

from dateline.readers.dates import read_moment, read_url_day


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-09-01", "2024-09-01"),
        ("2024/09/01", "2024-09-01"),
        ("20240901", "2024-09-01"),
        ("2024-09-01T21:30:00+03:00", "2024-09-01T21:30:00+03:00"),
        ("2024-09-01T21:30:00.123Z", "2024-09-01T21:30:00+00:00"),
        ("2024-09-01 21:30:00+0300", "2024-09-01T21:30:00+03:00"),
        ("2024-09-01T21:30:00", "2024-09-01"),  # on whose clock?
        ("Sun, 01 Sep 2024 21:30:00 +0300", "2024-09-01T21:30:00+03:00"),
        ("Sun, 01 Sep 2024 21:30:00 GMT", "2024-09-01T21:30:00+00:00"),
        (1725215400, "2024-09-01T18:30:00+00:00"),
        ("1725215400", "2024-09-01T18:30:00+00:00"),
        (1725215400000, "2024-09-01T18:30:00+00:00"),
        ("September 1, 2024", "2024-09-01"),
        ("1 Sept. 2024", "2024-09-01"),
        ("Sunday, 1 September 2024", "2024-09-01"),
        ("1 сентября 2024 г.", "2024-09-01"),
        ("1 вересня 2024", "2024-09-01"),
        ("1er septembre 2024", "2024-09-01"),
        ("1 de septiembre de 2024", "2024-09-01"),
        ("01.09.2024", "2024-09-01"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("03/04/2024", None),  # the day or the month?
        ("September 1", None),
        ("2024-02-30", None),
        ("2024-09-01T25:00:00Z", "2024-09-01"),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        ("0001-01-01", None),
        ("9" * 400, None),
    ],
)
def test_times_of_publication(written: object, moment: str | None) -> None:
    assert read_moment(written) == moment


def test_an_instant_is_told_on_the_publishers_clock() -> None:
    assert read_moment("2024-09-01T22:30:00Z", "Europe/Kyiv") == "2024-09-02T01:30:00+03:00"
    assert read_moment("2024-09-01", "Europe/Kyiv") == "2024-09-01"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/09/01/title", "2024-09-01"),
        ("https://a.example/news/2024-9-1-title", "2024-09-01"),
        ("https://a.example/20240901-title.html", "2024-09-01"),
        ("https://a.example/2024/13/01/then/2024/09/01", "2024-09-01"),
        ("https://a.example/2024/title-12345678", None),
        ("", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    assert read_url_day(url) == day
