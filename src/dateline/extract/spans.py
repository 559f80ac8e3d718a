"""Decode the heads' scores: triggers, and for each the spans that play a role in its event.

What comes out is still words and probabilities; `assemble` reads numbers, days, places and parties from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..language.engine import MOST_PIECES, Engine, EventScores, Floats, WordScores, calibrated
from ..language.labels import (
    FIGURE_KIND_LABELS,
    GROUP_LABELS,
    ROLES,
    STANCE_LABELS,
    STATUS_LABELS,
    TYPE_LABELS,
    distance_bucket,
    sentence_bucket,
)
from ..model import EventType, FigureKind, Group, Stance, Status
from .counts import Span, figure_spans

# Least probability of a span's first word, role by role: chosen on held-out training items.
ROLE_THRESHOLDS = {
    "actor": 0.5, "target": 0.4, "place": 0.4, "weapon": 0.4, "date": 0.4, "source": 0.5, "figure": 0.5,
}  # fmt: skip


_REACH = range(-MOST_PIECES, MOST_PIECES + 1)
WORD_BUCKETS = np.array([distance_bucket(d) for d in _REACH], dtype=np.int64)
SENTENCE_BUCKETS = np.array([sentence_bucket(d) for d in _REACH], dtype=np.int64)
LEAST_TRIGGER = 0.05
DESCRIBED = ("figure", "source")
ATTRIBUTE_ENDS = np.cumsum([len(FIGURE_KIND_LABELS), len(GROUP_LABELS), 1, 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpan:
    """Words (begin, end) in a role, with the attributes that figures and sources have."""

    role: str
    begin: int
    end: int
    confidence: float
    kinds: tuple[tuple[FigureKind, float], ...] = ()
    group: Group = "people"
    part_of: bool = False
    total: bool = False
    stance: Stance = "says"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of a report: its first word, the sentence of each word, and the counts among them (spans of words)."""

    offset: int
    sentence: Sequence[int]
    counts: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEvent:
    """One event as the heads see it; indices are words of the report."""

    begin: int
    end: int
    confidence: float
    type: EventType
    type_confidence: float
    status: Status
    status_confidence: float
    spans: list[RoleSpan] = field(default_factory=list)


def decode_window(engine: Engine, scores: WordScores, window: Window, threshold: float) -> list[RawEvent]:
    """Decode the events of one window of a report."""
    triggers = [
        (begin, end, sure)
        for begin, end, p in find_spans(scores.triggers, LEAST_TRIGGER)
        if (sure := calibrated(engine.calibration, "trigger", p)) >= threshold
    ]
    if not triggers:
        return []
    begins = np.array([b + 1 for b, _, _ in triggers], dtype=np.int64)
    ends = np.array([e for _, e, _ in triggers], dtype=np.int64)
    numbers = np.array(window.sentence)
    distance = np.zeros((len(triggers), len(numbers) + 1), dtype=np.int64)
    between = np.zeros_like(distance)
    for row, (begin, _, _) in enumerate(triggers):
        distance[row, 1:] = WORD_BUCKETS[np.arange(len(numbers)) - begin + MOST_PIECES]
        between[row, 1:] = SENTENCE_BUCKETS[np.clip(numbers - numbers[begin], -MOST_PIECES, MOST_PIECES) + MOST_PIECES]
    events = engine.events(scores.vectors, begins, ends, distance, between)
    figures = figure_spans(
        events.roles[:, :, ROLES.index("figure")], window.counts, ROLE_THRESHOLDS["figure"], find_spans
    )
    return [_event(engine, events, row, trigger, figures[row], window.offset) for row, trigger in enumerate(triggers)]


def find_spans(tags: Floats, threshold: float) -> list[Span]:
    """Find spans (begin, end, probability of the beginning) in probabilities of O, B, I; shape (words, 3)."""
    spans: list[Span] = []
    for begin in np.flatnonzero(tags[:, 1] >= threshold):
        if spans and begin < spans[-1][1]:
            continue
        end = int(begin) + 1
        while end < len(tags) and tags[end, 2] > max(tags[end, 0], tags[end, 1]):
            end += 1
        spans.append((int(begin), end, float(tags[begin, 1])))
    return spans


LEAST_ALONE = {"actor": 0.3, "place": 0.3}
"""Where no span of a role reaches its threshold, the surest one is taken if it reaches this."""


def _role_spans(tags: Floats, role: str) -> list[Span]:
    spans = find_spans(tags, ROLE_THRESHOLDS[role])
    least = LEAST_ALONE.get(role)
    if spans or least is None:
        return spans
    return sorted(find_spans(tags, least), key=lambda span: -span[2])[:1]


def _event(
    engine: Engine, events: EventScores, row: int, trigger: Span, figures: Sequence[Span], offset: int
) -> RawEvent:
    kind, status = int(events.types[row].argmax()), int(events.statuses[row].argmax())
    found = [
        (role, begin, end, calibrated(engine.calibration, role, p))
        for column, role in enumerate(ROLES)
        for begin, end, p in (figures if role == "figure" else _role_spans(events.roles[row, :, column], role))
    ]
    described = [events.first[row, b] + events.last[row, e - 1] for role, b, e, _ in found if role in DESCRIBED]
    scores = iter(engine.attributes(np.array(described, dtype=np.float32)) if described else ())
    return RawEvent(
        begin=trigger[0] + offset,
        end=trigger[1] + offset,
        confidence=trigger[2],
        type=TYPE_LABELS[kind],
        type_confidence=calibrated(engine.calibration, "type", float(events.types[row, kind])),
        status=STATUS_LABELS[status],
        status_confidence=calibrated(engine.calibration, "status", float(events.statuses[row, status])),
        spans=[
            _describe(RoleSpan(role=role, begin=b + offset, end=e + offset, confidence=sure), next(scores))
            if role in DESCRIBED
            else RoleSpan(role=role, begin=b + offset, end=e + offset, confidence=sure)
            for role, b, e, sure in found
        ],
    )


def _describe(span: RoleSpan, scores: Floats) -> RoleSpan:
    """Add to a figure its kinds, group, part-of and total, to a source its stance."""
    kinds, groups, part_of, total, stances = np.split(scores, ATTRIBUTE_ENDS)
    if span.role == "source":
        return replace(span, stance=STANCE_LABELS[int(stances.argmax())])
    sure = 1 / (1 + np.exp(-kinds))
    chosen = [int(k) for k in np.flatnonzero(sure > 0.5)] or [int(sure.argmax())]
    return replace(
        span,
        kinds=tuple((FIGURE_KIND_LABELS[k], round(float(sure[k]), 2)) for k in chosen),
        group=GROUP_LABELS[int(groups.argmax())],
        part_of=bool(part_of[0] > 0),
        total=bool(total[0] > 0),
    )
