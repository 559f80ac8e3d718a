"""Who is said to have been killed or captured, sentence by sentence: a small grammar over words and noun phrases.

It knows objects ("killed one and detained two"), subjects of passives ("two insurgents were killed and several others
detained"), nouns ("the death of a leader") and lists; it leaves out purposes, plans and the deeds of the enemy.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..language.words import Word
from .press_people import People, find_people, words_of
from .press_words import BE, FILL, INCLUDING, INTRANSITIVE, LINK, NOUNS, VERBS, Kind

__all__ = ["Mention", "Sentence", "find_mentions"]

_BREAK = frozenset({
    ";", "while", "after", "before", "when", "which", "until", "once", "because", "who", "where", "that", "resulting",
    "if", "whom",
})  # fmt: skip
_LEFT = 300  # characters
_PREPOSITIONS = frozenset({
    "of", "for", "with", "against", "by", "from", "on", "to", "near", "targeting", "as", "about", "among", "be",
})  # fmt: skip
_INFINITIVES = frozenset({"kill", "capture", "detain", "arrest", "apprehend"})
_MAY_PRECEDE = frozenset({"the", "a", "an", "at", "least", "of", "wounded", "up", "suspected", "approximately"})
_UNREAL = re.compile(
    r"\b(?:to(?: be| help| find| locate| either)?(?:(?: \w+){0,2}? (?:or|and))?"
    r"|aim(?:ed|ing)? at|attempt(?:ed|s)? at|intent on|efforts? (?:on|at)|responsible for(?: the| \w+ and)?"
    r"|(?:involved|participat\w+|complicit) in(?: the)?|linked to(?: the)?|plan\w*(?: the| for)?|plott\w+|intend\w+"
    r"|threaten\w* (?:to|with)|accused of|known for|in search of|purpose of|conspir\w+|would|could|will|may|might|can"
    r"|must|should|not|never|previously|recently|now-|recently-|formerly|who had|before being|order\w* the|prevent\w*"
    r"|focus\w* (?:\w+ ){0,3}on(?: \w+ and)?)\s*$"
)
_ABLE = re.compile(r"\b(?:able|managed|proceeded|went on|continued|addition) to\s*$")
_OUTCOME = re.compile(r"\b(?:confirm\w*|announc\w*|result\w* in|led to|in) (?:the )?$")
_ENEMY_DEED = re.compile(
    r"\b(?:responsible for|involved in|linked to|participat\w+ in|conducted attacks|attacks? (?:that|which|resulting)"
    r"|assassinat\w+|plan(?:s|ned|ning) (?:and|to)|coordinat\w+|orchestrat\w+)\b"
)
_AFTERMATH = re.compile(
    r"\b(?:prior to|since|after|took over|replaced|succeeded|at the time of|before|until)\b[^,.;]{0,40}$"
)
_CLAUSES = re.compile(r"[;,] |\b(?:resulting in|resulted in|during which)\b")
_RUNNING = re.compile(
    r"\bsince (?:the (?:first|beginning|start)|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\w*\b|may \d)"
    r"|\bso far\b|\bto date\b|\bthis year\b|\bpercent of\b|\bin (?:19|20)\d\d\b"
    r"|\b(?:over|during|in|within) the (?:last|past) (?:\w+[ -])?(?:days|weeks?|months?|years?|\d+)\b"
    r"|\b(?:months?|weeks?|years?) ago\b|\blast (?:month|year|week)\b|\bearlier this (?:month|week|year)\b"
)
_STRIKE_ON = re.compile(r"\blethal strike\b.{0,90}?\bagainst (?=an? )")
_CUSTODY = re.compile(r"(?:taken|took|taking)\b[^.;]{0,60}?\b(?:in|into)\b.{0,30}?\b(?:custody|detention)\b")
_LEFT_DEAD = re.compile(r"(?:left|leaving)\b[^.;]{0,60}\bdead\b")


class Mention(NamedTuple):
    """One phrase for people said to have been killed or captured.

    `sentence` is its number; `inside` that it is a part of the phrase before it ("including a leader"); `repeats` that
    it stands in a list that only goes back to people known.
    """

    kind: Kind
    people: People
    sentence: int
    inside: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence cut into words and the phrases for people in it."""

    text: str
    start: int
    words: tuple[Word, ...]
    lows: tuple[str, ...]
    people: tuple[People, ...]

    @classmethod
    def read(cls, text: str, start: int, end: int) -> Sentence:
        """Cut the sentence that stands at `text[start:end]`."""
        words = tuple(words_of(text, start, end))
        lows = tuple(word.text.lower() for word in words)
        return cls(text[start:end].lower(), start, words, lows, tuple(find_people(text, words)))

    def left_of(self, position: int) -> str:
        """Give the text shortly before a word, in lower case."""
        end = self.words[position].start - self.start
        return self.text[max(0, end - _LEFT) : end]

    def at(self, position: int) -> str:
        """Give a word in lower case; empty outside the sentence."""
        return self.lows[position] if 0 <= position < len(self.lows) else ""

    def index(self, offset: int) -> int:
        """Give the first word that starts at an offset or after it."""
        return bisect.bisect_left([word.start for word in self.words], offset)

    def between(self, one: People, other: People) -> tuple[str, ...]:
        """Give the words between two phrases."""
        return self.lows[self.index(one.end) : self.index(other.start)]


_Group = list[tuple[People, bool]]
"""A list of people; True for those who are part of the one before."""


def find_mentions(sentence: Sentence, number: int, before: Sequence[People]) -> list[Mention]:
    """Find whom a sentence says to have been killed or captured. `before` are the people of earlier sentences."""
    if _RUNNING.search(sentence.text):
        return []
    found: list[Mention] = []
    last = 0
    for position, low in enumerate(sentence.lows):
        kind = _kind(sentence, position)
        if kind is None or _is_unreal(sentence.left_of(position), low, kind, noun=_is_noun(sentence, position)):
            continue
        group = _patients(sentence, position, last, before, {mention.people for mention in found})
        if group:
            last = position + 1
            found.extend(_told(kind, group, number))
    return found or list(_struck(sentence, number))


def _told(kind: Kind, group: _Group, number: int) -> Iterator[Mention]:
    first = group[0][0]
    if any(person.none for person, _ in group):
        return
    if len(group) == first.least + 1 > 2 and all(person.least == 1 for person, _ in group[1:]):
        group = group[:1]  # "two insurgents, a leader and his deputy"
    repeats = first.reference == "known" and first.head != "name" and not any(p.counted for p, _ in group[1:])
    for person, inside in group:
        yield Mention(kind, person._replace(reference="known") if repeats else person, number, inside, repeats)


def _struck(sentence: Sentence, number: int) -> Iterator[Mention]:
    """Read "a lethal strike against an insurgent" as a death."""
    strike = _STRIKE_ON.search(sentence.text)
    if strike:
        after = [p for p in sentence.people if p.start >= sentence.start + strike.end()]
        yield from (Mention("killed", person, number) for person in after[:1])


def _is_noun(sentence: Sentence, position: int) -> bool:
    """Tell "the arrest of" and "his capture" from the verbs."""
    owned = sentence.at(position - 1) in {"the", "his", "this", "their", "'s", "’s"}
    return sentence.lows[position] in NOUNS and (owned or sentence.at(position + 1) == "of")


def _kind(sentence: Sentence, position: int) -> Kind | None:
    """Tell a word of killing or capturing from an adjective ("the captured insurgent")."""
    low, before = sentence.lows[position], sentence.at(position - 1)
    if low.endswith("ed") and before in {"the", "a", "an", "now", "newly", "recently"}:
        return None
    if low == "bodies" and sentence.at(position + 1) != "of":
        return None
    if low in VERBS or low in NOUNS:
        return NOUNS[low] if low not in VERBS or _is_noun(sentence, position) else VERBS[low]
    after = sentence.words[position].start - sentence.start
    if low in {"taken", "took", "taking"} and _CUSTODY.match(sentence.text, after):
        return "captured"
    if low in {"left", "leaving"} and _LEFT_DEAD.match(sentence.text, after):
        return "killed"
    return "killed" if low == "dead" and before in {"shot", "found"} else None


def _is_unreal(left: str, low: str, kind: Kind, *, noun: bool) -> bool:
    """Tell whether a verb is a purpose, a plan or the enemy's deed: "to detain", "responsible for killing"."""
    if low in _INFINITIVES and not noun:
        return not _ABLE.search(left) and not _OUTCOME.search(left)
    if (_UNREAL.search(left) and not _ABLE.search(left)) or (noun and _AFTERMATH.search(left)):
        return True
    return kind == "killed" and _ENEMY_DEED.search(_CLAUSES.split(left)[-1]) is not None


# ---------------------------------------------------------------- whom a verb is about


def _patients(sentence: Sentence, position: int, last: int, before: Sequence[People], taken: set[People]) -> _Group:
    """Find whom the verb or noun at a word is about: its object, or its subject where it is passive."""
    low = sentence.lows[position]
    if _is_noun(sentence, position) or (low in NOUNS and low not in VERBS):
        return _of_noun(sentence, position)
    if low not in INTRANSITIVE and not _is_passive(sentence, position):
        found = _objects(sentence, position + 1)
        if found or not low.endswith(("ed", "en", "in")):
            return found
    found = _subjects(sentence, position, last, before, taken)
    return [*found, *_objects(sentence, position + 1, linked=True)] if found else []


def _is_passive(sentence: Sentence, position: int) -> bool:
    for back in range(position - 1, max(-1, position - 6), -1):
        if sentence.lows[back] in BE:
            return True
        if sentence.lows[back] not in FILL and sentence.lows[back] not in VERBS:
            return False
    return False


def _of_noun(sentence: Sentence, position: int) -> _Group:
    """Read "the death of a leader", "his death", "the leader's death", "Karim's death"."""
    if sentence.at(position + 1) == "of":
        return _objects(sentence, position + 2)
    start = sentence.words[position].start
    owner = next((p for p in reversed(sentence.people) if p.end <= start <= p.end + 3), None)
    owned = sentence.at(position - 1) in {"'s", "’s"}
    if owner is not None and (owner.pronoun or owned):
        return [(owner, False)]
    if owned and position > 1 and sentence.words[position - 2].text[:1].isupper():
        return [(_name(sentence, position - 2, position - 1), False)]
    return []


def _name(sentence: Sentence, first: int, end: int) -> People:
    words = sentence.words[first:end]
    return People(words[0].start, words[-1].end, 1, "name", role=True, reference="known")


def _objects(sentence: Sentence, position: int, *, linked: bool = False) -> _Group:
    """Read the list of people that begins at a word: "one leader and two of his associates, including ...".

    With `linked` the list goes on from a subject: "was detained along with two associates".
    """
    at = {person.start: person for person in sentence.people}
    found: _Group = []
    link, inside, crossed = linked, False, False
    while position < len(sentence.lows):
        word, low = sentence.words[position], sentence.lows[position]
        person = at.get(word.start)
        if person is not None and (link or not found) and (not crossed or _counts_afar(person)):
            if (found or linked) and _has_own_verb(sentence, person):
                break
            aside = found and (_among_them(sentence, person) or _apposed(sentence, position, person, found[-1][0]))
            if not aside:
                found.append((person, inside))
            position, link = sentence.index(person.end), False
            continue
        if low in INCLUDING:
            inside = link = True
        elif low in LINK:
            link = link or low not in {"in", "to", "as", "with"}
        elif low in VERBS or low in _BREAK or low in BE or (linked and not found and low not in FILL):
            break
        elif not found and not linked and word.text[:1].isupper():
            end = _name_end(sentence, position)
            found.append((_name(sentence, position, end), False))
            position, link = end, False
            continue
        elif not found and low not in _MAY_PRECEDE:
            break
        else:
            crossed, link = crossed or low not in {"'s", "’s"}, False
        position += 1
    return found


def _name_end(sentence: Sentence, position: int) -> int:
    while position < len(sentence.words) and sentence.words[position].text[:1].isupper():
        position += 1
    return position


def _apposed(sentence: Sentence, position: int, person: People, before: People) -> bool:
    """Tell whether a phrase tells who the one before it is: "Karim, a leader", "one, a facilitator, and"."""
    if sentence.at(position - 1) != "," or before.least != 1 or person.least != 1:
        return False
    listed = before.head not in {"name", "one"} and sentence.at(sentence.index(person.end)) in {",", "and"}
    opens = sentence.lows[position] in {"a", "an", "one", "the"} or sentence.words[position].text[:1].isupper()
    return opens and not listed


def _counts_afar(person: People) -> bool:
    """Tell whether a phrase far from its verb can still be its object: it says a number, and is new."""
    return person.reference != "known" and not (person.vague and not person.counted)


def _has_own_verb(sentence: Sentence, person: People) -> bool:
    """Tell whether a phrase in a list is the subject of a verb of its own: ", and two insurgents were ..."."""
    after = sentence.at(sentence.index(person.end))
    return after in BE or after in {"wounded", "injured", "detained", "killed", "captured", "arrested", "taken"}


def _subjects(sentence: Sentence, position: int, last: int, before: Sequence[People], taken: set[People]) -> _Group:
    """Find the list of people to the left of a passive verb; "who" stands for those named before."""
    end = sentence.words[position].start
    left = [p for p in sentence.people if p.end <= end and p.head != "his" and not _among_them(sentence, p)]
    near = [p for p in left if p.start >= sentence.words[last].start] or (left if last else [])
    if not near:
        return []
    head = len(near) - 1
    while head > 0 and not near[head].pronoun and _in_prepositional_phrase(sentence, near[head]):
        head -= 1
    group: _Group = [(near[head], False)]
    while head > 0:
        gap = sentence.between(near[head - 1], near[head])
        if near[head - 1] in taken or not _is_link(sentence, near[head - 1], near[head]):
            break
        if gap == (",",) and _apposed(sentence, sentence.index(near[head].start), near[head], near[head - 1]):
            group.pop(0)
        else:
            group[0] = (group[0][0], any(low in INCLUDING for low in gap))
        head -= 1
        group.insert(0, (near[head], False))
    if len(group) == 1 and group[0][0].head in {"who", "whom"}:
        named = [p for p in left if p.end <= group[0][0].start] or list(before)
        return [(named[-1], False)] if named else []
    return group


def _is_link(sentence: Sentence, one: People, other: People) -> bool:
    """Tell whether only "and" and its like, or a name, stands between two phrases."""
    words = sentence.words[sentence.index(one.end) : sentence.index(other.start)]
    return bool(words) and all(
        word.text.lower() in LINK or word.text.lower() in INCLUDING or word.text[:1].isupper() for word in words
    )


def _among_them(sentence: Sentence, person: People) -> bool:
    """Tell an aside such as "one of them a commander" or "two of whom"."""
    start, after = sentence.index(person.start), sentence.index(person.end)
    if sentence.at(after) == "of" and sentence.at(after + 1) in {"them", "whom"}:
        return True
    pronoun = start if person.head in {"them", "whom"} else start - 1
    return sentence.at(pronoun) in {"them", "whom"} and sentence.at(pronoun - 1) == "of"


def _in_prepositional_phrase(sentence: Sentence, person: People) -> bool:
    index = sentence.index(person.start)
    if sentence.at(index - 1) == "to" and sentence.at(index - 2) == "led":
        return False
    return sentence.at(index - 1) in _PREPOSITIONS
