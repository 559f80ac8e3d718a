"""Batches and loss of the syntax and name heads."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from dateline.language.labels import NAME_TAGS
from dateline.language.pieces import NO_CASE, Pieces, WordPieces, blocks_of

from .network import Network
from .treebanks import Sentence

MOST_PIECES = 250
NONE = -100


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tag sets of the treebanks, sorted."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]


def vocabulary(sentences: list[Sentence]) -> Vocabulary:
    gather = lambda pick: tuple(sorted({t for s in sentences for t in pick(s)}))  # noqa: E731
    return Vocabulary(gather(lambda s: s.upos), gather(lambda s: s.xpos), gather(lambda s: s.relations))


@dataclass(slots=True)
class Window:
    """One or more neighbouring sentences, encoded as one input; arcs stay inside their sentence."""

    pieces: Pieces
    sentences: list[Sentence]

    @property
    def size(self) -> int:
        return len(self.pieces.ids)


def window(sentences: list[Sentence], pieces: WordPieces) -> Window:
    return Window(pieces.encode([w for s in sentences for w in s.words]), sentences)


def windows(sentences: list[Sentence], pieces: WordPieces, rng: random.Random, pack: float) -> list[Window]:
    """Encode sentences; a share `pack` of them joined with their neighbours, as reports are read."""
    out: list[Window] = []
    index = 0
    while index < len(sentences):
        group = [sentences[index]]
        if rng.random() < pack:
            want = rng.randint(2, 5)
            document = group[0].id.rsplit("-", 1)[0]
            while len(group) < want and index + len(group) < len(sentences):
                following = sentences[index + len(group)]
                if following.id.rsplit("-", 1)[0] != document or bool(following.names) != bool(group[0].names):
                    break
                group.append(following)
        made = window(group, pieces)
        while made.size > MOST_PIECES and len(group) > 1:
            group.pop()
            made = window(group, pieces)
        index += len(group)
        if made.size <= MOST_PIECES:
            out.append(made)
    return out


def batches(items: list[Window], pieces_a_batch: int, rng: random.Random) -> Iterator[list[Window]]:
    """Group windows of like length into batches of about that many pieces."""
    order = list(range(len(items)))
    rng.shuffle(order)
    pool = 1500
    made: list[list[Window]] = []
    for low in range(0, len(order), pool):
        batch: list[Window] = []
        for i in sorted(order[low : low + pool], key=lambda k: items[k].size):
            if batch and items[i].size * (len(batch) + 1) > pieces_a_batch:
                made.append(batch)
                batch = []
            batch.append(items[i])
        made.append(batch)
    rng.shuffle(made)
    yield from made


@dataclass(slots=True)
class SyntaxBatch:
    ids: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    allowed: Tensor  # (batch, dependent, head): same sentence, or root
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor


def collate_pieces(pieces: list[Pieces]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pad ids, cases, mask (batch, blocks, pieces a block) and first pieces (batch, words)."""
    length, words = max(len(p.ids) for p in pieces), max(len(p.first) for p in pieces)
    blocks, size = blocks_of(length)
    length = blocks * size
    ids = torch.zeros(len(pieces), length, dtype=torch.long)
    cases, first = torch.full_like(ids, NO_CASE), torch.zeros(len(pieces), words, dtype=torch.long)
    mask = torch.zeros(len(pieces), length, dtype=torch.bool)
    for k, p in enumerate(pieces):
        ids[k, : len(p.ids)] = torch.tensor(p.ids)
        cases[k, : len(p.cases)] = torch.tensor(p.cases)
        mask[k, : len(p.ids)] = True
        first[k, : len(p.first)] = torch.tensor(p.first)
    shape = (len(pieces), blocks, size)
    return ids.view(shape), cases.view(shape), mask.view(shape), first


def collate(batch: list[Window], v: Vocabulary) -> SyntaxBatch:
    ids, cases, mask, first = collate_pieces([w.pieces for w in batch])
    shape = first.shape
    upos, xpos, heads, relations, names = (torch.full(shape, NONE) for _ in range(5))
    number = torch.full(shape, -1)
    index = {k: {t: i for i, t in enumerate(getattr(v, k))} for k in ("upos", "xpos", "relations")}
    tags = {t: i for i, t in enumerate(NAME_TAGS)}
    for k, w in enumerate(batch):
        at = 1
        for n, s in enumerate(w.sentences):
            end = at + len(s.words)
            upos[k, at:end] = torch.tensor([index["upos"].get(t, NONE) for t in s.upos])
            xpos[k, at:end] = torch.tensor([index["xpos"].get(t, NONE) for t in s.xpos])
            heads[k, at:end] = torch.tensor([h and h + at - 1 for h in s.heads])
            relations[k, at:end] = torch.tensor([index["relations"].get(t, NONE) for t in s.relations])
            if s.names:
                names[k, at:end] = torch.tensor([tags[t] for t in s.names])
            number[k, at:end] = n
            at = end
    allowed = (number[:, :, None] == number[:, None, :]) & ~torch.eye(shape[1], dtype=torch.bool)
    allowed[:, :, 0] = True
    return SyntaxBatch(ids, cases, mask, first, allowed, upos, xpos, heads, relations, names)


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().reshape(-1, scores.size(-1)), gold.reshape(-1), ignore_index=NONE)


def loss(network: Network, b: SyntaxBatch, names_weight: float = 1.5) -> Tensor:
    words = network.read(b.ids, b.cases, b.mask, b.first)
    upos, xpos, names, arcs, rdep, rhead = network.syntax(words)
    arcs = arcs.float().masked_fill(~b.allowed, -1e9)
    relations = network.syntax.relation_scores(rdep, rhead, b.heads.clamp(min=0))
    total = cross_entropy(arcs, b.heads) + cross_entropy(relations, b.relations)
    total = total + 0.5 * cross_entropy(upos, b.upos) + 0.5 * cross_entropy(xpos, b.xpos)
    if (b.names >= 0).any():
        total = total + names_weight * cross_entropy(names, b.names)
    return total
