"""Incidents as CSV with a row of HXL tags below the header.

Source: HXL standard 1.1, hashtag dictionary.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..model import Incident
from .cells import Cell, write_csv
from .columns import Flat, count_details, flatten
from .output import writing
from .records import PUBLIC, ClaimLookup, DocumentLookup, ExportOptions, Output, Written
from .told import gather

TAGS = {
    "id": "#event+code",
    "event_class": "#event+type",
    "event_type": "#event+type+sub",
    "status": "#status",
    "start": "#date+occurred+start",
    "end": "#date+occurred+end",
    "date_precision": "#date+occurred+precision",
    "actors": "#group+name+first",
    "targets": "#group+name+second",
    "country": "#country+name",
    "country_code": "#country+code+v_iso2",
    "admin1": "#adm1+name",
    "admin1_code": "#adm1+code+v_iso3166_2",
    "place": "#loc+name",
    "place_as_written": "#loc+name+written",
    "place_precision": "#geo+precision",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "coordinates": "#geo+precision+basis",
    "weapons": "#event+weapon",
    "killed": "#affected+killed",
    "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max",
    "killed_civilians": "#affected+killed+civilians",
    "killed_children": "#affected+killed+children",
    "injured": "#affected+injured",
    "injured_low": "#affected+injured+min",
    "injured_high": "#affected+injured+max",
    "injured_children": "#affected+injured+children",
    "missing": "#affected+missing",
    "captured": "#affected+abducted",
    "displaced": "#affected+displaced",
    "grade": "#severity+evidence",
    "independent_sources": "#meta+source+num",
    "publishers": "#meta+source",
    "urls": "#meta+url",
    "disagreements": "#description+disagreement",
}
"""Columns of the flat row, each with its tag; the others have no tag that tells more than their name."""

SEPARATOR = " | "
"""Between the items of a list; an item's own bar is written as a broken bar."""

_WEAPONS = ("launched", "intercepted", "destroyed", "taken")


def export_hxl(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    out: Output,
    options: ExportOptions = PUBLIC,
) -> Written:
    """Write header, tag row and one row an incident; rejected incidents are left out."""
    left_out: Counter[str] = Counter()
    kept = _kept(incidents, left_out)
    told = gather(kept, claims, documents, options, left_out)
    with writing(out) as stream:
        rows = write_csv(stream, list(TAGS), _rows(flatten(one, options.rules) for one in told))
    return Written(rows=rows - 1, left_out=dict(left_out))


def _kept(incidents: Iterable[Incident], left_out: Counter[str]) -> Iterator[Incident]:
    for incident in incidents:
        if incident.judged == "rejected":
            left_out["incidents that a person rejected"] += 1
            continue
        count_details(incident, left_out)
        for entry in incident.toll:
            if entry.kind in _WEAPONS and not entry.total:
                left_out[f"figures of {entry.kind}"] += 1
        yield incident


def _rows(rows: Iterable[Flat]) -> Iterator[Sequence[Cell]]:
    yield list(TAGS.values())
    for flat in rows:
        yield [_cell(getattr(flat, name)) for name in TAGS]


def _cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return SEPARATOR.join(str(item).replace("|", "¦") for item in value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, int | float):
        return value
    return str(value)
