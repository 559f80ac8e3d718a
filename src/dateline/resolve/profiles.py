"""What is compared of a claim, read once from the claim and its document."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from ..model import Claim, ClaimId, Document, EventType, Figure, Party, Place, PlaceMention, Status
from .grades import side_of
from .tolls import Bounds, toll_of_figures
from .words import RARE, names_in, rarest, rarity, words_of

PASSAGE = 1600  # characters after a claim's sentence that may still tell of it
LEVELS = {"town": 0, "district": 1, "area": 2, "province": 2, "country": 3, "unresolved": 4}
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?!\w)|(?<![\w.,])\d+(?![\w])(?!st|nd|rd|th)")
COMMON_PARTIES = frozenset(
    words_of(
        """the and force forces army military troops soldiers police official officials people civilians
        government ministry defence defense state armed group fighters militants rebels gunmen"""
    )
)

CALENDAR = frozenset(
    words_of(
        """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
        august september october november december"""
    )
)


class Spot(NamedTuple):
    """A resolved place: its entry, what contains it, where it is, how wide (0 town to 3 country)."""

    id: int
    admin1: str
    country: str
    latitude: float
    longitude: float
    level: int


class Profile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The features of a claim; days are proleptic ordinals, 0 where unknown.

    Copies of one report have equal profiles: nothing here names the claim or the document.
    """

    report: int  # hash of title and text, the same for exact copies
    at: int  # offset of the sentence
    type: EventType
    status: Status
    trigger: str
    first: int
    last: int
    exact: bool  # the days are known to the day
    published: int
    spots: tuple[Spot, ...]
    place_names: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    actor_sides: tuple[str, ...]
    target_sides: tuple[str, ...]
    weapons: tuple[str, ...]
    infrastructure: tuple[str, ...]
    counts: tuple[tuple[str, int, int | None], ...]  # kind, low, high of this event's own figures
    words: tuple[str, ...]  # rarest words of the sentence
    names: tuple[str, ...]  # rarest name words of the passage
    full_names: tuple[str, ...]  # names of several words in the passage
    numbers: tuple[str, ...]  # rarest numbers of the passage
    title: tuple[str, ...]  # rarest words of the title


def profiles_of(claims: Sequence[Claim], document: Document) -> dict[ClaimId, Profile]:
    """Read the profiles of a document's claims, each from its own part of the text."""
    ordered = sorted(claims, key=lambda c: (c.sentence, c.trigger.start, c.id))
    placed = {w for c in ordered for p in c.places for w in words_of(p.text)}
    placed.update(w for c in ordered for p in _bodies(c) for w in words_of(p.text))
    title = rarest(words_of(document.title), 8)
    digest = hashlib.blake2b(f"{document.title}\0{document.text}".encode(), digest_size=8).digest()
    report = int.from_bytes(digest, "big", signed=True)
    parts = _parts(ordered, document)
    return {
        claim.id: _profile(claim, document, report, parts[number], title, placed)
        for number, claim in enumerate(ordered)
    }


def _bodies(claim: Claim) -> Iterator[Party]:
    """Yield the states and organisations of a claim, whose names stand in every report on them."""
    said = [a.party for a in claim.attributions if a.party]
    yield from (p for p in (*claim.actors, *claim.targets, *said) if p.country or p.organisation)


def _parts(ordered: Sequence[Claim], document: Document) -> list[tuple[str, str]]:
    """Give each claim its sentence and passage: no text that is nearer to another claim.

    Claims of one sentence share it half-way between their triggers; a passage runs on to the next claim's
    sentence, and that of the first claim begins with the title.
    """
    text = document.text
    parts = []
    for number, claim in enumerate(ordered):
        begin, end = claim.sentence
        before = ordered[number - 1] if number else None
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        if before is not None and before.sentence == claim.sentence:
            begin = max(begin, _halfway(before, claim))
        stop = min(after.sentence[0] if after else len(text), claim.sentence[0] + PASSAGE)
        if after is not None and after.sentence == claim.sentence:
            end = stop = min(end, _halfway(claim, after))
        passage = text[begin : max(end, stop)]
        lead = f"{document.title}\n{text[: claim.sentence[0]]}\n" if number == 0 else ""
        parts.append((text[begin:end] or claim.trigger.text, lead + passage))
    return parts


def _halfway(first: Claim, second: Claim) -> int:
    return (first.trigger.end + second.trigger.start) // 2


def _profile(
    claim: Claim, document: Document, report: int, part: tuple[str, str], title: tuple[str, ...], placed: set[str]
) -> Profile:
    day = document.published.day
    start, end = claim.when.start, claim.when.end
    sentence, passage = part
    names, full_names = _names(passage, placed)
    places = most_local(claim.places)
    return Profile(
        report=report,
        at=claim.sentence[0],
        type=claim.type,
        status=claim.status,
        trigger=sys.intern(claim.trigger.text.casefold().split()[-1][:5]) if claim.trigger.text.split() else "",
        first=start.toordinal() if start else 0,
        last=(end or start).toordinal() if start and (end or start) else 0,
        exact=claim.when.precision in ("day", "days"),
        published=day.toordinal() if day else 0,
        spots=tuple(dict.fromkeys(_spot(p.place) for p in places if p.place)),
        place_names=_place_names(places),
        actors=_party_words(claim.actors),
        targets=_party_words(claim.targets),
        actor_sides=_sides(claim.actors),
        target_sides=_sides(claim.targets),
        weapons=_sorted(t.kind or t.text.casefold() for t in claim.weapons),
        infrastructure=_sorted(t.kind or t.text.casefold() for t in claim.infrastructure),
        counts=_counts(claim.figures),
        words=rarest(words_of(sentence), 16),
        names=names,
        full_names=full_names,
        numbers=_numbers(passage),
        title=title,
    )


def most_local(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out the regions and countries that only say where a more local place of the claim lies."""
    spots = [_spot(p.place) for p in places if p.place]
    return [p for p in places if p.place is None or not any(_holds(_spot(p.place), inner) for inner in spots)]


def _place_names(places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """Give the names of places, those of countries only where nothing more local is named."""
    local = [p for p in places if p.place is None or p.place.precision != "country"]
    return tuple(dict.fromkeys(place_name(p.text) for p in local or places))


def _holds(outer: Spot, inner: Spot) -> bool:
    if inner.level >= outer.level or outer.level < 2:
        return False
    return outer.country == inner.country if outer.level == 3 else bool(outer.admin1) and outer.admin1 == inner.admin1


def place_name(text: str) -> str:
    """Write a place name so that "the Kharkiv region" and "Kharkiv Oblast" meet."""
    drop = {"the", "region", "oblast", "province", "governorate", "district", "city", "of", "town", "village", "county"}
    words = [w for w in words_of(text) if w not in drop]
    return sys.intern(" ".join(words) or text.casefold())


def _spot(place: Place) -> Spot:
    return Spot(
        place.geonames_id,
        sys.intern(place.admin1_code or place.admin1),
        sys.intern(place.country),
        place.latitude,
        place.longitude,
        LEVELS[place.precision],
    )


def _names(passage: str, placed: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the rarest name words and the names of several words, places of the document left out."""
    single: dict[str, None] = {}
    several: dict[str, None] = {}
    for run in names_in(passage):
        kept = [w for w in run if w not in placed and w not in CALENDAR]
        single.update(dict.fromkeys(w for w in kept if len(w) > 2 and rarity(w) >= 5))
        if len(kept) > 1 and sum(map(rarity, kept)) >= 2 * RARE:
            several.update(dict.fromkeys(" ".join(pair) for pair in pairwise(kept)))
    return (
        tuple(sorted(single, key=lambda w: (-rarity(w), w))[:24]),
        tuple(sys.intern(n) for n in sorted(several)[:16]),
    )


def _numbers(passage: str) -> tuple[str, ...]:
    """Give the numbers of a passage that could identify it: no years, and nothing that stands everywhere."""
    found = {m.group().replace(",", "") for m in NUMBER.finditer(passage)}
    kept = {n for n in found if len(n) > 1 and not (len(n) == 4 and n[:2] in ("19", "20"))}
    return tuple(sys.intern(n) for n in sorted(kept, key=lambda n: (-rarity(n), n))[:12])


def _party_words(parties: Iterable[Party]) -> tuple[str, ...]:
    words = {w for p in parties for w in words_of(p.text) if w not in COMMON_PARTIES and len(w) > 2}
    return _sorted(words)


def _sides(parties: Iterable[Party]) -> tuple[str, ...]:
    return _sorted(f"{k}:{v}" for k, v in map(side_of, parties) if k != "name")


def _counts(figures: Sequence[Figure]) -> tuple[tuple[str, int, int | None], ...]:
    counts = []
    for kind in sorted({f.kind for f in figures}):
        bounds: Bounds | None = toll_of_figures(
            [f for f in figures if f.kind == kind and not f.part_of and not f.total]
        )
        if bounds is not None:
            counts.append((sys.intern(kind), bounds.low or 0, bounds.high))
    return tuple(counts)


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sys.intern(w) for w in sorted(set(words)))
