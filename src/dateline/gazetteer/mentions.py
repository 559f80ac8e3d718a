"""Find place names in running text: longest matches in the gazetteer, less persons, bodies and mere words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from .fold import is_direction, is_kind
from .fold import words as word_set
from .ranking import Candidate
from .schema import Standing
from .words import BODY_HEADS, LOCATIVE, STRICT_LOCATIVE, TITLES, Word, capitals_only, listed, read_words

Standings = Callable[[str], Sequence[Candidate]]
"""The candidates of exactly this name."""

_MOST_WORDS = 6
_JOINING = word_set("of the de la le du del da do dos las los el al ash and upon on sur am an der e na nad by")
_LARGE = 6.0  # a prior from which a place keeps its name before a capitalised word ("London Mayor")
_WEAK = 4.7  # a prior below which a name alone is no evidence: a town of some 10,000


class Mention(NamedTuple):
    """A place name in a text.

    `name` is what to look up (with a word of kind that follows in lower case, "Kharkiv region");
    `within` the position of the mention that it is said to lie in ("Columbia, Missouri"); `adjective`
    tells that an adjective or inhabitants stand for the place.
    """

    start: int
    end: int
    name: str
    adjective: bool = False
    within: int | None = None


class _Match(NamedTuple):
    first: int  # words, end exclusive
    end: int
    candidates: Sequence[Candidate]


def find_mentions(
    text: str, standings: Standings, names: Sequence[tuple[int, int, str]] | None = None
) -> list[Mention]:
    """Find the place names of a text, in order and without overlap."""
    words = read_words(text)
    persons, family = _persons(words, text, standings, names or ())
    tagged = [(start, end) for start, end, label in names or () if label[:3] in ("LOC", "GPE")]
    bodies = [(start, end) for start, end, label in names or () if label.startswith("ORG")]
    matches: list[_Match] = []
    doubtful: list[_Match] = []
    position = 0
    while position < len(words):
        match = _longest(words, position, text, standings) if words[position].capital else None
        if match is None:
            position += 1
            continue
        verdict = _judge(match, words, text, matches, persons, family, tagged, bodies)
        if verdict is None:
            doubtful.append(match)
        elif verdict:
            matches.append(match)
        position = match.end if verdict or verdict is None else position + 1
    sure = {words[match.first].key for match in matches if match.end - match.first == 1}
    matches.extend(
        match
        for match in doubtful
        if match.end - match.first == 1 and words[match.first].key in sure and not words[match.first].first
    )
    matches.sort()
    return _finish(matches, words, text)


def _longest(words: Sequence[Word], position: int, text: str, standings: Standings) -> _Match | None:
    end = position + 1
    ends = []
    while True:
        last = words[end - 1]
        if last.capital or (end - 1 > position and is_kind(last.text) and False):
            ends.append(end)
        if end - position == _MOST_WORDS or end == len(words) or not _joined(words, position, end, text):
            break
        end += 1
    for end in reversed(ends):
        found = standings(text[words[position].start : words[end - 1].end])
        found = [candidate for candidate in found if _fits_case(candidate, words, position, end, text)]
        if found:
            return _Match(position, end, found)
    return None


def _joined(words: Sequence[Word], first: int, following: int, text: str) -> bool:
    """Tell whether the following word can belong to one name with those before it."""
    last, word = words[following - 1], words[following]
    gap = text[last.end : word.start]
    if gap not in (" ", "-", "–", "\u00a0"):
        if not (gap == ". " and last.key in ("st", "ft", "mt", "ste", "saint", "fort", "mount")):
            return False
    return word.capital or (word.key in _JOINING and following - first < _MOST_WORDS - 1) or word.text.isdigit()


def _fits_case(candidate: Candidate, words: Sequence[Word], first: int, end: int, text: str) -> bool:
    word = words[first]
    if end - first > 1:
        return candidate.standing != Standing.ABBREVIATION
    if word.key in capitals_only() and not word.text.isupper():
        return False
    if candidate.standing == Standing.ABBREVIATION:
        return first > 0 and text[words[first - 1].end : word.start] in (", ", ",", " (") and words[first - 1].capital
    if len(word.key) <= 2 and word.key not in capitals_only():
        return False
    return not (word.text.isupper() and len(word.key) <= 3 and word.key not in capitals_only())


def _judge(
    match: _Match,
    words: Sequence[Word],
    text: str,
    before: Sequence[_Match],
    persons: set[int],
    family: set[str],
    tagged: Sequence[tuple[int, int]],
    bodies: Sequence[tuple[int, int]],
) -> bool | None:
    """Tell whether a match is a place: yes, no, or None: only if the document names it clearly elsewhere."""
    first, end = match.first, match.end
    word = words[first]
    best = match.candidates[0]
    start, stop = word.start, words[end - 1].end
    if any(s < stop and start < e for s, e in tagged) and best.standing != Standing.ADJECTIVE:
        return True
    if any(position in persons for position in range(first, end)):
        return False
    inside_body = any(s <= start and stop <= e for s, e in bodies)
    previous = words[first - 1] if first else None
    following = words[end] if end < len(words) else None
    close_before = previous is not None and text[previous.end : word.start] in (" ", "-")
    close_after = following is not None and text[stop : following.start] == " " and words[end - 1].end == stop
    contained = bool(before) and before[-1].end == first and text[words[first - 1].end : word.start] in (", ", " (")
    locative = close_before and previous is not None and previous.key in STRICT_LOCATIVE
    loosely = close_before and previous is not None and previous.key in LOCATIVE
    if best.standing == Standing.ABBREVIATION:
        return contained or (first > 0 and text[words[first - 1].end : word.start].startswith(","))
    followed_by_body = close_after and following is not None and following.capital and following.key in BODY_HEADS
    if followed_by_body and best.standing != Standing.ADJECTIVE:
        return False
    if inside_body and not (locative and close_before):
        return None if best.prior < _LARGE else False
    if best.standing == Standing.ADJECTIVE or best.place.feature.startswith("PCL") or best.prior >= 8:
        return not (word.key in family and not loosely)
    comma_place = (
        following is not None and following.capital and text[stop : following.start] == ", " and not following.first
    )
    if end - first > 1:
        given = word.key in listed("given_names")
        if given and best.prior < _LARGE:
            return locative or contained
        if all(w.key in listed("common_words") for w in words[first:end] if w.capital) and best.prior < _WEAK + 1:
            return True if locative else None
        return True if best.prior >= 3.5 or loosely or contained or comma_place else None
    if is_direction(word.text) or is_kind(word.text):
        return False
    if word.key in family and not locative:
        return False
    common = word.key in listed("common_words")
    rare = word.key in listed("rarely_places") or word.key in listed("given_names")
    if close_before and previous is not None and previous.capital and not previous.first and not _is_setting(previous):
        if not (before and before[-1].end == first) and best.prior < 7:
            return False
    if close_after and following is not None and following.capital and not _is_setting(following):
        if best.prior < _LARGE or common or rare:
            return None
    dateline = text[stop : stop + 3].lstrip().startswith(("—", "–", "(", "-")) and word.first
    weak = common or rare or best.standing >= Standing.ALTERNATE or best.prior < _WEAK
    if not weak:
        return True
    if common or rare:
        return True if (locative and not word.first) or (dateline and best.prior > _WEAK) else None
    return True if locative or contained or comma_place or dateline or (loosely and best.prior > 3.6) else None


def _is_setting(word: Word) -> bool:
    """Tell whether a capitalised word beside a place may stand outside its name ("London Mayor", "East Aleppo")."""
    return (
        word.key in TITLES
        or word.key in listed("common_words")
        or is_direction(word.text)
        or is_kind(word.text)
        or word.key in ("police", "mayor", "city", "county", "the", "council", "court", "police", "department")
    )


def _persons(
    words: Sequence[Word], text: str, standings: Standings, names: Sequence[tuple[int, int, str]]
) -> tuple[set[int], set[str]]:
    """Give the positions of words in persons' names, and the keys of their family names."""
    persons: set[int] = set()
    family: set[str] = set()
    spans = [(start, end) for start, end, label in names if label.startswith("PER")]
    given = listed("given_names")
    for position, word in enumerate(words):
        if any(start <= word.start and word.end <= end for start, end in spans):
            persons.add(position)
            family.add(word.key)
        if not word.capital or position in persons or position + 1 >= len(words):
            continue
        title = word.key in TITLES
        if not title and word.key not in given:
            continue
        chain = _chain(words, position, text)
        if not chain or (not title and _place_ahead(words, position, chain, text, standings)):
            continue
        if title and any(_known_large(words[step], standings) for step in chain[:1]) and len(chain) < 2:
            continue
        persons.update(chain if title else [position, *chain])
        family.add(words[chain[-1]].key)
    return persons, family


def _chain(words: Sequence[Word], position: int, text: str) -> list[int]:
    """Give the positions of the capitalised words that follow closely, at most three, initials included."""
    chain: list[int] = []
    while position + 1 < len(words) and len(chain) < 3:
        gap = text[words[position].end : words[position + 1].start]
        word = words[position + 1]
        joining = word.key in ("al", "bin", "ibn", "van", "von", "de", "der", "abu", "el", "da", "ben") and gap == " "
        initial = gap == ". " and len(words[position].text) <= 4
        if (
            not (gap == " " or initial)
            or not (word.capital or joining)
            or word.text.isdigit()
            or (word.first and not initial)
        ):
            break
        if chain and (word.key in listed("common_words") or word.key in TITLES) and not joining:
            break
        chain.append(position + 1)
        position += 1
    return chain


def _place_ahead(words: Sequence[Word], position: int, chain: Sequence[int], text: str, standings: Standings) -> bool:
    """Tell whether a given name begins a place instead ("Victoria Park", "Jordan Valley", "Austin Police")."""
    following = words[chain[0]]
    if (
        following.key in TITLES
        or following.key in BODY_HEADS
        or is_kind(following.text)
        or is_direction(following.text)
    ):
        return True
    if following.key in listed("common_words") and following.key not in listed("rarely_places"):
        return True
    found = standings(text[words[position].start : following.end])
    return bool(found) and found[0].prior >= 5.4


def _known_large(word: Word, standings: Standings) -> bool:
    found = standings(word.text)
    return bool(found) and found[0].prior >= _LARGE and word.key not in listed("rarely_places")


def _finish(matches: Sequence[_Match], words: Sequence[Word], text: str) -> list[Mention]:
    mentions: list[Mention] = []
    for position, match in enumerate(matches):
        start, end = words[match.first].start, words[match.end - 1].end
        name = text[start:end]
        if match.end < len(words) and text[end : words[match.end].start] == " " and is_kind(words[match.end].text):
            name = text[start : words[match.end].end]
        within = None
        if position + 1 < len(matches):
            gap = text[end : words[matches[position + 1].first].start]
            if gap in (", ", ",", " (", ", in ", " in ", ", in the ", " in the "):
                within = position + 1
        adjective = match.candidates[0].standing == Standing.ADJECTIVE
        mentions.append(Mention(start, end, name, adjective, None if adjective else within))
    return mentions
