"""UCDP's rules for georeferenced events, each a pure function.

Source: UCDP GED codebook, partly second-hand, as cited in each function.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Literal

from ..model import DatePrecision, EventClass, Group, PartyKind, PlacePrecision, Record

Violence = Literal[1, 2, 3]
STATE_BASED: Violence = 1
NON_STATE: Violence = 2
ONE_SIDED: Violence = 3

_STATE: tuple[PartyKind, ...] = ("state", "state forces", "police")
_ORGANISED: tuple[PartyKind, ...] = ("armed group", "militia")
_UNARMED: tuple[PartyKind, ...] = ("civilians", "protesters", "media", "agency")


def is_state(kind: PartyKind | None) -> bool:
    """Tell whether a side is the government of a state: its forces and police act for it."""
    return kind in _STATE


def type_of_violence(actor: PartyKind | None, target: PartyKind | None, event_class: EventClass) -> Violence | None:
    """Give 1 where a state fights, 2 between organised groups, 3 against civilians; None where it cannot be told.

    What a state's forces do to a target that is not named is state-based, unless the act itself is one
    against civilians or a demonstration.

    Source: UCDP definitions, type of violence.
    """
    armed = is_state(actor) or actor in _ORGANISED
    if not armed:
        # Where only the armed side that was hit is known, it is a party to the fight all the same.
        return STATE_BASED if is_state(target) and event_class in ("battles", "explosions") else None
    if target in _UNARMED or event_class in ("civilians", "protests"):
        return ONE_SIDED
    if is_state(actor) or is_state(target):
        return STATE_BASED
    return NON_STATE if target in _ORGANISED else None


def where_prec(precision: PlacePrecision) -> int | None:
    """Give 1 for a town, 3 and 4 for second and first-order divisions, 5 for an area, 6 for a country.

    Source: codebook, where_prec.
    """
    return {"town": 1, "district": 3, "province": 4, "area": 5, "country": 6}.get(precision)


def date_prec(precision: DatePrecision, start: dt.date, end: dt.date) -> int | None:
    """Give 1 for a day, 2 for two to six days, 3 for a week, 4 for a month, 5 for up to a year.

    Source: codebook, date_prec.
    """
    if precision in ("month", "year"):
        return 4 if precision == "month" else 5
    if precision == "unknown":
        return None
    days = (end - start).days + 1
    for most, code in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)):
        if days <= most:
            return 3 if precision == "week" and code < 3 else code
    return None


def event_clarity(date: int, where: int) -> int:
    """Give 1 where day and place identify the event, else 2. Source: codebook, event_clarity."""
    return 1 if date <= 2 and where <= 3 else 2


def priogrid_gid(latitude: float, longitude: float) -> int:
    """Number the half-degree cell, counted from the south-west, eastwards then northwards, from 1.

    Source: PRIO-GRID codebook: 360 rows of 720 cells.
    """
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


class Deaths(Record, frozen=True, kw_only=True):
    """Direct deaths by side; together they are the best estimate."""

    a: int = 0
    b: int = 0
    civilians: int = 0
    unknown: int = 0


def deaths_by_side(
    best: int, by_group: Mapping[Group, int], actor: PartyKind | None, target: PartyKind | None, violence: Violence
) -> Deaths:
    """Share the best estimate out to the acting side (a), the side hit (b), civilians and unknown.

    Soldiers and police belong to the one side that is a state, fighters to the one that is none; where
    both are or neither, to the side hit. In one-sided violence all but the attackers are civilians.

    Source: codebook, deaths_a, deaths_b, deaths_civilians, deaths_unknown.
    """
    attackers = by_group.get("attackers", 0)
    soldiers = max(by_group.get("soldiers", 0), by_group.get("police", 0))
    fighters = by_group.get("militants", 0)
    if violence == ONE_SIDED:
        lost_a = min(best, attackers)
        return Deaths(a=lost_a, civilians=best - lost_a)
    states = is_state(actor), is_state(target)
    soldiers_of_a = states == (True, False)
    fighters_of_a = states == (False, True)
    left = best
    civilians = min(left, _civilians(by_group))
    left -= civilians
    lost_a = min(left, attackers + soldiers * soldiers_of_a + fighters * fighters_of_a)
    left -= lost_a
    lost_b = min(left, soldiers * (not soldiers_of_a) + fighters * (not fighters_of_a))
    return Deaths(a=lost_a, b=lost_b, civilians=civilians, unknown=left - lost_b)


def _civilians(by_group: Mapping[Group, int]) -> int:
    """Count the civilians told of, at least: by that word, by age and sex, or by calling."""
    told = by_group.get("civilians", 0)
    by_age = by_group.get("children", 0) + by_group.get("women", 0)
    called: tuple[Group, ...] = ("journalists", "medics", "aid workers")
    return max(told, by_age, sum(by_group.get(group, 0) for group in called))
