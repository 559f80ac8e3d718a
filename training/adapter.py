"""The network behind the same interface as the shipped model, so that training scores what users get."""

from __future__ import annotations

import numpy as np
import torch

from dateline.language.engine import EventScores, Floats, Ints, WordScores
from dateline.language.labels import ROLES
from dateline.language.pieces import Pieces, WordPieces

from .network import Network


class TorchEngine:
    """An Engine on torch."""

    def __init__(self, network: Network, pieces: WordPieces) -> None:
        self.network, self.pieces, self.version = network, pieces, "training"

    @torch.inference_mode()
    def words(self, pieces: Pieces) -> WordScores:
        self.network.eval()
        ids, cases, first = (torch.tensor([x]) for x in (pieces.ids, pieces.cases, pieces.first))
        vectors = self.network.read(ids, cases, torch.ones_like(ids, dtype=torch.bool), first)
        triggers = self.network.events.triggers(vectors).softmax(-1)
        names = self.network.syntax.names(vectors).softmax(-1)
        return WordScores(vectors[0].numpy(), triggers[0, 1:].numpy(), names[0, 1:].numpy())

    @torch.inference_mode()
    def events(self, vectors: Floats, begins: Ints, ends: Ints, distance: Ints, sentence: Ints) -> EventScores:
        words = torch.from_numpy(np.asarray(vectors))[None]
        out = event_heads(self.network, words, *(torch.from_numpy(x) for x in (begins, ends, distance, sentence)))
        types, statuses, roles, first, last = out
        return EventScores(
            types.softmax(-1).numpy(),
            statuses.softmax(-1).numpy(),
            roles[:, 1:].softmax(-1).numpy(),
            first[:, 1:].numpy(),
            last[:, 1:].numpy(),
        )


def event_heads(network: Network, words, begins, ends, distance, sentence):  # type: ignore[no-untyped-def]
    """Run the event heads on one window; the attributes' scores are split into what each end of a span adds."""
    heads = network.events
    row = torch.zeros_like(begins)
    types, statuses = heads.describe(words, row, begins, ends)
    pairs = heads.pairs(words, row, begins, distance, sentence)
    roles = heads.roles(pairs).view(pairs.shape[0], pairs.shape[1], len(ROLES), 3)
    linear = [heads.kind, heads.group, heads.part_of, heads.total, heads.stance]
    weight = torch.cat([x.weight for x in linear])
    bias = torch.cat([x.bias for x in linear])
    half = weight.shape[1] // 2
    return types, statuses, roles, pairs @ weight[:, :half].T + bias, pairs @ weight[:, half:].T
