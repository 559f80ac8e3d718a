"""The one incident that an article is about, read as a claim without a trained model.

Local news of a shooting tells one incident in one article: place from the dateline and the lead, day from
the first time told beside the act, the toll from `main_toll`. Used where articles outside the political
scope are linked.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

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
ACT = re.compile(
    r"\b(?:shot|shoot\w*|gunfire|gunshots?|gunm[ae]n|opened fire|fired|stabb\w+|killed|slain|homicide|"
    r"murder\w*|wounded)\b",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
LATER = re.compile(
    r"\b(?:charged|charges|arrest\w*|court\w*|sentenc\w*|trial|convict\w*|arraign\w*|bond|bail|plead\w*|indict\w*|"
    r"said|says|saying|told|identified|posted|updated|published|released|announced|hearing|jury|jurors|judge|vigil|funeral|"
    r"warrant|custody|booked|testi\w+|confirmed|reported|turned (?:him|her)self in|appeared|statement|conference|"
    r"died at|pronounced|mourn\w*|buried|interview\w*|according|wrote|verdict|guilty|ruled|autops\w+|condition)\b",
    re.I,
)
NOTICE = re.compile(r"\b(?:posted|updated?|published|last modified|created|copyright|©)\b[^.]{0,30}$", re.I)
HAPPENED = re.compile(
    r"\b(?:happened|occurred|took place|incident|responded|called to|dispatched|broke out|began|started|attack\w*|"
    r"crime|officers (?:were|arrived)|police were|call\w*)\b",
    re.I,
)
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
        when=_when(document, text),
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
    spans = [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
    telling = [s for s in spans if ACT.search(text, *s)]
    return next((s for s in telling if s[1] - s[0] > 50), telling[0] if telling else (spans or [(0, 0)])[0])


def _places(document: Document, text: str, gazetteer: Gazetteer, country: str) -> tuple[PlaceMention, ...]:
    """Give the town that the title and lead name most, and the region most named."""
    whole = f"{document.title}\n{text}"
    shift = len(document.title) + 1
    votes: Counter[int] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    by_id: dict[int, tuple[Place, int, int]] = {}
    for mention, place in gazetteer.locate(whole, country_hint=country):
        if place is None or mention.adjective:
            continue
        at = mention.start - shift
        weight = 3 if at < 0 else 4 if at < 60 else 2 if at < 600 else 1
        votes[place.geonames_id] += weight
        if place.precision in ("town", "district", "province"):
            regions[place.country, place.admin1] += weight
        if at >= 0:
            by_id.setdefault(place.geonames_id, (place, at, mention.end - shift))
    if not regions:
        return ()
    home = max(regions, key=lambda region: (regions[region], region))
    rows = [row for row in by_id.values() if (row[0].country, row[0].admin1) == home]
    ranked = sorted(rows, key=lambda row: (-votes[row[0].geonames_id], row[1]))
    chosen: list[tuple[Place, int, int]] = []
    for precision, most in (("town", 2), ("district", 1), ("province", 1)):
        if not chosen:
            chosen = [row for row in ranked if row[0].precision == precision][:most]
    return tuple(
        PlaceMention(text=text[a:b], start=a, end=b, by="rule:main-event", place=place) for place, a, b in chosen
    )


def _when(document: Document, text: str) -> When:
    """Give the first day told of the act itself; unknown where every day told belongs to a court or a spokesman."""
    published = document.published.day
    best: tuple[tuple[int, int], When] | None = None
    for time in find_times(text, published):
        if time.first is None or time.last is None or time.precision not in ("day", "days"):
            continue
        if published and not 0 <= (published - time.last).days <= STALE:
            continue
        rank = _tells_act(text, time.start, time.end)
        if rank is None:
            continue
        when = When(
            start=time.first,
            end=time.last,
            precision=time.precision,
            basis=time.basis,
            mention=Value(text=time.text, start=time.start, end=time.end, by="rule:main-event"),
        )
        if best is None or (rank, time.start) < best[0]:
            best = ((rank, time.start), when)
    return best[1] if best else When()


def _tells_act(text: str, start: int, end: int) -> int | None:
    """Rank how surely a time tells when the act was: None where another word of the clause is nearer to it."""
    begin = max((m.end() for m in SENTENCE.finditer(text, 0, start)), default=0)
    stop = SENTENCE.search(text, end)
    before, after = text[begin:start], text[end : stop.start() if stop else len(text)]
    if NOTICE.search(text[max(0, start - 40) : start]):
        return None
    act = _distance(ACT, before, after)
    other = _distance(LATER, before, after)
    if act is None:
        return 2 if other is None and HAPPENED.search(before[-80:] + after[:80]) else None
    if other is not None and other < act:
        return None
    return 0 if act < 60 else 1


def _distance(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """Give the characters between a time and the nearest word of a kind in its sentence."""
    found = [len(before) - m.end() for m in pattern.finditer(before)] + [m.start() for m in pattern.finditer(after)]
    return min(found, default=None)


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
        if not number:
            continue
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
