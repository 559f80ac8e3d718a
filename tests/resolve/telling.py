"""Reports and claims in one line each, for tests of what many reports say of one event."""

from __future__ import annotations

import datetime as dt

from dateline.model import (
    Attribution,
    Claim,
    ClaimId,
    Document,
    EventType,
    Figure,
    FigureKind,
    Group,
    Party,
    PartyKind,
    Place,
    PlaceMention,
    Published,
    Stance,
    Status,
    Thing,
    Value,
    When,
    content_id,
    document_id,
)


def _place(number: int, name: str, country: str, admin1: str, where: tuple[float, float], wide: str = "town") -> Place:
    return Place(
        geonames_id=number,
        name=name,
        country=country,
        admin1_code=admin1,
        latitude=where[0],
        longitude=where[1],
        precision=wide,  # type: ignore[arg-type]
    )


PLACES = {
    "Sumy": _place(1, "Sumy", "UA", "UA-59", (50.92, 34.80)),
    "Konotop": _place(2, "Konotop", "UA", "UA-59", (51.24, 33.20)),
    "Odesa": _place(3, "Odesa", "UA", "UA-51", (46.48, 30.73)),
    "Sumy region": _place(4, "Sumy", "UA", "UA-59", (50.9, 34.4), "province"),
    "Ukraine": _place(5, "Ukraine", "UA", "", (49, 32), "country"),
    "Gao": _place(6, "Gao", "ML", "ML-7", (16.27, -0.04)),
}
SIDES: dict[str, tuple[PartyKind, str, str]] = {
    "Russia": ("state", "RU", ""),
    "Russian forces": ("state forces", "RU", ""),
    "Ukraine": ("state", "UA", ""),
    "the governor": ("state", "UA", ""),
    "rebels": ("armed group", "", "rebels"),
    "residents": ("civilians", "", ""),
}


def report(
    text: str, *, day: str | None = "2024-05-14", publisher: str = "Wire", title: str = "", url: str = ""
) -> Document:
    """Make a report."""
    return Document(
        id=document_id(raw_sha256="", locator=f"{publisher} {title} {day} {url}", text=text),
        text=text,
        title=title,
        publisher=publisher,
        url=url,
        published=Published(value=day, basis="metadata" if day else "unknown"),
        language="en",
    )


def claim(
    document: Document,
    trigger: str,
    *,
    type: EventType = "shelling/artillery/missile attack",
    status: Status = "happened",
    place: str = "",
    day: str = "",
    actor: str = "",
    target: str = "",
    weapon: str = "",
    figures: tuple[Figure, ...] = (),
    said: tuple[tuple[str, Stance], ...] = (),
) -> Claim:
    """Make the claim that a report tells at the trigger; its sentence is the whole paragraph."""
    start = document.text.index(trigger)
    date = dt.date.fromisoformat(day) if day else None
    fields = {
        "document": document.id,
        "type": type,
        "status": status,
        "trigger": Value(text=trigger, start=start, end=start + len(trigger)),
        "places": (PlaceMention(text=place, start=0, end=0, place=PLACES.get(place)),) if place else (),
        "when": When(start=date, end=date, precision="day", basis="stated") if date else When(),
        "actors": (party(actor),) if actor else (),
        "targets": (party(target),) if target else (),
        "weapons": (Thing(text=weapon, start=0, end=0, kind=weapon),) if weapon else (),
        "figures": figures,
        "attributions": tuple(Attribution(text=w, start=0, end=0, party=party(w), stance=s) for w, s in said),
        "sentence": _sentence(document.text, start),
    }
    draft = Claim(id=ClaimId(""), **fields)  # type: ignore[arg-type]
    return Claim(id=ClaimId(content_id("clm", draft)), **fields)  # type: ignore[arg-type]


def party(text: str) -> Party:
    """Make a party as the organisation list would resolve it."""
    kind, country, organisation = SIDES.get(text, ("other", "", ""))
    return Party(text=text, start=0, end=len(text), kind=kind, country=country, organisation=organisation)


def figure(
    kind: FigureKind,
    low: int | None,
    high: int | None = -1,
    *,
    group: Group = "people",
    at: int = 0,
    part: bool = False,
    total: bool = False,
    text: str = "",
) -> Figure:
    """Make a figure; without a high bound it is exact."""
    return Figure(
        text=text or f"{low} {group}",
        start=at,
        end=at + 10,
        kind=kind,
        low=low,
        high=low if high == -1 else high,
        group=group,
        part_of=part,
        total=total,
    )


def _sentence(text: str, at: int) -> tuple[int, int]:
    begin = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(". ", at)
    return begin, end + 1 if end >= 0 else len(text)
