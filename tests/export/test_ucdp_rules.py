"""UCDP's rules as tables."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.export import ucdp_rules as rules
from dateline.model import EventClass, Group, PartyKind

ONE, TWO, THREE = rules.STATE_BASED, rules.NON_STATE, rules.ONE_SIDED


@pytest.mark.parametrize(
    ("actor", "target", "event_class", "violence"),
    [
        ("state forces", "state forces", "battles", ONE),
        ("state forces", "armed group", "explosions", ONE),
        ("armed group", "police", "battles", ONE),
        ("state forces", None, "explosions", ONE),
        (None, "state forces", "explosions", ONE),
        ("militia", "armed group", "battles", TWO),
        ("armed group", "civilians", "explosions", THREE),
        ("state", "protesters", "protests", THREE),
        ("armed group", None, "civilians", THREE),
        ("armed group", None, "explosions", None),
        (None, "civilians", "civilians", None),
        ("protesters", "police", "riots", None),
        (None, None, "battles", None),
    ],
)
def test_type_of_violence(
    actor: PartyKind | None, target: PartyKind | None, event_class: EventClass, violence: int | None
) -> None:
    assert rules.type_of_violence(actor, target, event_class) == violence


@pytest.mark.parametrize(
    ("precision", "code"),
    [("town", 1), ("district", 3), ("province", 4), ("area", 5), ("country", 6), ("unresolved", None)],
)
def test_where_prec(precision: str, code: int | None) -> None:
    assert rules.where_prec(precision) == code


@pytest.mark.parametrize(
    ("precision", "days", "code"),
    [
        ("day", 1, 1), ("days", 2, 2), ("days", 6, 2), ("days", 7, 3), ("week", 7, 3), ("week", 5, 3), ("days", 20, 4),
        ("month", 30, 4), ("year", 366, 5), ("days", 90, 5), ("days", 800, None), ("unknown", 1, None),
    ],
)  # fmt: skip
def test_date_prec(precision: str, days: int, code: int | None) -> None:
    start = dt.date(2024, 1, 1)
    assert rules.date_prec(precision, start, start + dt.timedelta(days=days - 1)) == code


@pytest.mark.parametrize(("date", "where", "clarity"), [(1, 1, 1), (2, 3, 1), (3, 1, 2), (1, 4, 2)])
def test_event_clarity(date: int, where: int, clarity: int) -> None:
    assert rules.event_clarity(date, where) == clarity


@pytest.mark.parametrize(
    ("latitude", "longitude", "gid"),
    [(-90, -180, 1), (-90, -179.5, 2), (-89.5, -180, 721), (0, 0, 129961), (90, 180, 259200)],
)
def test_priogrid(latitude: float, longitude: float, gid: int) -> None:
    assert rules.priogrid_gid(latitude, longitude) == gid


@pytest.mark.parametrize(
    ("best", "by_group", "actor", "target", "violence", "deaths"),
    [
        (5, {}, "state forces", "armed group", ONE, (0, 0, 0, 5)),
        (5, {"militants": 4}, "state forces", "armed group", ONE, (0, 4, 0, 1)),
        (5, {"soldiers": 2}, "state forces", "armed group", ONE, (2, 0, 0, 3)),
        (5, {"soldiers": 2}, "armed group", "state forces", ONE, (0, 2, 0, 3)),
        (5, {"militants": 1, "police": 3}, "armed group", "police", ONE, (1, 3, 0, 1)),
        (5, {"soldiers": 5}, "state forces", "state forces", ONE, (0, 5, 0, 0)),
        (5, {"civilians": 2, "children": 1}, "state forces", "state forces", ONE, (0, 0, 2, 3)),
        (5, {"children": 1, "women": 2}, "state forces", None, ONE, (0, 0, 3, 2)),
        (5, {"attackers": 1}, "armed group", "civilians", THREE, (1, 0, 4, 0)),
        (2, {"civilians": 5, "soldiers": 5}, "state forces", "state forces", ONE, (0, 0, 2, 0)),
    ],
)
def test_deaths_by_side(
    best: int,
    by_group: dict[Group, int],
    actor: PartyKind,
    target: PartyKind,
    violence: rules.Violence,
    deaths: tuple[int, int, int, int],
) -> None:
    found = rules.deaths_by_side(best, by_group, actor, target, violence)
    assert (found.a, found.b, found.civilians, found.unknown) == deaths
    assert sum(deaths) == best
