"""Small records for the tests, made as the program makes them: ids are hashes."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec

from dateline.model import (
    Attribution,
    Claim,
    ClaimId,
    Document,
    Estimate,
    Failure,
    FailureId,
    Figure,
    Incident,
    IncidentId,
    Judgement,
    JudgementId,
    Party,
    Place,
    PlaceMention,
    Published,
    TollEntry,
    Value,
    When,
    content_id,
    document_id,
)
from dateline.store import Entry

KHERSON = Place(
    geonames_id=706448, name="Kherson", country="UA", country_name="Ukraine", admin1="Khersons'ka Oblast",
    admin1_code="UA-65", latitude=46.65581, longitude=32.6178, feature="PPLA", population=283649,
)  # fmt: skip
SUVA = Place(
    geonames_id=2198148, name="Suva", country="FJ", country_name="Fiji", admin1="Central", admin1_code="FJ-C",
    latitude=-18.14161, longitude=178.44149, feature="PPLC", population=77366,
)  # fmt: skip
APIA = Place(
    geonames_id=4035413, name="Apia", country="WS", country_name="Samoa", admin1="Tuamasaga", admin1_code="WS-TU",
    latitude=-13.83333, longitude=-171.76666, feature="PPLC", population=40407,
)  # fmt: skip


def a_document(text: str, *, day: str | None = "2024-09-01", publisher: str = "Gazette", locator: str = "") -> Document:
    """Make a document whose bytes are its text in UTF-8."""
    raw_sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=document_id(raw_sha256=raw_sha256, locator=locator, text=text),
        text=text,
        title=text[:20],
        publisher=publisher,
        published=Published(value=day, basis="metadata" if day else "unknown"),
        language="en",
        raw_sha256=raw_sha256,
        source="reports.txt",
        locator=locator,
    )


def a_value(document: Document, text: str) -> Value:
    start = document.text.index(text)
    return Value(text=text, start=start, end=start + len(text))


def a_claim(
    document: Document,
    trigger: str,
    *,
    type: str = "attack",
    day: str | None = None,
    place: Place | None = None,
    actor: tuple[str, str] | None = None,
    killed: int | None = None,
    injured: int | None = None,
    engine: str = "1",
    **more: object,
) -> Claim:
    """Make a claim; the actor is a name and a country."""
    found = a_value(document, trigger)
    spot = {"text": found.text, "start": found.start, "end": found.end}
    figures = [
        Figure(**spot, kind=kind, low=number, high=number)
        for kind, number in (("killed", killed), ("injured", injured))
        if number is not None
    ]
    when = dt.date.fromisoformat(day) if day else None
    claim = Claim(
        id=ClaimId(""),
        document=document.id,
        type=type,
        trigger=found,
        actors=(Party(**{**spot, "text": actor[0]}, country=actor[1]),) if actor else (),
        places=(PlaceMention(**{**spot, "text": place.name}, place=place),) if place else (),
        when=When(start=when, end=when, precision="day", basis="stated") if when else When(),
        figures=tuple(figures),
        attributions=(Attribution(**spot),),
        engine=engine,
        **more,
    )
    return msgspec.structs.replace(claim, id=ClaimId(content_id("clm", claim)))


def an_entry(document: Document, *claims: Claim) -> Entry:
    return Entry(document=document, raw=document.text.encode(), claims=claims)


def a_failure(source: str, locator: str = "", reason: str = "empty") -> Failure:
    failure = Failure(id=FailureId(""), source=source, locator=locator, reason=reason, message="It is empty.")
    return msgspec.structs.replace(failure, id=FailureId(content_id("fail", failure)))


def a_judgement(action: str, *subjects: str, at: str = "2024-09-02T10:00:00+00:00") -> Judgement:
    judgement = Judgement(
        id=JudgementId(""), action=action, subjects=subjects, by="Ada", at=at, why="Same street, same hour."
    )
    return msgspec.structs.replace(judgement, id=JudgementId(content_id("jdg", judgement)))


def an_incident(*claims: Claim, **more: object) -> Incident:
    """Make an incident of claims, dated and placed by the first."""
    first = claims[0]
    toll = tuple(
        TollEntry(
            published="2024-09-01", publisher="Gazette", source="the mayor", country="UA", stance="says",
            kind=figure.kind, group=figure.group, low=figure.low, high=figure.high, part_of=False, total=False,
            claim=claim.id, syndicate=claim.document,
        )
        for claim in claims
        for figure in claim.figures
    )  # fmt: skip
    fields: dict[str, object] = {
        "id": IncidentId("inc-" + first.id.removeprefix("clm-")),
        "type": first.type,
        "status": first.status,
        "start": first.when.start,
        "end": first.when.end,
        "place": first.places[0].place if first.places else None,
        "actors": tuple(party.text for party in first.actors),
        "actor_countries": tuple(party.country for party in first.actors),
        "toll": toll,
        "documents": tuple(claim.document for claim in claims),
        "claims": tuple(claim.id for claim in claims),
    }
    return Incident(**(fields | more))


def estimated(incident: Incident, best: int) -> Incident:
    estimate = Estimate(rules="acled", kind="killed", group="people", best=best, low=best, high=best, reason="stated")
    return msgspec.structs.replace(incident, estimates=(estimate,))
