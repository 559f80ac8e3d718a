"""ACLED's rules as tables."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.export import acled_rules as rules
from dateline.model import EVENT_TYPES, Claim, EventType, PartyKind, Place

from .records import KHERSON, UKRAINE, claim, exactly, figure


@pytest.mark.parametrize(
    ("type", "name", "disorder"),
    [
        ("government regains territory", "Government regains territory", "Political violence"),
        ("remote explosive/landmine/ied", "Remote explosive/landmine/IED", "Political violence"),
        ("abduction/forced disappearance", "Abduction/forced disappearance", "Political violence"),
        ("peaceful protest", "Peaceful protest", "Demonstrations"),
        (
            "excessive force against protesters",
            "Excessive force against protesters",
            "Political violence; Demonstrations",
        ),
        ("violent demonstration", "Violent demonstration", "Demonstrations"),
        ("mob violence", "Mob violence", "Political violence"),
        ("disrupted weapons use", "Disrupted weapons use", "Strategic developments"),
        ("other", "Other", "Strategic developments"),
    ],
)
def test_names_and_disorder(type: EventType, name: str, disorder: str) -> None:
    assert (rules.sub_event_name(type), rules.disorder_type(type)) == (name, disorder)


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("armed clash", "peaceful protest"),
        ("excessive force against protesters", "peaceful protest"),
        ("mob violence", "air/drone strike"),
        ("chemical weapon", "air/drone strike"),
        ("grenade", "attack"),
        ("attack", "abduction/forced disappearance"),
        ("attack", "looting/property destruction"),
    ],
)
def test_hierarchy(higher: EventType, lower: EventType) -> None:
    assert rules.hierarchy(higher) < rules.hierarchy(lower)


def test_every_type_has_a_rank() -> None:
    assert sorted(map(rules.hierarchy, EVENT_TYPES)) == list(range(len(EVENT_TYPES)))


@pytest.mark.parametrize(
    ("precision", "days", "code"),
    [
        ("day", 1, 1), ("days", 1, 1), ("days", 2, 2), ("days", 7, 2), ("week", 7, 2), ("days", 8, 3),
        ("month", 30, 3), ("days", 60, None), ("year", 365, None), ("unknown", 1, None),
    ],
)  # fmt: skip
def test_time_precision(precision: str, days: int, code: int | None) -> None:
    start = dt.date(2024, 9, 1)
    assert rules.time_precision(precision, start, start + dt.timedelta(days=days - 1)) == code


@pytest.mark.parametrize(
    ("end", "middle"), [("2024-09-01", "2024-09-01"), ("2024-09-02", "2024-09-01"), ("2024-09-30", "2024-09-15")]
)
def test_event_date(end: str, middle: str) -> None:
    assert rules.event_date(dt.date(2024, 9, 1), dt.date.fromisoformat(end)).isoformat() == middle


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("over three days", True), ("three days of shelling", True), ("from Friday to Sunday", True),
        ("during the past week", True), ("a two-day battle", True), ("overnight", False), ("on Sunday", False),
        ("last night", False), ("this week", False),
    ],
)  # fmt: skip
def test_lasting(words: str, expected: bool) -> None:
    assert rules.lasts(words) is expected


@pytest.mark.parametrize(("place", "code"), [(KHERSON, 1), (UKRAINE, None)], ids=["town", "country"])
def test_geo_precision(place: Place, code: int | None) -> None:
    assert rules.geo_precision(place) == code


@pytest.mark.parametrize(
    ("kind", "options", "name"),
    [
        ("state forces", {}, "State forces"),
        ("police", {}, "State forces"),
        ("state forces", {"abroad": True}, "External/Other forces"),
        ("armed group", {"abroad": True}, "Rebel group"),
        ("militia", {}, "Political militia"),
        ("protesters", {}, "Protesters"),
        ("protesters", {"riot": True}, "Rioters"),
        ("media", {}, "Civilians"),
        ("other", {}, ""),
    ],
)
def test_inter(kind: PartyKind, options: dict[str, bool], name: str) -> None:
    assert rules.inter(kind, **options) == name


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("Rebel group", "Civilians", "Rebel group – Civilians"),
        ("Civilians", "State forces", "State forces – Civilians"),
        ("Protesters", "", "Protesters only"),
        ("", "", ""),
    ],
)
def test_interaction(first: str, second: str, text: str) -> None:
    assert rules.interaction(first, second) == text


@pytest.mark.parametrize(
    ("type", "inters", "targeted"),
    [
        ("attack", ("", ""), True),
        ("air/drone strike", ("External/Other forces", "Civilians"), True),
        ("air/drone strike", ("External/Other forces", "State forces"), False),
        ("excessive force against protesters", ("State forces", "Protesters"), True),
        ("peaceful protest", ("Protesters", ""), False),
        ("arrests", ("State forces", "Civilians"), False),
    ],
)
def test_civilian_targeting(type: EventType, inters: tuple[str, str], targeted: bool) -> None:
    assert bool(rules.civilian_targeting(type, inters)) is targeted


@pytest.mark.parametrize(
    ("text", "low", "high", "count"),
    [
        ("47 people", 47, 47, 47),
        ("at least 47 people", 47, None, 47),
        ("between 20 and 30 people", 20, 30, 20),
        ("up to 30 people", None, 30, 0),
        ("several people", 2, None, 3),
        ("many villagers", 2, None, 3),
        ("a number of soldiers", 2, None, 3),
        ("civilians", 2, None, 3),
        ("at least two people", 2, None, 2),
        ("tens of people", 20, None, 10),
        ("dozens of people", 24, None, 12),
        ("at least 24 people", 24, None, 24),
        ("hundreds of people", 200, None, 100),
        ("a woman", 1, 1, 1),
        ("no casualties", 0, 0, 0),
    ],
)
def test_count_in_words(text: str, low: int | None, high: int | None, count: int) -> None:
    assert rules.count_in_words(figure(text, "killed", low, high)) == count


def test_several_are_ten_in_a_significant_attack() -> None:
    assert rules.count_in_words(figure("several people", "killed", 2, None), significant=True) == 10


@pytest.mark.parametrize(
    ("claims", "count"),
    [
        ([], 0),
        ([claim(1, figures=(exactly(9, "injured"),))], 0),
        ([claim(1, figures=(exactly(3),)), claim(2, figures=(exactly(5),))], 3),
        ([claim(1, figures=(exactly(3),)), claim(2)], 3),
        ([claim(1, figures=(exactly(3), exactly(2, group="children", part_of=True)))], 3),
        ([claim(1, figures=(exactly(3), exactly(50_000, total=True)))], 3),
        ([claim(1, figures=(exactly(3, group="soldiers"), exactly(2, group="civilians")))], 5),
    ],
)
def test_fatalities(claims: list[Claim], count: int) -> None:
    assert rules.fatalities(claims).count == count


@pytest.mark.parametrize(
    ("total", "parts", "shares"), [(7, 3, [3, 2, 2]), (6, 3, [2, 2, 2]), (1, 2, [1, 0]), (0, 2, [0, 0]), (5, 1, [5])]
)
def test_split_evenly(total: int, parts: int, shares: list[int]) -> None:
    assert rules.split_evenly(total, parts) == shares
