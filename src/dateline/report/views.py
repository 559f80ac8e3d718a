"""What the page's template is given: every text as it will stand there, before escaping."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import CLASS_OF, EventClass, Group, Incident, Record
from .passages import Passage

CLASS_NAMES: dict[EventClass, str] = {
    "battles": "Battles",
    "explosions": "Explosions and remote violence",
    "civilians": "Violence against civilians",
    "protests": "Protests",
    "riots": "Riots",
    "strategic": "Strategic developments",
}
VAGUE = ("province", "country", "area", "district")


class ReportView(Record, frozen=True, kw_only=True):
    """One report's claim: who published it, and the sentences with their values marked."""

    publisher: str
    published: str
    title: str
    url: str  # "" unless it is a web address
    passages: tuple[Passage, ...]


class TollView(Record, frozen=True, kw_only=True):
    """One line of the toll over time."""

    published: str
    publisher: str
    said_by: str
    figure: str
    note: str


class EstimateView(Record, frozen=True, kw_only=True):
    """Best, low and high under one rule set."""

    rules: str
    what: str
    best: str
    low: str
    high: str
    reason: str


class IncidentView(Record, frozen=True, kw_only=True):
    """One incident: its line in the table, what unfolds below it, and its circle."""

    id: str
    anchor: str
    day: str
    type: str
    event_class: EventClass
    status: str
    place: str
    country: str
    actors: str
    targets: str
    killed: str
    killed_best: int  # -1 where nobody counts
    injured: str
    injured_best: int
    reports: int
    independent: int
    grade: str
    judged: str
    reasons: tuple[str, ...]
    disagreements: tuple[str, ...]
    toll: tuple[TollView, ...]
    estimates: tuple[EstimateView, ...]
    told: tuple[ReportView, ...]
    name: str = ""  # of the place alone, for the map
    latitude: float | None = None
    longitude: float | None = None
    vague: bool = False  # the place is a region, or its coordinates were blurred


class Telling(Record, frozen=True, kw_only=True):
    """An incident fit to be shown, with the reports behind it; `blurred` where its coordinates were moved."""

    incident: Incident
    told: tuple[ReportView, ...]
    blurred: bool = False


def view_of(telling: Telling) -> IncidentView:
    """Turn an incident into the texts of the page."""
    incident, place = telling.incident, telling.incident.place
    killed, injured = _best(incident, "killed"), _best(incident, "injured")
    return IncidentView(
        id=incident.id,
        anchor=incident.id[:16],
        day=_days(incident),
        type=incident.type,
        event_class=CLASS_OF[incident.type],
        status=incident.status,
        place=_place(incident),
        country=(place.country_name or place.country) if place else "",
        actors=", ".join(incident.actors),
        targets=", ".join(incident.targets),
        killed=killed[0],
        killed_best=killed[1],
        injured=injured[0],
        injured_best=injured[1],
        reports=len(incident.documents),
        independent=incident.independent_sources,
        grade=incident.grade,
        judged=incident.judged,
        reasons=incident.grade_reasons,
        disagreements=incident.disagreements,
        toll=tuple(_toll(incident)),
        estimates=tuple(_estimates(incident)),
        told=telling.told,
        name=place.name if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        vague=telling.blurred or (place is not None and place.precision in VAGUE),
    )


def bounds(low: int | None, high: int | None) -> str:
    """Write a count: "3", "47+", "up to 30", "20–30"."""
    if low == high:
        return "unknown" if low is None else str(low)
    if high is None:
        return f"{low}+"
    return f"up to {high}" if low is None else f"{low}–{high}"


def _best(incident: Incident, kind: str) -> tuple[str, int]:
    for estimate in incident.estimates:
        if (estimate.rules, estimate.kind, estimate.group) == ("ucdp", kind, "people") and estimate.best is not None:
            spread = bounds(estimate.low, estimate.high)
            return (spread if estimate.low == estimate.high else f"{estimate.best} ({spread})"), estimate.best
    return "", -1


def _days(incident: Incident) -> str:
    if incident.start is None:
        return "unknown"
    if incident.date_precision == "month":
        return f"{incident.start:%Y-%m}"
    if incident.date_precision == "year":
        return f"{incident.start:%Y}"
    if incident.end and incident.end != incident.start:
        same_month = incident.start.replace(day=1) == incident.end.replace(day=1)
        return f"{incident.start} to {incident.end:%d}" if same_month else f"{incident.start} to {incident.end}"
    return incident.start.isoformat()


def _place(incident: Incident) -> str:
    place = incident.place
    if place is None:
        return f"{incident.place_name} (unresolved)" if incident.place_name else "unknown"
    region = place.admin1 if place.admin1 not in ("", place.name) else ""
    return f"{place.name}, {region}" if region else place.name


def _toll(incident: Incident) -> Sequence[TollView]:
    return [
        TollView(
            published=(entry.published or "unknown")[:16].replace("T", " "),
            publisher=entry.publisher or "publisher unknown",
            said_by=f"{entry.source}: {entry.stance}" if entry.source else "the report itself",
            figure=" ".join([bounds(entry.low, entry.high), *_group(entry.group), entry.kind]),
            note="running total, not added" if entry.total else "part of another figure" if entry.part_of else "",
        )
        for entry in incident.toll
    ]


def _group(group: Group) -> list[str]:
    return [] if group == "people" else [group]


def _estimates(incident: Incident) -> Sequence[EstimateView]:
    return [
        EstimateView(
            rules={"acled": "ACLED", "ucdp": "UCDP", "airwars": "Airwars"}[estimate.rules],
            what=estimate.kind if estimate.group == "people" else f"{estimate.group} {estimate.kind}",
            best=_number(estimate.best),
            low=_number(estimate.low),
            high=_number(estimate.high),
            reason=estimate.reason,
        )
        for estimate in incident.estimates
    ]


def _number(value: int | None) -> str:
    return "unknown" if value is None else str(value)
