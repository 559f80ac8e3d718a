"""Read a military press release: on which day, in which provinces, how many killed and captured, from the air or not.

Releases follow a pattern (a head with the day of release, a summary, the steps), so that rules read them; a text may
hold a release and its update.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ..gazetteer import Gazetteer
from ..language.times import TimeExpression, event_when, find_times
from ..language.words import split_sentences
from ..model import Figure, Place, PlaceMention, Published, Record, Value, When
from .press_heads import Head, read_heads, with_line_ends
from .press_tolls import read_tolls

__all__ = ["Release", "read_release", "read_releases"]

_PROVINCES = frozenset({"ADM1", "ADM1H"})
_NAME = r"(?P<name>[A-Z][\w'’-]*(?: (?:e|i|ye|wa|[A-Z][\w'’-]*)){0,3})"
_PROVINCE = re.compile(rf"\b{_NAME},? [Pp]rovinces?\b")
_CONFIRMED = re.compile(r"\bconfirm(?:s|ed)?\b", re.IGNORECASE)
_DISTRICT = re.compile(rf"\b{_NAME} [Dd]istricts?\b")
_AIR = re.compile(
    r"\b(?:(?:precision |close |coalition |follow-on )?air[ -]?strikes?|air-to-ground|aerial (?:strike|attack|bombard\w+)"
    r"|(?:precision|guided)[ -]?(?:guided )?(?:munitions?|bombs?|weapons?)|dropped (?:\w+ ){0,3}bombs?|fixed[ -]wing aircraft)\b",
    re.IGNORECASE,
)


class Release(Record, frozen=True, kw_only=True):
    """What one release tells. Offsets count in the whole text; a count is the least that the words allow."""

    published: Published = Published()
    number: str = ""
    start: When = When()
    provinces: tuple[PlaceMention, ...] = ()
    killed: int = 0
    killed_phrases: tuple[Figure, ...] = ()
    captured: int = 0
    captured_phrases: tuple[Figure, ...] = ()
    airstrike: Value | None = None


def read_release(text: str, gazetteer: Gazetteer, published: dt.date | None = None, country: str = "") -> Release:
    """Read the first release of a text. `published` holds where its head bears no day; `country` is ISO 3166-1."""
    return read_releases(text, gazetteer, published, country)[0]


def read_releases(
    text: str, gazetteer: Gazetteer, published: dt.date | None = None, country: str = ""
) -> list[Release]:
    """Read the releases of a text, in order; at least one."""
    plain = with_line_ends(text)
    return [_read(plain, head, gazetteer, country) for head in read_heads(text, published)]


def _read(text: str, head: Head, gazetteer: Gazetteer, country: str) -> Release:
    body = " " * head.body + text[head.body : head.end]
    times = [t for t in find_times(body, head.published.day) if t.precision in ("day", "days") and t.first is not None]
    when = _start(body, times, head.published.day)
    tolls = read_tolls(body, lambda start, end: _is_elsewhere(times, start, end, when.start))
    air = _AIR.search(body)
    return Release(
        published=head.published,
        number=head.number,
        start=when,
        provinces=_provinces(text, head, gazetteer, country),
        killed=tolls["killed"].least,
        killed_phrases=tolls["killed"].phrases,
        captured=tolls["captured"].least,
        captured_phrases=tolls["captured"].phrases,
        airstrike=Value(text=air[0], start=air.start(), end=air.end(), by="rule:air") if air else None,
    )


def _is_elsewhere(times: Sequence[TimeExpression], start: int, end: int, day: dt.date | None) -> bool:
    """Tell whether a sentence is dated to other days than the operation."""
    inside = [t for t in times if start <= t.start < end and t.first is not None and t.last is not None]
    near = dt.timedelta(days=1)
    return day is not None and bool(inside) and not any(t.first - near <= day <= t.last + near for t in inside)  # type: ignore[operator]


def _start(body: str, times: Sequence[TimeExpression], anchor: dt.date | None) -> When:
    """Take the day that the first sentence with one gives; "overnight" is the night that ends on the day of release."""
    for start, end in split_sentences(body):
        inside = [t for t in times if start <= t.start < end and _dates(t, body, anchor)]
        if _CONFIRMED.search(body[start:end]) and any(t.basis == "stated" or t.first != anchor for t in inside):
            inside = sorted(
                (t for t in inside if t.first != anchor), key=lambda t: t.first or dt.date.min, reverse=True
            )
        if inside:
            return _day(inside, body, anchor)
    return When()


def _dates(time: TimeExpression, body: str, anchor: dt.date | None) -> bool:
    before = body[max(0, time.start - 20) : time.start].lower()
    return not before.rstrip().endswith("since") and (anchor is None or time.first is None or time.first <= anchor)


def _day(times: Sequence[TimeExpression], body: str, anchor: dt.date | None) -> When:
    plain = [t for t in times if "overnight" not in t.text.lower()] or list(times)
    told = plain
    when = event_when(told[0], body, anchor)
    if "overnight" in told[0].text.lower() and when.end is not None:
        return When(start=when.end, end=when.end, precision="day", basis=when.basis, mention=when.mention)
    return when


def _provinces(text: str, head: Head, gazetteer: Gazetteer, country: str) -> tuple[PlaceMention, ...]:
    """Take the provinces of the first sentence that names one, of the body, else of the head.

    A sentence without a province tells it by a town or district.
    """
    for start, end in ((head.body, head.end), (head.start, head.body)):
        for left, right in split_sentences(text[start:end]):
            found = _in_sentence(text[start + left : start + right], start + left, gazetteer, country)
            if found:
                return found
    return ()


def _in_sentence(sentence: str, offset: int, gazetteer: Gazetteer, country: str) -> tuple[PlaceMention, ...]:
    found = [
        _mention(match, offset, place)
        for match in _PROVINCE.finditer(sentence)
        if (place := _province(match["name"], gazetteer, country)) is not None
    ]
    if found:
        return tuple(found[:1])
    for mention, place in gazetteer.locate(sentence, country_hint=country):
        if mention.form == "name" and place is not None and place.admin1_code and _fits(place, country):
            province = _province(place.admin1, gazetteer, country) or place
            s, e = offset + mention.start, offset + mention.end
            return (
                PlaceMention(
                    text=sentence[mention.start : mention.end], start=s, end=e, by="rule:town", place=province
                ),
            )
    for match in _DISTRICT.finditer(sentence):
        place = next((p for p in gazetteer.find(match["name"]) if _fits(p, country) and p.admin1), None)
        if place is not None:
            return (_mention(match, offset, _province(place.admin1, gazetteer, country) or place),)
    return ()


def _fits(place: Place, country: str) -> bool:
    return not country or place.country == country


def _mention(match: re.Match[str], offset: int, place: Place) -> PlaceMention:
    start, end = offset + match.start("name"), offset + match.end("name")
    return PlaceMention(text=match["name"], start=start, end=end, by="rule:province", place=place)


def _province(name: str, gazetteer: Gazetteer, country: str) -> Place | None:
    """Look up a province by its last words: "Nahr-e Saraj, Helmand" never names one, "Kushamond Paktika" does."""
    words = name.split()
    for first in range(len(words)):
        for place in gazetteer.find(" ".join(words[first:])):
            if place.feature in _PROVINCES and _fits(place, country):
                return place
    return None
