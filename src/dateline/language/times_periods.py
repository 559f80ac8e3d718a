"""Readings of weeks, months, quarters and years counted from a day: "last week", "two weeks ago", "a year earlier"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from .times_calendar import add_months, monday_of, quarter_of, week_value
from .times_days import part_suffix, year_number
from .times_lengths import duration_value, length_of, moved, unit_code
from .times_lexicon import MONTHS, UNITS
from .times_record import Context, Found, Reading, day, days, duration, month, ref, week, year

__all__ = ["ago", "half_year", "narrative", "period_of_focus", "quarter", "unit", "year_ago"]

_TITLE = re.compile(r"This (?:Week|Month|Year)\b")
_PASSING = re.compile(r"\b(?:in|over|during|within) the last \w+$")
_ENDED = re.compile(r",? (?:which )?(?:ended|ending|ends|that ended) (?:on )?(?:([a-z]+)\.? \d|tomorrow|today)")


def _weekend_of(date: dt.date) -> Reading:
    """The Saturday and Sunday of the ISO week that holds a day."""
    saturday = monday_of(date) + dt.timedelta(days=5)
    return days(saturday, saturday + dt.timedelta(days=1), week_value(date) + "-WE")


def _unit_at(date: dt.date, name: str, context: Context) -> Reading:
    """The calendar unit that holds a day."""
    if name == "weekend":
        return _weekend_of(date)
    if name == "fortnight":
        monday = monday_of(date) - dt.timedelta(days=7)
        return days(monday, monday + dt.timedelta(days=13), "P2W")
    code = UNITS.get(name, "C")
    if code == "W":
        return week(date)
    if code == "M":
        return month(date.year, date.month)
    if code == "Q":
        return quarter_reading(date.year, quarter_of(date))
    if code == "Y":
        return year(date.year)
    if code == "E":
        start = date.year // 10 * 10
        return days(dt.date(start, 1, 1), dt.date(start + 9, 12, 31), f"{start // 10}")
    if code == "C":
        start = date.year // 100 * 100
        return days(dt.date(max(start, 1), 1, 1), dt.date(start + 99, 12, 31), f"{start // 100:02d}")
    return day(date, suffix="TNI" if name == "night" else "")


def quarter_reading(year_: int, n: int) -> Reading:
    """A calendar quarter."""
    first = dt.date(year_, 3 * n - 2, 1)
    return days(first, add_months(first, 3) - dt.timedelta(days=1), f"{year_:04d}-Q{n}")


# ---------------------------------------------------------------- this, last and next


def unit(match: Found, context: Context) -> Reading | None:
    """Last week; this month; the end of the year; earlier this year; the weekend; the following day."""
    name, rel = match["unit"] or match["of"] or "year", match["rel"] or "the"
    anchor = context.anchor
    if _TITLE.match(context.text, match.start):
        return None
    if rel in {"previous", "following", "same", "that", "preceding", "prior"}:
        return _from_focus(rel, name, context)
    if anchor is None:
        return Reading(value={"last": "PAST_REF", "next": "FUTURE_REF"}.get(rel, "PRESENT_REF"))
    if name == "day":
        return day(context.focus or anchor) if rel in {"the", "this"} else None
    if name == "year" and rel == "the" and not match["of"]:
        return _year_told(match, context, anchor)
    if name == "quarter" and rel in {"the", "latest"}:
        return _latest_quarter(match, context, anchor)
    shift = {"last": -1, "past": -1, "latest": -1, "next": 1, "coming": 1, "upcoming": 1}.get(rel, 0)
    if name == "weekend" and shift <= 0:
        return _weekend(anchor, context, match, last=shift < 0)
    code = UNITS[name]
    reading = _unit_at(moved(anchor, shift, code), name, context)
    if name in {"week", "month", "year"} and (rel == "past" or (rel == "last" and _passing(match, context))):
        return replace(reading, first=moved(anchor, -1, code), last=anchor, precision="days")
    return reading


def _passing(match: Found, context: Context) -> bool:
    """Tell "over the last week", the seven days up to now, from "last week" and from "the last week of August"."""
    told = context.lowered[max(0, match.start - 8) : match.end]
    return _PASSING.search(told) is not None and not context.lowered.startswith(" of", match.end)


def _year_told(match: Found, context: Context, anchor: dt.date) -> Reading:
    """The year: a length where its end is told ("ended June 30"), else the year told last."""
    if _ENDED.match(context.lowered, match.end):
        return duration("P1Y")
    return year(int(context.period[:4]) if context.period else anchor.year)


def _weekend(anchor: dt.date, context: Context, match: Found, *, last: bool) -> Reading:
    """The weekend just past, or this one where it has begun or lies ahead."""
    if not last and (anchor.weekday() >= 5 or context.future(match.start, match.end)):
        return _weekend_of(anchor)
    return _weekend_of(anchor - dt.timedelta(days=7))


def _latest_quarter(match: Found, context: Context, anchor: dt.date) -> Reading:
    ended = _ENDED.match(context.lowered, match.end)
    if ended and ended[1] in MONTHS:
        n = (MONTHS[ended[1]] + 2) // 3
        return quarter_reading(anchor.year - (MONTHS[ended[1]] > anchor.month), n)
    told = re.match(r"(\d{4})-Q([1-4])", context.period)
    if told:
        return quarter_reading(int(told[1]), int(told[2]))
    over = add_months(anchor, -3)
    return quarter_reading(over.year, quarter_of(over))


def _from_focus(rel: str, name: str, context: Context) -> Reading | None:
    """The previous day; that night; the following month: counted from the day told last."""
    date = context.focus or context.anchor
    if date is None:
        return Reading(value="XXXX-XX-XX")
    shift = {"previous": -1, "preceding": -1, "prior": -1, "following": 1, "next": 1}.get(rel, 0)
    if name == "year" and shift == 0 and context.period[:4].isdigit():
        return year(int(context.period[:4]))
    if name == "quarter" and shift == 0:
        told = re.match(r"(\d{4})-Q([1-4])", context.period)
        if told:
            return quarter_reading(int(told[1]), int(told[2]))
    if name in {"month", "year"} and re.match(r"\d{4}(-\d\d)?$", context.period):
        date = dt.date(int(context.period[:4]), int(context.period[5:7] or 1), 1)
    if name in {"morning", "afternoon", "evening", "night"}:
        return day(date + dt.timedelta(days=shift), suffix=part_suffix(name))
    return _unit_at(moved(date, shift, UNITS.get(name, "C")), name, context)


def narrative(match: Found, context: Context) -> Reading | None:
    """The day before; the next day; that same evening; the day after: from the day told last."""
    rel = match["rel"] or {"before": "previous", "earlier": "previous"}.get(match["dir"], "following")
    return _from_focus(rel, match["unit"], context)


# ---------------------------------------------------------------- ago and later


_BACK = frozenset({"ago", "earlier", "before", "previously"})
_FROM_NOW = frozenset({"ago", "previously", "hence", "from now"})
_COUNTED_TO_THE_DAY = 2  # "two weeks ago" is said of a day, "six weeks ago" of a week


def ago(match: Found, context: Context) -> Reading | None:
    """Two weeks ago; a year earlier; two days later; days ago; three months from now; six days after a raid."""
    name, direction = match["unit"], match["dir"]
    count = length_of(match["n"]) if match["n"] else "X"
    prefix, code = unit_code(name)
    length = duration(duration_value(count, name))
    base = context.anchor if direction in _FROM_NOW else context.focus or context.anchor
    if prefix == "PT":  # the same day, for want of the hour; "hours later" than nothing told dates nothing
        return _on(length, context.focus if direction in {"later", "afterwards"} else base)
    if isinstance(count, str) or base is None:
        if direction in {"after", "before", "later"} or not match["n"]:
            return length
        return ref("PAST_REF" if direction in _BACK else "FUTURE_REF")
    if direction == "after":  # "two days after the raid": the raid was two days before what is told
        told = moved(base, -count, code)
        held = _unit_at(told, name.rstrip("s"), context) if code in {"M", "Y"} else day(told)
        return replace(length, first=held.first, last=held.last, precision=held.precision, basis="relative")
    if code == "Y" and count == 1 and direction in _BACK:
        return year_back(context)
    day_ = moved(base, -count if direction in _BACK else count, code)
    if direction == "before":
        return _on(length, day_)
    if code == "D":
        return day(day_)
    if code == "W" and direction == "ago" and count <= _COUNTED_TO_THE_DAY:
        return _on(week(day_), day_)
    return _unit_at(day_, name.rstrip("s") if name != "centuries" else "century", context)


def _on(reading: Reading, date: dt.date | None) -> Reading:
    """Give a reading the day that it dates, whatever its value says."""
    return reading if date is None else replace(reading, first=date, last=date, precision="day", basis="relative")


def year_back(context: Context) -> Reading | None:
    """A year earlier: the quarter, month or year told last, moved back; else the year before publication."""
    told = re.match(r"(\d{4})(-Q([1-4])|-(\d\d))?$", context.period)
    if told and told[3]:
        return quarter_reading(int(told[1]) - 1, int(told[3]))
    if told and told[4]:
        return month(int(told[1]) - 1, int(told[4]))
    if told:
        return year(int(told[1]) - 1)
    return year(context.anchor.year - 1) if context.anchor else None


def year_ago(match: Found, context: Context) -> Reading | None:
    """Year-earlier profit; the year-ago quarter; the comparable period, the same month last year."""
    unit_ = match["unit"]
    if unit_.endswith("months"):
        return duration(duration_value(length_of(unit_.removesuffix("months")), "months"))
    if unit_ == "month" and not re.search(r"-\d\d$", context.period):
        return month(context.anchor.year - 1, context.anchor.month) if context.anchor else None
    if "quarter" in unit_ and not re.search(r"-Q", context.period):
        over = add_months(context.anchor, -15) if context.anchor else None
        return quarter_reading(over.year, quarter_of(over)) if over else None
    return year_back(context)


def period_of_focus(match: Found, context: Context) -> Reading | None:
    """The latest period; the 1988 quarter: the period told last, in the year named."""
    anchor = context.anchor
    if "current" in match.text and anchor is not None:
        return quarter_reading(anchor.year, quarter_of(anchor))
    told = re.match(r"(\d{4})(?:-Q([1-4]))?", context.period)
    if told and not told[2] and match["unit"] == "quarter":
        told = None
    year_ = year_number(match["y"]) if match["y"] else None
    if told is None:
        if year_ is not None and "quarter" not in match["unit"]:
            return year(year_, "stated")
        if anchor is None:
            return None
        over = add_months(anchor, -3)
        return quarter_reading(year_ or over.year, quarter_of(over))
    year_ = year_ or int(told[1])
    return quarter_reading(year_, int(told[2])) if told[2] else year(year_)


# ---------------------------------------------------------------- quarters and halves


def quarter(match: Found, context: Context) -> Reading | None:
    """The third quarter; the fourth quarter of 1990; last year's second quarter; Q3 2024."""
    ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
    n = ordinals.get(match["n"]) or int(match["n"][0])
    if match["pl"]:
        return duration(f"XXXX-Q{n}", repeated=True)
    told = match["y"] or match["y2"]
    if told:
        return quarter_reading(year_number(told), n)
    anchor = context.anchor
    if anchor is None:
        return Reading(value=f"XXXX-Q{n}")
    rel = match["rel"] or match["rel2"] or match["rel3"]
    if rel:
        return quarter_reading(anchor.year + {"last": -1, "this": 0, "next": 1}.get(rel, -1), n)
    ended = _ENDED.match(context.lowered, match.end)
    ahead = not ended and context.future(match.start, match.end) and n < quarter_of(anchor) - 2
    year_ = anchor.year + 1 if ahead else anchor.year - (n > quarter_of(anchor))
    return quarter_reading(year_ - bool(match["ago"]), n)


def half_year(match: Found, context: Context) -> Reading | None:
    """The first half of 1990; the second half of last year."""
    if match["y"]:
        year_ = year_number(match["y"])
    elif context.anchor is None:
        return None
    else:
        year_ = context.anchor.year + {"last": -1, "next": 1}.get(match["rel"], 0)
    n = 1 if match["n"].startswith(("first", "1")) else 2
    first = dt.date(year_, 6 * n - 5, 1)
    return days(first, add_months(first, 6) - dt.timedelta(days=1), f"{year_:04d}-H{n}")
