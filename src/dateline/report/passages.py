"""The sentences that a claim was read from, cut at its values, so that they can be highlighted anywhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..language.words import split_sentences
from ..model import Claim, Document, Record, Value


class Segment(Record, frozen=True, kw_only=True):
    """A stretch of text; `field` names the value read from it, or is empty."""

    text: str
    start: int
    field: str = ""


class Passage(Record, frozen=True, kw_only=True):
    """One or more sentences in a row, as segments that add up to the text from `start` to `end`."""

    start: int
    end: int
    segments: tuple[Segment, ...]


def values_of(claim: Claim) -> Iterator[tuple[str, Value]]:
    """List the values of a claim with the names of their fields."""
    yield "trigger", claim.trigger
    for field, values in (
        ("actor", claim.actors),
        ("target", claim.targets),
        ("weapon", claim.weapons),
        ("infrastructure", claim.infrastructure),
        ("place", claim.places),
        ("figure", claim.figures),
        ("source", claim.attributions),
    ):
        yield from ((field, value) for value in values)
    if claim.when.mention is not None:
        yield "date", claim.when.mention


def passages_of(claim: Claim, document: Document, sentences: Sequence[tuple[int, int]] | None = None) -> list[Passage]:
    """Give the sentences that hold the trigger or another value, in the order of the text.

    Marks that overlap are shown once, the one that begins first. `sentences` saves splitting the text again.
    """
    bounds = list(sentences) if sentences is not None else split_sentences(document.text)
    marks = _apart(sorted((value.start, -value.end, field) for field, value in values_of(claim)))
    starts = [start for start, _ in bounds]
    wanted: dict[tuple[int, int], None] = {claim.sentence: None} if claim.sentence[1] else {}
    for start, end, _ in marks:
        for at in (start, end - 1):
            index = bisect_right(starts, at) - 1
            wanted.setdefault(bounds[index] if index >= 0 else (start, end))
    return [_passage(document.text, start, end, marks) for start, end in _joined(sorted(wanted), document.text)]


def _apart(marks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    apart: list[tuple[int, int, str]] = []
    for start, minus_end, field in marks:
        if not apart or start >= apart[-1][1]:
            apart.append((start, -minus_end, field))
    return apart


def _joined(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join sentences with nothing but white space between them."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _passage(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> Passage:
    segments: list[Segment] = []
    at = start
    for first, last, field in marks:
        if first < at or last > end:
            continue
        if first > at:
            segments.append(Segment(text=text[at:first], start=at))
        segments.append(Segment(text=text[first:last], start=first, field=field))
        at = last
    if at < end:
        segments.append(Segment(text=text[at:end], start=at))
    return Passage(start=start, end=end, segments=tuple(segments))
