"""From the time expressions tied to an event to the days on which it happened."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ..model import Value, When
from .times_record import TimeExpression

__all__ = ["event_when"]

_SINCE = re.compile(r"\bsince (?:(?:the|early|late|start|beginning|of|last) )*$|\bsince [^.,;]{0,60}$")


def event_when(times: TimeExpression | Sequence[TimeExpression], text: str, anchor: dt.date | None) -> When:
    """Turn the expressions tied to one event into its days; `When()` where they date nothing.

    Of several the most precise holds; two days make a range only where the text joins them ("from ... to").
    "Since March" runs up to publication.
    """
    listed = [times] if isinstance(times, TimeExpression) else list(times)
    dated = [time for time in listed if time.first is not None]
    if not dated:
        return When()
    best = min(dated, key=lambda time: (_RANK[time.precision], listed.index(time)))
    first, last, precision = best.first, best.last, best.precision
    if anchor is not None and first is not None and _runs_on(best, text) and first <= anchor:
        last, precision = anchor, "days"
    return When(
        start=first,
        end=last,
        precision=precision,
        basis=best.basis,
        mention=Value(text=best.text, start=best.start, end=best.end, by=f"times:{best.rule}"),
    )


_RANK = {"day": 0, "days": 1, "week": 2, "month": 3, "year": 4, "unknown": 5}


def _runs_on(time: TimeExpression, text: str) -> bool:
    """Tell whether the expression is where a stretch began that has not ended, or a year still running."""
    return bool(_SINCE.search(text[max(0, time.start - 80) : time.start].lower())) or time.text.lower() == "this year"
