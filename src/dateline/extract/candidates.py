"""Propose what may play a part in some event of a window: spans of words, each in one role.

Most are proposed by the heads. The grammars add every count as a figure and every time expression as a date, so that
only the pairing decides whether they belong to an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ..language.engine import Floats
from ..language.labels import ROLES

Span = tuple[int, int]
Scored = tuple[int, int, float]
Candidate = tuple[int, int, int]
"""Begin, end (words of the window, end exclusive), index of the role."""

LEAST = 0.06
"""Least probability of a span's first word; pairing decides what it is worth."""
LEAST_TRIGGER = 0.08
"""The same of triggers; whether each tells an event of its own is decided with its spans in view."""
KEEP_ON = 0.35
"""Least probability of standing inside a span for a word behind a count, to be taken for its noun."""
FIGURE, DATE = ROLES.index("figure"), ROLES.index("date")


def find_spans(tags: Floats, least: float) -> list[Scored]:
    """Find spans (begin, end, probability of the beginning) in probabilities of O, B, I; shape (words, 3)."""
    spans: list[Scored] = []
    for begin in np.flatnonzero(tags[:, 1] >= least).tolist():
        if spans and begin < spans[-1][1]:
            continue
        end = begin + 1
        while end < len(tags) and tags[end, 2] > max(tags[end, 0], tags[end, 1]):
            end += 1
        spans.append((begin, end, float(tags[begin, 1])))
    return spans


def propose(tags: Floats, counts: Sequence[Span], times: Sequence[Span], least: float = LEAST) -> list[Candidate]:
    """Propose spans for every role; `tags` are probabilities of O, B, I of shape (words, roles, 3)."""
    made: list[Candidate] = []
    for role in range(len(ROLES)):
        found: Iterable[Span] = [(b, e) for b, e, _ in find_spans(tags[:, role], least)]
        if role == FIGURE:
            found = with_counts(list(found), counts, tags[:, role])
        elif role == DATE:
            found = with_times(list(found), times)
        made += [(b, e, role) for b, e in found]
    return made


def with_counts(found: Sequence[Span], counts: Sequence[Span], tags: Floats) -> list[Span]:
    """Widen the head's figures to the whole counts that they touch, and add the counts that it passed over."""
    spans = [_widen(span, counts, tags) for span in found]
    taken = {i for begin, end in spans for i in range(begin, end)}
    spans += [_on(b, e, tags) for b, e in counts if taken.isdisjoint(range(b, e))]
    return _apart(spans)


def with_times(found: Sequence[Span], times: Sequence[Span]) -> list[Span]:
    """Add the time expressions that the head passed over."""
    taken = {i for begin, end in found for i in range(begin, end)}
    return _apart([*found, *(t for t in times if taken.isdisjoint(range(*t)))])


def _widen(span: Span, counts: Sequence[Span], tags: Floats) -> Span:
    begin, end = span
    for first, last in counts:
        if first < end and begin < last and not (begin <= first and last <= end):
            return _on(min(begin, first), max(end, last), tags)
    return span


def _on(begin: int, end: int, tags: Floats) -> Span:
    """Take in the counted noun behind a count."""
    while end < len(tags) and tags[end, 2] > max(KEEP_ON, tags[end, 1]):
        end += 1
    return begin, end


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Leave out spans that begin inside another."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
