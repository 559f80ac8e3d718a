"""Noun phrases for people in a military report, with how many they name at least.

The words follow the counting rules of researchers who code such releases: a named person is one, "a couple" and a
bare plural two, "several", "multiple" and "a number" three, "numerous" four, "a large number" five.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..language.numbers import read_quantity
from ..language.numbers_nouns import PERSONS, is_plural
from ..language.words import Word, split_words
from .press_words import (
    ADJECTIVES,
    ANYONE,
    BE,
    COLLECTIVE,
    KNOWN,
    LEAST,
    MORE,
    NATIONS,
    NO_PERSON,
    OWNERS,
    PRONOUNS,
    ROLES,
    STOPS,
    VERBS,
)

__all__ = ["People", "find_people", "words_of"]

Reference = Literal["new", "more", "further", "known"]
"""Whether a phrase brings people in ("two insurgents"), adds to its own list ("another"), adds to all before
("three more"), or goes back ("the insurgents")."""

_VAGUE = re.compile(rf"\b(?:{'|'.join(sorted(LEAST, key=len, reverse=True))})\b")
_VAGUE_WORDS = frozenset({"couple", "pair", "group", "groups", "handful", "number", "numbers", "few", "dozens"})
_ABOUT = frozenset({"over", "approximately", "about", "nearly", "roughly"})
_OPENERS = frozenset({"no", "any", "each", "a", "an", "some", "remaining"}) | KNOWN | MORE | OWNERS
_NEW_PHRASE = frozenset({"a", "an", "the", "one", "another", "several", "multiple", "two", "three"})
_NO_NUMBER = frozenset({"a", "an", "first", "second", "third", "third-party"})
_MANY = frozenset({"personnel", "bodies", "others", "wounded", "enemy", "taliban", "all"})
_LONGEST_PHRASE = 14  # words


class People(NamedTuple):
    """A noun phrase for people.

    `least` is the number that it names at least and `vague` that it leaves it open; `role` that it tells a part
    ("leader") or a name; `counted` that it says the number; `none` that it denies ("no civilians").
    """

    start: int
    end: int
    least: int
    head: str
    vague: bool = False
    role: bool = False
    plural: bool = False
    reference: Reference = "new"
    counted: bool = False
    none: bool = False

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.head in PRONOUNS


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split a sentence into words; hyphenated ones stay whole ("sub-commander")."""
    joined: list[Word] = []
    for word in split_words(text, start, end):
        last = joined[-1] if joined else None
        if last is not None and last.end == word.start and last.text != "-" and "-" in (word.text, last.text[-1]):
            joined[-1] = Word(last.text + word.text, last.start, word.end)
        else:
            joined.append(word)
    return joined


def find_people(text: str, words: Sequence[Word]) -> list[People]:
    """Find the phrases for people among the words of a sentence, in order."""
    lows = [word.text.lower() for word in words]
    found: list[People] = []
    position = 0
    while position < len(words):
        end = _phrase_end(lows, position)
        if end is not None:
            found.append(_people(text, words[position:end], lows[position:end]))
        elif lows[position] in PRONOUNS and not _floats(lows, position):
            found.append(_pronoun(words[position]))
        position = end if end is not None else position + 1
    return found


# ---------------------------------------------------------------- where a phrase ends


def _phrase_end(lows: Sequence[str], start: int) -> int | None:
    """Give the end of the phrase for people that begins at a word; None where none does."""
    if _floats(lows, start):
        return None
    first = _after_count(lows, start)
    head: int | None = None
    for position in range(first, min(len(lows), first + _LONGEST_PHRASE)):
        word = lows[position]
        if position > start and word in _NEW_PHRASE:
            break
        if word in STOPS and not _modifies(lows, position, counted=first > start):
            break
        if _noun(word):
            head = position
        elif head is not None and not _extends(lows, position):
            break
    if head is not None:
        closed = _at(lows, head + 1) in STOPS | {""} or lows[head] not in COLLECTIVE
        return head + 1 if closed and not (lows[head] in COLLECTIVE and first == start) else None
    if first > start and lows[start] not in {"a", "an", "the"} and _at(lows, first) in STOPS | {""}:
        return first  # a bare number: "killing two"
    return None


def _after_count(lows: Sequence[str], start: int) -> int:
    """Skip determiners, bounds, counts and "of the" from a word on."""
    position = start
    while position < len(lows):
        word, following = lows[position], _at(lows, position + 1)
        if word == "at" and following == "least":
            position += 2
        elif word == "as" and following == "many":
            position += 3
        elif word in _OPENERS and word != "others" and not (word == "some" and position > start):
            position += 2 if word == "more" and following == "than" else 1
        elif (
            (word in _ABOUT and _is_count(following)) or _is_count(word) or word in LEAST or word in {"large", "small"}
        ) or (position > start and (word in _VAGUE_WORDS or (word == "of" and lows[position - 1] not in {"the", "a"}))):
            position += 1
        else:
            break
    while position > start and lows[position - 1] == "of" and not _noun_follows(lows, position):
        position -= 1
    return position


def _at(lows: Sequence[str], position: int) -> str:
    return lows[position] if 0 <= position < len(lows) else ""


def _floats(lows: Sequence[str], position: int) -> bool:
    """Tell the "all" and "both" of "were all killed" from those that stand for people."""
    return lows[position] in {"all", "both"} and (_at(lows, position - 1) in BE or _at(lows, position + 1) in VERBS)


def _noun_follows(lows: Sequence[str], position: int) -> bool:
    for word in lows[position : position + 8]:
        if _noun(word):
            return True
        if word in STOPS and word not in ADJECTIVES:
            return False
    return False


def _extends(lows: Sequence[str], position: int) -> bool:
    """Tell whether words after a noun lead to the one that counts: "insurgent cell leader"."""
    for word in lows[position : position + 6]:
        if word in STOPS:
            return False
        if _noun(word):
            return True
    return False


def _modifies(lows: Sequence[str], position: int, *, counted: bool) -> bool:
    """Tell an adjective from a verb: "two wounded insurgents", "the targeted facilitator"."""
    word, before, following = lows[position], _at(lows, position - 1), _at(lows, position + 1)
    if word not in ADJECTIVES:
        return False
    if word == "associated":
        return following not in {"with", "to", "by"}
    if before in KNOWN:
        return True
    opened = before in MORE or before in LEAST or before in {"a", "an"} or (counted and _is_count(before))
    return opened and following not in {"and", "by", "in", "during", "for", ",", "."}


@cache
def _noun(word: str) -> str:
    """Give the singular of a noun for people; empty where the word is none."""
    if word in NATIONS:
        return "foreigner"
    for ending, kept in (("", ""), ("ies", "y"), ("s", "")):
        stem = word[: len(word) - len(ending)] + kept if word.endswith(ending) else ""
        if stem in NO_PERSON:
            return ""
        if stem in ANYONE or stem in COLLECTIVE or stem in ROLES or stem in PERSONS:
            return stem
    return ""


@cache
def _is_count(word: str) -> bool:
    if word in _NO_NUMBER or word in OWNERS:
        return False
    if word == "dozen":
        return True
    if word[:1].isdigit():
        return word.replace(",", "").isdigit() and len(word) < 5
    quantity = read_quantity(f"{word} people") if word[:1].isalpha() else None
    return quantity is not None and quantity.start == 0 and quantity.end <= len(word)


# ---------------------------------------------------------------- what a phrase says


def _pronoun(word: Word) -> People:
    low = word.text.lower()
    least = PRONOUNS[low]
    return People(word.start, word.end, max(least, 1), low, plural=least != 1, reference="known")


def _people(text: str, words: Sequence[Word], lows: Sequence[str]) -> People:
    head = _noun(lows[-1])
    plural = is_plural(lows[-1]) or lows[-1] in _MANY
    least, vague, counted = _least(text[words[0].start : words[-1].end].lower(), lows, plural)
    return People(
        words[0].start,
        words[-1].end,
        least,
        head or "one",
        vague=vague,
        role=bool(head) and (head not in ANYONE or (least == 1 and "targeted" in lows)),
        plural=least > 1 or (plural and not counted),
        reference=_reference(lows, counted, least),
        counted=counted or lows[0] in {"a", "an"} | MORE,
        none=lows[0] == "no",
    )


def _reference(lows: Sequence[str], counted: bool, least: int) -> Reference:
    part = lows[lows.index("of") + 1 :] if "of" in lows else []
    if counted and "more" in lows[1:4] and "than" not in lows:
        return "further"
    if any(low in MORE for low in lows[: 5 if counted else 3]) and lows[0] not in {"the", "both"}:
        return "more"
    if part and part[0] in OWNERS - {"the", "these", "those"}:
        return "new"  # "three of his associates"
    if lows[0] in {"his", "their", "her", "its"} and (least == 1 or counted):
        return "new"  # "his deputy", "his two guards"
    return "known" if lows[0] in KNOWN or (part and part[0] in KNOWN) else "new"


def _value(number: str, lows: Sequence[str]) -> int:
    if "dozen" in lows:
        return 6 if "half" in lows else 12 if number == "dozen" else 12 * _value(number, ())
    quantity = read_quantity(f"{number} people")
    return quantity.low if quantity is not None and quantity.low is not None else 1


def _least(phrase: str, lows: Sequence[str], plural: bool) -> tuple[int, bool, bool]:
    """Give the least number, whether it is vague, and whether it is said at all."""
    number = next((low for low in lows if _is_count(low) and low not in LEAST), None)
    if number is not None:
        value = _value(number, lows)
        more = re.search(rf"\b(?:more than|over) (?:an? )?{re.escape(number)}", phrase) is not None
        return value + more, False, True
    vague = _VAGUE.search(phrase)
    if vague is not None:
        return LEAST[vague[0]], True, True
    if lows[0] == "both":
        return 2, False, True
    return (2, True, False) if plural else (1, False, False)
