"""Readings that are measured: "last week", "two weeks ago", "the third quarter", "18 months", "every day", "now"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from .numbers_cardinals import cardinal_value
from .times_calendar import add_months, monday_of, quarter_of, shift_year, week_value
from .times_days import number, part_suffix, year_number
from .times_lexicon import MONTHS, UNITS
from .times_record import Context, Reading, day, days, duration, month, ref, week, year

__all__ = [
    "ago", "half_year", "measured", "narrative", "nth_day", "past_stretch", "period_of_focus", "quarter", "repeated", "since_then", "unit",
    "vague", "vague_ref", "weekend_value", "year_ago",
]  # fmt: skip

Match = re.Match[str]
_UNKNOWN = {"few": "X", "several": "X", "many": "X", "some": "X", "a few": "X", "a number of": "X"}
_FOCUS_WINDOW = 60
_ENDED = re.compile(r",? (?:which )?(?:ended|ending|ends|that ended) (?:on )?(?:([a-z]+)\.? \d|tomorrow|today)")


def unit_code(name: str) -> tuple[str, str]:
    """Give the prefix and code of a unit: "hours" is ("PT", "H")."""
    bare = name if name in UNITS else name.rstrip("s") if name != "centuries" else "century"
    code = UNITS[bare]
    return ("PT" if bare in {"second", "minute", "hour"} else "P"), code


def _length(count: str) -> float | str:
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


def _value(length: float | str, name: str) -> str:
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


def _moved(day_: dt.date, length: float, code: str) -> dt.date:
    """Move a day by so many days, weeks, months, quarters, years, decades or centuries."""
    if code in {"D", "W"}:
        try:
            return day_ + dt.timedelta(days=round(length * (7 if code == "W" else 1)))
        except OverflowError:
            return day_
    return add_months(day_, round(length * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[code]))


def weekend_value(date: dt.date) -> Reading:
    """The Saturday and Sunday of the ISO week that holds a day."""
    saturday = monday_of(date) + dt.timedelta(days=5)
    return days(saturday, saturday + dt.timedelta(days=1), week_value(date) + "-WE")


def _unit_at(date: dt.date, name: str, context: Context) -> Reading:
    """The calendar unit that holds a day."""
    if name == "weekend":
        return weekend_value(date)
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


def unit(match: Match, context: Context) -> Reading | None:
    """Last week; this month; the end of the year; earlier this year; the weekend; the following day."""
    name = match["unit"] or match["of"] or "year"
    rel = (match["rel"] or "the").strip()
    anchor = context.anchor
    if rel in {"previous", "following", "same", "that", "preceding"}:
        return _from_focus(rel, name, context)
    if anchor is None:
        return Reading(value={"last": "PAST_REF", "next": "FUTURE_REF"}.get(rel, "PRESENT_REF"))
    if match["of"] == "day" or name == "day":
        return day(context.focus or anchor) if rel in {"the", "this"} else None
    code = UNITS.get(name, "C")
    shift = {"last": -1, "past": -1, "latest": -1, "next": 1, "coming": 1, "upcoming": 1}.get(rel, 0)
    if name == "year" and rel == "the" and _ENDED.match(context.lowered, match.end()):
        return duration("P1Y")
    if name == "quarter" and rel in {"the", "latest"}:
        return _latest_quarter(match, context, anchor)
    if name == "weekend" and shift == 0:
        return _weekend(anchor, context, match)
    if name == "weekend" and shift == -1 and anchor.weekday() < 5:
        return weekend_value(anchor - dt.timedelta(days=7))
    if name == "year" and rel == "the" and context.period[:4].isdigit() and not match["of"]:
        return year(int(context.period[:4]))
    return _unit_at(_moved(anchor, shift, code), name, context)


def _weekend(anchor: dt.date, context: Context, match: Match) -> Reading:
    """The weekend just past, or this one where it has begun or lies ahead."""
    if anchor.weekday() >= 5 or context.future(match.start(), match.end()):
        return weekend_value(anchor)
    return weekend_value(anchor - dt.timedelta(days=7))


def _latest_quarter(match: Match, context: Context, anchor: dt.date) -> Reading:
    ended = _ENDED.match(context.lowered, match.end())
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
    shift = {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get(rel, 0)
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
    return _unit_at(_moved(date, shift, UNITS.get(name, "C")), name, context)


def narrative(match: Match, context: Context) -> Reading | None:
    """The day before; the next day; that same evening; the day after: from the day told last."""
    rel = match["rel"] or {"before": "previous", "earlier": "previous"}.get(match["dir"] or "", "following")
    return _from_focus(rel, match["unit"], context)


# ---------------------------------------------------------------- ago and later


def ago(match: Match, context: Context) -> Reading | None:
    """Two weeks ago; a year earlier; two days later; days ago; three months from now."""
    name, direction = match["unit"], match["dir"]
    count = _length(match["n"]) if match["n"] else "X"
    prefix, code = unit_code(name)
    anchor = context.anchor
    if isinstance(count, str) or anchor is None:
        told = context.focus or anchor
        if prefix == "PT" and told is not None:
            return replace(duration(_value(count, name)), first=told, last=told, precision="day", basis="relative")
        if direction in {"after", "before", "later"} or not match["n"]:
            return duration(_value(count, name))
        return ref("PAST_REF" if direction in {"ago", "earlier", "before", "previously"} else "FUTURE_REF")
    if direction == "after":  # "two days after the raid": the raid was two days before what is told
        base = context.focus or anchor
        moved = base if prefix == "PT" else _moved(base, -count, code)
        return Reading(
            value=_value(count, name), type="DURATION", first=moved, last=moved, precision="day", basis="relative"
        )
    back = direction in {"ago", "earlier", "before", "previously", "prior"}
    if direction in {"later", "afterwards", "earlier", "before"} and context.focus is not None:
        base = context.focus
    else:
        base = anchor
    if prefix == "PT":
        return _hours_off(base, -count if back else count, code)
    if code == "Y" and count == 1 and direction in {"ago", "earlier", "before"}:
        return year_back(context)
    moved = _moved(base, -count if back else count, code)
    if direction == "before":
        return Reading(
            value=_value(count, name), type="DURATION", first=moved, last=moved, precision="day", basis="relative"
        )
    if code in {"D"} or (code == "W" and direction == "ago" and count <= 2):
        return day(moved) if code == "D" else _week_ago(moved)
    return _unit_at(moved, name.rstrip("s") if name != "centuries" else "century", context)


def _week_ago(moved: dt.date) -> Reading:
    """A week ago to the day, though TimeML's value is the week."""
    return Reading(value=week_value(moved), first=moved, last=moved, precision="day", basis="relative")


def _hours_off(base: dt.date, hours: float, code: str) -> Reading:
    """Hours earlier or later: the same day, for want of the hour."""
    text = f"{abs(hours):g}{code}"
    return Reading(value=f"PT{text}", type="DURATION", first=base, last=base, precision="day", basis="relative")


def year_back(context: Context) -> Reading | None:
    """A year earlier: the quarter, month or year told last, moved back; else the year before publication."""
    told = re.match(r"(\d{4})(-Q([1-4])|-(\d\d))?$", context.period)
    if told and told[3]:
        return quarter_reading(int(told[1]) - 1, int(told[3]))
    if told and told[4]:
        return month(int(told[1]) - 1, int(told[4]))
    if told:
        return year(int(told[1]) - 1)
    return year(shift_year(context.anchor, -1).year) if context.anchor else None


def year_ago(match: Match, context: Context) -> Reading | None:
    """Year-earlier profit; the year-ago quarter; the comparable period last year."""
    unit_ = match["unit"] or ""
    if "month" in unit_:
        return duration(f"P{number(unit_.split()[0])}M")
    if "quarter" in unit_ and not re.search(r"-Q", context.period):
        over = add_months(context.anchor, -15) if context.anchor else None
        return quarter_reading(over.year, quarter_of(over)) if over else None
    return year_back(context)


def period_of_focus(match: Match, context: Context) -> Reading | None:
    """The latest period; the 1988 quarter: the period told last, in the year named."""
    told = re.match(r"(\d{4})(?:-Q([1-4]))?", context.period)
    year_ = year_number(match["y"]) if match["y"] else None
    if told is None:
        if year_ is not None and "quarter" not in match["unit"]:
            return year(year_, "stated")
        if context.anchor is None:
            return None
        over = add_months(context.anchor, -3)
        return quarter_reading(year_ or over.year, quarter_of(over))
    year_ = year_ or int(told[1])
    return quarter_reading(year_, int(told[2])) if told[2] else year(year_)


# ---------------------------------------------------------------- quarters and halves


def quarter(match: Match, context: Context) -> Reading | None:
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
    ended = _ENDED.match(context.lowered, match.end())
    ahead = not ended and context.future(match.start(), match.end()) and n < quarter_of(anchor) - 2
    year_ = anchor.year + 1 if ahead else anchor.year - (n > quarter_of(anchor))
    return quarter_reading(year_ - bool(match["ago"]), n)


def half_year(match: Match, context: Context) -> Reading | None:
    """The first half of 1990; the second half of last year."""
    if match["y"]:
        year_ = year_number(match["y"])
    elif context.anchor is None:
        return None
    else:
        year_ = context.anchor.year + {"last": -1, "next": 1}.get(match["rel"] or "", 0)
    n = 1 if match["n"].startswith(("first", "1")) else 2
    first = dt.date(year_, 6 * n - 5, 1)
    return days(first, add_months(first, 6) - dt.timedelta(days=1), f"{year_:04d}-H{n}")


# ---------------------------------------------------------------- lengths, sets, vague words


def measured(match: Match, context: Context) -> Reading | None:
    """18 months; the past five years; a three-day visit; two to three weeks."""
    name = match["unit"]
    count = match["n"]
    if name == "second" and not count[0].isdigit():
        return None
    length = _length(count)
    value = _value(length, name)
    if match["half"] and isinstance(length, int | float):
        value = _value(length, name) + ("T30M" if name.startswith("minute") else "")
        value = {"H": f"PT{length:g}H30M", "M": f"PT{length:g}M30S", "Y": f"P{length:g}Y6M"}.get(unit_code(name)[1], value)
    if isinstance(length, float | int) and _up_to_now(match, context):
        return _stretch(value, length, name, context.anchor, ahead=False)
    return duration(value)


def _up_to_now(match: Match, context: Context) -> bool:
    """Tell whether a length ran up to publication: "in 24 hours of shelling", "over three days", not "in five years"."""
    if unit_code(match["unit"])[1] not in {"H", "D", "W", "M"} or "-" in match[0] or match["unit"].startswith("min"):
        return False
    led = re.search(r"\b(?:in|over|within) (?:just |only |about |under )?$", context.before(match.start(), 20))
    return led is not None and context.future(match.start(), match.end()) is not True


def past_stretch(match: Match, context: Context) -> Reading | None:
    """The past 24 hours; the last three weeks; the next two days: a length that ends or begins at publication."""
    name = match["unit"]
    length = _length(match["n"]) if match["n"] else 1.0
    value = _value(length, name)
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
    other = _moved(anchor, length if ahead else -length, code)
    first, last = (anchor, other) if ahead else (other, anchor)
    return replace(duration(value), first=first, last=last, precision="days", basis="relative")


def nth_day(match: Match, context: Context) -> Reading | None:
    """The eighth day; for a second day running: the days from the first one up to publication."""
    n, anchor = number(match["n"]), context.anchor
    if anchor is None or n > 99:
        return None
    runs = re.search(r"\b(?:for|on|into|entered|enters) $", context.before(match.start()))
    if not runs:
        return day(anchor) if match[0].startswith("the ") else None
    return replace(day(anchor), first=anchor - dt.timedelta(days=n - 1), precision="days")


def since_then(match: Match, context: Context) -> Reading | None:
    """Since then: from the day told last."""
    return day(context.focus) if context.focus else None


def vague(match: Match, context: Context) -> Reading | None:
    """Recent weeks; months; coming days; past years."""
    prefix, code = unit_code(match["unit"])
    rel = match["rel"] or ""
    if prefix == "PT" and (rel == "early" or re.search(r"\b(?:small|late|early|rush|peak|school) $", context.before(match.start()))):
        return None
    if rel == "coming":
        return ref("FUTURE_REF")
    if rel in {"past", "previous"} or (rel == "recent" and code == "D"):
        return ref("PAST_REF")
    if rel == "these":
        return ref("PRESENT_REF")
    if rel == "future":
        return ref("FUTURE_REF")
    return duration(f"{prefix}X{code}")


def vague_ref(match: Match, context: Context) -> Reading | None:
    """Now, currently; recently, once; soon, in the future."""
    word = match[0]
    if match["present"]:
        return ref("PRESENT_REF")
    if match["past"]:
        return ref("PAST_REF")
    return None if word == "future" and context.before(match.start(), 12).endswith("wheat ") else ref("FUTURE_REF")


def repeated(match: Match, context: Context) -> Reading | None:
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
    count = _length(match["n"]) if match["n"] else 2.0 if match["other"] else 1.0
    return duration(_value(count, name), repeated=True)


