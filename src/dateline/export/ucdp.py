"""The 49 columns of UCDP's georeferenced event data, as CSV. "UCDP-like": the rules are theirs, the data are not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..model import CLASS_OF, Document, Estimate, Incident, PartyKind, Place, Record
from . import ucdp_rules as rules
from .cells import Cell, write_csv
from .countries import find_country
from .output import writing
from .records import PUBLIC, ClaimLookup, DocumentLookup, ExportOptions, Output, Written
from .told import Side, Told, count_unheld, estimate_of, gather

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip


class _Sides(Record, frozen=True, kw_only=True):
    """Who acted and who was hit, and whether the one hit is side A: in a dyad, the state is."""

    actor: Side | None
    target: Side | None
    violence: rules.Violence
    swapped: bool

    @property
    def a(self) -> Side | None:
        return self.target if self.swapped else self.actor

    @property
    def b(self) -> Side | None:
        return self.actor if self.swapped else self.target


def export_ucdp(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    out: Output,
    options: ExportOptions = PUBLIC,
) -> Written:
    """Write incidents with at least one direct death as rows of UCDP GED's columns.

    Ids of conflicts, dyads and sides are UCDP's own and stay empty, as does `active_year`, which takes
    a whole year of a dyad to know.

    Source: UCDP GED codebook; see `ucdp_rules`.
    """
    left_out: Counter[str] = Counter()
    told = gather(incidents, claims, documents, options, left_out)
    with writing(out) as stream:
        count = write_csv(stream, COLUMNS, _rows(told, left_out))
    return Written(rows=count, left_out=dict(left_out))


def _rows(told: Iterable[Told], left_out: Counter[str]) -> Iterator[Sequence[Cell]]:
    for one in told:
        sides = _find_sides(one)
        toll = estimate_of(one.incident, "ucdp", "killed")
        reason = _refusal(one.incident, sides, toll)
        start, place = one.incident.start, one.incident.place
        if reason or sides is None or toll is None or start is None or place is None:
            left_out[reason] += 1
            continue
        count_unheld(one.incident, left_out)
        # Deaths by group are what deaths_a, deaths_b and deaths_civilians are made of.
        left_out.pop("figures of deaths by group", None)
        yield _row(one, (start, one.incident.end or start), place, sides, toll)


def _refusal(incident: Incident, sides: _Sides | None, toll: Estimate | None) -> str:
    """Say why UCDP would record no event, or ""."""
    if incident.judged == "rejected":
        return "incidents that a person rejected"
    if incident.status not in ("happened", "ongoing"):
        return "incidents that did not happen or may not have"
    if toll is None or not any((toll.best, toll.low, toll.high)):
        return "incidents without a death"
    start, end = incident.start, incident.end or incident.start
    if start is None or end is None or rules.date_prec(incident.date_precision, start, end) is None:
        return "incidents without a date"
    if incident.place is None or rules.where_prec(incident.place.precision) is None:
        return "incidents without a place"
    return "" if sides else "incidents without an organised side"


def _find_sides(told: Told) -> _Sides | None:
    actors = [side for side in told.actors if side.kind != "other"]
    targets = [side for side in told.targets if side.kind != "other"]
    event_class = CLASS_OF[told.incident.type]
    if event_class == "battles" and not targets:
        actors, targets = actors[:1], actors[1:]
    actor, target = (actors[0] if actors else None), (targets[0] if targets else None)
    violence = rules.type_of_violence(_kind(actor), _kind(target), event_class)
    if violence is None:
        return None
    if violence == rules.ONE_SIDED:
        civilians = Side(name="Civilians", kind="civilians")
        return _Sides(actor=actor, target=civilians, violence=violence, swapped=False)
    return _Sides(actor=actor, target=target, violence=violence, swapped=_is_swapped(actor, target))


def _is_swapped(actor: Side | None, target: Side | None) -> bool:
    """Side A is the state; of two states or two groups the first by name, whoever acted."""
    if actor is None or target is None:
        return actor is None
    states = rules.is_state(actor.kind), rules.is_state(target.kind)
    if states[0] != states[1]:
        return states[1]
    return _name(target) < _name(actor)


def _row(told: Told, days: tuple[dt.date, dt.date], place: Place, sides: _Sides, toll: Estimate) -> Sequence[Cell]:
    incident, (start, end) = told.incident, days
    country, year = find_country(place.country), start.year
    date, where = rules.date_prec(incident.date_precision, start, end), rules.where_prec(place.precision)
    deaths = _deaths(incident, sides, toll)
    lost_a, lost_b = (deaths.b, deaths.a) if sides.swapped else (deaths.a, deaths.b)
    side_a, side_b = _name(sides.a), _name(sides.b)
    return (
        incident.id,
        f"{country.alpha3}-{year}-{sides.violence}-{incident.id}",
        year,
        "",
        "Clear" if incident.judged == "confirmed" else "Check",
        sides.violence,
        *("", "", ""),
        *("", ""),
        f"{side_a} - {side_b}" if side_a and side_b else "",
        *("", ""),
        side_a,
        *("", ""),
        side_b,
        incident.independent_sources,
        *_sources(told.documents),
        "; ".join(dict.fromkeys(entry.source for entry in incident.toll if entry.source)),
        where,
        place.name,
        incident.place_name,
        place.admin1,
        "",
        place.latitude,
        place.longitude,
        f"POINT ({place.longitude} {place.latitude})",
        rules.priogrid_gid(place.latitude, place.longitude),
        country.name or place.country_name,
        country.gw,
        country.ucdp_region,
        rules.event_clarity(date or 5, where or 6),
        date,
        start.isoformat(),
        end.isoformat(),
        lost_a,
        lost_b,
        deaths.civilians,
        deaths.unknown,
        toll.best,
        toll.high,
        toll.low,
        _gw(sides.a),
        _gw(sides.b),
    )


def _deaths(incident: Incident, sides: _Sides, toll: Estimate) -> rules.Deaths:
    by_group = {
        estimate.group: estimate.best
        for estimate in incident.estimates
        if (estimate.rules, estimate.kind) == ("ucdp", "killed") and estimate.best is not None
    }
    return rules.deaths_by_side(toll.best or 0, by_group, _kind(sides.actor), _kind(sides.target), sides.violence)


def _sources(documents: Sequence[Document]) -> tuple[str, str, str, str]:
    """Give article, office, date and headline of each report, in one order."""
    days = [document.published.day for document in documents]
    dates = [day.isoformat() if day else "undated" for day in days]
    articles = [
        ", ".join(filter(None, (d.publisher, date, f'"{d.title}"' if d.title else "", d.url)))
        for d, date in zip(documents, dates, strict=True)
    ]
    offices, headlines = [d.publisher for d in documents], [d.title for d in documents]
    return "; ".join(articles), "; ".join(offices), "; ".join(dates), "; ".join(headlines)


def _kind(side: Side | None) -> PartyKind | None:
    return side.kind if side else None


def _name(side: Side | None) -> str:
    """Write a side as UCDP does: whoever acts for a state is its government."""
    if side is None:
        return ""
    name = find_country(side.country).name
    return f"Government of {name}" if name and rules.is_state(side.kind) else side.name


def _gw(side: Side | None) -> str:
    return find_country(side.country).gw if side and rules.is_state(side.kind) else ""
