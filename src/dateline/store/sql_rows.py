"""Records to rows and back: pure, no database."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ..model import (
    CLASS_OF,
    Claim,
    Document,
    Estimate,
    Failure,
    Figure,
    FigureKind,
    Incident,
    Judgement,
    Party,
    TollEntry,
)
from .filters import UNKNOWN_DAY, sort_day
from .log import LogEntry

Row = dict[str, Any]  # what SQLAlchemy takes and gives; it does not leave this package

_DOCUMENT = msgspec.json.Decoder(Document)
_CLAIM = msgspec.json.Decoder(Claim)
_INCIDENT = msgspec.json.Decoder(Incident)
_JUDGEMENT = msgspec.json.Decoder(Judgement)
_FAILURE = msgspec.json.Decoder(Failure)


def _json(record: msgspec.Struct) -> str:
    return msgspec.json.encode(record).decode()


def raw_row(sha256: str, data: bytes) -> Row:
    return {"sha256": sha256, "size": len(data), "bytes": zlib.compress(data, 6)}


def document_row(document: Document, seq: int) -> Row:
    text, title = document.text, document.title
    # PostgreSQL holds no NUL: such a text stays whole in the record, and the column is for searching only.
    if "\0" in text or "\0" in title:
        record, text, title = document, text.replace("\0", " "), title.replace("\0", " ")
    else:
        record = msgspec.structs.replace(document, text="")
    return {
        "seq": seq,
        "id": document.id,
        "day": sort_day(document),
        "publisher_key": _key(document.publisher),
        "language": document.language,
        "raw_sha256": document.raw_sha256,
        "title": title,
        "text": text,
        "record": _json(record),
    }


def row_document(row: Any) -> Document:
    document = _DOCUMENT.decode(row.record)
    return document if document.text else msgspec.structs.replace(document, text=row.text)


def claim_row(claim: Claim, seq: int, publisher: str) -> Row:
    places = [mention.place for mention in claim.places if mention.place]
    first = places[0] if places else None
    names = [mention.text for mention in claim.places]
    names += [name for place in places for name in (place.name, place.admin1, place.country_name)]
    said_by = [attribution.party for attribution in claim.attributions if attribution.party]
    return {
        "seq": seq,
        "id": claim.id,
        "document_id": claim.document,
        "publisher_key": _key(publisher),
        "superseded": False,
        "type": claim.type,
        "class": CLASS_OF[claim.type],
        "status": claim.status,
        **_days(claim.when.start, claim.when.end),
        "places_key": _lines(names),
        "country": first.country if first else "",
        "admin1_key": _key(first.admin1) if first else "",
        "admin1_code": first.admin1_code if first else "",
        "latitude": first.latitude if first else None,
        "longitude": first.longitude if first else None,
        "parties_key": _lines(_party_names([*claim.actors, *claim.targets, *said_by])),
        "killed": _largest(claim.figures, "killed"),
        "injured": _largest(claim.figures, "injured"),
        "record": _json(claim),
    }


def row_claim(row: Any) -> Claim:
    return _CLAIM.decode(row.record)


def incident_row(incident: Incident, seq: int) -> Row:
    place = incident.place
    names = [incident.place_name]
    if place:
        names += [place.name, place.admin1, place.country_name]
    countries = [*incident.actor_countries, *incident.target_countries]
    said_by = [entry.source for entry in incident.toll]
    return {
        "seq": seq,
        "id": incident.id,
        "type": incident.type,
        "class": CLASS_OF[incident.type],
        "status": incident.status,
        **_days(incident.start, incident.end),
        "places_key": _lines(names),
        "country": place.country if place else "",
        "admin1_key": _key(place.admin1) if place else "",
        "admin1_code": place.admin1_code if place else "",
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "parties_key": _lines([*incident.actors, *incident.targets, *countries, *said_by]),
        "killed": _estimated(incident, "killed"),
        "injured": _estimated(incident, "injured"),
        "record": _json(incident),
    }


def row_incident(row: Any) -> Incident:
    return _INCIDENT.decode(row.record)


def judgement_row(judgement: Judgement) -> Row:
    return {"id": judgement.id, "at": judgement.at, "record": _json(judgement)}


def row_judgement(row: Any) -> Judgement:
    return _JUDGEMENT.decode(row.record)


def failure_row(failure: Failure) -> Row:
    return {
        "id": failure.id,
        "source": _printable(failure.source),
        "locator": _printable(failure.locator),
        "reason": failure.reason,
        "record": _json(failure),
    }


def row_failure(row: Any) -> Failure:
    return _FAILURE.decode(row.record)


def log_row(entry: LogEntry) -> Row:
    row: Row = msgspec.structs.asdict(entry)
    return {**row, "detail": msgspec.json.encode(entry.detail).decode()}


def row_log(row: Any) -> LogEntry:
    return LogEntry(
        seq=row.seq,
        at=row.at,
        action=row.action,
        subject=row.subject,
        detail=msgspec.json.decode(row.detail),
        prev=row.prev,
        hash=row.hash,
    )


def _key(name: str) -> str:
    return _printable(name).casefold()


def _printable(text: str) -> str:
    return text.replace("\0", " ")


def _lines(names: Iterable[str]) -> str:
    """Join casefolded names so that each is a line of its own, with a newline at both ends."""
    unique = dict.fromkeys(_key(name) for name in names if name)
    return "\n" + "".join(f"{name}\n" for name in unique)


def _party_names(parties: Sequence[Party]) -> list[str]:
    return [name for party in parties for name in (party.text, party.organisation, party.country)]


def _days(start: dt.date | None, end: dt.date | None) -> Row:
    first = start.isoformat() if start else UNKNOWN_DAY
    last = end or start
    return {"day": first, "end_day": last.isoformat() if last else UNKNOWN_DAY}


def _largest(figures: Iterable[Figure | TollEntry], kind: FigureKind) -> int | None:
    """The most that one figure of the event itself gives; running totals and parts do not count."""
    own = [figure for figure in figures if figure.kind == kind and not figure.total and not figure.part_of]
    bounds = [figure.low if figure.low is not None else figure.high for figure in own]
    return max((bound for bound in bounds if bound is not None), default=None)


def _estimated(incident: Incident, kind: FigureKind) -> int | None:
    """The best estimate for people, of the first rule set that has one; else the most that a source gives."""
    best = [estimate for estimate in incident.estimates if _is_headline(estimate, kind)]
    return best[0].best if best else _largest(incident.toll, kind)


def _is_headline(estimate: Estimate, kind: FigureKind) -> bool:
    return estimate.kind == kind and estimate.group == "people" and estimate.best is not None
