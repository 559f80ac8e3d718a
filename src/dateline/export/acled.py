"""The 31 columns of ACLED, as CSV. "ACLED-like": the rules are theirs, the data are not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..model import CLASS_OF, Document, EventType, Incident, Place, PlacePrecision, Record
from . import acled_rules as rules
from .cells import Cell, write_csv
from .countries import find_country
from .output import writing
from .records import PUBLIC, ClaimLookup, DocumentLookup, ExportOptions, Output, Written
from .told import Side, Told, count_unheld, estimate_of, gather

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_LOCAL: tuple[PlacePrecision, ...] = ("town", "district")


class _Event(Record, frozen=True, kw_only=True):
    """One row to be: an incident, or its share of one day and place."""

    told: Told
    type: EventType
    day: dt.date
    time_precision: int
    place: Place
    fatalities: int
    notes: tuple[str, ...]
    part: int = 0  # 1, 2 … where the incident is told of several days or places


def export_acled(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    out: Output,
    options: ExportOptions = PUBLIC,
) -> Written:
    """Write incidents as rows of ACLED's columns.

    Incidents of one day are to come one after another, as a store gives them: within a day, place and
    set of actors the higher type absorbs the lower.

    Source: ACLED codebook; see `acled_rules`.
    """
    left_out: Counter[str] = Counter()
    told = gather(incidents, claims, documents, options, left_out)
    with writing(out) as stream:
        count = write_csv(stream, COLUMNS, _rows(told, left_out))
    return Written(rows=count, left_out=dict(left_out))


def _rows(told: Iterable[Told], left_out: Counter[str]) -> Iterator[Sequence[Cell]]:
    for _, same_day in groupby(told, key=lambda one: one.incident.start):
        events = [event for one in same_day for event in _events(one, left_out)]
        for event in _absorb(events, left_out):
            yield _row(event)


def _events(told: Told, left_out: Counter[str]) -> list[_Event]:
    """Make the rows of one incident; none, with the reason counted, where ACLED records no event."""
    incident = told.incident
    type = _type(incident)
    reason = _refusal(incident) or ("incidents that did not happen or may not have" if type is None else "")
    if reason or type is None or incident.start is None or incident.place is None:
        left_out[reason] += 1
        return []
    start, end = incident.start, incident.end or incident.start
    count_unheld(incident, left_out)
    places = _places(told, incident.place)
    days = _days(told, start, end)
    precision = 1 if len(days) > 1 else rules.time_precision(incident.date_precision, start, end) or 3
    deaths = _deaths(told)
    shares = rules.split_evenly(deaths.count, len(days) * len(places))
    notes = [f"Deaths: {deaths.reason}."]
    if len(shares) > 1 and deaths.count:
        notes.append(f"{deaths.count} deaths were told of {len(days)} days and {len(places)} places; split evenly.")
    if told.blurred:
        notes.append("Coordinates are rounded to two decimals.")
    return [
        _Event(
            told=told, type=type, day=day, time_precision=precision, place=place, fatalities=share,
            notes=tuple(notes), part=number if len(shares) > 1 else 0,
        )
        for number, ((day, place), share) in enumerate(
            zip(((day, place) for day in days for place in places), shares, strict=True), 1
        )
    ]  # fmt: skip


def _refusal(incident: Incident) -> str:
    """Say why ACLED would record no event, or ""."""
    if incident.judged == "rejected":
        return "incidents that a person rejected"
    if incident.start is None:
        return "incidents without a date"
    if rules.time_precision(incident.date_precision, incident.start, incident.end or incident.start) is None:
        return "incidents dated less closely than a month"
    if incident.place is None:
        return "incidents without a place"
    if rules.geo_precision(incident.place) is None:
        return "incidents placed in a country only"
    return ""


def _type(incident: Incident) -> EventType | None:
    """Give the type recorded; what was foiled is a disrupted use of weapons, what did not happen is None."""
    if incident.status in ("happened", "ongoing"):
        return incident.type
    if incident.status == "foiled" and CLASS_OF[incident.type] in ("explosions", "strategic"):
        return "disrupted weapons use"
    return None


def _deaths(told: Told) -> rules.Fatalities:
    estimate = estimate_of(told.incident, "acled", "killed")
    if estimate is None or estimate.best is None:
        return rules.fatalities(told.claims)
    return rules.Fatalities(count=estimate.best, reason=estimate.reason)


def _days(told: Told, start: dt.date, end: dt.date) -> list[dt.date]:
    """List the days of an event that went on through them; else the one day that stands for the period."""
    length = (end - start).days + 1
    mentions = [claim.when.mention.text for claim in told.claims if claim.when.mention]
    if 1 < length <= rules.MOST_DAYS and any(map(rules.lasts, mentions)):
        return [start + dt.timedelta(days=day) for day in range(length)]
    return [rules.event_date(start, end)]


def _places(told: Told, place: Place) -> list[Place]:
    """List the towns of which one report tells the incident together, the incident's own first."""
    for claim in told.claims:
        towns = {m.place.geonames_id: m.place for m in claim.places if m.place and m.place.precision in _LOCAL}
        if len(towns) > 1 and place.geonames_id in towns:
            return [place, *(town for id, town in towns.items() if id != place.geonames_id)]
    return [place]


def _absorb(events: Sequence[_Event], left_out: Counter[str]) -> list[_Event]:
    """Keep, of what happened on one day at one place between the same actors, the highest type.

    Source: ACLED codebook, event hierarchy.
    """
    kept: dict[object, _Event] = {}
    for event in sorted(events, key=lambda e: (rules.hierarchy(e.type), e.told.incident.id, e.part)):
        sides = frozenset(side.name.casefold() for side in (*event.told.actors, *event.told.targets))
        # Without a name on either side nothing says that two events are between the same actors.
        key: object = (event.day, event.place.geonames_id, sides) if sides else (event.told.incident.id, event.part)
        if key in kept:
            left_out["incidents absorbed by a higher type of the same day, place and actors"] += 1
            kept[key] = _take_in(kept[key], event)
        else:
            kept[key] = event
    order = [kept[key] for key in kept]
    return sorted(order, key=lambda e: (e.told.incident.id, e.part))


def _take_in(higher: _Event, lower: _Event) -> _Event:
    note = f"With it: {rules.sub_event_name(lower.type)} ({lower.told.incident.id})."
    return _Event(
        told=higher.told, type=higher.type, day=higher.day, time_precision=higher.time_precision,
        place=higher.place, fatalities=max(higher.fatalities, lower.fatalities),
        notes=(*higher.notes, note), part=higher.part,
    )  # fmt: skip


def _row(event: _Event) -> Sequence[Cell]:
    incident, place = event.told.incident, event.place
    country = find_country(place.country)
    riot = CLASS_OF[event.type] == "riots"
    first, second = _two_sides(event)
    inters = [_inter(side, place, riot=riot and side is first) for side in (first, second)]
    beside = [[s.name for s in sides if s not in (first, second)] for sides in (event.told.actors, event.told.targets)]
    return (
        f"{country.alpha3}-{incident.id}" + (f"-{event.part}" if event.part else ""),
        event.day.isoformat(),
        event.day.year,
        event.time_precision,
        rules.disorder_type(event.type),
        rules.EVENT_CLASS_NAMES[CLASS_OF[event.type]],
        rules.sub_event_name(event.type),
        first.name if first else "",
        "; ".join(beside[0]),
        inters[0],
        second.name if second else "",
        "; ".join(beside[1]),
        inters[1],
        rules.interaction(*inters),
        rules.civilian_targeting(event.type, inters),
        country.numeric,
        country.acled_region,
        country.name or place.country_name,
        place.admin1,
        "",
        "",
        place.name,
        place.latitude,
        place.longitude,
        rules.geo_precision(place),
        "; ".join(sorted({d.publisher for d in event.told.documents if d.publisher})),
        "",
        " ".join(event.notes),
        event.fatalities,
        f"grade={incident.grade}; independent sources={incident.independent_sources}",
        _timestamp(event.told.documents),
    )


def _two_sides(event: _Event) -> tuple[Side | None, Side | None]:
    """Pick actor 1 and actor 2; things that were hit are no actors, and both sides of a clash are."""
    actors = [side for side in event.told.actors if side.kind != "other"] or list(event.told.actors)
    others = [side for side in event.told.targets if side.kind != "other"]
    first = actors[0] if actors else None
    if others:
        return first, others[0]
    if CLASS_OF[event.type] == "battles" and len(actors) > 1:
        return first, actors[1]
    groups = {entry.group for entry in event.told.incident.toll if entry.kind in ("killed", "injured")}
    if groups & {"civilians", "children", "women", "journalists", "medics", "aid workers"}:
        return first, Side(name="Civilians", kind="civilians", country=event.place.country)
    return first, None


def _inter(side: Side | None, place: Place, *, riot: bool) -> str:
    if side is None:
        return ""
    return rules.inter(side.kind, abroad=bool(side.country) and side.country != place.country, riot=riot)


def _timestamp(documents: Sequence[Document]) -> int | None:
    """Give the second, UTC, of the latest report: the same at every export, unlike the time of writing."""
    seconds = []
    for document in documents:
        if document.published.value:
            instant = dt.datetime.fromisoformat(document.published.value)
            seconds.append(int((instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)).timestamp()))
    return max(seconds, default=None)
