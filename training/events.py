"""Windows, batches and loss of the event heads."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from dateline.extract.candidates import Candidate, find_spans, propose
from dateline.extract.windows import cut_windows
from dateline.language.labels import FIGURE_KIND_LABELS, GROUP_LABELS, ROLES, STANCE_LABELS
from dateline.language.pairs import Pairs, pair_up
from dateline.language.pieces import CLS, NO_CASE, SEP, Pieces, WordPieces

from .annotations import Argument, Event, Report
from .network import Network, ends_of
from .syntax import NONE, collate_pieces

MOST_PIECES = 500
SIZES = [len(FIGURE_KIND_LABELS), len(GROUP_LABELS), 1, 1, len(STANCE_LABELS)]
ROLE_INDEX = {role: i for i, role in enumerate(ROLES)}
LEAST_TRIGGER_TAUGHT, LEAST_SPAN_TAUGHT = 0.03, 0.04
"""What is proposed in training: more than in use, so that pairing learns to say no."""

Span = tuple[int, int]


@dataclass(slots=True)
class EventWindow:
    """A stretch of whole sentences of one report that fits the encoder; word indices count from its first word."""

    pieces: Pieces
    sentence: np.ndarray
    events: list[Event]
    counts: list[Span]
    times: list[Span]

    @property
    def size(self) -> int:
        return len(self.pieces.ids)

    @property
    def words(self) -> int:
        return len(self.pieces.first) - 1


def event_windows(report: Report, pieces: WordPieces) -> list[EventWindow]:
    """Cut a report into windows at the ends of sentences; arguments outside their trigger's window are dropped."""
    out = []
    for begin, end in cut_windows(report.words, report.sentence, pieces, MOST_PIECES):
        words = [w.text for w in report.words[begin:end]]
        breaks = frozenset(b - begin for b in report.breaks if begin < b < end)
        out.append(
            EventWindow(
                pieces.encode(words, breaks),
                np.array(report.sentence[begin:end]),
                [_shift(e, begin, end) for e in report.events if begin <= e.begin < end],
                [(a - begin, b - begin) for a, b in report.counts if begin <= a and b <= end],
                [(a - begin, b - begin) for a, b in report.times if begin <= a and b <= end],
            )
        )
    return out


def _shift(event: Event, begin: int, end: int) -> Event:
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
    """Group windows of like length into batches of about that many pieces, in random order."""
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


def joined(items: list[EventWindow], share: float, rng: random.Random) -> list[EventWindow]:
    """Join a share of the short windows to round-ups of three to seven, as paragraphs of one article.

    Round-ups teach which figure belongs to which event; there are few articles to learn it from.
    """
    short = [i for i, w in enumerate(items) if w.size <= 90]
    taken = rng.sample(short, int(share * len(short)))
    chosen, rest = [items[i] for i in taken], set(range(len(items))).difference(taken)
    made = [items[i] for i in sorted(rest)]
    while chosen:
        group = [chosen.pop() for _ in range(min(len(chosen), rng.randint(3, 7)))]
        while sum(w.size for w in group) > MOST_PIECES:
            made.append(group.pop())
        made.append(join(group))
    return made


def join(group: Sequence[EventWindow]) -> EventWindow:
    """Make one window of several, a new paragraph each."""
    ids, cases, first = [CLS], [NO_CASE], [0]
    sentence, events, counts, times = [np.empty(0, int)], [], [], []
    for w in group:
        if len(ids) > 1:
            ids, cases = [*ids, SEP], [*cases, NO_CASE]
        by, lines = len(first) - 1, len({n for part in sentence for n in part.tolist()})
        first += [at - 1 + len(ids) for at in w.pieces.first[1:]]
        ids, cases = [*ids, *w.pieces.ids[1:-1]], [*cases, *w.pieces.cases[1:-1]]
        sentence.append(w.sentence - w.sentence[0] + lines)
        events += [_shift(e, -by, w.words) for e in w.events]
        counts += [(a + by, b + by) for a, b in w.counts]
        times += [(a + by, b + by) for a, b in w.times]
    pieces = Pieces([*ids, SEP], [*cases, NO_CASE], first)
    return EventWindow(pieces, np.concatenate(sentence), events, counts, times)


def event_loss(network: Network, batch: list[EventWindow]) -> Tensor:
    """Give the loss of a batch of annotated windows."""
    words = network.read(*collate_pieces([w.pieces for w in batch]))
    trigger_scores, span_scores = network.events.tags(words)
    trigger_gold, span_gold = gold_tags(batch, words.shape[1])
    total = cross_entropy(trigger_scores, trigger_gold).sum() / (1.5 * len(batch))
    total = total + cross_entropy(span_scores, span_gold).sum() / (4 * len(batch))
    triggers, spans = proposals(batch, trigger_scores, span_scores)
    kept = [k for k, found in enumerate(triggers) if found]
    if not kept:
        return total
    queries = [pair_up(triggers[k], spans[k], batch[k].sentence) for k in kept]
    answers = [answer(batch[k], query) for k, query in zip(kept, queries, strict=True)]
    return total + pair_loss(network, words[kept], queries, answers)


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """Lose word by word; 0 where the gold tag is NONE."""
    lost = F.cross_entropy(scores.float().flatten(0, -2), gold.flatten(), ignore_index=NONE, reduction="none")
    return lost.view(gold.shape)


def gold_tags(batch: Sequence[EventWindow], size: int) -> tuple[Tensor, Tensor]:
    """Give the tags of triggers (batch, words + 1) and of spans (batch, words + 1, roles)."""
    triggers = torch.full((len(batch), size), NONE)
    spans = torch.full((len(batch), size, len(ROLES)), NONE)
    for k, w in enumerate(batch):
        triggers[k, 1 : w.words + 1] = 0
        spans[k, 1 : w.words + 1] = 0
        for event in w.events:
            for role, a, b in event.ignored:
                spans[k, a + 1 : b + 1, ROLE_INDEX[role]] = NONE
        for event in w.events:
            triggers[k, event.begin + 1] = 1
            triggers[k, event.begin + 2 : event.end + 1] = 2
        for role, begin, end in gold_spans(w):
            spans[k, begin + 1, role] = 1
            spans[k, begin + 2 : end + 1, role] = 2
    return triggers, spans


def gold_spans(w: EventWindow) -> list[tuple[int, int, int]]:
    """List what plays a part in some event: (role, begin, end); of two that overlap in one role the first stays."""
    kept: list[tuple[int, int, int]] = []
    for span in sorted({(ROLE_INDEX[a.role], a.begin, a.end) for e in w.events for a in e.arguments}):
        if not kept or kept[-1][0] != span[0] or kept[-1][2] <= span[1]:
            kept.append(span)
    return kept


def proposals(
    batch: Sequence[EventWindow], trigger_scores: Tensor, span_scores: Tensor
) -> tuple[list[list[Span]], list[list[Candidate]]]:
    """Give the triggers and spans that pairing is trained on: the annotated ones and what the heads propose beside."""
    tags = trigger_scores.detach().float().softmax(-1)[:, 1:].numpy()
    roles = span_scores.detach().float().softmax(-1)[:, 1:].numpy()
    triggers, spans = [], []
    for k, w in enumerate(batch):
        events = sorted({(e.begin, e.end) for e in w.events})
        found = sorted(find_spans(tags[k, : w.words], LEAST_TRIGGER_TAUGHT), key=lambda t: -t[2])
        others = [t[:2] for t in found if not any(t[0] < e and b < t[1] for b, e in events)]
        triggers.append(events + others[: 1 + w.words // 40])
        gold = [(b, e, role) for role, b, e in gold_spans(w)]
        more = propose(roles[k, : w.words], w.counts, w.times, LEAST_SPAN_TAUGHT)
        others = [c for c in more if not any(c[2] == r and c[0] < e and b < c[1] for b, e, r in gold)]
        random.shuffle(others)
        spans.append(gold + others[: 4 + w.words // 4])
    return triggers, spans


@dataclass(slots=True)
class Answer:
    """What is right of the pairs of one window; arrays are (triggers,) or (triggers, spans)."""

    kept: np.ndarray  # 1 where the trigger tells an event of its own
    type: np.ndarray
    status: np.ndarray
    link: np.ndarray  # 1 where the span belongs to the event, NONE where nobody knows
    arguments: list[tuple[int, int, Argument]]  # trigger, span, what is annotated of it


def answer(w: EventWindow, pairs: Pairs) -> Answer:
    """Say what is right of each pair."""
    rows, columns = len(pairs.triggers), len(pairs.spans)
    made = Answer(
        np.zeros(rows, np.float32),
        np.full(rows, NONE),
        np.full(rows, NONE),
        np.zeros((rows, columns), np.float32),
        [],
    )
    for row, (begin, _) in enumerate(pairs.triggers.tolist()):
        told = [e for e in w.events if e.begin == begin]
        if not told:
            continue
        # One word may tell two ("fired 90 rockets at Meron, 70 at Zar'it"): read as one claim, nothing of it is lost.
        event = replace(told[0], arguments=[a for e in told for a in e.arguments])
        made.kept[row], made.type[row], made.status[row] = 1, event.type, event.status
        for column, (b, e, role) in enumerate(pairs.spans.tolist()):
            share, argument = max(
                ((overlap(b, e, a.begin, a.end), a) for a in event.arguments if ROLE_INDEX[a.role] == role),
                key=lambda found: found[0],
                default=(0.0, None),
            )
            if argument is not None and share >= 0.5:
                made.link[row, column] = 1
                made.arguments.append((row, column, argument))
            elif share or any(ROLE_INDEX[r] == role and b < y and x < e for r, x, y in event.ignored):
                made.link[row, column] = NONE
    return made


def overlap(a: int, b: int, c: int, d: int) -> float:
    """Give the words shared by two spans as a share of those of either."""
    shared = min(b, d) - max(a, c)
    return shared / (max(b, d) - min(a, c)) if shared > 0 else 0.0


@dataclass(slots=True)
class PairBatch:
    """The pairs of several windows, padded."""

    triggers: Tensor
    spans: Tensor
    order: Tensor
    distance: Tensor
    sentence: Tensor
    between: Tensor
    real_triggers: Tensor
    real_spans: Tensor


def collate_pairs(queries: Sequence[Pairs]) -> PairBatch:
    """Pad the pairs of several windows."""
    n = len(queries)
    rows, columns = max(len(q.triggers) for q in queries), max(1, *(len(q.spans) for q in queries))
    triggers, spans = torch.zeros(n, rows, 2, dtype=torch.long), torch.zeros(n, columns, 3, dtype=torch.long)
    triggers[..., 1], spans[..., 1] = 1, 1
    order = torch.zeros(n, rows, dtype=torch.long)
    distance, sentence, between = (torch.zeros(n, rows, columns, dtype=torch.long) for _ in range(3))
    real_triggers, real_spans = torch.zeros(n, rows, dtype=torch.bool), torch.zeros(n, columns, dtype=torch.bool)
    for k, q in enumerate(queries):
        t, s = len(q.triggers), len(q.spans)
        triggers[k, :t], spans[k, :s], order[k, :t] = (
            torch.tensor(q.triggers),
            torch.tensor(q.spans),
            torch.tensor(q.order),
        )
        for whole, part in ((distance, q.distance), (sentence, q.sentence), (between, q.between)):
            whole[k, :t, :s] = torch.tensor(part)
        real_triggers[k, :t], real_spans[k, :s] = True, True
    return PairBatch(triggers, spans, order, distance, sentence, between, real_triggers, real_spans)


def pair_scores(network: Network, words: Tensor, b: PairBatch) -> tuple[Tensor, ...]:
    """Score the pairs of several windows: kept, types, statuses, links, attributes."""
    scores = network.events(
        ends_of(words, b.triggers),
        ends_of(words, b.spans),
        b.spans[..., 2],
        b.order,
        b.distance,
        b.sentence,
        b.between,
        b.real_triggers,
        b.real_spans,
    )
    return tuple(s.float() for s in scores)


def pair_loss(network: Network, words: Tensor, queries: Sequence[Pairs], answers: Sequence[Answer]) -> Tensor:
    """Lose by what is kept, by type and status, by links, and by the attributes of figures and sources."""
    b = collate_pairs(queries)
    kept, types, statuses, links, attributes = pair_scores(network, words, b)
    gold_kept, gold_type, gold_status = (
        torch.full(kept.shape, NONE, dtype=d) for d in (torch.float, torch.long, torch.long)
    )
    gold_link = torch.full(links.shape, NONE, dtype=torch.float)
    described: list[tuple[int, int, int, Argument]] = []
    for k, a in enumerate(answers):
        t, s = a.link.shape
        gold_kept[k, :t] = torch.tensor(a.kept)
        gold_type[k, :t], gold_status[k, :t] = torch.tensor(a.type), torch.tensor(a.status)
        gold_link[k, :t, :s] = torch.tensor(a.link)
        described += [(k, row, column, x) for row, column, x in a.arguments if x.role in ("figure", "source")]
    events = max(1.0, float((gold_kept == 1).sum()))
    total = binary(kept, gold_kept).sum() / len(queries)
    told = cross_entropy(types, gold_type).sum() + cross_entropy(statuses, gold_status).sum()
    total = total + (told + binary(links, gold_link).sum()) / events
    if not described:
        return total
    at = torch.tensor([[k, row, column] for k, row, column, _ in described])
    return total + attribute_loss(attributes[at[:, 0], at[:, 1], at[:, 2]], [x for *_, x in described])


def binary(scores: Tensor, gold: Tensor) -> Tensor:
    """Lose yes or no; 0 where the answer is NONE."""
    known = gold != NONE
    return F.binary_cross_entropy_with_logits(scores, gold.clamp(min=0), reduction="none") * known


def attribute_loss(scores: Tensor, spans: list[Argument]) -> Tensor:
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
