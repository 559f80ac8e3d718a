"""The one incident that an article is about, read as a claim without a trained model.

Local news of a shooting tells one incident in one article: place from the dateline and the lead, day from
the first time told beside the act, the toll from `main_toll`. Used where articles outside the political
scope are linked.
"""

from __future__ import annotations

import re
from collections import Counter

from ..gazetteer import Gazetteer
from ..language.times import find_times
from ..model import (
    Claim,
    ClaimId,
    Document,
    Figure,
    FigureKind,
    Place,
    PlaceMention,
    Value,
    When,
    content_id,
)
from .main_toll import read_toll

LEAD = 2500  # characters of an article that are read
ACT = re.compile(r"\b(?:shot|shoot\w*|gunfire|gunshots?|gunm[ae]n|opened fire|fired|stabb\w+|killed|slain|homicide|murder\w*|wounded)\b", re.I)  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
STALE = 400  # days: a time that lies further back than this is some other event's


def read_main_event(document: Document, gazetteer: Gazetteer, country: str = "") -> Claim:
    """Read the main incident of an article; `country` is a hint for telling namesake places apart."""
    text = document.text[:LEAD]
    sentence = _act_sentence(text)
    found = ACT.search(text, sentence[0], sentence[1]) or re.compile(r"\S+").search(text)
    start, end = found.span() if found else (0, 0)
    draft = Claim(
        id=ClaimId(""),
        document=document.id,
        type="attack",
        trigger=Value(text=text[start:end], start=start, end=end, by="rule:main-event"),
        places=_places(document, text, gazetteer, country),
        when=_when(document, text, sentence),
        figures=_figures(document),
        sentence=sentence,
        engine="main-event",
    )
    return Claim(
        **{f: getattr(draft, f) for f in Claim.__struct_fields__ if f != "id"}, id=ClaimId(content_id("clm", draft))
    )


def _act_sentence(text: str) -> tuple[int, int]:
    """Give the first sentence that tells the act and is no mere headline, else the first."""
    cuts = [0, *(m.end() for m in SENTENCE.finditer(text)), len(text)]
    spans = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]
    telling = [s for s in spans if ACT.search(text, *s)]
    return next((s for s in telling if s[1] - s[0] > 50), telling[0] if telling else (spans or [(0, 0)])[0])


def _places(document: Document, text: str, gazetteer: Gazetteer, country: str) -> tuple[PlaceMention, ...]:
    """Give the town that the title and lead name most, and the region most named."""
    whole = f"{document.title}\n{text}"
    shift = len(document.title) + 1
    votes: Counter[int] = Counter()
    by_id: dict[int, tuple[Place, int, int]] = {}
    for mention, place in gazetteer.locate(whole, country_hint=country):
        if place is None or mention.adjective:
            continue
        at = mention.start - shift
        weight = 3 if at < 0 else 4 if at < 60 else 2 if at < 600 else 1
        votes[place.geonames_id] += weight
        if at >= 0:
            by_id.setdefault(place.geonames_id, (place, at, mention.end - shift))
    ranked = sorted(by_id.values(), key=lambda row: (-votes[row[0].geonames_id], row[1]))
    towns = [row for row in ranked if row[0].precision in ("town", "district")]
    regions = [row for row in ranked if row[0].precision == "province"]
    chosen = towns[:2] + (regions[:1] if not towns else [])
    return tuple(
        PlaceMention(text=text[a:b], start=a, end=b, by="rule:main-event", place=place) for place, a, b in chosen
    )


def _when(document: Document, text: str, sentence: tuple[int, int]) -> When:
    """Give the day told nearest to the act, among those not after publication."""
    published = document.published.day
    best: tuple[tuple[float, int], When] | None = None
    for time in find_times(text, published):
        if time.first is None or time.last is None or time.precision not in ("day", "days"):
            continue
        if published and not 0 <= (published - time.last).days <= STALE:
            continue
        near = 0.0 if sentence[0] <= time.start < sentence[1] else 1.0 if ACT.search(_around(text, time.start)) else 2.0
        when = When(
            start=time.first,
            end=time.last,
            precision=time.precision,
            basis=time.basis,
            mention=Value(text=time.text, start=time.start, end=time.end, by="rule:main-event"),
        )
        key = (near, time.start)
        if best is None or key < best[0]:
            best = (key, when)
    return best[1] if best else When()


def _around(text: str, at: int) -> str:
    begin = max((m.end() for m in SENTENCE.finditer(text, 0, at)), default=0)
    stop = SENTENCE.search(text, at)
    return text[begin : stop.start() if stop else len(text)]


def _figures(document: Document) -> tuple[Figure, ...]:
    """Give the toll as figures; one read in the title points to its place in the text where it stands there too."""
    shift = len(document.title) + 1
    toll = read_toll(f"{document.title}\n{document.text}", shift)
    figures = []
    kinds: tuple[tuple[FigureKind, int, tuple[int, int] | None], ...] = (
        ("killed", toll.killed, toll.killed_at),
        ("injured", toll.injured, toll.injured_at),
    )
    for kind, number, at in kinds:
        start, end = (at[0] - shift, at[1] - shift) if at and at[0] >= shift else (0, 0)
        figures.append(
            Figure(
                text=document.text[start:end],
                start=start,
                end=end,
                by="rule:main-event",
                kind=kind,
                low=number,
                high=number,
            )
        )
    return tuple(figures)
