"""What the pair layers are told of where triggers and spans stand in a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .labels import BETWEEN, ORDERS, distance_bucket, sentence_bucket

Ints = NDArray[np.int64]

_REACH = 600
_DISTANCES = np.array([distance_bucket(d) for d in range(-_REACH, _REACH + 1)], dtype=np.int64)
_SENTENCES = np.array([sentence_bucket(d) for d in range(-_REACH, _REACH + 1)], dtype=np.int64)


class Pairs(NamedTuple):
    """Triggers and spans of one window, and how they stand to each other; indices are words, ends exclusive."""

    triggers: Ints  # (triggers, 2): begin, end
    spans: Ints  # (spans, 3): begin, end, index of the role
    order: Ints  # (triggers,): which trigger of the window it is
    distance: Ints  # (triggers, spans): bucket of the signed distance in words
    sentence: Ints  # (triggers, spans): bucket of the signed distance in sentences
    between: Ints  # (triggers, spans): how many other triggers stand between the two


def pair_up(triggers: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, int]], sentence: Ints) -> Pairs:
    """Describe every pair of a trigger and a span; `sentence` holds the sentence of each word of the window."""
    events = np.array(triggers, dtype=np.int64).reshape(-1, 2)
    about = np.array(spans, dtype=np.int64).reshape(-1, 3)
    begins, places = events[:, 0], about[:, 0]
    ranks = np.argsort(np.argsort(begins, kind="stable"), kind="stable")
    before = (begins[None, :] < places[:, None]).sum(1)  # triggers that stand before each span
    behind = (begins[None, :] <= places[:, None]).sum(1)  # or at it
    between = np.where(places[None, :] > begins[:, None], before[None, :] - ranks[:, None] - 1, ranks[:, None] - behind)
    apart = np.clip(places[None, :] - begins[:, None], -_REACH, _REACH)
    lines = np.clip(sentence[places][None, :] - sentence[begins][:, None], -_REACH, _REACH)
    return Pairs(
        events,
        about,
        np.minimum(ranks, ORDERS - 1),
        _DISTANCES[apart + _REACH],
        _SENTENCES[lines + _REACH],
        np.clip(between, 0, BETWEEN - 1),
    )
