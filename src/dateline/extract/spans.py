"""Decode the heads' scores: triggers, and for each the spans that play a role in its event.

What comes out is still words and probabilities; `assemble` reads numbers, days, places and parties from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..language.engine import Engine, EventScores, Floats, WordScores
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

# Least probability of a span's first word, role by role: chosen on held-out training items.
ROLE_THRESHOLDS = {
    "actor": 0.5, "target": 0.45, "place": 0.45, "weapon": 0.45, "date": 0.45, "source": 0.45, "figure": 0.45,
}  # fmt: skip


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


def decode_window(
    engine: Engine, scores: WordScores, sentence: Sequence[int], offset: int, threshold: float
) -> list[RawEvent]:
    """Decode the events of one window whose first word is word `offset` of the report."""
    triggers = find_triggers(scores.triggers, threshold)
    if not triggers:
        return []
    n = len(sentence)
    begins = np.array([b + 1 for b, _, _ in triggers], dtype=np.int64)
    ends = np.array([e for _, e, _ in triggers], dtype=np.int64)
    distance = np.zeros((len(triggers), n + 1), dtype=np.int64)
    between = np.zeros((len(triggers), n + 1), dtype=np.int64)
    for row, (begin, _, _) in enumerate(triggers):
        distance[row, 1:] = [distance_bucket(i - begin) for i in range(n)]
        between[row, 1:] = [sentence_bucket(s - sentence[begin]) for s in sentence]
    events = engine.events(scores.vectors, begins, ends, distance, between)
    return [_event(events, row, trigger, offset) for row, trigger in enumerate(triggers)]


def find_triggers(tags: Floats, threshold: float) -> list[tuple[int, int, float]]:
    """Find triggers (begin, end, confidence) among the words' tag probabilities."""
    found = []
    begin = 0
    while begin < len(tags):
        if tags[begin, 1] < threshold:
            begin += 1
            continue
        end = begin + 1
        while end < len(tags) and tags[end, 2] > 0.5:
            end += 1
        found.append((begin, end, float(tags[begin, 1])))
        begin = end
    return found


def _event(events: EventScores, row: int, trigger: tuple[int, int, float], offset: int) -> RawEvent:
    kind, status = int(events.types[row].argmax()), int(events.statuses[row].argmax())
    spans = []
    for column, role in enumerate(ROLES):
        for begin, end, confidence in _role_spans(events.roles[row, :, column], ROLE_THRESHOLDS[role]):
            spans.append(_span(events, row, role, begin, end, confidence, offset))
    return RawEvent(
        begin=trigger[0] + offset,
        end=trigger[1] + offset,
        confidence=trigger[2],
        type=TYPE_LABELS[kind],
        type_confidence=float(events.types[row, kind]),
        status=STATUS_LABELS[status],
        status_confidence=float(events.statuses[row, status]),
        spans=spans,
    )


def _role_spans(tags: Floats, threshold: float) -> list[tuple[int, int, float]]:
    spans = []
    begin = 0
    for begin in np.flatnonzero(tags[:, 1] >= threshold):
        if spans and begin < spans[-1][1]:
            continue
        end = int(begin) + 1
        while end < len(tags) and tags[end, 2] > 0.5:
            end += 1
        spans.append((int(begin), end, float(tags[begin, 1])))
    return spans


def _span(events: EventScores, row: int, role: str, begin: int, end: int, confidence: float, offset: int) -> RoleSpan:
    if role not in ("figure", "source"):
        return RoleSpan(role=role, begin=begin + offset, end=end + offset, confidence=confidence)
    scores = events.first[row, begin] + events.last[row, end - 1]
    kinds, groups = len(FIGURE_KIND_LABELS), len(GROUP_LABELS)
    if role == "source":
        stance = STANCE_LABELS[int(scores[kinds + groups + 2 :].argmax())]
        return RoleSpan(role=role, begin=begin + offset, end=end + offset, confidence=confidence, stance=stance)
    sure = 1 / (1 + np.exp(-scores[:kinds]))
    chosen = [int(k) for k in np.flatnonzero(sure > 0.5)] or [int(sure.argmax())]
    return RoleSpan(
        role=role,
        begin=begin + offset,
        end=end + offset,
        confidence=confidence,
        kinds=tuple((FIGURE_KIND_LABELS[k], float(sure[k])) for k in chosen),
        group=GROUP_LABELS[int(scores[kinds : kinds + groups].argmax())],
        part_of=bool(scores[kinds + groups] > 0),
        total=bool(scores[kinds + groups + 1] > 0),
    )
