"""From the time expressions tied to an event to the days on which it happened."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ..model import Value, When
from .times_record import TimeExpression

__all__ = ["event_when"]

_SINCE = re.compile(r"\bsince (?P<clause>[^.;]{0,70})$")
_DIRECT = re.compile(r"(?:(?:the|early|late|start|beginning|end|of|last|about|around|at least|mid-) ?)*")
_FROM_ITS_START = re.compile(r"\b(?:this|start|beginning)\b")
_RANK = {"day": 0, "days": 1, "week": 2, "month": 3, "year": 4, "unknown": 5}


def event_when(
    times: TimeExpression | Sequence[TimeExpression], text: str, anchor: dt.date | None, trigger: int | None = None
) -> When:
    """Turn the expressions tied to one event into its days; `When()` where they date nothing.

    Of several the most precise holds, of equals the first. "Since March" runs up to publication, unless the event
    is what began then: its `trigger` (an offset into the text) stands between "since" and the date, or after "when".
    """
    listed = [times] if isinstance(times, TimeExpression) else list(times)
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


def _runs_on(time: TimeExpression, text: str, trigger: int | None) -> bool:
    """Tell whether the expression is where a stretch began that has not ended, or the year still running."""
    if time.text.lower() == "this year":
        return True
    begin = max(0, time.start - 80)
    since = _SINCE.search(text[begin : time.start].lower())
    if since is None:
        return False
    if trigger is None or _DIRECT.fullmatch(since["clause"]):
        return trigger is None or not (trigger > time.end and text[time.end : time.end + 6].lower() == ", when")
    return not begin + since.start() < trigger < time.start
