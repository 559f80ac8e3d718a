"""How many were killed and how many captured in the operation that a release tells of, at the least.

A release says it twice: first as a summary, then step by step. What the steps add up to and what the summary says
are the same people, so the larger holds, kind by kind (leaders, others); "another" and "additional" add.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..language.words import Word, split_sentences
from ..model import Figure
from .press_people import People, find_people, words_of

__all__ = ["Toll", "read_tolls"]

Kind = Literal["killed", "captured"]

_VERBS: dict[str, Kind] = {
    **dict.fromkeys("kill kills killed killing eliminated eliminating slain".split(), "killed"),
    **dict.fromkeys(
        "capture captures captured capturing detain detains detained detaining arrest arrests arrested arresting"
        " apprehend apprehends apprehended apprehending".split(),
        "captured",
    ),
}
_DIED = {"died": "killed", "surrendered": "captured"}
_NOUNS: dict[str, Kind] = {
    **dict.fromkeys("death deaths killing killings".split(), "killed"),
    **dict.fromkeys("capture captures arrest arrests detention detentions detainment apprehension".split(), "captured"),
}
_BE = frozenset("was were is are been being be".split())
_FILL = frozenset(
    "also later subsequently then both all were was being been be is are shot and or reportedly immediately safely"
    " successfully had has have further confirmed positively engaged targeted located identified since wounded injured"
    " taken initially eventually already either quickly peacefully found".split()
)
_LINK = frozenset(", and or as well along with together in addition to plus & while".split())
_INCLUDING = frozenset("including include includes".split())
_BREAK = frozenset("; while after before when which until once because who where that resulting if whom".split())
_UNREAL_BEFORE = re.compile(
    r"\b(?:to(?: be| help| find| locate| either)?(?:(?: \w+){0,2}? (?:or|and))?|aim(?:ed|ing)? at|attempt(?:ed|s)? at|intent on|responsible for"
    r"(?: the| \w+ and)?|(?:involved|participat\w+|complicit) in(?: the)?|linked to(?: the)?|plan\w*(?: the| for)?|plott\w+"
    r"|intend\w+|threaten\w* (?:to|with)|accused of|known for|in search of|purpose of|conspir\w+|would|could|will|may|might"
    r"|can|must|should|not|never|previously|recently|now-|recently-|formerly|who had|before being|order\w* the|prevent\w*)\s*$"
)
_ABLE = re.compile(r"\b(?:able|managed|proceeded|went on|continued) to\s*$")
_RUNNING = re.compile(
    r"\bsince (?:the (?:first|beginning|start)|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|jan\b|feb\b|aug\b|sept?\b|oct\b|nov\b|dec\b)|\bso far\b|\bto date\b|\bthis year\b"
    r"|\b(?:over|during|in|within) the (?:last|past) (?:\w+[ -])?(?:days|weeks?|months?|years?|\d+)\b"
    r"|\b(?:\w+ )?(?:months?|weeks?|years?) ago\b|\blast (?:month|year|week)\b|\bearlier this (?:month|week|year)\b"
    r"|\bpercent of\b|\bin (?:19|20)\d\d\b"
)
_ENEMY_ACT = re.compile(
    r"\b(?:responsible for|involved in|linked to|participat\w+ in|conducted attacks|attacks? (?:that|which|resulting)"
    r"|assassinat\w+|plan(?:s|ned|ning) (?:and|to)|coordinat\w+|orchestrat\w+)\b"
)
_AFTERMATH = re.compile(
    r"\b(?:prior to|since|following|after|took over|replaced|succeeded|at the time of|before|until)\b[^,.;]*$"
)
_QUOTE = re.compile(r"[\"“][^\"“”]{0,1500}[\"”]")
_STRIKE_ON = re.compile(r"\blethal strike\b.{0,90}?\bagainst (?=an? )")
_CUSTODY = re.compile(
    r"\b(?:taken|took|turned) (?:in|into|over to)\b.{0,30}?\b(?:custody|detention)\b|\binto custody\b"
)


_BYSTANDERS = frozenset(
    "resident occupant civilian woman child villager local soldier policeman officer official".split()
)


class Mention(NamedTuple):
    """One phrase of people said to have been killed or captured; `at` is where the verb stands."""

    kind: Kind
    at: int
    people: People
    sentence: int
    inside: bool = False


@dataclass(slots=True)
class _Count:
    roles: int = 0
    others: int = 0
    seen: dict[People, int] = field(default_factory=dict)  # with the sentence of each


class Toll(NamedTuple):
    """The least number of one kind, with the phrases that it was added up from."""

    least: int
    phrases: tuple[Figure, ...]


def read_tolls(text: str) -> dict[Kind, Toll]:
    """Count who was killed and who was captured in the body of one release."""
    blank = _QUOTE.sub(lambda m: " " * len(m[0]), text)
    sentences = [(s, e) for s, e in split_sentences(blank) if any(c.isalpha() for c in blank[s:e])]
    everyone: list[People] = []
    mentions: list[Mention] = []
    for number, (start, end) in enumerate(sentences):
        words = words_of(blank, start, end)
        people = find_people(blank, words)
        mentions.extend(_mentions(blank, words, people, everyone, number, (start, end)))
        everyone.extend(person for person in people if not person.pronoun)
    kinds: tuple[Kind, ...] = ("killed", "captured")
    return {kind: _add_up(text, [m for m in mentions if m.kind == kind], everyone) for kind in kinds}


# ---------------------------------------------------------------- who, in one sentence


def _mentions(
    text: str,
    words: Sequence[Word],
    people: Sequence[People],
    before: Sequence[People],
    number: int,
    span: tuple[int, int],
) -> list[Mention]:
    lowered = text[span[0] : span[1]].lower()
    if _RUNNING.search(lowered):
        return []
    found: list[Mention] = []
    lows = [word.text.lower() for word in words]
    last = 0
    for position, low in enumerate(lows):
        kind = _kind_at(text, words, lows, position)
        if kind is None:
            continue
        left = text[span[0] : words[position].start].lower()
        if _is_unreal(left, low, kind):
            continue
        group = _patients(words, lows, people, before, position, last, low)
        if not any(person.none for person, _ in group):
            found.extend(
                Mention(kind, words[position].start, person, number, inside) for person, inside in _told(group)
            )
        if group:
            last = position + 1
    strike = _STRIKE_ON.search(lowered)
    if strike and not found:
        target = next((p for p in people if p.start >= span[0] + strike.end()), None)
        if target is not None:
            found.append(Mention("killed", span[0] + strike.start(), target, number))
    return found


def _told(group: Sequence[tuple[People, bool]]) -> list[tuple[People, bool]]:
    """Let "the" reach over a list: "the leaders, facilitator and insurgents"."""
    known = bool(group) and group[0][0].reference == "known" and not group[0][0].pronoun
    if not known or any(person.counted for person, _ in group[1:]):
        return list(group)
    return [(person._replace(reference="known"), inside) for person, inside in group]


def _kind_at(text: str, words: Sequence[Word], lows: Sequence[str], position: int) -> Kind | None:
    low = lows[position]
    following = lows[position + 1] if position + 1 < len(lows) else ""
    before = lows[position - 1] if position else ""
    if low in ("captured", "killed", "detained", "arrested") and before in (
        "the",
        "a",
        "an",
        "now",
        "newly",
        "recently",
    ):
        return None
    if low in _VERBS and not (low in _NOUNS and before in ("the", "his", "this", "their", "s", "'s", "’s")):
        if low in ("capture", "arrest", "killing") and following == "of":
            return _NOUNS[low]
        return _VERBS[low]
    if low in _NOUNS:
        return _NOUNS[low]
    if low == "died":
        return "killed"
    if low in ("taken", "took") and _CUSTODY.match(text[words[position].start : words[position].start + 70].lower()):
        return "captured"
    if low == "dead" and before in ("shot", "found", "left"):
        return "killed"
    return None


def _is_unreal(left: str, low: str, kind: Kind) -> bool:
    """Tell whether a verb is a purpose, a plan or another's deed: "to detain", "responsible for killing"."""
    clause = re.split(r"[;,] |\b(?:resulting in|resulted in|during which)\b", left)[-1]
    if low in ("kill", "capture", "detain", "arrest", "apprehend"):
        return not _ABLE.search(left) and not re.search(
            r"\b(?:confirm\w*|announc\w*|result\w* in|led to|in) (?:the )?$", left
        )
    if _UNREAL_BEFORE.search(left) and not _ABLE.search(left):
        return True
    if low in _NOUNS and _AFTERMATH.search(left[-40:]) and not re.search(r"\bfollowing (?:the )?$", left):
        return True
    return bool(_ENEMY_ACT.search(clause)) and kind == "killed"


def _patients(
    words: Sequence[Word], lows: Sequence[str], people: Sequence[People], before: Sequence[People], position: int,
    last: int, low: str,
) -> list[tuple[People, bool]]:  # fmt: skip
    """Find whom a verb is about: its object, or its subject where it is passive."""
    if low in _NOUNS and (low not in _VERBS or position + 1 < len(lows) and lows[position + 1] == "of"):
        return _of_noun(words, lows, people, position)
    passive = any(lows[i] in _BE for i in range(max(0, position - 4), position)) and all(
        lows[i] in _FILL or lows[i] in _VERBS for i in range(_last_be(lows, position) + 1, position)
    )
    if low in ("died", "dead"):
        passive = True
    if not passive:
        found = _objects(words, lows, people, position + 1)
        if found:
            return found
        if not low.endswith(("ed", "en", "in")):
            return []
    found = _subjects(words, lows, people, before, position, last)
    return [*found, *_objects(words, lows, people, position + 1, linked=True)] if found else []


def _last_be(lows: Sequence[str], position: int) -> int:
    return max((i for i in range(max(0, position - 5), position) if lows[i] in _BE), default=position)


def _of_noun(
    words: Sequence[Word], lows: Sequence[str], people: Sequence[People], position: int
) -> list[tuple[People, bool]]:
    if position + 1 < len(lows) and lows[position + 1] == "of":
        return _objects(words, lows, people, position + 2)
    owner = [p for p in people if p.end <= words[position].start and words[position].start - p.end <= 3]
    if owner and (owner[-1].pronoun or lows[position - 1] in ("'s", "’s")):
        return [(owner[-1], False)]
    if position > 1 and lows[position - 1] in ("'s", "’s") and words[position - 2].text[:1].isupper():
        name = words[position - 2]
        return [(People(name.start, name.end, 1, False, True, False, "known", "name"), False)]
    return []


def _objects(
    words: Sequence[Word], lows: Sequence[str], people: Sequence[People], position: int, linked: bool = False
) -> list[tuple[People, bool]]:
    """Read the list of people that begins at a word: "one leader and two of his associates, including ..."."""
    at = {p.start: p for p in people}
    found: list[tuple[People, bool]] = []
    link = linked
    inside = False
    crossed = False
    named = False
    while position < len(lows):
        word, low = words[position], lows[position]
        person = at.get(word.start)
        if person is not None and (link or not (found or named)) and (not crossed or _is_counted(person)):
            if _is_verb_next(lows, words, person) and (found or linked):
                break
            apposed = found and lows[position - 1] == "," and lows[position] in ("a", "an") and found[-1][0].least == 1
            if not (apposed and not person.plural):
                found.append((person, inside))
            position = next((i for i, w in enumerate(words) if w.start >= person.end), len(words))
            link = False
            continue
        if low in _INCLUDING:
            inside = link = True
        elif low in _LINK:
            link = link or low not in ("in", "to", "as", "with")
            if low == "with" and lows[position - 1] in ("along", "together"):
                link = True
        elif low in _VERBS or low in _BREAK or low in _BE or (linked and not found and low not in _FILL):
            break
        elif not found and not named and word.text[:1].isupper() and not linked:
            found.append(_name(words, position))
            named = True
            link = False
        elif not found and low not in (
            "the",
            "a",
            "an",
            "at",
            "least",
            "of",
            "wounded",
            "up",
            "suspected",
            "approximately",
        ):
            break
        else:
            crossed = crossed or low not in ("'s", "’s")
            link = False
        position += 1
    return found


def _name(words: Sequence[Word], position: int) -> tuple[People, bool]:
    end = position
    while end + 1 < len(words) and words[end + 1].text[:1].isupper():
        end += 1
    return People(words[position].start, words[end].end, 1, False, True, False, "known", "name"), False


def _is_counted(person: People) -> bool:
    """Tell whether a phrase far from its verb can still be counted: it has a number, or is singular and new."""
    return person.reference != "known" and (person.least != 2 or not person.vague)


def _is_verb_next(lows: Sequence[str], words: Sequence[Word], person: People) -> bool:
    """Tell whether a phrase is the subject of a verb of its own: ", and two insurgents were ..."."""
    after = next((i for i, w in enumerate(words) if w.start >= person.end), len(words))
    return after < len(lows) and (
        lows[after] in _BE or lows[after] in ("wounded", "injured", "detained", "killed", "taken")
    )


def _subjects(
    words: Sequence[Word],
    lows: Sequence[str],
    people: Sequence[People],
    before: Sequence[People],
    position: int,
    last: int,
) -> list[tuple[People, bool]]:
    """Find the subject list to the left of a passive verb; a pronoun stands for those named before."""
    start = last
    nearest = [p for p in people if words[start].start <= p.start and p.end <= words[position].start]
    if not nearest and last:
        nearest = [p for p in people if p.end <= words[position].start]
    nearest = [p for p in nearest if p.head != "his"]
    if not nearest:
        return []
    head = len(nearest) - 1
    while head > 0 and _after_preposition(words, lows, nearest[head]) and not nearest[head].pronoun:
        head -= 1
    group = [(nearest[head], False)]
    while head > 0 and _joined(words, lows, nearest[head - 1], nearest[head]):
        inside = _between(words, lows, nearest[head - 1], nearest[head])
        if any(low in _INCLUDING for low in inside):
            group[0] = (group[0][0], True)
        head -= 1
        group.insert(0, (nearest[head], False))
    if len(group) == 1 and group[0][0].head in ("who", "whom"):
        earlier = [p for p in people if p.end <= group[0][0].start] or list(before)
        return [(earlier[-1], False)] if earlier else []
    return group


def _between(words: Sequence[Word], lows: Sequence[str], a: People, b: People) -> list[str]:
    return [low for word, low in zip(words, lows, strict=True) if a.end <= word.start < b.start]


def _joined(words: Sequence[Word], lows: Sequence[str], a: People, b: People) -> bool:
    gap = _between(words, lows, a, b)
    return bool(gap) and all(low in _LINK or low in _INCLUDING for low in gap)


def _after_preposition(words: Sequence[Word], lows: Sequence[str], person: People) -> bool:
    index = next((i for i, w in enumerate(words) if w.start == person.start), 0)
    low = lows[index - 1] if index else ""
    if low == "in" and index > 1 and lows[index - 2] in ("resulting", "resulted", "results"):
        return False
    return low in (
        "of",
        "for",
        "with",
        "against",
        "by",
        "from",
        "on",
        "to",
        "near",
        "targeting",
        "as",
        "about",
        "among",
    ) and not (low == "to" and index > 1 and lows[index - 2] in ("led",))


# ---------------------------------------------------------------- adding up


def _add_up(text: str, mentions: Sequence[Mention], everyone: Sequence[People]) -> Toll:
    """Add up the steps, hold them against the summary, and take the larger of each kind."""
    if not mentions:
        return Toll(0, ())
    first = mentions[0].sentence
    lead, steps = _Count(), _Count()
    for mention in mentions:
        _count(lead if mention.sentence == first else steps, mention, everyone, lead)
    if lead.others == 0:
        least = max(lead.roles, steps.roles) + steps.others
    else:
        least = max(lead.roles + lead.others, steps.roles + steps.others)
    phrases = tuple(
        Figure(text=text[p.start : p.end], start=p.start, end=p.end, by="rule:toll", kind=mentions[0].kind, low=p.least)
        for p in dict.fromkeys([*lead.seen, *steps.seen])
    )
    return Toll(least, phrases)


def _count(count: _Count, mention: Mention, everyone: Sequence[People], lead: _Count) -> None:
    person = _meant(mention, everyone, count, lead)
    if person is None:
        return
    if mention.inside:
        count.roles, count.others = count.roles + person.least, max(count.others - person.least, 0)
        return
    count.seen[person] = mention.sentence
    if person.role:
        count.roles += person.least
    else:
        count.others += person.least


def _meant(mention: Mention, everyone: Sequence[People], count: _Count, lead: _Count) -> People | None:
    """Give the people that a mention adds to a count; None where it goes back to people counted."""
    person = mention.people
    counted = [*lead.seen, *count.seen]
    if person.reference == "more":
        return person
    if person.reference == "new":
        again = [p for p, sentence in count.seen.items() if sentence != mention.sentence]
        return None if any(p.least == person.least and p.role == person.role for p in again) else person
    if not person.plural and any(not p.plural or p.head == person.head for p in counted):
        return None
    referent = _referent(person, everyone)
    if referent is not None and referent.least >= person.least:
        return None if referent in counted else referent
    return None if person.least <= sum(p.least for p in counted) else person


def _referent(person: People, everyone: Sequence[People]) -> People | None:
    """Find whom a pronoun or "the insurgents" goes back to: the last of the same number, best of the same noun."""
    earlier = [
        p
        for p in everyone
        if p.end <= person.start and p.reference != "known" and p.plural == person.plural and p.head not in _BYSTANDERS
    ]
    same = [p for p in earlier if p.head == person.head]
    return (same or earlier or [None])[-1]
