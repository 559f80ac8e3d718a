"""Read a military press release: on which day, in which province, how many killed and captured, from the air or not.

Releases follow a pattern (a head with the day of release, a summary, the steps), so that rules read them; a text may
hold a release and its update.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from ..gazetteer import Gazetteer
from ..language.times import TimeExpression, event_when, find_times
from ..language.words import split_sentences
from ..model import Figure, PlaceMention, Published, Record, Value, When
from .press_heads import Head, read_heads, with_line_ends
from .press_places import find_provinces
from .press_tolls import read_tolls

__all__ = ["Release", "read_release", "read_releases"]

_CONFIRMED = re.compile(r"\bconfirm(?:s|ed)?\b", re.IGNORECASE)
_PAST_DEED = re.compile(r",? (?:attacks?|bombings?|assassinations?|kidnappings?|explosions?|news release|release)\b")
_SINCE = re.compile(r"\bsince (?:\w+ )?$", re.IGNORECASE)
_AIR = re.compile(
    r"\b(?:air[ -]?strikes?|air[ -]?raids?|aerial (?:strike|attack|bombard\w+)|air-(?:to-ground|delivered)"
    r"|precision (?:strike|bomb|munition|weapon)\w*|(?:precision-)?guided (?:munition|bomb|weapon)s?"
    r"|(?:drone|helicopter) strikes?|dropped (?:\w+ ){0,3}(?:bomb|munition)s?|fixed[ -]wing aircraft)\b",
    re.IGNORECASE,
)


class Release(Record, frozen=True, kw_only=True):
    """What one release tells. Offsets count in the whole text; a count is the least that the words allow.

    `killed_phrases` and `captured_phrases` are the phrases that the counts were added up from; a phrase that only
    repeats is not among them.
    """

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
    """Read the releases of a text, in order; at least one.

    Not done: "captured or killed" counts by the verb next to the people; operations in several provinces give the
    first.
    """
    plain = with_line_ends(text)
    return [_read(text, plain, head, gazetteer, country) for head in read_heads(text, published)]


def _read(text: str, plain: str, head: Head, gazetteer: Gazetteer, country: str) -> Release:
    body = " " * head.body + plain[head.body : head.end]
    anchor = head.published.day
    times = [time for time in find_times(body, anchor) if time.precision in {"day", "days"} and time.first is not None]
    when = _start(body, times, anchor)
    tolls = read_tolls(body, lambda start, end: _is_elsewhere(times, start, end, when.start))
    provinces = find_provinces(plain, head.body, head.end, gazetteer, country)
    air = _AIR.search(body)
    return Release(
        published=head.published,
        number=head.number,
        start=when,
        provinces=provinces or find_provinces(plain, head.start, head.body, gazetteer, country),
        killed=tolls["killed"].least,
        killed_phrases=_as_written(tolls["killed"].phrases, text),
        captured=tolls["captured"].least,
        captured_phrases=_as_written(tolls["captured"].phrases, text),
        airstrike=Value(text=air[0], start=air.start(), end=air.end(), by="rule:air") if air else None,
    )


def _as_written(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """Give phrases the characters of the text itself, line separators and all."""
    return tuple(msgspec.structs.replace(figure, text=text[figure.start : figure.end]) for figure in figures)


# ---------------------------------------------------------------- when


def _start(body: str, times: Sequence[TimeExpression], anchor: dt.date | None) -> When:
    """Take the first day of the first sentence that gives one; what was confirmed today happened before."""
    for start, end in split_sentences(body):
        inside = [time for time in times if start <= time.start < end and _dates_operation(time, body, anchor)]
        past = [time for time in inside if time.first != anchor]
        if past and _CONFIRMED.search(body, start, end):
            inside = sorted(past, key=lambda time: time.first or dt.date.min, reverse=True)
        if inside:
            return _day(inside, body, anchor)
    return When()


def _dates_operation(time: TimeExpression, body: str, anchor: dt.date | None) -> bool:
    if anchor is not None and time.first is not None and time.first > anchor:
        return False
    return not _SINCE.search(body[max(0, time.start - 20) : time.start]) and not _PAST_DEED.match(body, time.end)


def _day(times: Sequence[TimeExpression], body: str, anchor: dt.date | None) -> When:
    """Take the first; a night told as "overnight" ends on the day of release, and most raids were after midnight."""
    told = next((time for time in times if not _is_overnight(time)), times[0])
    when = event_when(told, body, anchor)
    if _is_overnight(told) and when.end is not None:
        return msgspec.structs.replace(when, start=when.end, precision="day")
    return when


def _is_overnight(time: TimeExpression) -> bool:
    return "overnight" in time.text.lower()


def _is_elsewhere(times: Sequence[TimeExpression], start: int, end: int, day: dt.date | None) -> bool:
    """Tell whether a sentence is dated to other days than the operation; a night belongs to both its days."""
    if day is None:
        return False
    near = dt.timedelta(days=1)
    spans = [(t.first, t.last) for t in times if start <= t.start < end]
    dated = [(first, last) for first, last in spans if first is not None and last is not None]
    return bool(dated) and not any(first - near <= day <= last + near for first, last in dated)
