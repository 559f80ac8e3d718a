"""Datelines: "KYIV, Sept 1 (Agency) -", "Kyiv:", "MOSCOW, September 28. /TASS/." and their kin."""

from __future__ import annotations

import datetime as dt
import re

from ..model import Record
from .dates import DAY_OF_MONTH, worded_day


class Dateline(Record, frozen=True, kw_only=True):
    """What a dateline says; `end` is the offset at which the text begins after it, 0 where there is none."""

    place: str = ""
    day: dt.date | None = None
    agency: str = ""
    end: int = 0


NO_DATELINE = Dateline()

_LINES = 6
"""Press releases have their number and "For immediate release" above it."""

_LONGEST = 120
_MOST_PLACE_WORDS = 4

_WORD = r"[^\W\d_][\w'’ʼ‘.-]*"
_PLACE = rf"(?P<place>{_WORD}(?:[ /]{_WORD})*)(?:\s*\([^()\d\n]{{2,30}}\))?"
_PLACE += rf"(?P<wider>(?:,\s+{_WORD}(?: {_WORD})*){{0,2}}?)"
_DAY = rf"(?:[^\W\d_]{{2,12}}\.?,?\s+)??{DAY_OF_MONTH}(?:\s?(?:г\.|р\.|года|року))?"
_AGENCY = r"[(/](?P<agency>[^\W\d_][^()/\n\d]{1,40}?)[)/]"
_DASH = r"(?:\s*(?:—|–|―|--)\s*|\s+-\s+|\s*:\s+|\s*\.-\s*)"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_PLACE}[,.]\s*{_DAY}[,.]?\s*{_AGENCY}\.?(?:{_DASH}|\s+)",  # KYIV, Sept 1 (Agency) -
        rf"{_PLACE}[,.]\s*{_DAY}\.?(?:{_DASH})",  # DNIPRO, Ukraine, Oct 19 -
        rf"{_PLACE}\s*\({_DAY}\)(?:{_DASH}|\s*\n|\s+)",  # KABUL, Afghanistan (Nov. 20, 2011)
        rf"{_PLACE}[,.]?\s*{_AGENCY}\.?{_DASH}",  # BEIRUT (AP) —
        rf"(?:{_DAY}[,.]?\s*)?{_AGENCY}\.?{_DASH}",  # Sept 1 (Reuters) - | (Reuters) -
    )
)
_ENDING = re.compile(r"[—–―:)/]| - |--|\.-")
"""No dateline is without one of these: most texts need not be tried."""

_BARE = re.compile(rf"{_PLACE}{_DASH}", re.IGNORECASE)  # Kyiv: | KYIV, Ukraine —

_INK = re.compile(r"\S")
_SMALL_WORDS = frozenset({
    "of", "the", "and", "de", "da", "do", "del", "la", "le", "el", "al", "du", "des", "as", "es", "et", "sur", "near",
    "im", "am",
})  # fmt: skip
_NO_AGENCY = frozenset({
    "agency", "agencies", "agence", "агентство", "agencia", "wire", "staff",
})  # fmt: skip
_NO_PLACE = frozenset({
    "update", "updated", "updates", "breaking", "note", "notes", "watch", "exclusive", "analysis", "live",
    "correction", "corrected", "summary", "video", "photo", "photos", "report", "reports", "explainer", "explained",
    "opinion", "editorial", "factbox", "timeline", "q", "a", "question", "answer", "warning", "alert", "urgent",
    "developing", "read", "source", "sources", "caption", "file", "background", "context", "published", "date", "by",
    "time", "location", "who", "what", "when", "where", "why", "how", "here", "result", "results", "statement",
    "press", "release", "contact", "media", "subject", "re", "from", "to", "cc", "status", "day", "total", "killed",
    "wounded", "injured", "losses", "казали", "срочно", "молния", "видео", "фото", "обновлено", "источник",
    "заявление", "терміново", "оновлено", "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "morning", "evening", "night", "overnight", "one", "two", "however", "meanwhile", "also",
    "but", "and", "the", "in", "on", "at", "it", "he", "she", "they", "we", "i", "there", "this", "that", "these",
    "those",
})  # fmt: skip


def find_dateline(text: str, year: int | None = None) -> Dateline:
    """Find the dateline at the head of one of the first lines; a bare "Name:" counts in the first two.

    A dateline without a year has no day unless `year` is given.
    """
    start = 0
    for number in range(_LINES):
        head = text[start : start + _LONGEST]
        found = _read(head, year, bare=number < 2)
        if found is not None:
            return Dateline(place=found.place, day=found.day, agency=found.agency, end=start + found.end)
        line_end = text.find("\n", start)
        if line_end < 0:
            break
        inked = _INK.search(text, line_end)
        if inked is None:
            break
        start = inked.start()
    return NO_DATELINE


def _read(head: str, year: int | None, *, bare: bool) -> Dateline | None:
    if not _ENDING.search(head):
        return None
    for shape in _SHAPES:
        match = shape.match(head)
        if match is None:
            continue
        parts = match.groupdict()
        place = parts.get("place") or ""
        if place and not _is_place(place):
            continue
        agency = " ".join((parts.get("agency") or "").split())
        day = worded_day(match, year) if parts.get("day") or parts.get("day_first") else None
        return Dateline(place=_first(place), day=day, agency=_named(agency), end=match.end())
    match = _BARE.match(head) if bare else None
    if match is not None and _is_bare_place(match, head):
        return Dateline(place=_first(match["place"]), end=match.end())
    return None


def _is_place(name: str) -> bool:
    """Tell whether words are written as a place is: few, capitalised, none that opens other lines."""
    words = re.split(r"[ /]", name)
    if len(words) > _MOST_PLACE_WORDS or name.lower() in _NO_PLACE or words[0].lower().strip(".") in _NO_PLACE:
        return False
    return all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words if word)


def _is_bare_place(match: re.Match[str], head: str) -> bool:
    """Tell whether a name before a dash or a colon is a dateline: in capitals, or a word or two and a sentence."""
    place, after = match["place"], head[match.end() : match.end() + 1]
    if not _is_place(place) or not (after.isupper() or after in "\"“«'‘"):
        return False
    if place.isupper():
        return len(place) > 2
    return ":" in match[0] and not match["wider"] and len(place.split()) <= 2


def _first(place: str) -> str:
    """Take the first of "GAZA/CAIRO": it is where the report was written."""
    return place.split("/")[0].strip(" .,")


def _named(agency: str) -> str:
    return "" if agency.lower() in _NO_AGENCY else agency
