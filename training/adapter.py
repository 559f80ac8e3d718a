"""The network behind the same interface as the shipped model, so that training scores what users get."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from dateline.language.engine import EventScores, Floats, Ints, WordScores
from dateline.language.labels import ROLES
from dateline.language.pieces import Pieces, WordPieces

from .network import Network


class TorchEngine:
    """An Engine on torch."""

    def __init__(self, network: Network, pieces: WordPieces) -> None:
        self.network, self.pieces, self.version = network, pieces, "training"
        self.calibration: dict[str, list[float]] = {}

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
        """Score the events of one window."""
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

    @torch.inference_mode()
    def attributes(self, described: Floats) -> Floats:
        """Score the attributes of spans."""
        return self.network.events.spans(torch.from_numpy(described)).numpy()


def event_heads(
    network: Network, words: Tensor, begins: Tensor, ends: Tensor, distance: Tensor, sentence: Tensor
) -> tuple[Tensor, ...]:
    """Run the event heads on one window."""
    heads = network.events
    row = torch.zeros_like(begins)
    mask = torch.ones_like(words[..., 0], dtype=torch.bool)
    pairs = heads.pairs(words, mask, row, begins, distance, sentence)
    types, statuses = heads.describe(words, pairs, row, begins, ends)
    roles = heads.roles(pairs).view(pairs.shape[0], pairs.shape[1], len(ROLES), 3)
    first, last = heads.ends(words, pairs, row)
    return types, statuses, roles, first, last
