from __future__ import annotations

import datetime as dt

import pytest

from dateline.readers.dateline import find_dateline

SEPT_1 = dt.date(2024, 9, 1)


@pytest.mark.parametrize(
    ("text", "place", "day", "agency", "begins"),
    [
        ("KYIV, Sept 1 (Agency) - Missiles hit", "KYIV", SEPT_1, "", "Missiles"),
        ("KYIV, Sept. 1 (Wire One) — Missiles hit", "KYIV", SEPT_1, "Wire One", "Missiles"),
        ("MOSCOW, September 1. /TASS/. Air defences", "MOSCOW", SEPT_1, "TASS", "Air"),
        ("МОСКВА, 1 сентября. /ТАСС/. Силы ПВО", "МОСКВА", SEPT_1, "ТАСС", "Силы"),
        ("MOSCOW. Sept 1 (Interfax) - A drone", "MOSCOW", SEPT_1, "Interfax", "A drone"),
        ("DNIPRO, Ukraine, Sept 1 - Missiles", "DNIPRO", SEPT_1, "", "Missiles"),
        ("KABUL, Afghanistan (Nov. 20, 2011)\nA force", "KABUL", dt.date(2011, 11, 20), "", "A force"),
        ("GAZA/CAIRO, Sept 1, 2024 (Reuters) - Tanks", "GAZA", SEPT_1, "Reuters", "Tanks"),
        ("El Fasher (Sudan), 1 September 2024 (AFP) – Shells", "El Fasher", SEPT_1, "AFP", "Shells"),
        ("Ouagadougou, 1 septembre 2024 (AFP) – Des hommes", "Ouagadougou", SEPT_1, "AFP", "Des"),
        ("N'DJAMENA, 1 September (AFP) - Two", "N'DJAMENA", SEPT_1, "AFP", "Two"),
        ("BEIRUT (AP) — Two people", "BEIRUT", None, "AP", "Two"),
        ("PORT-AU-PRINCE, Haiti — Gangs", "PORT-AU-PRINCE", None, "", "Gangs"),
        ("(Reuters) - Two people", "", None, "Reuters", "Two"),
        ("Sept 1 (Reuters) - Two people", "", SEPT_1, "Reuters", "Two"),
        ("Kyiv: On Sunday, at least", "Kyiv", None, "", "On Sunday"),
        ("A caption of a picture.\n\nKyiv: On Sunday", "Kyiv", None, "", "On Sunday"),
        (
            "2011-11-034\nA Command\nFor release\n\nKABUL (Nov. 20, 2011)\nA force",
            "KABUL",
            dt.date(2011, 11, 20),
            "",
            "A",
        ),
        ("A headline without a stop\nGOMA, Sept 1 (Lakes Wire) - Rebels", "GOMA", SEPT_1, "Lakes Wire", "Rebels"),
    ],
)
def test_datelines_as_agencies_write_them(text: str, place: str, day: dt.date | None, agency: str, begins: str) -> None:
    found = find_dateline(text, 2024)
    assert (found.place, found.day, found.agency) == (place, day, agency)
    assert text[found.end :].startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "Update: A missile hit Kharkiv.",
        "BREAKING: Missile hits Kharkiv.",
        "Air raid alert: Kharkiv",
        "Killed: 3 people. Wounded: 5.",
        "Hamas (Gaza) said that nobody was hurt.",
        "The army - which denies it - withdrew.",
        "On Sunday (1 September) - a day of mourning - shells fell.",
        "Two people (one of them a child) - both from Goma - died.",
        "Monday: Three people died.",
        "https://wire.example/story",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find_dateline(text, 2024).end == 0


def test_a_year_is_never_guessed() -> None:
    assert find_dateline("KYIV, Sept 1 (Agency) - Missiles").day is None
    assert find_dateline("KYIV, Feb 30, 2024 (Agency) - Missiles").day is None
