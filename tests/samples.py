"""A small record made by hand: reports of our own writing and their claims, every value with its place in the text."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import msgspec

from dateline.config import Config
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
    Place,
    PlaceMention,
    Published,
    Status,
    Thing,
    Value,
    When,
    content_id,
    document_id,
)
from dateline.run.resolving import resolve_again
from dateline.store import Entry, open_store


def town(id: int, name: str, code: str, latitude: float, longitude: float, population: int) -> Place:
    """Make the entry of the main town of a Ukrainian region."""
    return Place(
        geonames_id=id,
        name=name,
        country="UA",
        country_name="Ukraine",
        admin1=name,
        admin1_code=code,
        latitude=latitude,
        longitude=longitude,
        feature="PPLA",
        population=population,
    )


KHARKIV = town(706483, "Kharkiv", "UA-63", 49.98081, 36.25272, 1430885)
KHERSON = town(706448, "Kherson", "UA-65", 46.65581, 32.6178, 283649)
ODESA = town(698740, "Odesa", "UA-51", 46.48572, 30.74383, 1015826)
SUMY = town(692197, "Sumy", "UA-59", 50.9216, 34.80029, 294456)
DONETSK_REGION = msgspec.structs.replace(
    town(709716, "Donetsk", "UA-14", 48.0, 37.5, 0), feature="ADM1", precision="province"
)

Count = tuple[str, FigureKind, int | None, int | None, Group]


def document(text: str, *, publisher: str, published: str, title: str = "", url: str = "") -> Document:
    """Make a document whose bytes are its text."""
    raw = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=document_id(raw_sha256=raw, locator="", text=text),
        text=text,
        title=title,
        publisher=publisher,
        url=url,
        published=Published(value=published, basis="metadata"),
        language="en",
        raw_sha256=raw,
        media_type="text/plain",
        source=f"{publisher.lower()}.txt",
    )


class Teller:
    """Makes the claims of one document, finding each value's words in its text."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def span(self, words: str) -> dict[str, object]:
        start = self.document.text.index(words)
        return {"text": words, "start": start, "end": start + len(words), "confidence": 0.9}

    def claim(
        self,
        trigger: str,
        type: EventType,
        *,
        day: str | None = None,
        date: str = "",
        status: Status = "happened",
        place: tuple[str, Place | None] | None = None,
        actors: tuple[str, ...] = (),
        targets: tuple[str, ...] = (),
        weapons: tuple[str, ...] = (),
        counts: tuple[Count, ...] = (),
        said_by: tuple[str, ...] = (),
    ) -> Claim:
        """Make one claim; `actors`, `targets` and so on are words of the text."""
        at = self.document.text.index(trigger)
        begin = self.document.text.rfind("\n", 0, at) + 1
        when = When()
        if day:
            mention = Value(**self.span(date), by="head:date") if date else None  # type: ignore[arg-type]
            when = When(
                start=dt.date.fromisoformat(day),
                end=dt.date.fromisoformat(day),
                precision="day",
                basis="relative" if date else "stated",
                mention=mention,
            )
        made = Claim(
            id=ClaimId(""),
            document=self.document.id,
            type=type,
            status=status,
            trigger=Value(**self.span(trigger), by="head:trigger"),  # type: ignore[arg-type]
            actors=tuple(Party(**self.span(a), by="head:actor", kind="state forces") for a in actors),  # type: ignore[arg-type]
            targets=tuple(Party(**self.span(t), by="head:target", kind="civilians") for t in targets),  # type: ignore[arg-type]
            weapons=tuple(Thing(**self.span(w), by="head:weapon", kind="drone") for w in weapons),  # type: ignore[arg-type]
            places=(PlaceMention(**self.span(place[0]), by="head:place", place=place[1]),) if place else (),  # type: ignore[arg-type]
            when=when,
            figures=tuple(
                Figure(**self.span(words), by="head:figure", kind=kind, low=low, high=high, group=group)  # type: ignore[arg-type]
                for words, kind, low, high, group in counts
            ),
            attributions=tuple(Attribution(**self.span(w), by="head:source") for w in said_by),  # type: ignore[arg-type]
            sentence=(begin, self.document.text.find("\n", at) % (len(self.document.text) + 1)),
            engine="hand",
            lexicon="hand",
        )
        return msgspec.structs.replace(made, id=ClaimId(content_id("clm", made)))


def entries() -> list[Entry]:
    """Make the record: five reports on six events."""
    first = document(
        "A drone attack on Kharkiv late on Monday killed three people and wounded 11, among them two children.\n"
        "The regional prosecutor said that the Russian army had used five drones.\n"
        "In Sumy, four people were wounded by shelling on Monday.",
        publisher="Riverside Wire", published="2025-03-11T07:40:00+02:00", title="Three dead in Kharkiv",
        url="https://example.org/kharkiv-1",
    )  # fmt: skip
    second = document(
        "The death toll of Monday's drone attack in Kharkiv has risen to four, the mayor said on Wednesday.",
        publisher="Morning Courier", published="2025-03-12T09:00:00+02:00", title="Toll rises <b>again</b> & again",
        url="javascript:alert(1)",
    )  # fmt: skip
    third = document(
        "Kherson came under artillery fire on Thursday. A woman was killed, the governor wrote on Telegram.\n"
        "On the same day an air strike near Odesa hit a grain store; nobody was hurt.\n"
        "Fighting went on across the Donetsk region, the general staff said.",
        publisher="<script>alert('x')</script>", published="2025-03-13", title="Fire on Kherson",
    )  # fmt: skip
    fourth = document(
        "Residents of Staryi Brid speak of a second blast. Olena Kovalenko was wounded.",
        publisher="Village Post",
        published="2025-03-14",
    )
    one, two, three, four = Teller(first), Teller(second), Teller(third), Teller(fourth)
    return [
        _entry(one, one.claim("drone attack", "air/drone strike", day="2025-03-10", date="late on Monday",
                              place=("Kharkiv", KHARKIV), actors=("the Russian army",), weapons=("five drones",),
                              counts=(("three people", "killed", 3, 3, "people"), ("11", "injured", 11, 11, "people")),
                              said_by=("The regional prosecutor",)),
               one.claim("shelling", "shelling/artillery/missile attack", day="2025-03-10", place=("Sumy", SUMY),
                         counts=(("four people", "injured", 4, 4, "people"),))),
        _entry(two, two.claim("drone attack", "air/drone strike", day="2025-03-10", date="Monday",
                              place=("Kharkiv", KHARKIV), counts=(("four", "killed", 4, 4, "people"),),
                              said_by=("the mayor",))),
        _entry(three, three.claim("artillery fire", "shelling/artillery/missile attack", day="2025-03-13",
                                  date="Thursday", place=("Kherson", KHERSON), said_by=("the governor",),
                                  counts=(("A woman", "killed", 1, 1, "women"),)),
               three.claim("air strike", "air/drone strike", day="2025-03-13", place=("Odesa", ODESA),
                           targets=("a grain store",)),
               three.claim("Fighting", "armed clash", status="ongoing", said_by=("the general staff",),
                           place=("Donetsk region", DONETSK_REGION))),
        _entry(four, four.claim("second blast", "remote explosive/landmine/ied", place=("Staryi Brid", None),
                                targets=("Olena Kovalenko",))),
    ]  # fmt: skip


def _entry(teller: Teller, *claims: Claim) -> Entry:
    return Entry(document=teller.document, raw=teller.document.text.encode(), claims=claims)


def make_store(path: Path) -> Config:
    """Write the record to a store and derive its incidents."""
    with open_store(path) as store:
        store.add(entries())
        resolve_again(store)
    return Config(store=str(path))
