"""Readings of lengths, sets and vague words: "18 months", "the past 24 hours", "every day", "recent weeks", "now"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from .numbers_cardinals import cardinal_value
from .times_calendar import add_months
from .times_days import number, part_suffix
from .times_lexicon import UNITS
from .times_record import Context, Found, Reading, day, duration, ref

__all__ = [
    "duration_value", "length_of", "measured", "moved", "nth_day", "past_stretch", "repeated", "since_then",
    "unit_code", "vague", "vague_ref",
]  # fmt: skip

_UNKNOWN = frozenset({"few", "several", "many", "some", "a few", "a number of"})
_SPOKEN_HOURS = re.compile(r"\b(?:small|late|early|rush|peak|school) $")


def unit_code(name: str) -> tuple[str, str]:
    """Give the prefix and code of a unit: "hours" is ("PT", "H")."""
    bare = name if name in UNITS else name.rstrip("s") if name != "centuries" else "century"
    code = UNITS[bare]
    return ("PT" if bare in {"second", "minute", "hour"} else "P"), code


def length_of(count: str) -> float | str:
    """Read the number of a length; "X" where it is not told."""
    text = count.strip()
    if text in _UNKNOWN:
        return "X"
    if text.startswith("half"):
        return 0.5
    if "couple" in text:
        return 2
    if text in {"a", "an"}:
        return 1
    fraction = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}.get(text.rsplit(" ", 1)[-1], 0.0)
    if fraction:
        text = text.rsplit(" ", 1)[0]
    plain = re.fullmatch(r"\d+(?:\.\d+)?", text)
    return (float(text) if plain else cardinal_value(text)) + fraction


def duration_value(length: float | str, name: str) -> str:
    """Write a TIMEX3 duration: (18, "months") is "P18M", (2, "decades") is "P20Y"."""
    prefix, code = unit_code(name)
    if isinstance(length, str):
        return f"{prefix}{length}{code}"
    if code in {"E", "C"}:
        length, code = length * (10 if code == "E" else 100), "Y"
    if name.startswith("fortnight"):
        length *= 2
    if length == int(length):
        return f"{prefix}{int(length)}{code}"
    if code == "Y":
        months = round(12 * (length % 1))
        return f"P{int(length)}Y{months}M" if length > 1 else f"P{months}M"
    if code == "H":
        minutes = round(60 * (length % 1))
        return f"PT{int(length)}H{minutes}M" if length > 1 else f"PT{minutes}M"
    return f"{prefix}{length:g}{code}"


def moved(day_: dt.date, length: float, code: str) -> dt.date:
    """Move a day by so many days, weeks, months, quarters, years, decades or centuries."""
    if code in {"D", "W"}:
        try:
            return day_ + dt.timedelta(days=round(length * (7 if code == "W" else 1)))
        except OverflowError:
            return day_
    return add_months(day_, round(length * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[code]))


def measured(match: Found, context: Context) -> Reading | None:
    """18 months; the past five years; a three-day visit; two to three weeks."""
    name = match["unit"]
    count = match["n"]
    if name == "second" and not count[0].isdigit():
        return None
    length = length_of(count)
    value = duration_value(length, name)
    if match["half"] and isinstance(length, int | float):
        halves = {"H": f"PT{length:g}H30M", "M": f"PT{length:g}M30S", "Y": f"P{length:g}Y6M"}
        value = halves.get(unit_code(name)[1], value) if name not in {"month", "months"} else f"P{length + 0.5:g}M"
    if isinstance(length, float | int) and _up_to_now(match, context):
        return _stretch(value, length, name, context.anchor, ahead=False)
    return duration(value)


def _up_to_now(match: Found, context: Context) -> bool:
    """Tell whether a length ran up to publication: "in 24 hours of shelling", not "in five years"."""
    if unit_code(match["unit"])[1] not in {"H", "D", "W", "M"} or "-" in match.text or match["unit"].startswith("min"):
        return False
    led = re.search(r"\b(?:in|over|within) (?:just |only |about |under )?$", context.before(match.start, 20))
    return led is not None and context.future(match.start, match.end) is not True


def past_stretch(match: Found, context: Context) -> Reading | None:
    """The past 24 hours; the last three weeks; the next two days: a length that ends or begins at publication."""
    name = match["unit"]
    length = length_of(match["n"]) if match["n"] else 1.0
    value = duration_value(length, name)
    rel = match["rel"]
    if isinstance(length, str) or rel in {"first", "final"}:
        return duration(value)
    return _stretch(value, length, name, context.anchor, ahead=rel in {"next", "coming", "following"})


def _stretch(value: str, length: float, name: str, anchor: dt.date | None, *, ahead: bool) -> Reading:
    """Give a length that ends, or where `ahead` begins, at publication; hours count as the days they touch."""
    if anchor is None:
        return duration(value)
    prefix, code = unit_code(name)
    if prefix == "PT":
        whole_days = -(-(length * {"H": 3600, "M": 60, "S": 1}[code]) // 86400)
        length, code = (0 if code == "M" else whole_days), "D"
    other = moved(anchor, length if ahead else -length, code)
    first, last = (anchor, other) if ahead else (other, anchor)
    return replace(duration(value), first=first, last=last, precision="days", basis="relative")


def nth_day(match: Found, context: Context) -> Reading | None:
    """The eighth day; for a second day running: the days from the first one up to publication."""
    n, anchor = number(match["n"]), context.anchor
    if anchor is None or n > 99:
        return None
    runs = re.search(r"\b(?:for|on|into|entered|enters) $", context.before(match.start))
    if not runs:
        return day(anchor) if match.text.startswith("the ") else None
    return replace(day(anchor), first=anchor - dt.timedelta(days=n - 1), precision="days")


def since_then(match: Found, context: Context) -> Reading | None:
    """Since then: from the day told last."""
    return day(context.focus) if context.focus else None


def vague(match: Found, context: Context) -> Reading | None:
    """Recent weeks; months; coming days; past years."""
    prefix, code = unit_code(match["unit"])
    rel = match["rel"]
    if prefix == "PT" and (rel == "early" or _SPOKEN_HOURS.search(context.before(match.start))):
        return None  # "the small hours" are a part of the day
    if rel in {"coming", "future"}:
        return ref("FUTURE_REF")
    if rel in {"past", "previous"} or (rel == "recent" and code == "D"):
        return ref("PAST_REF")
    if rel == "these":
        return ref("PRESENT_REF")
    return duration(f"{prefix}X{code}")


def vague_ref(match: Found, context: Context) -> Reading | None:
    """Now, currently; recently, once; soon, in the future."""
    if match["present"]:
        return ref("PRESENT_REF")
    if match["past"]:
        return ref("PAST_REF")
    return ref("FUTURE_REF")


def repeated(match: Found, context: Context) -> Reading | None:
    """Every day; each month; twice a week; daily, annually."""
    if match["adverb"]:
        values = {
            "hourly": "PT1H", "daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX",
            "monthly": "XXXX-XX", "quarterly": "XXXX-QX", "yearly": "XXXX", "annually": "XXXX", "annual": "XXXX",
        }  # fmt: skip
        return duration(values[match["adverb"]], repeated=True)
    name = match["unit"]
    if name in {"morning", "afternoon", "evening", "night"}:
        return duration(f"XXXX-XX-XX{part_suffix(name)}", repeated=True)
    count = length_of(match["n"]) if match["n"] else 2.0 if match["other"] else 1.0
    return duration(duration_value(count, name), repeated=True)
