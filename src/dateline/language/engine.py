"""Run the encoder and its heads (ONNX, int8) on one window of words at a time.

A window is run alone, never padded beside others: dynamic quantisation scales by the whole input, so this is
what makes the output the same for any batch size.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..errors import ResourceError
from .pieces import Pieces, WordPieces

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MOST_PIECES = 500
WEIGHTS = Path(__file__).parent / "weights"


class WordScores(NamedTuple):
    """What the encoder says of each word of a window (row 0, the [CLS] piece, is left in `vectors` only)."""

    vectors: Floats  # (words + 1, 384)
    triggers: Floats  # (words, 3), probabilities of O, B, I
    names: Floats  # (words, 7), probabilities of NAME_TAGS


class EventScores(NamedTuple):
    """What the event heads say of each trigger of a window."""

    types: Floats  # (triggers, 25), probabilities
    statuses: Floats  # (triggers, 7), probabilities
    roles: Floats  # (triggers, words, 7 roles, 3), probabilities of O, B, I
    first: Floats  # (triggers, words, d): what the first word of a span adds to its description
    last: Floats  # (triggers, words, d): what the last word adds


class SyntaxScores(NamedTuple):
    """What the syntax heads say of each word."""

    upos: Ints  # (words,), indices
    xpos: Ints  # (words,)
    arcs: Floats  # (words, words + 1): score of each head; column 0 is the root
    dependents: Floats  # (words, d): one side of the relation scores
    heads: Floats  # (words + 1, relations, d): the other side


Calibration = Mapping[str, Sequence[float]]
"""For each kind of value the two numbers of Platt's scaling, fitted on held-out items."""


def calibrated(calibration: Calibration, kind: str, probability: float) -> float:
    """Say how often values of this kind and probability are right, in hundredths.

    Rounded, so that the last bits of a sum cannot change a claim's id.
    """
    a, b = calibration.get(kind, (1.0, 0.0))
    p = min(max(probability, 0.001), 0.999)
    return round(1 / (1 + math.exp(-(a * math.log(p / (1 - p)) + b))), 2)


class Engine(Protocol):
    """Scores words, events and syntax. Implemented on ONNX Runtime here and on torch in training."""

    @property
    def version(self) -> str: ...

    @property
    def calibration(self) -> Calibration: ...

    @property
    def pieces(self) -> WordPieces: ...

    def words(self, pieces: Pieces) -> WordScores: ...

    def events(self, vectors: Floats, begins: Ints, ends: Ints, distance: Ints, sentence: Ints) -> EventScores: ...

    def attributes(self, described: Floats) -> Floats: ...


class Card(msgspec.Struct, frozen=True):
    """What stands beside the weights: their hash, the treebank's tag sets, how confidence is calibrated."""

    version: str
    files: dict[str, str]
    upos: list[str]
    xpos: list[str]
    relations: list[str]
    calibration: dict[str, list[float]]


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities along the last axis."""
    spread = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = spread / spread.sum(-1, keepdims=True)
    return result


class OnnxEngine:
    """The shipped model. Loads in about 0.2 s and holds about 100 MB."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        # Imported here: `dateline --help` must not pay for it.
        import onnxruntime as ort

        self.card = read_card(folder)
        self.pieces = WordPieces(folder / "tokenizer.json")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3

        def load(name: str) -> Any:
            return ort.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

        self._encoder, self._syntax = load("encoder.onnx"), load("syntax.onnx")
        self._events, self._attributes = load("events.onnx"), load("attributes.onnx")

    @property
    def version(self) -> str:
        """The first 12 digits of the hash of the weights."""
        return self.card.version

    @property
    def calibration(self) -> Calibration:
        """How to read the heads' probabilities."""
        return self.card.calibration

    def words(self, pieces: Pieces) -> WordScores:
        """Score the words of one window."""
        feed = {
            "ids": np.array([pieces.ids], dtype=np.int64),
            "cases": np.array([pieces.cases], dtype=np.int64),
            "first": np.array([pieces.first], dtype=np.int64),
        }
        vectors, triggers, names = self._encoder.run(None, feed)
        return WordScores(vectors[0], softmax(triggers[0, 1:]), softmax(names[0, 1:]))

    def events(self, vectors: Floats, begins: Ints, ends: Ints, distance: Ints, sentence: Ints) -> EventScores:
        """Score the events of one window; begins and ends are rows of `vectors`, ends inclusive."""
        feed = {"vectors": vectors[None], "begins": begins, "ends": ends, "distance": distance, "sentence": sentence}
        types, statuses, roles, first, last = self._events.run(None, feed)
        return EventScores(softmax(types), softmax(statuses), softmax(roles[:, 1:]), first[:, 1:], last[:, 1:])

    def attributes(self, described: Floats) -> Floats:
        """Score the attributes of spans, each described by the sum of its two ends: (spans, ATTRIBUTES)."""
        scores: Floats = self._attributes.run(None, {"described": described})[0]
        return scores

    def syntax(self, vectors: Floats) -> SyntaxScores:
        """Score tags and arcs of the words of one sentence or window."""
        upos, xpos, arcs, dependents, heads = self._syntax.run(None, {"vectors": vectors[None]})
        return SyntaxScores(upos[0, 1:].argmax(-1), xpos[0, 1:].argmax(-1), arcs[0, 1:], dependents[0, 1:], heads[0])


def read_card(folder: Path) -> Card:
    """Read the card beside the weights.

    Raises:
        ResourceError: the weights are not there.
    """
    try:
        return msgspec.convert(json.loads((folder / "card.json").read_text("utf-8")), Card)
    except (OSError, ValueError) as error:
        raise ResourceError(
            f"The language model is missing from {folder}.", remedy="Install Dateline again from its wheel."
        ) from error


@lru_cache(maxsize=2)
def load_engine(threads: int = 1) -> OnnxEngine:
    """Load the shipped model once a process."""
    return OnnxEngine(threads=threads)
