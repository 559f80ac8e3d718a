"""Match lists of names in text: folded words, longest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Held = TypeVar("Held")

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'ʼ‘`][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s$")
_APOSTROPHES = str.maketrans("", "", "’'ʼ‘`.")


class Token(NamedTuple):
    """A word of a text, folded, with its offsets; hyphens part words."""

    key: str
    start: int
    end: int
    text: str


class Match(NamedTuple, Generic[Held]):
    """A name found: what it stands for and which tokens it covers, end exclusive."""

    held: Held
    first: int
    end: int


def tokens(text: str) -> list[Token]:
    """Split a text to folded words."""
    found = []
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        found.append(Token(_key(word), match.start(), match.start() + len(word), word))
    return found


def _key(word: str) -> str:
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.translate(_APOSTROPHES).casefold()


class Names(Generic[Held]):
    """Names to what they stand for. "UN" asks for capitals, a capitalised name of one word for a capital."""

    def __init__(self, pairs: Iterable[tuple[str, Held]]) -> None:
        self._held: dict[str, tuple[Held, str]] = {}
        self._longest: dict[str, int] = {}
        for name, held in pairs:
            words = tokens(name)
            if not words:
                continue
            key = " ".join(word.key for word in words)
            case = ""
            if len(words) == 1 and words[0].text[0].isupper():
                case = "capitals" if words[0].text.isupper() and len(words[0].text) > 1 else "capital"
            self._held.setdefault(key, (held, case))
            self._longest[words[0].key] = max(self._longest.get(words[0].key, 0), len(words))

    def find(self, words: Sequence[Token]) -> Iterator[Match[Held]]:
        """Give the matches in order, the longest at each place, without overlap."""
        position = 0
        while position < len(words):
            match = self._at(words, position)
            if match is None:
                position += 1
            else:
                yield match
                position = match.end

    def longest(self, words: Sequence[Token]) -> Match[Held] | None:
        """Give the match of most words, the first of such."""
        return max(self.find(words), key=lambda match: match.end - match.first, default=None)

    def _at(self, words: Sequence[Token], first: int) -> Match[Held] | None:
        longest = self._longest.get(words[first].key, 0)
        for end in range(min(first + longest, len(words)), first, -1):
            held = self._held.get(" ".join(word.key for word in words[first:end]))
            if held is None:
                continue
            value, case = held
            text = words[first].text
            if (case == "capitals" and not text.isupper()) or (case == "capital" and not text[0].isupper()):
                continue
            return Match(value, first, end)
        return None
