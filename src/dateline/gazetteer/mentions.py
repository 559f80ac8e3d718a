"""Find place names in running text: longest matches in the gazetteer, less persons, bodies and mere words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from .fold import is_kind
from .fold import words as word_set
from .judging import Match, Scene, Verdict, called_place, judge
from .persons import Standings, find_persons
from .ranking_types import Candidate
from .schema import Standing
from .words import Word, capitals_only, read_words

_MOST_WORDS = 6
_JOINING = word_set("of the de la le du del da do dos las los el al ash and upon on sur am an der e na nad by")
_GOVERNORS = frozenset(("gov", "governor", "governors"))
_WITHIN = (", ", ",", " (", ", in ", " in ", ", in the ", " in the ")
Form = Literal["name", "adjective", "people"]


class Mention(NamedTuple):
    """A place name in a text.

    `name` is what to look up (with a word of kind that follows in lower case, "Kharkiv region");
    `within` the position of the mention that it is said to lie in ("Columbia, Missouri"); `form`
    tells a name from an adjective ("Ukrainian") and inhabitants ("Ukrainians").
    """

    start: int
    end: int
    name: str
    form: Form = "name"
    within: int | None = None

    @property
    def adjective(self) -> bool:
        """Whether it is no name: an adjective or inhabitants."""
        return self.form != "name"


def find_mentions(
    text: str, standings: Standings, names: Sequence[tuple[int, int, str]] | None = None
) -> list[Mention]:
    """Find the place names of a text, in order and without overlap."""
    words = read_words(text)
    tagged = names or ()
    persons, called = find_persons(words, text, standings, tagged)
    scene = Scene(
        text,
        words,
        standings,
        persons,
        called,
        places=[(start, end) for start, end, label in tagged if label[:3] in ("LOC", "GPE")],
        bodies=[(start, end) for start, end, label in tagged if label.startswith("ORG")],
    )
    accepted: list[Match] = []
    doubtful: list[Match] = []
    position = 0
    while position < len(words):
        match = _tagged(position, scene)
        verdict: Verdict = "place"
        if match is None and words[position].capital:
            match = _longest(words, position, text, standings)
            verdict = judge(match, scene, accepted[-1] if accepted else None) if match else "no"
        if match is None and words[position].capital:
            match = called_place(position, scene)
            verdict = "place" if match else "no"
        if match is None or verdict == "no":
            position += 1
            continue
        (accepted if verdict == "place" else doubtful).append(match)
        position = match.end
    sure = {_keys(match, words) for match in accepted}
    accepted.extend(match for match in doubtful if _keys(match, words) in sure and not words[match.first].first)
    accepted.sort()
    return _finish(accepted, words, text)


def _keys(match: Match, words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words[match.first : match.end])


def _tagged(position: int, scene: Scene) -> Match | None:
    """Give the match that a name tagger's place begins here, whether the gazetteer knows it or not."""
    words = scene.words
    stop = next((end for start, end in scene.places if start == words[position].start), None)
    if stop is None:
        return None
    end = position + 1
    while end < len(words) and words[end].end <= stop:
        end += 1
    return Match(position, end, scene.standings(scene.text[words[position].start : words[end - 1].end]))


def _longest(words: Sequence[Word], position: int, text: str, standings: Standings) -> Match | None:
    if words[position].key == "the":
        return None
    ends = [position + 1]
    end = position + 1
    while end - position < _MOST_WORDS and end < len(words) and _joined(words, position, end, text):
        end += 1
        if words[end - 1].capital:
            ends.append(end)
    for end in reversed(ends):
        found = [
            candidate
            for candidate in standings(text[words[position].start : words[end - 1].end])
            if _fits_case(candidate, words, position, end, text)
        ]
        short = [candidate for candidate in found if candidate.standing == Standing.ABBREVIATION]
        if found:
            return Match(position, end, short or found)
    return None


def _joined(words: Sequence[Word], first: int, following: int, text: str) -> bool:
    """Tell whether the following word can belong to one name with those before it."""
    last, word = words[following - 1], words[following]
    gap = text[last.end : word.start]
    shortened = gap == ". " and last.text.casefold() in ("st", "ft", "mt", "ste")
    if gap not in (" ", "-", "–", "\u00a0") and not shortened:
        return False
    return word.capital or (word.key in _JOINING and following - first < _MOST_WORDS - 1) or word.text.isdigit()


def _fits_case(candidate: Candidate, words: Sequence[Word], first: int, end: int, text: str) -> bool:
    """Tell whether a candidate goes with the capitals of the match, and an abbreviation with a place before it."""
    word = words[first]
    if end - first > 1:
        return candidate.standing != Standing.ABBREVIATION
    if candidate.standing == Standing.ABBREVIATION:
        return first > 0 and text[words[first - 1].end : word.start] in (", ", ",", " (") and words[first - 1].capital
    if word.key in capitals_only():
        return word.text.isupper()
    return len(word.key) > 2 and not (word.text.isupper() and len(word.key) <= 3)


def _finish(matches: Sequence[Match], words: Sequence[Word], text: str) -> list[Mention]:
    mentions: list[Mention] = []
    for position, match in enumerate(matches):
        start, end = words[match.first].start, words[match.end - 1].end
        name = text[start:end]
        following = words[match.end] if match.end < len(words) else None
        form = _form(match)
        kind = (
            form == "name" and following is not None and text[end : following.start] == " " and is_kind(following.text)
        )
        if following is not None and kind and not is_kind(words[match.end - 1].text):
            name = text[start : following.end]
            end = following.end if following.capital else end
        elif (
            form == "name"
            and following is not None
            and following.key in _GOVERNORS
            and text[end : following.start] == " "
        ):
            name = f"{name} region"  # a governor's is the region, not its seat
        within = None
        if position + 1 < len(matches):
            gap = text[end : words[matches[position + 1].first].start]
            within = position + 1 if gap.rstrip("\n") in _WITHIN else None
        mentions.append(Mention(start, end, name, form, within if form == "name" else None))
    return mentions


def _form(match: Match) -> Form:
    if not match.candidates:
        return "name"
    candidate = match.candidates[0]
    if candidate.standing == Standing.ADJECTIVE:
        return "adjective"
    return "people" if candidate.standing == Standing.INHABITANT else "name"
