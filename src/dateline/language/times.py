"""Time expressions: found, resolved against the day of publication, and turned into the days of an event.

The values follow TimeML (TIMEX3). The days follow the guidelines of the events benchmark: "overnight" is the day
before publication and the day itself, "last night" the day before.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import fields

from .numbers_cardinals import lower
from .times_events import event_when, when_lasting
from .times_grammar import match_at
from .times_lexicon import APPROXIMATE, STARTERS
from .times_record import Context, Reading, TimeExpression

__all__ = ["TimeExpression", "event_when", "find_times", "when_lasting"]

_WORD = re.compile(r"(?<!\w)(?<![a-z]-)(?:\d+|[a-z]+(?:-[a-z]+)*|['’`](?=\d0s))")
_BETWEEN_DAY_AND_TIME = re.compile(r",? (?:on |of |at |in the |at about |around |into |to )?|, ")
_RANGE = re.compile(
    r" ?[-–—] ?| (?P<weak>to|and) "
    r"| (?:and )?(?:through|until|till|into)(?: the (?:early|late|small) hours of)? (?:early )?"
)
_HOURS = {"clock", "day part"}
_DATES = {"weekday", "named day", "month, day", "day, month", "instant", "narrative", "numeric date", "holiday"}
_PERIOD_VALUE = re.compile(r"\d{4}(?:-Q[1-4]|-\d\d)?$")
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_COMPARED_AFTER_DAYS = 270
_READING_FIELDS = tuple(field.name for field in fields(Reading))


def find_times(text: str, anchor: dt.date | None) -> list[TimeExpression]:
    """Find the time expressions of a text, in order and without overlap.

    `anchor` is the day of publication on the publisher's clock; without it (or with one that no report can bear)
    relative expressions keep no days.
    """
    if anchor is not None and not _FIRST_YEAR <= anchor.year <= _LAST_YEAR:
        anchor = None
    context = Context(text=text, lowered=lower(text), anchor=anchor)
    found: list[TimeExpression] = []
    done = 0
    for word in _WORD.finditer(context.lowered):
        if word.start() < done or not _may_start(word[0]):
            continue
        expression = _read_at(context, word.start(), done)
        if expression is None:
            continue
        done = expression.end
        found.append(expression)
        _remember(context, expression)
    return _join_ranges(_merge_clocks(found, context), context)


def _may_start(word: str) -> bool:
    return word in STARTERS or not word[0].isalpha() or ("-" in word and word.split("-")[0] in STARTERS)


def _read_at(context: Context, start: int, done: int) -> TimeExpression | None:
    matched = match_at(context.lowered, start)
    if matched is None:
        return None
    rule, match = matched
    reading = rule.resolve(match, context)
    if reading is None:
        return None
    end = match.end
    while context.lowered[end - 1] in ", ":
        end -= 1
    begin = _with_approximation(context.lowered, start, done)
    values = {name: getattr(reading, name) for name in _READING_FIELDS}
    return TimeExpression(start=begin, end=end, text=context.text[begin:end], rule=rule.name, **values)


def _with_approximation(lowered: str, start: int, done: int) -> int:
    """Take "nearly" or "about" before an expression into its extent, as TimeML does."""
    before = re.search(r"\b([a-z]+) $", lowered[max(done, start - 16) : start])
    return start - len(before[0]) if before and before[1] in APPROXIMATE else start


def _remember(context: Context, expression: TimeExpression) -> None:
    """Keep the day and the period that later expressions may refer to."""
    if expression.precision == "day" and expression.first is not None and expression.rule != "clock":
        context.focus = expression.first
    if _PERIOD_VALUE.match(expression.value) and _is_recent(expression, context.anchor):
        context.period = expression.value
    elif expression.value in {"P9M", "P6M"} and context.anchor:  # "the first nine months": of this year
        context.period = f"{context.anchor.year}"


def _is_recent(expression: TimeExpression, anchor: dt.date | None) -> bool:
    """Tell whether a period is one that the text reports on, not one that it compares with."""
    if anchor is None or expression.last is None:
        return True
    begun = expression.first is not None and expression.first <= anchor
    return begun and (anchor - expression.last).days < _COMPARED_AFTER_DAYS


def _merge_clocks(found: list[TimeExpression], context: Context) -> list[TimeExpression]:
    """Join a time of day with the day beside it: "10 p.m. Wednesday", "Nov. 6 at noon"."""
    merged: list[TimeExpression] = []
    for item in found:
        last = merged[-1] if merged else None
        if last is not None and _BETWEEN_DAY_AND_TIME.fullmatch(context.lowered, last.end, item.start):
            clock, date = (last, item) if last.rule in _HOURS else (item, last)
            if clock.rule in _HOURS and date.rule in _DATES and date.type == "DATE" and date.precision == "day":
                merged[-1] = _timed(date, clock, last.start, item.end, context.text)
                continue
        merged.append(item)
    return merged


def _timed(date: TimeExpression, clock: TimeExpression, start: int, end: int, text: str) -> TimeExpression:
    suffix = clock.value[clock.value.find("T") :] if "T" in clock.value else ""
    values = {name: getattr(date, name) for name in _READING_FIELDS} | {"value": date.value + suffix, "type": "TIME"}
    if "overnight" in clock.text.lower() and date.first is not None:
        values |= {"first": date.first - dt.timedelta(days=1), "precision": "days"}
    return TimeExpression(start=start, end=end, text=text[start:end], rule=date.rule, **values)


def _join_ranges(found: list[TimeExpression], context: Context) -> list[TimeExpression]:
    """Give both ends of "from Monday to Wednesday" the days of the whole range; the values stay their own."""
    joined = list(found)
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        link = _RANGE.fullmatch(context.lowered, a.end, b.start)
        if link is None or a.first is None or b.last is None or a.precision != "day" or b.precision != "day":
            continue
        led = re.search(r"\b(?:from|between)(?: the night of)? $", context.before(a.start, 24))
        if link["weak"] and not led:
            continue
        first = a.first if a.first <= b.last else a.first - dt.timedelta(days=7)
        joined[i], joined[i + 1] = a.with_days(first, b.last), b.with_days(first, b.last)
    return joined
