"""Small incidents for the tests, with the claims and reports behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dateline.model import (
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Estimate,
    Figure,
    Incident,
    IncidentId,
    Party,
    Place,
    PlaceMention,
    Published,
    Thing,
    TollEntry,
    Value,
    When,
)

KHERSON = Place(
    geonames_id=706448, name="Kherson", country="UA", country_name="Ukraine", admin1="Kherson Oblast",
    admin1_code="UA-65", latitude=46.65581, longitude=32.6178,
)  # fmt: skip
BILOZERKA = Place(
    geonames_id=712150, name="Bilozerka", country="UA", country_name="Ukraine", admin1="Kherson Oblast",
    admin1_code="UA-65", latitude=46.6289, longitude=32.4411,
)  # fmt: skip
UKRAINE = Place(
    geonames_id=690791, name="Ukraine", country="UA", country_name="Ukraine", latitude=49.0, longitude=32.0,
    precision="country",
)  # fmt: skip
SUVA = Place(
    geonames_id=2198148, name="Suva", country="FJ", country_name="Fiji", admin1="Central", admin1_code="FJ-C",
    latitude=-18.14161, longitude=178.44149,
)  # fmt: skip

DAY = dt.date(2024, 9, 1)


def party(name: str, kind: str = "other", country: str = "", organisation: str = "") -> Party:
    return Party(text=name, start=0, end=len(name), kind=kind, country=country, organisation=organisation)


def figure(text: str, kind: str, low: int | None, high: int | None, **more: Any) -> Figure:
    return Figure(text=text, start=0, end=len(text), kind=kind, low=low, high=high, **more)


def exactly(number: int, kind: str = "killed", **more: Any) -> Figure:
    return figure(f"{number} people", kind, number, number, **more)


def at(*places: Place) -> tuple[PlaceMention, ...]:
    return tuple(PlaceMention(text=place.name, start=0, end=len(place.name), place=place) for place in places)


def thing(kind: str) -> Thing:
    return Thing(text=kind, start=0, end=len(kind), kind=kind)


def report(number: int, **more: Any) -> Document:
    fields = {
        "id": DocumentId(f"doc-{number}"),
        "text": "A report.",
        "title": f"Report {number}",
        "publisher": f"Paper {number}",
        "url": f"https://paper{number}.example/a",
        "published": Published(value=f"2024-09-0{number}T12:00:00+00:00", basis="feed"),
    }
    return Document(**(fields | more))


def claim(number: int, *, type: str = "air/drone strike", time_text: str = "", **more: Any) -> Claim:
    mention = Value(text=time_text, start=0, end=len(time_text)) if time_text else None
    fields = {
        "id": ClaimId(f"clm-{number}"),
        "document": DocumentId(f"doc-{number}"),
        "type": type,
        "trigger": Value(text="hit", start=0, end=3),
        "when": When(start=DAY, end=DAY, precision="day", basis="stated", mention=mention),
    }
    return Claim(**(fields | more))


def toll(claims: Sequence[Claim]) -> tuple[TollEntry, ...]:
    return tuple(
        TollEntry(
            published="2024-09-01T12:00:00+00:00", publisher="Paper", source="the mayor", country="UA", stance="says",
            kind=f.kind, group=f.group, low=f.low, high=f.high, part_of=f.part_of, total=f.total,
            claim=one.id, syndicate=one.document,
        )
        for one in claims
        for f in one.figures
    )  # fmt: skip


def estimate(rules: str, best: int, *, low: int | None = None, high: int | None = None, **more: Any) -> Estimate:
    fields: dict[str, Any] = {"kind": "killed", "group": "people"}
    bounds = {"best": best, "low": best if low is None else low, "high": best if high is None else high}
    return Estimate(rules=rules, reason=f"one source gives {best}", **(fields | more), **bounds)


def incident(*claims: Claim, **more: Any) -> Incident:
    """Make an incident of claims, on 1 September 2024 in Kherson unless said otherwise."""
    first = claims[0]
    actors, targets = [p for c in claims for p in c.actors], [p for c in claims for p in c.targets]
    fields = {
        "id": IncidentId("inc-" + first.id.removeprefix("clm-")),
        "type": first.type,
        "status": first.status,
        "start": DAY,
        "end": DAY,
        "date_precision": "day",
        "place": KHERSON,
        "place_name": "Kherson",
        "actors": tuple(dict.fromkeys(p.text for p in actors)),
        "actor_kinds": tuple(dict.fromkeys(p.kind for p in actors)),
        "actor_countries": tuple(dict.fromkeys(p.country for p in actors if p.country)),
        "targets": tuple(dict.fromkeys(p.text for p in targets)),
        "target_kinds": tuple(dict.fromkeys(p.kind for p in targets)),
        "toll": toll(claims),
        "independent_sources": len({c.document for c in claims}),
        "documents": tuple(dict.fromkeys(c.document for c in claims)),
        "claims": tuple(c.id for c in claims),
    }
    return Incident(**(fields | more))
