"""`export html`: the store's incidents as one page with map and table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from ..export.output import writing
from ..export.privacy import withhold
from ..export.records import ExportOptions, Output, Written
from ..export.told import Told, gather
from ..gazetteer.towns import towns_within
from ..language.words import split_sentences
from ..model import Claim, ClaimId, Document, DocumentId, Incident
from ..report.basemap import make_basemap, window
from ..report.page import write_page
from ..report.passages import Passage, passages_of
from ..report.views import ReportView, Telling

MOST_TOWNS = 30_000


def export_page(
    incidents: Iterable[Incident],
    claims: Callable[[ClaimId], Claim],
    documents: Callable[[DocumentId], Document],
    out: Output,
    options: ExportOptions,
    gazetteer: Path,
) -> Written:
    """Write the page; names and coordinates are withheld as in the other public forms."""
    left_out: Counter[str] = Counter()
    told = list(gather(incidents, claims, documents, options, left_out))
    tellings = [_telling(one) for one in told]
    places = [one.incident.place for one in told if one.incident.place]
    points = [(place.latitude, place.longitude) for place in places]
    if len(points) < len(told):
        left_out["places on the map (unresolved; they are in the table)"] = len(told) - len(points)
    box = window(points)
    basemap = make_basemap(box, towns_within(gazetteer, box, limit=MOST_TOWNS), points)
    with writing(out) as stream:
        rows = write_page(tellings, basemap, stream)
    return Written(rows=rows, left_out=dict(left_out))


def _telling(told: Told) -> Telling:
    documents = {document.id: document for document in told.documents}
    ordered = sorted(told.claims, key=lambda claim: (documents[claim.document].published.value or "9999", claim.id))
    reports = tuple(_report(claim, documents[claim.document], told.withheld) for claim in ordered)
    return Telling(incident=told.incident, told=reports, blurred=told.blurred)


def _report(claim: Claim, document: Document, names: tuple[str, ...]) -> ReportView:
    published = document.published.value
    return ReportView(
        publisher=document.publisher or "publisher unknown",
        published=published[:16].replace("T", " ") if published else "publication date unknown",
        title=withhold(document.title, names),
        url=document.url if document.url.startswith(("https://", "http://")) else "",
        passages=tuple(_public(passage, names) for passage in passages_of(claim, document, _sentences(document.text))),
    )


def _public(passage: Passage, names: tuple[str, ...]) -> Passage:
    """Take withheld names out of the words; a segment then shows other characters than those it stands for."""
    if not names:
        return passage
    segments = tuple(msgspec.structs.replace(s, text=withhold(s.text, names)) for s in passage.segments)
    return msgspec.structs.replace(passage, segments=segments)


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(split_sentences(text))
