"""Read annotated events and tie every annotated string to words of the text.

Annotations give strings, not offsets; where a string stands several times in a text, the occurrence nearest to
the event's trigger is taken and the others are left out of the loss.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from dateline.extract.assemble import HAPPENED
from dateline.extract.extractor import line_starts, read_text, word_spans
from dateline.language.labels import (
    FIGURE_KIND_LABELS,
    GROUP_LABELS,
    STANCE_LABELS,
    STATUS_LABELS,
    TYPE_LABELS,
)
from dateline.language.times import event_when, find_times
from dateline.language.words import Word
from dateline.run.bench_events import document_of


@dataclass(slots=True)
class Argument:
    """A span of words in a role; begin and end are word indices, end exclusive."""

    role: str
    begin: int
    end: int
    kinds: set[int] = field(default_factory=set)
    group: int = -100
    part_of: int = -100
    total: int = -100
    stance: int = -100


@dataclass(slots=True)
class Event:
    begin: int
    end: int
    type: int
    status: int
    arguments: list[Argument]
    ignored: list[tuple[str, int, int]]  # role and span of the occurrences not taken


@dataclass(slots=True)
class Report:
    """One annotated text."""

    id: str
    text: str
    words: list[Word]
    sentence: list[int]  # number of the sentence of each word
    breaks: frozenset[int]  # words before which a new paragraph begins
    events: list[Event]
    counts: list[tuple[int, int]]  # what the grammar of numbers holds for counts
    times: list[tuple[int, int]]  # what the grammar of times reads


def word_span(words: list[Word], start: int, end: int) -> tuple[int, int] | None:
    """Find the words that overlap some characters."""
    return next(iter(word_spans(words, [(start, end)])), None)


def occurrences(text: str, words: list[Word], needle: str) -> list[tuple[int, int]]:
    """Find a string in the text, whole words first, as spans of words."""
    if not needle.strip():
        return []
    edge = lambda c: r"\b" if c.isalnum() else ""  # noqa: E731
    strict = [m.start() for m in re.finditer(edge(needle[0]) + re.escape(needle) + edge(needle[-1]), text)]
    loose = strict or [m.start() for m in re.finditer(re.escape(needle), text)]
    spans = (word_span(words, at, at + len(needle)) for at in loose)
    return list(dict.fromkeys(s for s in spans if s))


def _middle(span: tuple[int, int]) -> float:
    return (span[0] + span[1]) / 2


def _choose_trigger(
    candidates: list[tuple[int, int]], anchors: list[tuple[int, int]], used: set[int]
) -> tuple[int, int]:
    """Take the occurrence with the least mean distance to the event's unambiguous arguments, the first if none."""
    free = [c for c in candidates if c[0] not in used] or candidates
    if not anchors or len(free) == 1:
        return free[0]
    near = lambda c: sum(min(abs(_middle(c) - _middle(a)), 60) for a in anchors)  # noqa: E731
    return min(free, key=lambda c: (near(c), c[0]))


def align(item: dict[str, Any], events: list[dict[str, Any]]) -> Report:
    """Read one item as the extractor does, and tie its annotations to its words."""
    text = item["text"]
    read = read_text(document_of(item))
    report = Report(
        id=item["id"],
        text=text,
        words=list(read.words),
        sentence=list(read.sentence),
        breaks=line_starts(read.sentence, read.line),
        events=[],
        counts=list(read.counts),
        times=list(read.timed),
    )
    words = report.words
    used: set[int] = set()
    for event in events:
        strings = [
            (s, role)
            for role, key in (("actor", "actor"), ("target", "target"), ("place", "places"), ("weapon", "weapons"))
            for s in event.get(key) or []
        ]
        strings += [(f["text"], "figure") for f in event.get("figures") or []]
        strings += [(s["who"], "source") for s in event.get("said_by") or []]
        found = {s: occurrences(text, words, s) for s, _ in strings}
        anchors = [f[0] for f in found.values() if len(f) == 1]
        candidates = occurrences(text, words, event.get("trigger") or "")
        if not candidates:
            continue
        begin, end = _choose_trigger(candidates, anchors, used)
        used.add(begin)
        made = Event(
            begin, end, TYPE_LABELS.index(event["type"]), STATUS_LABELS.index(event.get("status") or "happened"), [], []
        )
        _place_arguments(made, event, found, (begin, end))
        _place_date(made, event, item, report)
        report.events.append(made)
    return report


def _nearest(spans: list[tuple[int, int]], trigger: tuple[int, int]) -> tuple[int, int] | None:
    return min(spans, key=lambda s: (abs(_middle(s) - _middle(trigger)), s[0]), default=None)


def _place_arguments(
    made: Event, event: dict[str, Any], found: dict[str, list[tuple[int, int]]], trigger: tuple[int, int]
) -> None:
    def put(role: str, string: str) -> Argument | None:
        spans = found[string]
        best = _nearest(spans, trigger)
        if best is None:
            return None
        made.ignored += [(role, *s) for s in spans if s != best]
        same = next((a for a in made.arguments if a.role == role and (a.begin, a.end) == best), None)
        if same is None:
            same = Argument(role, *best)
            made.arguments.append(same)
        return same

    for role, key in (("actor", "actor"), ("target", "target"), ("place", "places"), ("weapon", "weapons")):
        for string in event.get(key) or []:
            put(role, string)
    for figure in event.get("figures") or []:
        if argument := put("figure", figure["text"]):
            argument.kinds.add(FIGURE_KIND_LABELS.index(figure["kind"]))
            argument.group = GROUP_LABELS.index(figure.get("group") or "people")
            argument.part_of, argument.total = int(bool(figure.get("part_of"))), int(bool(figure.get("total")))
    for source in event.get("said_by") or []:
        if argument := put("source", source["who"]):
            argument.stance = STANCE_LABELS.index(source["stance"])


def _place_date(made: Event, event: dict[str, Any], item: dict[str, Any], report: Report) -> None:
    """Mark the time expression nearest to the trigger that gives the annotated date."""
    if not event.get("date"):
        return
    spans = []
    trigger, happened = report.words[made.begin].start, HAPPENED.get(STATUS_LABELS[made.status])
    for start, end in matching_times(report.text, item.get("date"), event["date"], trigger, happened=happened):
        if span := word_span(report.words, start, end):
            spans.append(span)
    best = _nearest(spans, (made.begin, made.end))
    if best is None:
        made.ignored.append(("date", 0, len(report.words)))  # the grammar cannot read it: teach nothing
        return
    made.ignored += [("date", *s) for s in spans if s != best]
    made.arguments.append(Argument("date", *best))


def matching_times(
    text: str, published: str | None, date: str, trigger: int | None = None, *, happened: bool | None = None
) -> list[tuple[int, int]]:
    """Find the expressions from which the reading would give an event its annotated date (see `event_when`)."""
    anchor = dt.date.fromisoformat(published) if published else None
    read = lambda t: event_when(t, text, anchor, trigger, happened=happened).iso  # noqa: E731
    return [(t.start, t.end) for t in find_times(text, anchor) if read(t) == date]
