"""ACLED's rules, each a pure function.

Source: ACLED codebook, as cited in each function.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ..model import EVENT_TYPES, Claim, DatePrecision, EventClass, EventType, Figure, PartyKind, Place, Record

EVENT_CLASS_NAMES: dict[EventClass, str] = {
    "battles": "Battles",
    "protests": "Protests",
    "riots": "Riots",
    "explosions": "Explosions/Remote violence",
    "civilians": "Violence against civilians",
    "strategic": "Strategic developments",
}
"""ACLED's event types by our classes, highest in the hierarchy first."""

# The order in which one event absorbs what happens with it.
_HIERARCHY: tuple[EventType, ...] = (
    "government regains territory", "non-state actor overtakes territory", "armed clash",
    "excessive force against protesters", "protest with intervention", "peaceful protest",
    "violent demonstration", "mob violence",
    "chemical weapon", "air/drone strike", "suicide bomb", "shelling/artillery/missile attack",
    "remote explosive/landmine/ied", "grenade",
    "sexual violence", "attack", "abduction/forced disappearance",
    *EVENT_TYPES[17:],
)  # fmt: skip

INTERS = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
"""Kinds of actor, in the order in which an interaction names them."""

_INTER_OF: dict[PartyKind, str] = {
    "state": "State forces",
    "state forces": "State forces",
    "police": "State forces",
    "armed group": "Rebel group",
    "militia": "Political militia",
    "agency": "Civilians",
    "civilians": "Civilians",
    "media": "Civilians",
    "protesters": "Protesters",
}

_WORDS = (
    (r"\bhundreds\b", 100),
    (r"\b(?:dozens|scores)\b", 12),
    (r"\btens\b", 10),
)
_VAGUE = re.compile(r"\b(?:several|many|few|some|number of|multiple|various)\b")
_LASTING = re.compile(
    r"\b(?:over|for|since|throughout|during|from|between|past|last)\b.*(?:\bdays\b|\bweek\b|\bto\b|\band\b|\buntil\b)"
    r"|\bdays of\b|\b(?:two|three|four|five|six|seven|\d+)[- ]day\b"
)
MOST_DAYS = 31
"""A longer spell is not split: its deaths a day would be an invention."""


def sub_event_name(type: EventType) -> str:
    """Write a sub-event type as ACLED does. Source: codebook, event types."""
    return type[0].upper() + type[1:].replace("/ied", "/IED")


def disorder_type(type: EventType) -> str:
    """Give the type of disorder. Source: codebook, disorder types.

    Excessive force against protesters is both kinds.
    """
    if type == "excessive force against protesters":
        return "Political violence; Demonstrations"
    if type in ("peaceful protest", "protest with intervention", "violent demonstration"):
        return "Demonstrations"
    if EVENT_TYPES.index(type) >= EVENT_TYPES.index("agreement"):
        return "Strategic developments"
    return "Political violence"


def hierarchy(type: EventType) -> int:
    """Give the rank of a type, 0 the highest: of what happens together, the highest absorbs the rest.

    Source: codebook, event hierarchy.
    """
    return _HIERARCHY.index(type)


def time_precision(precision: DatePrecision, start: dt.date, end: dt.date) -> int | None:
    """Give 1 for a day, 2 for some days or a week, 3 for a month; None where not even the month is known.

    Source: codebook, time_precision.
    """
    days = (end - start).days + 1
    if precision == "day" or (precision == "days" and days == 1):
        return 1
    if precision in ("days", "week"):
        return 2 if days <= 7 else 3 if days <= MOST_DAYS else None
    return 3 if precision == "month" else None


def event_date(start: dt.date, end: dt.date) -> dt.date:
    """Give the day, or the middle of the period where the day is not known.

    Source: codebook, time_precision ("the mid-point of the period").
    """
    return start + (end - start) // 2


def lasts(words: str) -> bool:
    """Tell whether a time as written says that the event went on through its days ("over three days")."""
    return bool(_LASTING.search(words.casefold()))


def geo_precision(place: Place) -> int | None:
    """Give 1 for a town, 2 for a part of a region, 3 for a region; None where only the country is known.

    Source: codebook, geo_precision; what is known for a country alone is no event.
    """
    return {"town": 1, "district": 2, "province": 3, "area": 3}.get(place.precision)


def inter(kind: PartyKind, *, abroad: bool = False, riot: bool = False) -> str:
    """Name the kind of an actor; a state's forces abroad are "External/Other forces". "" where unknown.

    Source: codebook, actor types.
    """
    name = _INTER_OF.get(kind, "")
    if name == "State forces" and abroad:
        return "External/Other forces"
    return "Rioters" if riot and name in ("Protesters", "Civilians") else name


def interaction(first: str, second: str) -> str:
    """Join two kinds of actor, the order being the codebook's and not who began; one alone is "… only".

    Source: codebook, interaction.
    """
    known = sorted((name for name in (first, second) if name), key=INTERS.index)
    if len(known) < 2:
        return f"{known[0]} only" if known else ""
    return " – ".join(known)


def civilian_targeting(type: EventType, inters: Sequence[str]) -> str:
    """Tell whether civilians were the main or only target. Source: codebook, civilian_targeting."""
    against = type in EVENT_TYPES[9:12] or type == "excessive force against protesters"
    hit = "Civilians" in inters[1:] and disorder_type(type) != "Strategic developments"
    return "Civilian targeting" if against or hit else ""


class Fatalities(Record, frozen=True, kw_only=True):
    """The number recorded, with the reason."""

    count: int
    reason: str


def count_in_words(figure: Figure, *, significant: bool = False) -> int:
    """Read a figure as ACLED does.

    "several", "many", "few" and a bare plural are 3, or 10 for a significant attack; tens 10, dozens
    12, hundreds 100; of a range, the least.

    Source: codebook, fatalities.
    """
    text = figure.text.casefold()
    if not any(character.isdigit() for character in text):
        for pattern, number in _WORDS:
            if re.search(pattern, text):
                return number
        # Bounds 2 and open are how we keep both a vague word and a bare plural.
        if _VAGUE.search(text) or (figure.low == 2 and figure.high is None and not re.search(r"\btwo\b", text)):
            return 10 if significant else 3
    return figure.low if figure.low is not None else 0


def fatalities(claims: Sequence[Claim]) -> Fatalities:
    """Take the lowest number of deaths that a report gives; none where no report gives one.

    Source: codebook, fatalities: the most conservative figure while reports differ; "casualties" and no
    mention are 0.
    """
    counts = sorted(
        _deaths(own)
        for claim in claims
        if (own := [f for f in claim.figures if f.kind == "killed" and not f.part_of and not f.total])
    )
    if not counts:
        return Fatalities(count=0, reason="no deaths are told")
    if counts[0] == counts[-1]:
        return Fatalities(count=counts[0], reason=f"all reports that count say {counts[0]}")
    return Fatalities(count=counts[0], reason=f"reports differ from {counts[0]} to {counts[-1]}: the lowest is taken")


def _deaths(figures: Sequence[Figure]) -> int:
    """Count the deaths of one report: all people where it says, else its groups together."""
    by_group: dict[str, int] = {}
    for figure in figures:
        by_group[figure.group] = max(by_group.get(figure.group, 0), count_in_words(figure))
    return by_group["people"] if "people" in by_group else sum(by_group.values())


def split_evenly(total: int, parts: int) -> list[int]:
    """Split a total over days or places, the remainder on the first.

    Source: codebook, fatalities over several days or locations.
    """
    share, rest = divmod(total, parts)
    return [share + rest] + [share] * (parts - 1)
