"""Decode the heads' scores: events, and for each the spans that play a part in it.

What comes out is still words and probabilities; `assemble` reads numbers, days, places and parties from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..language.engine import Engine, EventScores, Floats, WordScores, calibrated, sigmoid
from ..language.labels import (
    FIGURE_KIND_LABELS,
    GROUP_LABELS,
    ROLES,
    STANCE_LABELS,
    STATUS_LABELS,
    TYPE_LABELS,
)
from ..language.pairs import pair_up
from ..model import EventType, FigureKind, Group, Stance, Status
from .candidates import FIGURE, LEAST_TRIGGER, Candidate, Span, find_spans, propose

LEAST_LINK = 0.4
"""Least probability that a span belongs to an event; chosen, as those below, on held-out reports."""
LEAST_FIGURE = 0.25
"""Least probability of a figure, which only the likeliest event gets."""
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
    """A stretch of a report: its first word, the sentence of each word, the counts and times in it (spans of words)."""

    offset: int
    sentence: Sequence[int]
    counts: Sequence[Span]
    times: Sequence[Span]


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
    """Decode the events of one window of a report, in the order of their triggers."""
    triggers = find_spans(within_sentences(scores.triggers, window.sentence), LEAST_TRIGGER)
    if not triggers:
        return []
    spans = propose(within_sentences(scores.spans, window.sentence), window.counts, window.times)
    pairs = pair_up([(b, e) for b, e, _ in triggers], spans or [(0, 1, 0)], np.array(window.sentence))
    events = engine.events(scores.vectors, pairs)
    sure = [
        calibrated(engine.calibration, "trigger", (p * float(kept)) ** 0.5)
        for (_, _, p), kept in zip(triggers, events.kept, strict=True)
    ]
    rows = [row for row, s in enumerate(sure) if s >= threshold]
    linked = link(events.links, spans, rows)
    return [
        _event(engine, events, row, triggers[row][:2], sure[row], [(spans[c], c) for c in linked[row]], window.offset)
        for row in rows
    ]


def within_sentences(tags: Floats, sentence: Sequence[int]) -> Floats:
    """Let no span go on into the next sentence, which may not be the next of the text; `tags` are O, B, I last."""
    kept = tags.copy()
    kept[np.flatnonzero(np.diff(sentence)) + 1, ..., 2] = 0
    return kept


def link(links: Floats, spans: Sequence[Candidate], rows: Sequence[int]) -> dict[int, list[int]]:
    """Give each event (a row of `links`) its spans, a figure to one event only: nobody dies twice."""
    taken: dict[int, list[int]] = {row: [] for row in rows}
    if not rows:
        return taken
    for column, (_, _, role) in enumerate(spans):
        if role == FIGURE:
            best = max(rows, key=lambda row: links[row, column])
            if links[best, column] >= LEAST_FIGURE:
                taken[best].append(column)
            continue
        for row in rows:
            if links[row, column] >= LEAST_LINK:
                taken[row].append(column)
    return taken


def _event(
    engine: Engine,
    events: EventScores,
    row: int,
    trigger: Span,
    sure: float,
    spans: Sequence[tuple[Candidate, int]],
    offset: int,
) -> RawEvent:
    kind, status = int(events.types[row].argmax()), int(events.statuses[row].argmax())
    return RawEvent(
        begin=trigger[0] + offset,
        end=trigger[1] + offset,
        confidence=sure,
        type=TYPE_LABELS[kind],
        type_confidence=calibrated(engine.calibration, "type", float(events.types[row, kind])),
        status=STATUS_LABELS[status],
        status_confidence=calibrated(engine.calibration, "status", float(events.statuses[row, status])),
        spans=[
            _describe(
                RoleSpan(
                    role=ROLES[role],
                    begin=begin + offset,
                    end=end + offset,
                    confidence=calibrated(engine.calibration, ROLES[role], float(events.links[row, column])),
                ),
                events.attributes[row, column],
            )
            for (begin, end, role), column in sorted(spans, key=lambda span: (span[0][2], span[0]))
        ],
    )


def _describe(span: RoleSpan, scores: Floats) -> RoleSpan:
    """Add to a figure its kinds, group, part-of and total, to a source its stance."""
    if span.role not in ("figure", "source"):
        return span
    kinds, groups, part_of, total, stances = np.split(scores, ATTRIBUTE_ENDS)
    if span.role == "source":
        return replace(span, stance=STANCE_LABELS[int(stances.argmax())])
    sure = sigmoid(kinds)
    chosen = [int(k) for k in np.flatnonzero(sure > 0.5)] or [int(sure.argmax())]
    return replace(
        span,
        kinds=tuple((FIGURE_KIND_LABELS[k], round(float(sure[k]), 2)) for k in chosen),
        group=GROUP_LABELS[int(groups.argmax())],
        part_of=bool(part_of[0] > 0),
        total=bool(total[0] > 0),
    )
