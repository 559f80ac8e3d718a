"""Batches and loss of the event heads."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from dateline.language.labels import (
    FIGURE_KIND_LABELS,
    GROUP_LABELS,
    ROLES,
    STANCE_LABELS,
    distance_bucket,
    sentence_bucket,
)
from dateline.language.pieces import Pieces, WordPieces

from .annotations import Argument, Event, Report
from .network import Network
from .syntax import NONE, collate_pieces

MOST_PIECES = 500
SIZES = [len(FIGURE_KIND_LABELS), len(GROUP_LABELS), 1, 1, len(STANCE_LABELS)]


@dataclass(slots=True)
class EventWindow:
    """A stretch of whole sentences of one report that fits the encoder; word indices count from its first word."""

    pieces: Pieces
    sentence: list[int]
    events: list[Event]
    weight: float

    @property
    def size(self) -> int:
        return len(self.pieces.ids)


def event_windows(report: Report, pieces: WordPieces) -> list[EventWindow]:
    """Cut a report into windows at the ends of sentences; arguments outside their trigger's window are dropped."""
    from dateline.extract.windows import cut_windows

    out = []
    for begin, end in cut_windows(report.words, report.sentence, pieces, MOST_PIECES):
        words = [w.text for w in report.words[begin:end]]
        breaks = frozenset(b - begin for b in report.breaks if begin < b < end)
        events = [_shift(e, begin, end) for e in report.events if begin <= e.begin < end]
        out.append(EventWindow(pieces.encode(words, breaks), report.sentence[begin:end], events, report.weight))
    return out


def _shift(event: Event, begin: int, end: int) -> Event:
    from dataclasses import replace

    inside = lambda a, b: begin <= a and b <= end  # noqa: E731
    return Event(
        event.begin - begin,
        min(event.end, end) - begin,
        event.type,
        event.status,
        [replace(a, begin=a.begin - begin, end=a.end - begin) for a in event.arguments if inside(a.begin, a.end)],
        [(r, max(a, begin) - begin, min(b, end) - begin) for r, a, b in event.ignored if a < end and begin < b],
    )


def event_batches(items: list[EventWindow], pieces_a_batch: int, rng: random.Random) -> Iterator[list[EventWindow]]:
    order = sorted(items, key=lambda w: w.size + rng.random() * 12)
    made: list[list[EventWindow]] = []
    batch: list[EventWindow] = []
    for w in order:
        if batch and w.size * (len(batch) + 1) > pieces_a_batch:
            made.append(batch)
            batch = []
        batch.append(w)
    made.append(batch)
    rng.shuffle(made)
    yield from made


REACH = 600
WORD_BUCKETS = torch.tensor([distance_bucket(d) for d in range(-REACH, REACH + 1)])
SENTENCE_BUCKETS = torch.tensor([sentence_bucket(d) for d in range(-REACH, REACH + 1)])


def event_loss(network: Network, batch: list[EventWindow]) -> Tensor:
    ids, cases, mask, first = collate_pieces([w.pieces for w in batch])
    words = network.read(ids, cases, mask, first)
    tags = torch.full(first.shape, NONE)
    weight = torch.tensor([w.weight for w in batch])
    for k, w in enumerate(batch):
        tags[k, 1 : len(w.pieces.first)] = 0
        for e in w.events:
            tags[k, e.begin + 1] = 1
            tags[k, e.begin + 2 : e.end + 1] = 2
    scores = network.events.triggers(words).float()
    per_word = F.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=NONE, reduction="none")
    total = (per_word.view(tags.shape).sum(1) * weight).sum() / (len(batch) * 1.5)
    rows = [(k, e) for k, w in enumerate(batch) for e in w.events]
    if not rows:
        return total
    row = torch.tensor([k for k, _ in rows])
    begin = torch.tensor([e.begin + 1 for _, e in rows])
    end = torch.tensor([e.end for _, e in rows])
    share = weight[row] / len(rows)
    return total + _role_loss(network, batch, rows, words, row, begin, end, share)


def _role_loss(network, batch, rows, words, row, begin, end, share) -> Tensor:  # type: ignore[no-untyped-def]
    size = words.shape[1]
    distance, sentence = torch.zeros(len(rows), size, dtype=torch.long), torch.zeros(len(rows), size, dtype=torch.long)
    gold = torch.full((len(rows), size, len(ROLES)), NONE)
    spans = []
    for r, (k, event) in enumerate(rows):
        n = len(batch[k].pieces.first) - 1
        sentences = torch.tensor(batch[k].sentence)
        distance[r, 1 : n + 1] = WORD_BUCKETS[torch.arange(n) - event.begin + REACH]
        sentence[r, 1 : n + 1] = SENTENCE_BUCKETS[(sentences - sentences[event.begin]).clamp(-REACH, REACH) + REACH]
        gold[r, 1 : n + 1] = 0
        for role, a, b in event.ignored:
            gold[r, a + 1 : b + 1, ROLES.index(role)] = NONE
        for argument in event.arguments:
            column = ROLES.index(argument.role)
            gold[r, argument.begin + 1, column] = 1
            gold[r, argument.begin + 2 : argument.end + 1, column] = 2
            if argument.role in ("figure", "source"):
                spans.append((r, argument))
    mask = torch.arange(size)[None] < torch.tensor([len(w.pieces.first) for w in batch])[:, None]
    pairs = network.events.pairs(words, mask, row, begin, distance, sentence)
    types, statuses = network.events.describe(words, pairs, row, begin, end)
    gold_type, gold_status = torch.tensor([e.type for _, e in rows]), torch.tensor([e.status for _, e in rows])
    total = (F.cross_entropy(types.float(), gold_type, reduction="none", label_smoothing=0.05) * share).sum()
    total = total + (F.cross_entropy(statuses.float(), gold_status, reduction="none") * share).sum()
    scores = network.events.roles(pairs).view(len(rows), size, len(ROLES), 3).float()
    lost = F.cross_entropy(scores.flatten(0, 2), gold.flatten(), ignore_index=NONE, reduction="none")
    total = total + (lost.view(gold.shape).sum((1, 2)) * share).sum() / 3
    if not spans:
        return total
    at = torch.tensor([r for r, _ in spans])
    first, last = network.events.ends(words, pairs, row)
    described = first[at, [a.begin + 1 for _, a in spans]] + last[at, [a.end for _, a in spans]]
    return total + _attribute_loss(network.events.spans(described).float(), [a for _, a in spans])


def _attribute_loss(scores: Tensor, spans: list[Argument]) -> Tensor:
    kind, group, part_of, running, stance = scores.split(SIZES, -1)
    total = torch.zeros(())
    if figures := [i for i, a in enumerate(spans) if a.role == "figure"]:
        of = lambda name: torch.tensor([getattr(spans[i], name) for i in figures])  # noqa: E731
        kinds = torch.zeros(len(figures), kind.shape[1])
        for row, i in enumerate(figures):
            kinds[row, list(spans[i].kinds)] = 1
        total = total + F.binary_cross_entropy_with_logits(kind[figures], kinds, reduction="none").sum(1).mean()
        total = total + 0.7 * F.cross_entropy(group[figures], of("group"))
        total = total + F.binary_cross_entropy_with_logits(part_of[figures, 0], of("part_of").float())
        total = total + F.binary_cross_entropy_with_logits(running[figures, 0], of("total").float())
    if sources := [i for i, a in enumerate(spans) if a.role == "source"]:
        total = total + 0.7 * F.cross_entropy(stance[sources], torch.tensor([spans[i].stance for i in sources]))
    return total
