"""Find the figures of events where the head's probabilities and the grammar of numbers meet.

The head says which words count somebody or something in which event; the grammar says where a count begins and
ends. A span of the head is widened to the whole count that it touches, and a count that the head nearly took
goes to the event for which it was surest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..language.engine import Floats
from ..language.numbers import find_quantities
from ..language.words import Word

Span = tuple[int, int, float]
Finder = Callable[[Floats, float], list[Span]]

LEAST_RESCUE = 0.2
"""Least probability at which a count that no event took is given to the surest one; chosen on held-out items."""
KEEP_ON = 0.35
"""Least probability of standing inside a figure for a word behind a widened count."""


def count_spans(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Find the counts of a text as spans of words."""
    spans = []
    at = 0
    for quantity in find_quantities(text):
        while at < len(words) and words[at].end <= quantity.start:
            at += 1
        end = at
        while end < len(words) and words[end].start < quantity.end:
            end += 1
        if end > at:
            spans.append((at, end))
    return spans


def figure_spans(tags: Floats, counts: Sequence[tuple[int, int]], threshold: float, find: Finder) -> list[list[Span]]:
    """Find the figures of each trigger; `tags` are probabilities of O, B, I, shape (triggers, words, 3)."""
    found = _sole([[_widen(span, counts, row) for span in find(row, threshold)] for row in tags])
    taken = {i for spans in found for begin, end, _ in spans for i in range(begin, end)}
    for begin, end in counts:
        if taken.isdisjoint(range(begin, end)):
            sure = (1 - tags[:, begin:end, 0]).max(1)
            row = int(sure.argmax())
            if sure[row] >= LEAST_RESCUE:
                found[row].append(_on(begin, end, float(sure[row]), tags[row]))
    return [_once(spans) for spans in found]


def _sole(found: list[list[Span]]) -> list[list[Span]]:
    """Leave a count that several events took to the one that is surest: nobody dies twice."""
    kept: list[list[Span]] = [[] for _ in found]
    taken: set[int] = set()
    for row, span in sorted(((r, s) for r, spans in enumerate(found) for s in spans), key=lambda rs: -rs[1][2]):
        if taken.isdisjoint(range(span[0], span[1])):
            taken.update(range(span[0], span[1]))
            kept[row].append(span)
    return kept


def _widen(span: Span, counts: Sequence[tuple[int, int]], tags: Floats) -> Span:
    begin, end, sure = span
    for first, last in counts:
        if first < end and begin < last and not (begin <= first and last <= end):
            return _on(min(begin, first), max(end, last), sure, tags)
    return span


def _on(begin: int, end: int, sure: float, tags: Floats) -> Span:
    """Take in the counted noun behind a count."""
    while end < len(tags) and tags[end, 2] > KEEP_ON:
        end += 1
    return begin, end, sure


def _once(spans: list[Span]) -> list[Span]:
    """Leave out spans that begin inside another."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
