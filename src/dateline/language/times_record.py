"""What a time expression means, and what is known while a text is read from left to right."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from ..model import DatePrecision, TimeBasis
from .times_calendar import last_of_month, monday_of, week_value
from .times_tense import tense_at

__all__ = [
    "Context", "Found", "Reading", "TimeExpression", "TimeType", "day", "days", "duration", "month", "ref",
    "week", "year",
]  # fmt: skip

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A meaning: the TIMEX3 value and type, and the days it covers (both inclusive, None where it dates nothing)."""

    value: str
    type: TimeType = "DATE"
    first: dt.date | None = None
    last: dt.date | None = None
    precision: DatePrecision = "unknown"
    basis: TimeBasis = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Reading):
    """A time expression in a text. `rule` names the row of the grammar that read it.

    Offsets are code points, end exclusive; `value` and `type` are those of TimeML's TIMEX3.
    """

    start: int
    end: int
    text: str
    rule: str = ""

    def with_days(self, first: dt.date | None, last: dt.date | None) -> TimeExpression:
        """Give the same expression over other days: the other end of a range, or up to publication."""
        return replace(self, first=first, last=last, precision="day" if first == last else "days")


@dataclass(slots=True, kw_only=True)
class Context:
    """What is known at one point of the text. `anchor` is the day of publication.

    `focus` is the last single day told; `period` the last quarter, month or year ("1989-Q3"), which "a year
    earlier" goes back from.
    """

    text: str
    lowered: str
    anchor: dt.date | None
    focus: dt.date | None = None
    period: str = ""

    def future(self, start: int, end: int) -> bool | None:
        """Tell whether the verb near lowered[start:end] points ahead; None where no verb tells."""
        return tense_at(self.lowered, start, end)

    def before(self, start: int, width: int = 16) -> str:
        """Give the characters before an offset."""
        return self.lowered[max(0, start - width) : start]


class Found:
    """A row of the grammar matched in a text: the words of its named parts, "" where one is absent."""

    __slots__ = ("_match", "_words", "end", "start", "text")

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match
        self._words = match.groupdict("")
        self.start, self.end = match.span()
        self.text = match[0]

    def __getitem__(self, part: str) -> str:
        return self._words.get(part, "")

    def start_of(self, part: str) -> int:
        """Give the offset at which a part begins."""
        return self._match.start(part)


# ---------------------------------------------------------------- readings of one kind


def day(date: dt.date, basis: TimeBasis = "relative", suffix: str = "") -> Reading:
    """One day; `suffix` ("TNI", "T10:30") makes it a time of that day."""
    return Reading(
        value=date.isoformat() + suffix,
        type="TIME" if suffix else "DATE",
        first=date,
        last=date,
        precision="day",
        basis=basis,
    )


def days(first: dt.date, last: dt.date, value: str, basis: TimeBasis = "relative") -> Reading:
    """Several days."""
    return Reading(value=value, first=first, last=last, precision="days", basis=basis)


def week(date: dt.date, basis: TimeBasis = "relative") -> Reading:
    """The ISO week that holds a day."""
    monday = monday_of(date)
    sunday = monday + dt.timedelta(days=6)
    return Reading(value=week_value(date), first=monday, last=sunday, precision="week", basis=basis)


def month(year_: int, month_: int, basis: TimeBasis = "relative") -> Reading:
    """A calendar month."""
    first = dt.date(year_, month_, 1)
    return Reading(
        value=f"{first:%Y-%m}", first=first, last=last_of_month(year_, month_), precision="month", basis=basis
    )


def year(year_: int, basis: TimeBasis = "relative") -> Reading:
    """A calendar year."""
    year_ = min(max(year_, 1), 9998)
    first, last = dt.date(year_, 1, 1), dt.date(year_, 12, 31)
    return Reading(value=f"{year_:04d}", first=first, last=last, precision="year", basis=basis)


def duration(value: str, *, repeated: bool = False) -> Reading:
    """A length of time, or a set where `repeated`; it dates nothing."""
    return Reading(value=value, type="SET" if repeated else "DURATION")


def ref(value: Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]) -> Reading:
    """Some time before, at or after that of the text."""
    return Reading(value=value)
