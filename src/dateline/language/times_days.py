"""Readings of days, months and years that are named: "Aug. 6", "last Friday", "in 2014", "the nineties"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from ..model import TimeBasis
from .numbers_cardinals import cardinal_value
from .numbers_nouns import is_plural
from .times_calendar import (
    date_or_none,
    easter,
    month_on,
    nth_weekday,
    weekday_after,
    weekday_before,
    year_for,
)  # fmt: skip
from .times_lexicon import FLOATING, HOLIDAYS, MONTHS, ORDINALS, PARTS, SEASONS, WEEKDAYS
from .times_record import Context, Found, Reading, day, days, duration, month, year

__all__ = [
    "century", "clock", "clock_suffix", "day_and_month", "day_part", "decade", "holiday", "instant", "month_named",
    "named_day", "numeric_date", "part_suffix", "season", "weekday", "year_named", "year_number",
]  # fmt: skip

ONE = dt.timedelta(days=1)
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_BEFORE_MAY = re.compile(r"\b(?:in|since|by|until|till|of|to|from|for|during|through|between|before|after|and|or|,) $")
"""What must stand before "May" and "March" for them to be months and not a verb."""
_NOT_YEAR = re.compile(
    r"(?:[$€£#]|no\. |flight |route |\d[./-]|[a-z]-|\b(?:at least|over|than|about|some|nearly|around) )$"
)
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|of|the|by|from|until|for|during|before|after|and|to|fiscal|early|late|mid|,|\() ?$"
)
_SEASON_LEAD = re.compile(r"\b(?:in|since|during|by|until|of) (?:the )?$")
_BY_NIGHT = re.compile(r"\b(?:during|in|through) $")
_WITHIN_TITLE = re.compile(r"[A-Za-z] $")


def number(word: str) -> int:
    """Read a day or count written in digits, as an ordinal or in words."""
    if word in ORDINALS:
        return ORDINALS[word]
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else cardinal_value(word)


def year_number(text: str) -> int:
    """Read "1989" or "nineteen eighty-nine"."""
    if text.isdigit():
        return int(text)
    first, rest = re.split(r"[- ]", text, maxsplit=1)
    return 100 * cardinal_value(first) + cardinal_value(rest.replace("oh", "").strip(" -"))


def clock_suffix(text: str) -> str:
    """Read a time of day as the end of a TIMEX3 value: "3 a.m." is "T03:00"."""
    if text.startswith(("noon", "midday")):
        return "T12:00"
    if text.startswith("midnight"):
        return "T24:00"
    found = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?(?::\d\d)?\s?([ap])?", text)
    if found is None:
        return ""
    hour, minute = int(found[1]), found[2] or "00"
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"T{hour:02d}:{minute}"


def part_suffix(part: str) -> str:
    """Read a part of the day: "evening" is "TEV"."""
    if part.endswith("day") and part.startswith("mid"):
        return "T12:00"
    bare = re.sub(r"^mid-?\s?", "", part)
    return "T" + PARTS[bare if bare in PARTS else bare.rstrip("s")]


def _written_as_name(context: Context, match: Found, group: str) -> bool:
    return context.text[match.start_of(group)].isupper()


# ---------------------------------------------------------------- dates


def instant(match: Found, context: Context) -> Reading | None:
    """2024-09-01 and 2024-09-01T21:30."""
    date = date_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
    return day(date, "stated", f"T{match['clock']}" if match["clock"] else "") if date else None


def numeric_date(match: Found, context: Context) -> Reading | None:
    """10/26/1989 (month first, unless it cannot be) and 26.10.1989 (day first)."""
    first, second, year_ = int(match["a"]), int(match["b"]), int(match["y"])
    if year_ < 100:
        year_ += 1900 if year_ > 50 else 2000
    month_first = match["sep"] == "/" and first <= 12
    date = date_or_none(year_, first, second) if month_first else date_or_none(year_, second, first)
    return day(date, "stated", f"T{match['clock']}" if match["clock"] else "") if date else None


def day_and_month(match: Found, context: Context) -> Reading | None:
    """Aug. 6, 2024; 6 August; Saturday, April 25; 30-31 August; between March 3 and 5."""
    if not _written_as_name(context, match, "mon"):
        return None
    month_, day_ = MONTHS[match["mon"].rstrip(".")], number(match["d"])
    if match["y"]:
        year_ = year_number(match["y"])
    elif context.anchor is None:
        return Reading(value=f"XXXX-{month_:02d}-{day_:02d}")
    else:
        future = context.future(match.start, match.end)
        weekday_ = WEEKDAYS[match["wd"].rstrip(".")] if match["wd"] else None
        year_ = year_for(context.anchor, month_, day_, future=future, weekday=weekday_)
    date = date_or_none(year_, month_, day_)
    if date is None:
        return None
    other = match["d2"] or match["d3"]
    until = date_or_none(year_, month_, number(other)) if other else None
    if until is not None and until > date:
        return days(date, until, f"{date.isoformat()}/{until.isoformat()}", "stated")
    return day(date, "stated")


def month_named(match: Found, context: Context) -> Reading | None:
    """August; last April; January this year; early November; April 2013; each July."""
    if not _written_as_name(context, match, "mon"):
        return None
    name, rel, of = match["mon"].rstrip("."), match["rel"], match["of"]
    bare = not (rel or of or match["y"] or match["mod"])
    if name in {"may", "march", "mar", "jun", "jan"} and bare and not _BEFORE_MAY.search(context.before(match.start)):
        return None
    month_ = MONTHS[name]
    if match["y"]:
        return month(year_number(match["y"]), month_, "stated")
    if rel in {"each", "every"}:
        return duration(f"XXXX-{month_:02d}", repeated=True)
    anchor = context.anchor
    if anchor is None:
        return Reading(value=f"XXXX-{month_:02d}")
    if of:
        return month(anchor.year + {"last": -1, "this": 0, "next": 1}[of], month_)
    if rel == "next":
        return month(anchor.year + (month_ <= anchor.month), month_)
    if rel == "last":
        return month(anchor.year - (month_ >= anchor.month), month_)
    if rel == "this":
        return month(anchor.year, month_)
    soon = (month_ - anchor.month) % 12 <= 2  # the one ten months back would be "last", or named with its year
    ahead = rel.endswith("coming") or (rel == "" and (soon or context.future(match.start, match.end) is True))
    return month(month_on(anchor, month_, future=ahead).year, month_)


def year_named(match: Found, context: Context) -> Reading | None:
    """2014; fiscal 1989; the year nineteen ninety-one; late 2019."""
    text = match["y"]
    bare = match.text == text
    if bare and text.isdigit():
        before = context.before(match.start)
        if _NOT_YEAR.search(before):
            return None
        follows = re.match(r" ([a-z]+)", context.lowered[match.end : match.end + 30])
        if follows and is_plural(follows[1]) and not _YEAR_LEAD.search(before):
            return None
        if not (1800 <= int(text) <= 2099):
            return None
    return year(2000 if text == "two thousand" else year_number(text), "stated")


def decade(match: Found, context: Context) -> Reading | None:
    """The 1990s; the '80s; the nineties."""
    words = {
        "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
        "nineties": 9,
    }  # fmt: skip
    century_ = int(match["c"]) if match["c"] else 19
    tens = int(match["t"] or match["t2"]) if match["t"] or match["t2"] else words[match["w"]]
    start = 100 * century_ + 10 * tens
    return days(dt.date(start, 1, 1), dt.date(start + 9, 12, 31), f"{century_}{tens}", "stated")


def century(match: Found, context: Context) -> Reading | None:
    """The 20th century."""
    start = 100 * (number(match["n"]) - 1)
    if not 0 < start < 9900:
        return None
    return days(dt.date(start + 1, 1, 1), dt.date(start + 100, 12, 31), f"{start // 100:02d}", "stated")


def season(match: Found, context: Context) -> Reading | None:
    """Last fall; the summer of 2011; this spring. "Fall" and "spring" need a word that makes them a season."""
    name, rel = match["s"], match["rel"]
    code = SEASONS[name]
    told = rel or match["y"]
    if name in {"fall", "spring"} and not told:
        led = _SEASON_LEAD.search(context.before(match.start_of("s")))
        if not led or re.match(r" of\b", context.lowered[match.end : match.end + 4]):
            return None
    if rel in {"each", "every"}:
        return duration(f"XXXX-{code}", repeated=True)
    if match["y"]:
        return _season_of(year_number(match["y"]), code, "stated")
    if context.anchor is None:
        return Reading(value=f"XXXX-{code}")
    begun = month_on(context.anchor, _SEASON_START[code], future=rel in {"next", "this coming"})
    if rel == "last" and begun.year == context.anchor.year and context.anchor.month - begun.month < 3:
        return _season_of(begun.year - 1, code, "relative")
    if rel == "this":
        return _season_of(context.anchor.year, code, "relative")
    return _season_of(begun.year, code, "relative")


def _season_of(year_: int, code: str, basis: TimeBasis) -> Reading:
    first = dt.date(year_, _SEASON_START[code], 1)
    last = month_on(first + dt.timedelta(days=92), (first.month + 2) % 12 + 1, future=True) - ONE
    return days(first, last, f"{year_:04d}-{code}", basis)


def holiday(match: Found, context: Context) -> Reading | None:
    """Christmas; Good Friday 2011; last Thanksgiving."""
    if not _written_as_name(context, match, "h"):
        return None
    if match["y"]:
        date = _holiday_in(int(match["y"]), match["h"])
        return day(date, "stated") if date else None
    anchor = context.anchor
    if anchor is None:
        return Reading(value="XXXX-XX-XX")
    here = _holiday_in(anchor.year, match["h"])
    if here is None:
        return None
    future = match["rel"] == "next" or context.future(match.start, match.end)
    if match["rel"] == "last":
        year_ = anchor.year - (here >= anchor)
    else:
        year_ = year_for(anchor, here.month, here.day, future=future)
    date = _holiday_in(year_, match["h"])
    return day(date) if date else None


def _holiday_in(year_: int, name: str) -> dt.date | None:
    rule = HOLIDAYS[name.replace("’", "'")]
    if isinstance(rule, tuple):
        return date_or_none(year_, *rule)
    if rule.startswith("easter"):
        return easter(year_) + dt.timedelta(days=int(rule[6:] or 0))
    return nth_weekday(year_, *FLOATING[rule])


# ---------------------------------------------------------------- days of the week, parts of the day


def weekday(match: Found, context: Context) -> Reading | None:
    """Sunday; early Sunday; last Friday; Sunday night; the previous Monday; each Thursday; Tuesday nights."""
    number_ = WEEKDAYS[match["wd"].rstrip(".")]
    rel = match["rel"]
    suffix = part_suffix(match["part"]) if match["part"] else ""
    plural = match["pl"] or (match["part"] and match["part"].endswith("s"))
    if rel in {"each", "every"} or plural:
        return duration(f"XXXX-WXX-{number_ + 1}{suffix}", repeated=True)
    anchor = context.anchor
    if anchor is None:
        return Reading(value=f"XXXX-WXX-{number_ + 1}{suffix}", type="TIME" if suffix else "DATE")
    return day(_weekday_near(anchor, number_, rel, match, context), suffix=suffix)


def _weekday_near(anchor: dt.date, number_: int, rel: str, match: Found, context: Context) -> dt.date:
    if rel.startswith("last"):
        return weekday_before(anchor, number_, same=False)
    if rel.startswith(("the previous", "previous")):
        return weekday_before(context.focus or anchor, number_, same=False)
    if rel.startswith(("the following", "following", "the next")):
        return weekday_after(context.focus or anchor, number_)
    if rel.startswith(("next", "coming", "the coming")):
        return weekday_after(anchor, number_)
    if rel == "this past":
        return weekday_before(anchor, number_)
    if rel.startswith("this") or context.future(match.start, match.end):
        return weekday_after(anchor, number_, same=True)
    return weekday_before(anchor, number_)


def named_day(match: Found, context: Context) -> Reading | None:
    """Today, tonight, yesterday, tomorrow, the day before yesterday, with a part of the day."""
    shifts = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    shift = shifts.get(match["w"], 2)
    suffix = part_suffix(match["part"]) if match["part"] else "TNI" if match["w"] == "tonight" else ""
    if context.text[match.start].isupper() and _WITHIN_TITLE.search(context.before(match.start)):
        return None  # "USA Today"
    if context.anchor is None:
        return Reading(value="PRESENT_REF" if shift == 0 else "XXXX-XX-XX" + suffix)
    return day(context.anchor + shift * ONE, suffix=suffix)


def day_part(match: Found, context: Context) -> Reading | None:
    """This morning; last night; overnight; at dawn; the evening.

    "Overnight" covers the day before publication and the day itself.
    """
    anchor = context.anchor
    if match["overnight"]:
        if anchor is None:
            return Reading(value="XXXX-XX-XXTNI", type="TIME")
        return replace(day(anchor - ONE, suffix="TNI"), last=anchor, precision="days")
    suffix, rel = part_suffix(match["part"]), match["rel"]
    if rel == "last" and anchor is not None:
        return day(anchor - ONE, suffix=suffix)
    if rel == "the" and suffix == "TNI" and anchor is not None and _BY_NIGHT.search(context.before(match.start)):
        return replace(day(anchor - ONE, suffix=suffix), last=anchor, precision="days")
    if rel == "this" and anchor is not None:
        return day(anchor, suffix=suffix)
    return _on_focus(context, suffix)


def clock(match: Found, context: Context) -> Reading | None:
    """10:30 GMT; 3 a.m.; noon: a time of the day told last."""
    if match.start and context.lowered[match.start - 1] in "-.:/$,":
        return None
    suffix = clock_suffix(match["clock"])
    return _on_focus(context, suffix) if suffix else None


def _on_focus(context: Context, suffix: str) -> Reading:
    """A time of the day told last; where no day has been told it dates nothing."""
    if context.focus is not None:
        return day(context.focus, suffix=suffix)
    date = context.anchor.isoformat() if context.anchor else "XXXX-XX-XX"
    return Reading(value=date + suffix, type="TIME")
