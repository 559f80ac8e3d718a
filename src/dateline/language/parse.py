"""Text to sentences, words, tags, a well-formed tree, and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .engine import MOST_PIECES, Floats, OnnxEngine
from .labels import NAME_TAGS
from .tree import heads_of_scores, spans_of_tags
from .words import Word, split_sentences, split_words


@dataclass(frozen=True, slots=True)
class Token:
    """A word in its sentence. `head` counts from 1 within the sentence; 0 is the root."""

    word: Word
    upos: str
    xpos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person ("PER"), organisation ("ORG") or place ("LOC"), in characters."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with exactly one root; no arc leaves it."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]


def parse(text: str, engine: OnnxEngine) -> Iterator[Sentence]:
    """Parse a text sentence by sentence, in bounded memory.

    A sentence longer than the encoder's window is parsed in stretches, each a sentence of its own.
    """
    for start, end in split_sentences(text):
        words = split_words(text, start, end)
        while words:
            fit = _fitting(words, engine)
            yield parse_words(words[:fit], engine)
            words = words[fit:]


def _fitting(words: Sequence[Word], engine: OnnxEngine) -> int:
    size = 2
    for index, word in enumerate(words):
        size += engine.pieces.size(word.text)
        if size > MOST_PIECES:
            return index
    return len(words)


def parse_words(words: Sequence[Word], engine: OnnxEngine) -> Sentence:
    """Parse the words of one sentence, as they are."""
    scores = engine.words(engine.pieces.encode([w.text for w in words]))
    syntax = engine.syntax(scores.vectors)
    heads = heads_of_scores(syntax.arcs)
    card = engine.card
    tokens = []
    for index, word in enumerate(words):
        # Relations are scored on the tree's heads, not on the greedy ones: they differ where it matters.
        relation = int((syntax.heads[heads[index]] @ syntax.dependents[index]).argmax())
        tokens.append(
            Token(
                word,
                card.upos[int(syntax.upos[index])],
                card.xpos[int(syntax.xpos[index])],
                heads[index],
                card.relations[relation],
            )
        )
    return Sentence(words[0].start, words[-1].end, tuple(tokens), tuple(names_of(words, scores.names)))


def names_of(words: Sequence[Word], probabilities: Floats) -> list[Name]:
    """Read names from the tag probabilities, by the best sequence of tags that is well formed."""
    tags = best_tags(probabilities)
    return [
        Name(words[b].start, words[e - 1].end, label, round(float(probabilities[b:e].max(1).mean()), 2))
        for b, e, label in spans_of_tags(tags)
    ]


def best_tags(probabilities: Floats) -> list[str]:
    """Find the most probable tag sequence in which every I follows its B or I (Viterbi)."""
    n = len(NAME_TAGS)
    allowed = np.zeros((n, n))
    for into, tag in enumerate(NAME_TAGS):
        if tag.startswith("I-"):
            allowed[:, into] = -1e9
            allowed[[k for k, t in enumerate(NAME_TAGS) if t[2:] == tag[2:]], into] = 0
    scores = np.log(np.maximum(probabilities, 1e-9))
    if not len(scores):
        return []
    best = scores[0] + allowed[0]  # as if "O" stood before
    back = []
    for row in scores[1:]:
        through = best[:, None] + allowed
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [NAME_TAGS[k] for k in reversed(path)]


def find_names(text: str, engine: OnnxEngine, words_a_window: int = 160) -> list[Name]:
    """Find the names of a text, reading several sentences at once."""
    names: list[Name] = []
    batch: list[Word] = []
    for start, end in [*split_sentences(text), (len(text), len(text))]:
        words = split_words(text, start, end)
        if batch and (not words or len(batch) + len(words) > words_a_window):
            names += _names_of_batch(batch, engine)
            batch = []
        batch += words
    return names


def _names_of_batch(words: Sequence[Word], engine: OnnxEngine) -> list[Name]:
    found: list[Name] = []
    while words:
        fit = _fitting(words, engine)
        scores = engine.words(engine.pieces.encode([w.text for w in words[:fit]]))
        found += names_of(words[:fit], scores.names)
        words = words[fit:]
    return found
