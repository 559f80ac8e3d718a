"""Noun phrases for people in a military report, with how many they name at least.

The words follow the counting rules of researchers who code such releases: a named person is one, "a couple" and a
bare plural two, "several", "multiple" and "a number" three, "numerous" four, "a large number" five.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..language.numbers import read_quantity
from ..language.numbers_nouns import PERSONS, is_plural
from ..language.words import Word, split_words

__all__ = ["People", "find_people", "words_of"]

Reference = Literal["new", "more", "known"]
"""Whether a phrase brings people in ("two insurgents"), adds some ("another"), or goes back ("the insurgents")."""

_LEAST = {
    "a large number": 5, "large numbers": 5, "scores": 40, "dozens": 24, "a few": 3, "some": 2, "a couple": 2,
    "a handful": 3, "several dozen": 24, "a number": 3, "multiple": 3, "several": 3, "numerous": 4, "many": 4,
    "various": 3, "a pair": 2, "a group": 2, "groups": 2, "a small number": 2, "a small group": 2,
}  # fmt: skip
_VAGUE = re.compile(rf"\b(?:{'|'.join(sorted(_LEAST, key=len, reverse=True))})\b")
_ANY = frozenset(
    "insurgent militant fighter individual person people man men male combatant suspect gunman gunmen other enemy"
    " personnel terrorist associate member criminal attacker detainee rebel assailant subject one wounded body bodies"
    " civilian women woman child children target militiaman militiamen local villager foreigner occupant extremist"
    " accomplice companion follower subordinate relative resident armed suspected aide helper".split()
)
_NAMED_ROLES = frozenset(
    "leader commander sub-commander subcommander facilitator operative bomber dealer officer assassin expert financier"
    " smuggler emir courier trafficker chief official governor judge recruiter planner instructor supplier maker"
    " coordinator manufacturer specialist cell-leader trainer transporter emplacer distributor deputy mullah mastermind"
    " kidnapper builder runner supporter advisor adviser procurer organizer spokesman cleric policeman soldier head"
    " warlord lieutenant commandant sniper broker technician propagandist bodyguard driver guard cook observer lookout"
    " handler liaison agent collector storeowner farmer messenger counterpart imam doctor boss senior second-in-command"
    " shopkeeper thief murderer robber drug-lord drug-trafficker extortionist scout spotter spy spies triggerman".split()
)
_NO_PERSON = frozenset("national nationals casualty casualties marine marines victim".split())
_PRONOUNS = {"him": 1, "he": 1, "his": 1, "them": 2, "they": 2, "both": 2, "who": 0, "whom": 0}
_KNOWN = frozenset("the both these those this that his their all its said".split())
_MORE = frozenset("another additional other others more further also".split())
_OWNERS = frozenset("his their its her the these those".split())
_STOPS = frozenset(
    "and or but as well along with together in on at to from by for of after before during while when where which that"
    " who whom was were is are be been being has have had while until since into near inside outside against through"
    " under over between around because if then so it they he she them him than resulting including include includes"
    " killed killing kill kills captured capturing capture captures detained detaining detain detains arrested arresting"
    " arrest arrests apprehended apprehending taken took shot seized seizing found recovered discovered wounded wounding"
    " injured injuring engaged targeted targeting based operating suspected-of led leading known named identified"
    " identified-as associated attempting armed-with responsible involved tied linked within throughout about without"
    " upon via per not also later subsequently initially both destroyed destroying confirmed attacked fired not did"
    ' could would will may might can only two-day ; : ( ) [ ] " “ ” — – . , ! ?'.split()
)
_ADJECTIVE_STOPS = frozenset(
    "targeted wounded injured captured detained known named associated identified armed suspected confirmed"
    " initially also seized".split()
)
_BOUND_WORDS = frozenset("more than at least over fewer less approximately about nearly some roughly up".split())


class People(NamedTuple):
    """A noun phrase for people: offsets, the least number, whether it is vague, whether of a role or a name."""

    start: int
    end: int
    least: int
    vague: bool
    role: bool
    plural: bool
    reference: Reference
    head: str
    none: bool = False
    counted: bool = False

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.head in _PRONOUNS


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split a sentence into words; hyphenated ones stay whole ("sub-commander")."""
    joined: list[Word] = []
    for word in split_words(text, start, end):
        last = joined[-1] if joined else None
        touching = last is not None and last.end == word.start
        if touching and last is not None and (word.text == "-" or last.text.endswith("-")) and last.text != "-":
            joined[-1] = Word(last.text + word.text, last.start, word.end)
        else:
            joined.append(word)
    return joined


def find_people(text: str, words: Sequence[Word]) -> list[People]:
    """Find the phrases for people among the words of a sentence, in order."""
    found: list[People] = []
    position = 0
    while position < len(words):
        end = _phrase_end(words, position)
        if end is None:
            pronoun = _pronoun(words, position)
            if pronoun is not None:
                found.append(pronoun)
            position += 1
            continue
        found.append(_people(text, words, position, end))
        position = end
    return found


def _low(words: Sequence[Word], position: int) -> str:
    return words[position].text.lower() if 0 <= position < len(words) else ""


def _singular(word: str) -> str:
    if word in _ANY or word in _NAMED_ROLES:
        return word
    if word in _NO_PERSON:
        return ""
    for ending, kept in (("ies", "y"), ("s", ""), ("", "")):
        stem = word[: len(word) - len(ending)] + kept if word.endswith(ending) else ""
        if stem in _ANY or stem in _NAMED_ROLES or stem in PERSONS:
            return stem
    return ""


def _is_count(word: str) -> bool:
    if word in {"second", "first", "third", "third-party", "a", "an"}:
        return False
    if word[:1].isdigit():
        return word.replace(",", "").isdigit() and len(word) < 5
    quantity = read_quantity(f"{word} people") if word.isalpha() or "-" in word else None
    return quantity is not None and quantity.start == 0 and quantity.end <= len(word) and word not in _OWNERS


def _phrase_end(words: Sequence[Word], start: int) -> int | None:
    """Give the end of the phrase for people that begins at a word; None where none does."""
    position = _after_count(words, start)
    head: int | None = None
    counted = position > start
    limit = min(len(words), position + 14)
    while position < limit:
        word = _low(words, position)
        if (
            position > start
            and word in ("a", "an", "the", "one", "another", "several", "multiple", "two")
            and head != position
        ):
            break
        if word in _STOPS and not (word in _ADJECTIVE_STOPS and _modifies(words, position, counted)):
            break
        if _singular(word):
            head = position
        elif head is not None and not _extends(words, position):
            break
        position += 1
    if head is None and counted and position > start and _low(words, start) not in {"a", "an", "the"}:
        return position if _stands_alone(words, start, position) else None
    return head + 1 if head is not None else None


def _extends(words: Sequence[Word], position: int) -> bool:
    """Tell whether the words after a head belong to a longer name with another head: "insurgent cell leader"."""
    for ahead in range(position, min(position + 4, len(words))):
        word = _low(words, ahead)
        if word in _STOPS:
            return False
        if _singular(word):
            return True
    return False


def _modifies(words: Sequence[Word], position: int, counted: bool) -> bool:
    """Tell an adjective from a verb: "two wounded insurgents", "the targeted facilitator"."""
    following, before = _low(words, position + 1), _low(words, position - 1)
    if _low(words, position) == "associated":
        return following not in {"with", "to", "by"}
    if (
        before in _KNOWN
        or before in ("a", "an")
        or (counted and _is_count(before))
        or before in _MORE
        or before in _LEAST
    ):
        return following not in {"and", "by", "in", "during", "for", ",", "."} or before in _KNOWN
    return False


def _stands_alone(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a bare number stands for people: "killing two", "detained several"."""
    return end == _after_count(words, start) and _low(words, end) in _STOPS | {""}


def _after_count(words: Sequence[Word], start: int) -> int:
    """Skip determiners, bounds, counts and "of the" from a word on."""
    position = start
    while position < len(words):
        word, following = _low(words, position), _low(words, position + 1)
        if word in ("no", "any", "each", "a", "an", "some", *_KNOWN, *_MORE, *_OWNERS) or word in _BOUND_WORDS & {
            "more",
            "at",
        }:
            if word == "at" and following != "least":
                break
            if word == "others":
                break
            if word == "also" or (word == "some" and position > start):
                break
            position += 2 if word == "at" or (word == "more" and following == "than") else 1
        elif word in {"over", "approximately", "about", "nearly", "roughly"} and _is_count(following):
            position += 1
        elif _is_count(word) or word in _LEAST or word in {"large", "small"}:
            position += 1
        elif (
            word in {"number", "numbers", "couple", "pair", "group", "groups", "handful", "few", "dozens"}
            and position > start
        ):
            position += 1
        elif word == "of" and position > start and _low(words, position - 1) not in {"the", "a"}:
            position += 1
        else:
            break
    while position > start and _low(words, position - 1) == "of" and not _heads_after(words, position):
        position -= 1
    return position


def _heads_after(words: Sequence[Word], position: int) -> bool:
    for ahead in range(position, min(position + 8, len(words))):
        if _singular(_low(words, ahead)):
            return True
        if _low(words, ahead) in _STOPS and _low(words, ahead) not in _ADJECTIVE_STOPS:
            return False
    return False


def _pronoun(words: Sequence[Word], position: int) -> People | None:
    word = words[position]
    low = word.text.lower()
    if low not in _PRONOUNS:
        return None
    least = _PRONOUNS[low]
    return People(word.start, word.end, max(least, 1), False, False, least != 1, "known", low)


def _people(text: str, words: Sequence[Word], start: int, end: int) -> People:
    lows = [_low(words, i) for i in range(start, end)]
    head = _singular(lows[-1])
    plural = is_plural(lows[-1]) or lows[-1] in {"personnel", "bodies", "others", "wounded", "enemy"}
    least, vague, counted = _least(text[words[start].start : words[end - 1].end].lower(), lows, plural)
    owned = "of" in lows and lows.index("of") + 1 < len(lows) and lows[lows.index("of") + 1] in _OWNERS
    reference: Reference = "new"
    part = "of" in lows and lows.index("of") + 1 < len(lows) and lows[lows.index("of") + 1] in _KNOWN
    if (lows[0] in _KNOWN or part) and not owned:
        reference = "known"
    if any(low in _MORE for low in lows[: 5 if counted else 3]) and lows[0] not in {"the", "both"}:
        reference = "more"
    role = bool(head) and head not in _ANY
    if not plural and "targeted" in lows:
        role = True
    return People(
        words[start].start, words[end - 1].end, least, vague, role and least == 1, plural or least > 1, reference,
        head or "one", none=lows[0] == "no",
        counted=counted or lows[0] in {"a", "an", *_MORE},
    )  # fmt: skip


def _least(phrase: str, lows: Sequence[str], plural: bool) -> tuple[int, bool, bool]:
    """Give the least number, whether it is vague, and whether it is stated at all."""
    number = next((low for low in lows if _is_count(low)), None)
    if number is not None and not (number == "one" and lows[0] == "no"):
        quantity = read_quantity(f"{number} people")
        value = quantity.low if quantity is not None and quantity.low is not None else 1
        if re.search(r"\b(?:more than|over) " + re.escape(number), phrase):
            value += 1
        if not _VAGUE.fullmatch(number):
            return value, False, True
    vague = _VAGUE.search(phrase)
    if vague is not None:
        return _LEAST[vague[0]], True, True
    if lows[0] == "both":
        return 2, False, True
    return (2, True, False) if plural else (1, False, False)
