"""Run the encoder and its heads (ONNX, int8) on one window of words at a time.

A window is run alone, never padded beside others: dynamic quantisation scales by the whole input, so this is
what makes the output the same for any batch size.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..errors import ResourceError
from .pairs import Ints, Pairs
from .pieces import NO_CASE, Pieces, WordPieces, blocks_of
from .telling import Telling

Floats = NDArray[np.float32]

MOST_PIECES = 500
WEIGHTS = Path(__file__).parent / "weights"


class WordScores(NamedTuple):
    """What the encoder says of each word of a window (row 0, the [CLS] piece, is left in `vectors` only)."""

    vectors: Floats  # (words + 1, 384)
    triggers: Floats  # (words, 3), probabilities of O, B, I
    spans: Floats  # (words, 7 roles, 3), probabilities of O, B, I in some event
    names: Floats  # (words, 7), probabilities of NAME_TAGS


class EventScores(NamedTuple):
    """What the event heads say of the triggers of a window and of the spans beside them."""

    kept: Floats  # (triggers,), probability that it tells an event of its own
    types: Floats  # (triggers, 25), probabilities
    statuses: Floats  # (triggers, 7), probabilities
    links: Floats  # (triggers, spans), probability that the span belongs to the event
    attributes: Floats  # (triggers, spans, ATTRIBUTES), scores


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
    """Scores words, events and syntax. Implemented on ONNX Runtime here."""

    @property
    def version(self) -> str: ...

    @property
    def calibration(self) -> Calibration: ...

    @property
    def pieces(self) -> WordPieces: ...

    @property
    def telling(self) -> Telling: ...

    def words(self, pieces: Pieces) -> WordScores: ...

    def events(self, vectors: Floats, pairs: Pairs) -> EventScores: ...


class Card(msgspec.Struct, frozen=True):
    """What stands beside the weights: their hash, the treebank's tag sets, how confidence is calibrated."""

    version: str
    files: dict[str, str]
    upos: list[str]
    xpos: list[str]
    relations: list[str]
    calibration: dict[str, list[float]]


Beside = TypeVar("Beside", Card, Telling)


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities along the last axis."""
    spread = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = spread / spread.sum(-1, keepdims=True)
    return result


def sigmoid(scores: Floats) -> Floats:
    """Turn scores into probabilities, each by itself."""
    result: Floats = 0.5 + 0.5 * np.tanh(0.5 * scores)  # never overflows
    return result


def blocked(pieces: Pieces) -> dict[str, NDArray[Any]]:
    """Lay the pieces of a window out in blocks, as the encoder wants them."""
    count = len(pieces.ids)
    shape = blocks_of(count)
    ids, cases = np.zeros(shape, np.int64), np.full(shape, NO_CASE, np.int64)
    ids.ravel()[:count], cases.ravel()[:count] = pieces.ids, pieces.cases
    mask = np.arange(ids.size).reshape(shape) < count
    return {"ids": ids[None], "cases": cases[None], "mask": mask[None], "first": np.array([pieces.first], np.int64)}


class OnnxEngine:
    """The shipped model. Loads in about 0.2 s and holds about 100 MB."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        # Imported here: `dateline --help` must not pay for it.
        import onnxruntime as ort

        self.card, self.telling = read_beside(folder, "card.json", Card), read_beside(folder, "telling.json", Telling)
        self.pieces = WordPieces(folder / "tokenizer.json")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3

        def load(name: str) -> Any:
            # The fused kernel of sum and norm takes six times as long as the two apart (1.0 and 0.16 ms of 500 pieces).
            return ort.InferenceSession(
                str(folder / name),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],
            )

        self._encoder, self._syntax = load("encoder.onnx"), load("syntax.onnx")
        self._events = load("events.onnx")

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
        vectors, triggers, spans, names = self._encoder.run(None, blocked(pieces))
        return WordScores(vectors[0], softmax(triggers[0, 1:]), softmax(spans[0, 1:]), softmax(names[0, 1:]))

    def events(self, vectors: Floats, pairs: Pairs) -> EventScores:
        """Score the pairs of one window of triggers and spans, of each at least one."""
        kept, types, statuses, links, attributes = self._events.run(None, {"vectors": vectors[None], **pairs._asdict()})
        return EventScores(sigmoid(kept), softmax(types), softmax(statuses), sigmoid(links), attributes)

    def syntax(self, vectors: Floats) -> SyntaxScores:
        """Score tags and arcs of the words of one sentence or window."""
        upos, xpos, arcs, dependents, heads = self._syntax.run(None, {"vectors": vectors[None]})
        return SyntaxScores(upos[0, 1:].argmax(-1), xpos[0, 1:].argmax(-1), arcs[0, 1:], dependents[0, 1:], heads[0])


def read_beside(folder: Path, name: str, kind: type[Beside]) -> Beside:
    """Read what stands beside the weights.

    Raises:
        ResourceError: it is not there.
    """
    try:
        return msgspec.json.decode((folder / name).read_bytes(), type=kind)
    except (OSError, ValueError) as error:
        raise ResourceError(
            f"The language model is missing from {folder}.", remedy="Install Dateline again from its wheel."
        ) from error


@lru_cache(maxsize=2)
def load_engine(threads: int = 1) -> OnnxEngine:
    """Load the shipped model once a process."""
    return OnnxEngine(threads=threads)
