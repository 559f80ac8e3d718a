"""Turn words into the encoder's input: word pieces, the case of each word, where each word begins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
MOST_PIECES_A_WORD = 8
CASES = 8
NO_CASE = 7
BLOCK = 128
"""Most pieces of a block, within which the lower layers of the encoder attend."""


class Pieces(NamedTuple):
    """Encoder input of one window: piece ids, case of each piece, first piece of each word.

    `first[0]` is 0, the [CLS] piece, which stands for the root of a sentence.
    """

    ids: list[int]
    cases: list[int]
    first: list[int]


def blocks_of(length: int) -> tuple[int, int]:
    """Cut a number of pieces into equal blocks: how many blocks, and how many pieces each (padded to fit)."""
    blocks = -(-length // BLOCK)
    return blocks, -(-length // blocks)


def case_of(word: str) -> int:
    """Tell the shape of a word, which an uncased vocabulary loses: 0 lower to 6 other; 7 is no word."""
    if word.islower():
        return 0
    if any(c.isdigit() for c in word):
        return 3
    if word[:1].isupper():
        if word[1:].islower():
            return 1
        return 5 if len(word) == 1 else 2 if word.isupper() else 4
    return 4 if any(c.isupper() for c in word) else 6


class WordPieces:
    """The vocabulary: words to word pieces, each word looked up once."""

    def __init__(self, path: Path) -> None:
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()

        @lru_cache(maxsize=100_000)
        def lookup(word: str) -> tuple[int, ...]:
            ids = tokenizer.encode(word, add_special_tokens=False).ids
            return tuple(ids[:MOST_PIECES_A_WORD]) or (UNKNOWN,)

        self._lookup = lookup

    def size(self, word: str) -> int:
        """Count the pieces of a word."""
        return len(self._lookup(word))

    def encode(self, words: Sequence[str], breaks: frozenset[int] = frozenset()) -> Pieces:
        """Encode the words of one window; a [SEP] stands before each word whose index is in `breaks`."""
        ids, cases, first = [CLS], [NO_CASE], [0]
        for index, word in enumerate(words):
            if index in breaks:
                ids.append(SEP)
                cases.append(NO_CASE)
            first.append(len(ids))
            pieces = self._lookup(word)
            ids.extend(pieces)
            cases.extend([case_of(word)] * len(pieces))
        return Pieces([*ids, SEP], [*cases, NO_CASE], first)
