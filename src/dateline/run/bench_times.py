"""The `times` benchmark: time expressions with their TIMEX3 values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ..language.times import TimeExpression, find_times

__all__ = ["predict"]


def predict(items: Iterable[Mapping[str, str]]) -> list[dict[str, object]]:
    """Answer the items of the benchmark: one record an item, in their order, in the form that its score.py reads."""
    return [{"id": item["id"], "times": [_answer(time) for time in _annotated(item)]} for item in items]


# TimeBank leaves most of these unmarked: a bare adverb or adjective that places nothing, and the ages of people.
_UNMARKED_WORDS = "previously formerly once earlier future daily weekly monthly quarterly annual annually"
_UNMARKED = frozenset(_UNMARKED_WORDS.split())


def _annotated(item: Mapping[str, str]) -> list[TimeExpression]:
    anchor = dt.date.fromisoformat(item["date"][:10]) if item.get("date") else None
    text = item["text"]
    return [time for time in find_times(text, anchor) if not _is_unmarked(time, text)]


def _is_unmarked(time: TimeExpression, text: str) -> bool:
    is_age = time.type == "DURATION" and text[time.end : time.end + 4] in {" old", "-old"}
    return time.text.lower() in _UNMARKED or is_age


def _answer(time: TimeExpression) -> dict[str, object]:
    return {"start": time.start, "end": time.end, "value": time.value, "type": time.type}
