"""Words, names and numbers of a text, each with how rare it is in news at large.

Rarity comes from a table in the package (`data/word_counts.txt`, counted by `training/count_words.py`),
never from the store: what two claims have in common must not depend on what else was read before.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[.!?]+[\"”’)]*(?=\s|$)|\n+")
RARE = 6.5  # from this rarity on a word is worth a key of its own: about 160 of 108,169 items hold it


@cache
def _table() -> tuple[dict[str, float], float]:
    """Read the table: rarity of each counted word, and that of every other one."""
    lines = resources.files(__package__).joinpath("data/word_counts.txt").read_text("utf-8").splitlines()
    items, least = (int(n) for n in lines[0].split())
    counts = (line.split() for line in lines[1:])
    return {sys.intern(word): math.log(items / int(n)) for word, n in counts}, math.log(items / least) + 1


def rarity(word: str) -> float:
    """Tell how rare a lower-case word is: the logarithm of items by items that hold it, 0 to about 9."""
    table, unseen = _table()
    return table.get(word, unseen)


def words_of(text: str) -> list[str]:
    """List the words and numbers of a text in lower case, possessive endings dropped."""
    return [_plain(match.group()) for match in WORD.finditer(text)]


def rarest(words: Iterable[str], most: int) -> tuple[str, ...]:
    """Keep the rarest distinct words, rarest first; of equals, in order of the alphabet."""
    ranked = sorted({w for w in words if len(w) > 2}, key=lambda w: (-rarity(w), w))
    return tuple(sys.intern(w) for w in ranked[:most] if rarity(w) > 2)


def names_in(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of capitalised words ("Robert Sanders", "Hacks Cross Road") in lower case.

    A word that opens a sentence counts as a name only inside a run or where it is rare.

    Not done: scripts without case have no names here.
    """
    run: list[str] = []
    opening, opened_here = True, False
    for match in TOKEN.finditer(text):
        token = match.group()
        if token[0].isupper():
            if not run:
                opened_here = opening
            run.append(_plain(token))
        elif run:
            yield from _finished(run, opened_here)
            run = []
        if run and match.end() < len(text) and text[match.end()] not in " -\u00a0":
            yield from _finished(run, opened_here)
            run = []
        opening = not token[0].isalnum()
    if run:
        yield from _finished(run, opened_here)


def _finished(run: list[str], opening: bool) -> Iterator[tuple[str, ...]]:
    if opening and rarity(run[0]) < (RARE if len(run) == 1 else 4):
        run = run[1:]
    if run:
        yield tuple(sys.intern(word) for word in run)


def _plain(token: str) -> str:
    word = token.casefold().replace("’", "'")
    return word[:-2] if word.endswith("'s") else word.rstrip("'")
