"""From the time expressions tied to an event to the days on which it happened."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Value, When
from .times_calendar import add_months, shift_year
from .times_record import TimeExpression

__all__ = ["event_when", "when_lasting"]

_SINCE = re.compile(r"\bsince (?P<clause>[^.;]{0,70})$")
_GONE_SINCE = re.compile(
    r"\b(?:missing|disappeared|held|captive|captivity|hostage|custody|detained|imprisoned|jailed|behind bars)"
    r"(?: [\w-]+){0,3} since $"
)
_LENGTH = re.compile(r"P(?P<n>\d{1,2})(?P<unit>[WM])")
_OF_IT = re.compile(r" of (?:(?!(?:the|an?|in|on|by|from|with|as|when|after|that) )[\w’'-]+ ){0,4}")
_DIRECT = re.compile(r"(?:(?:the|early|late|start|beginning|end|of|last|about|around|at least|mid-) ?)*")
_FROM_ITS_START = re.compile(r"\b(?:this|start|beginning)\b")
_WEEK = dt.timedelta(days=7)
_YEAR = re.compile(r"\d{4}")
_YEARLY = {"month, day", "day, month", "between days", "month"}
_AHEAD = 7
"""Days by which a report may tell of a day ahead that it means so, as one written in another time zone or misdated."""
_RANK = {"day": 0, "days": 1, "week": 2, "month": 3, "year": 4, "unknown": 5}


def event_when(
    times: TimeExpression | Sequence[TimeExpression],
    text: str,
    anchor: dt.date | None,
    trigger: int | None = None,
    *,
    happened: bool | None = None,
) -> When:
    """Turn the expressions tied to one event into its days; `When()` where they date nothing.

    Of several the most precise holds, of equals the first. "Since March" runs up to publication, unless the event
    is what began then: its `trigger` (an offset into the text) stands between "since" and the date, or after "when".
    `happened` says that the event had happened when it was told, or was still to come, whatever the verb beside the
    day looks like.
    """
    listed = [times] if isinstance(times, TimeExpression) else list(times)
    if happened is not None and anchor is not None:
        listed = [_before(time, anchor) if happened else _after(time, anchor) for time in listed]
    dated = [time for time in listed if time.first is not None]
    if not dated:
        return When()
    best = min(dated, key=lambda time: (_RANK[time.precision], listed.index(time)))
    first, last, precision = best.first, best.last, best.precision
    if anchor is not None and first is not None and first <= anchor and _runs_on(best, text, trigger):
        exact = best.precision not in {"month", "year"} or _FROM_ITS_START.search(best.text.lower())
        last, precision = anchor, "days" if exact else best.precision
    return When(
        start=first,
        end=last,
        precision=precision,
        basis=best.basis,
        mention=Value(text=best.text, start=best.start, end=best.end, by=f"times:{best.rule}"),
    )


def when_lasting(times: Sequence[TimeExpression], text: str, anchor: dt.date | None, trigger: int) -> When:
    """Read the days of an event that is told by its length: "two weeks of protests" end with publication.

    `trigger` is the event's offset into the text; `When()` where no such length stands in front of it. Days are left
    alone: "three days of clashes" may or may not count the day of the report.
    """
    for time in times:
        length = _LENGTH.fullmatch(time.value)
        if anchor is None or length is None or not _OF_IT.fullmatch(text, time.end, trigger):
            continue
        n, weeks = int(length["n"]), length["unit"] == "W"
        return When(
            start=anchor - dt.timedelta(weeks=n) if weeks else add_months(anchor, -n),
            end=anchor,
            precision="days" if weeks else "month",
            basis="relative",
            mention=Value(text=time.text, start=time.start, end=time.end, by="times:lasting"),
        )
    return When()


def _before(time: TimeExpression, anchor: dt.date) -> TimeExpression:
    """Take the last such weekday, month or day of the year before publication; end a stretch of days there."""
    if time.first is None or time.last is None:
        return time
    if time.first <= anchor:
        return time.with_days(time.first, anchor) if time.last > anchor and time.precision in {"days", "week"} else time
    if time.rule == "weekday":
        return replace(time, first=time.first - _WEEK, last=time.last - _WEEK)
    if time.rule not in _YEARLY or _YEAR.search(time.text) or (time.first - anchor).days <= _AHEAD:
        return time
    return replace(time, first=shift_year(time.first, -1), last=shift_year(time.last, -1))


def _after(time: TimeExpression, anchor: dt.date) -> TimeExpression:
    """Take the next such weekday after publication."""
    if time.first is None or time.last is None or time.first >= anchor or time.rule != "weekday":
        return time
    return replace(time, first=time.first + _WEEK, last=time.last + _WEEK)


def _runs_on(time: TimeExpression, text: str, trigger: int | None) -> bool:
    """Tell whether the expression is where a stretch began that has not ended, or the year still running."""
    if time.text.lower() == "this year":
        return True
    begin = max(0, time.start - 80)
    before = text[begin : time.start].lower()
    gone = _GONE_SINCE.search(before)
    if gone and trigger is not None and not begin + gone.start() <= trigger < time.start:
        return False  # "they have been missing since May 19 and are believed kidnapped": on May 19
    since = _SINCE.search(before)
    if since is None:
        return False
    if trigger is None or _DIRECT.fullmatch(since["clause"]):
        return trigger is None or not (trigger > time.end and text[time.end : time.end + 6].lower() == ", when")
    return not begin + since.start() < trigger < time.start
