"""Tell, before the encoder runs, whether a sentence may tell of an event at all."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable

import msgspec

CUE, DIGITS = "*cue*", "*digits*"
"""Marks of a sentence beside its words: that it holds a cue of the lexicon, or a number."""
LEAST_TELLING = -2.0
"""Least score of a sentence that is read; of 807 events in held-out reports 4 then fall out."""

_PARTS = re.compile(r"[ -]")


class Telling(msgspec.Struct, frozen=True):
    """How far each word shows that a sentence tells of an event: the weights of a logistic regression."""

    bias: float
    weights: dict[str, float]

    def score(self, words: Iterable[str], cues: Collection[str]) -> float:
        """Score a sentence by its words and the cues in it: the log odds that it tells of an event.

        Of a cue that the weights have never met, as one from a list of your own, the lexicon's word is taken.
        """
        if any(self.weights.keys().isdisjoint(_PARTS.split(cue)) for cue in cues):
            return math.inf
        shown = marks(words) | ({CUE} if cues else set())
        # An exact sum: that of floats would hang on the order of a set, which differs from run to run.
        return math.fsum([self.bias, *(self.weights.get(mark, 0.0) for mark in shown)])


def marks(words: Iterable[str]) -> set[str]:
    """Give the words of a sentence in lower case, digits as one mark, the rest left out."""
    return {w.lower() if w.isalpha() else DIGITS for w in words if w.isalpha() or w[0].isdigit()}
