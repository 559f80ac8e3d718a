"""Days, weeks, months, quarters: the arithmetic behind time expressions. No clock and no locale is read."""

from __future__ import annotations

import calendar
import datetime as dt

__all__ = [
    "add_months", "date_or_none", "easter", "last_of_month", "monday_of", "month_on", "nth_weekday", "quarter_of",
    "shift_year", "week_value", "weekday_after", "weekday_before", "year_for",
]  # fmt: skip

DAY = dt.timedelta(days=1)
NEAR_DAYS = 60
"""A day of a month this near is meant, whatever the verb: the one eleven months off would be named with its year."""


def date_or_none(year: int, month: int, day: int) -> dt.date | None:
    """Make a date, or None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9998):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)


def last_of_month(year: int, month: int) -> dt.date:
    """Give the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """Move a day by whole months; the day of the month is cut to the length of the month reached."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9998)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_year(day: dt.date, years: int) -> dt.date:
    """Move a day by whole years."""
    return add_months(day, 12 * years)


def monday_of(day: dt.date) -> dt.date:
    """Give the Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())


def week_value(day: dt.date) -> str:
    """Give the ISO week that holds a day: "2024-W35"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: dt.date) -> int:
    """Give the calendar quarter, 1 to 4."""
    return (day.month + 2) // 3


def weekday_before(day: dt.date, weekday: int, *, same: bool = True) -> dt.date:
    """Give the latest such weekday (Monday is 0) before a day, the day itself counting where `same`."""
    back = (day.weekday() - weekday) % 7
    return day - dt.timedelta(days=back if back or same else 7)


def weekday_after(day: dt.date, weekday: int, *, same: bool = False) -> dt.date:
    """Give the first such weekday after a day, the day itself counting where `same`."""
    ahead = (weekday - day.weekday()) % 7
    return day + dt.timedelta(days=ahead if ahead or same else 7)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """Give the n-th such weekday of a month; -1 is the last."""
    if n < 0:
        return weekday_before(last_of_month(year, month), weekday)
    return weekday_after(dt.date(year, month, 1), weekday, same=True) + dt.timedelta(weeks=n - 1)


def easter(year: int) -> dt.date:
    """Give Western Easter Sunday of a year.

    Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return dt.date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def month_on(anchor: dt.date, month: int, *, future: bool) -> dt.date:
    """Give the first day of the nearest such month: the latest that has begun, or the next where `future`."""
    year = anchor.year
    if future:
        return dt.date(year if month >= anchor.month else year + 1, month, 1)
    return dt.date(year if month <= anchor.month else year - 1, month, 1)


def year_for(anchor: dt.date, month: int, day: int, *, future: bool | None, weekday: int | None = None) -> int:
    """Choose the year of "Aug. 6": that of a named weekday, else one that puts the day near, else by the verb.

    `future` tells whether the verb points ahead; None counts as pointing back.
    """
    candidates = [date for year in (-1, 0, 1) if (date := date_or_none(anchor.year + year, month, day))]
    if weekday is not None:
        candidates = [date for date in candidates if date.weekday() == weekday] or candidates
    if not candidates:
        return anchor.year
    near = min(candidates, key=lambda date: abs((date - anchor).days))
    if abs((near - anchor).days) <= NEAR_DAYS:
        return near.year
    ahead = [date for date in candidates if date >= anchor]
    back = [date for date in candidates if date <= anchor]
    if future and ahead:
        return ahead[0].year
    return back[-1].year if back else near.year
