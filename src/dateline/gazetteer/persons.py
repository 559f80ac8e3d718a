"""Tell persons from places: a word after a given name or a title is a family name, there and elsewhere in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .fold import is_direction, is_kind
from .fold import words as word_set
from .ranking_types import Candidate
from .schema import Standing
from .words import BODY_HEADS, LOCATIVE, NEVER, STREETS, TITLES, Word, listed

Standings = Callable[[str], Sequence[Candidate]]
"""The candidates of exactly this name."""

_TOWN = 4.7  # a prior from which a place of several words is one, though it begins like a person: some 15,000 people
LARGE = 6.0  # a prior from which a place keeps its name before a capitalised word ("London Mayor")
_JOINING = word_set("al bin ibn van von de der abu el da ben")
_PERSONAL = word_set("mr mrs ms miss dr sir lord lady dame")
# Countries and states that are given names as well: they need a family name behind them to be one.
_BOTH = word_set("georgia jordan chad israel virginia victoria")


def find_persons(
    words: Sequence[Word], text: str, standings: Standings, names: Sequence[tuple[int, int, str]]
) -> tuple[set[int], set[str]]:
    """Give the positions of words in persons' names, and the keys by which the text may call them again."""
    persons: set[int] = set()
    keys: set[str] = set()
    spans = [(start, end) for start, end, label in names if label.startswith("PER")]
    for position, word in enumerate(words):
        if any(start <= word.start and word.end <= end for start, end in spans):
            persons.add(position)
            keys.add(word.key)
        if not word.capital or position in persons or position + 1 >= len(words):
            continue
        named = _named(words, position, text, standings)
        if named:
            persons.update(named)
            keys.add(words[named[-1]].key)
            if word.key in _BOTH and position in named:
                keys.add(word.key)
    return persons, keys


def _named(words: Sequence[Word], position: int, text: str, standings: Standings) -> list[int]:
    """Give the positions of the name that a title or given name here begins, if it does."""
    word = words[position]
    title = word.key in TITLES
    both = word.key in _BOTH
    if not (title or both or word.key in listed("given_names")):
        return []
    chain = _chain(words, position, text)
    if not chain:
        return []
    if title:
        lone_place = is_kind(words[chain[0]].text) or (len(chain) < 2 and _is_large(words[chain[0]], standings))
        return [] if lone_place and word.key not in _PERSONAL else chain
    if _is_place_ahead(words, position, chain, text, standings):
        return []
    if both and (_is_large(words[chain[0]], standings) or (position and words[position - 1].key in LOCATIVE)):
        return []
    return [position, *chain]


def _chain(words: Sequence[Word], position: int, text: str) -> list[int]:
    """Give the positions of the capitalised words that follow closely, at most three, initials included."""
    chain: list[int] = []
    while position + 1 < len(words) and len(chain) < 3:
        gap = text[words[position].end : words[position + 1].start]
        word = words[position + 1]
        joining = word.key in _JOINING and gap == " "
        initial = gap == ". " and len(words[position].text) <= 4
        if not (gap in (" ", "-") or initial) or not (word.capital or joining):
            break
        if word.text.isdigit() or (word.first and not initial):
            break
        if chain and (word.key in listed("common_words") or word.key in TITLES) and not joining:
            break
        chain.append(position + 1)
        position += 1
    return chain


def _is_place_ahead(
    words: Sequence[Word], position: int, chain: Sequence[int], text: str, standings: Standings
) -> bool:
    """Tell whether a given name begins something else ("Victoria Park", "Jordan Valley", "Austin Police")."""
    following = words[chain[0]]
    if following.key in TITLES | BODY_HEADS | STREETS | NEVER:
        return True
    if is_kind(following.text) or is_direction(following.text):
        return True
    if following.key in listed("common_words") and following.key not in listed("rarely_places"):
        return True
    found = standings(text[words[position].start : following.end])
    return bool(found) and found[0].prior >= _TOWN and found[0].standing <= Standing.ALIAS


def _is_large(word: Word, standings: Standings) -> bool:
    found = standings(word.text)
    return bool(found) and found[0].prior >= LARGE and word.key not in listed("rarely_places")
