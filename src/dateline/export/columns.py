"""An incident as one flat row: the columns that our own table formats share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Literal

from ..model import CLASS_OF, Estimate, FigureKind, Group, Incident, Record
from .told import Told, estimate_of


class Flat(Record, frozen=True, kw_only=True):
    """One incident in columns; None and empty lists where something is not known.

    Coordinates are WGS84 degrees. Figures are the best estimate under the chosen rules, or the lowest
    that a report gives where no estimate was made.
    """

    id: str
    event_type: str
    event_class: str
    status: str
    start: dt.date | None
    end: dt.date | None
    date_precision: str
    place: str
    place_as_written: str
    place_precision: str
    country: str
    country_code: str
    admin1: str
    admin1_code: str
    latitude: float | None
    longitude: float | None
    coordinates: Literal["", "gazetteer", "rounded"]
    actors: tuple[str, ...]
    actor_countries: tuple[str, ...]
    targets: tuple[str, ...]
    target_countries: tuple[str, ...]
    weapons: tuple[str, ...]
    killed: int | None
    killed_low: int | None
    killed_high: int | None
    killed_civilians: int | None
    killed_children: int | None
    injured: int | None
    injured_low: int | None
    injured_high: int | None
    injured_children: int | None
    missing: int | None
    captured: int | None
    displaced: int | None
    launched: int | None
    intercepted: int | None
    destroyed: int | None
    taken: int | None
    rules: str
    grade: str
    grade_reasons: tuple[str, ...]
    disagreements: tuple[str, ...]
    independent_sources: int
    judged: str
    publishers: tuple[str, ...]
    urls: tuple[str, ...]
    documents: tuple[str, ...]
    claims: tuple[str, ...]


MEANINGS = {
    "id": "stable; an id of a merged incident leads to the one that took it in",
    "event_type": "ACLED sub-event type in lower case",
    "status": "happened, ongoing, planned, threatened, foiled, denied or unclear",
    "start": "first day, ISO 8601; empty where no report gives a date",
    "end": "last day, inclusive",
    "date_precision": "day, days, week, month, year or unknown",
    "place_precision": "town, district, province, country, area or unresolved",
    "country_code": "ISO 3166-1 alpha-2",
    "admin1_code": "ISO 3166-2",
    "latitude": "WGS84 degrees, of the gazetteer's entry and not of the spot",
    "coordinates": "gazetteer, or rounded (to two decimals) where people shelter, live or are cared for",
    "killed": "best estimate under `rules`; killed_low and killed_high are its bounds",
    "grade": "confirmed, fair, weak, contested or discounted",
    "independent_sources": "reports that do not copy one another",
    "judged": "confirmed or rejected by a person, else empty",
}
"""What columns hold, where their name does not say it."""


def flatten(told: Told, rules: str) -> Flat:
    """Put an incident into columns."""
    incident, place = told.incident, told.incident.place
    killed, injured = _estimate(incident, rules, "killed"), _estimate(incident, rules, "injured")

    def best(kind: FigureKind, group: Group = "people") -> int | None:
        found = _estimate(incident, rules, kind, group)
        return found.best if found else None

    def largest(kind: FigureKind) -> int | None:
        """The best of all people or, as weapons and property are no people, of the largest group."""
        counts = [best(kind, group) for group in _groups(incident, kind)]
        return best(kind) or max((count for count in counts if count is not None), default=None)

    return Flat(
        id=incident.id,
        event_type=incident.type,
        event_class=CLASS_OF[incident.type],
        status=incident.status,
        start=incident.start,
        end=incident.end,
        date_precision=incident.date_precision,
        place=place.name if place else "",
        place_as_written=incident.place_name,
        place_precision=place.precision if place else "unresolved",
        country=place.country_name if place else "",
        country_code=place.country if place else "",
        admin1=place.admin1 if place else "",
        admin1_code=place.admin1_code if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        coordinates="" if place is None else "rounded" if told.blurred else "gazetteer",
        actors=incident.actors,
        actor_countries=incident.actor_countries,
        targets=incident.targets,
        target_countries=incident.target_countries,
        weapons=incident.weapons,
        killed=killed.best if killed else None,
        killed_low=killed.low if killed else None,
        killed_high=killed.high if killed else None,
        killed_civilians=best("killed", "civilians"),
        killed_children=best("killed", "children"),
        injured=injured.best if injured else None,
        injured_low=injured.low if injured else None,
        injured_high=injured.high if injured else None,
        injured_children=best("injured", "children"),
        missing=largest("missing"),
        captured=largest("captured"),
        displaced=largest("displaced"),
        launched=largest("launched"),
        intercepted=largest("intercepted"),
        destroyed=largest("destroyed"),
        taken=largest("taken"),
        rules=rules,
        grade=incident.grade,
        grade_reasons=incident.grade_reasons,
        disagreements=incident.disagreements,
        independent_sources=incident.independent_sources,
        judged=incident.judged,
        publishers=tuple(sorted({d.publisher for d in told.documents if d.publisher})),
        urls=tuple(sorted({d.url for d in told.documents if d.url})),
        documents=incident.documents,
        claims=incident.claims,
    )


def _groups(incident: Incident, kind: FigureKind) -> list[Group]:
    return sorted({entry.group for entry in incident.toll if entry.kind == kind and not entry.total})


def _estimate(incident: Incident, rules: str, kind: FigureKind, group: Group = "people") -> Estimate | None:
    """Find the estimate under these rules, or make the plainest: the lowest and highest told of the incident."""
    found = estimate_of(incident, rules, kind, group)
    if found is not None:
        return found
    own = [e for e in incident.toll if (e.kind, e.group) == (kind, group) and not e.total and not e.part_of]
    lows = [entry.low for entry in own if entry.low is not None]
    highs = [entry.high for entry in own if entry.high is not None]
    if not lows and not highs:
        return None
    low = min(lows, default=None)
    return Estimate(
        rules="airwars", kind=kind, group=group, best=low, low=low, high=max(highs, default=None), reason="as told"
    )


def count_details(incident: Incident, left_out: Counter[str]) -> None:
    """Count what a flat row cannot hold of the toll."""
    held: tuple[tuple[FigureKind, Group], ...] = (
        ("killed", "civilians"), ("killed", "children"), ("injured", "children"),
    )  # fmt: skip
    for entry in incident.toll:
        if entry.total:
            left_out["running totals of more than the incident"] += 1
        elif entry.kind in ("killed", "injured") and entry.group != "people" and (entry.kind, entry.group) not in held:
            left_out[f"figures of {entry.kind} {entry.group}"] += 1
    if len({(e.publisher, e.published, e.source) for e in incident.toll}) > 1:
        left_out["tolls over time, by source"] += 1
