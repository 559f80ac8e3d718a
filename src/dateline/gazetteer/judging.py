"""Judge whether a name found in a text is the place's: by its size, the words around it, and what else bears it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .fold import is_direction, is_kind
from .fold import words as word_set
from .persons import LARGE, Standings
from .ranking_types import Candidate
from .schema import Standing
from .words import BODY_HEADS, LOCATIVE, NEVER, STREETS, STRICT_LOCATIVE, TITLES, Word, is_tongue, listed

Verdict = Literal["place", "doubtful", "no"]
"""Doubtful: only if the text names it clearly elsewhere."""

_WEAK = 4.7  # a prior below which a name alone is no evidence: a town of some 15,000
_HUGE = 8.0  # a prior from which nothing else is meant: countries, continents
_TEAMS = word_set("real atletico inter deportivo virgin native anglo sporting")
_OFFICES = word_set("police mayor city county the council court department")
_CALLING = word_set("village town city settlement hamlet municipality district suburb")
_CALLED = word_set("village town district county province oblast governorate neighborhood neighbourhood region suburb")
_AIRLINES = word_set("airways airlines express")


class Match(NamedTuple):
    """Words of a text, end exclusive, with the places that bear their name."""

    first: int
    end: int
    candidates: Sequence[Candidate]


@dataclass
class Scene:
    """A text as far as judging needs it."""

    text: str
    words: list[Word]
    standings: Standings
    persons: set[int] = field(default_factory=set)  # positions of words
    called: set[str] = field(default_factory=set)  # keys of persons' names
    places: list[tuple[int, int]] = field(default_factory=list)  # spans by a name tagger
    bodies: list[tuple[int, int]] = field(default_factory=list)


class _Around(NamedTuple):
    """What stands around a match."""

    before: Word | None  # the word right before it, "the" passed over
    after: Word | None  # the word right after it
    strict: bool  # a preposition of place stands before
    loose: bool  # a word that may go with a place does ("from", "left")
    listed: bool  # a place stands before the comma before it
    comma: bool  # a capitalised word follows a comma after it
    state: bool  # that word is a region or its abbreviation
    dateline: bool


def judge(match: Match, scene: Scene, last: Match | None) -> Verdict:
    """Judge a match; `last` is the one accepted before it."""
    best = match.candidates[0]
    word = scene.words[match.first]
    start, stop = word.start, scene.words[match.end - 1].end
    form = best.standing in (Standing.ADJECTIVE, Standing.INHABITANT)
    if not form and any(s < stop and start < e for s, e in scene.places):
        return "place"
    if any(position in scene.persons for position in range(match.first, match.end)):
        return "no"
    around = _around(match, scene, last)
    if best.standing == Standing.ABBREVIATION:
        return "place"  # that it stands beside a place was asked when it was matched
    if _is_part(match, scene, around, form):
        return "no"
    if any(s <= start and stop <= e for s, e in scene.bodies) and not around.strict and not form:
        return "no" if best.prior >= LARGE else "doubtful"
    if form:
        return "no" if is_tongue(scene.text, scene.words, match.first) else "place"
    if best.place.feature.startswith("PCL") or best.prior >= _HUGE:
        return "no" if word.key in scene.called and not around.strict else "place"
    if best.place.feature in ("BLDG", "HSTS", "FCL"):
        return "place" if around.strict else "no"
    if match.end - match.first > 1:
        return _judge_several(match, scene, around)
    return _judge_one(match, scene, around, last)


def _judge_several(match: Match, scene: Scene, around: _Around) -> Verdict:
    best = match.candidates[0]
    words = scene.words[match.first : match.end]
    if is_kind(words[-1].text) and best.standing <= Standing.ALIAS:
        return "place"
    if words[0].key in listed("given_names") and best.prior < _WEAK:
        return "place" if around.strict or around.listed else "no"
    capitals = [word.key for word in words if word.capital]
    if all(key in listed("common_words") or key in NEVER for key in capitals) and best.prior < _WEAK + 0.3:
        return "place" if around.strict else "doubtful"
    if best.standing >= Standing.ALTERNATE and best.prior < _WEAK:
        return "place" if around.strict or around.listed or around.comma else "doubtful"
    sure = best.prior >= 3.5 or around.loose or around.listed or around.comma
    return "place" if sure else "doubtful"


def _judge_one(match: Match, scene: Scene, around: _Around, last: Match | None) -> Verdict:
    best = match.candidates[0]
    word = scene.words[match.first]
    if word.key in NEVER or is_direction(word.text) or is_kind(word.text):
        return "no"
    if word.key in scene.called and not around.strict:
        return "no"
    common = word.key in listed("common_words")
    given = word.key in listed("given_names")
    rare = given or word.key in listed("rarely_places")
    adjoining = last is not None and last.end == match.first
    before, after = around.before, around.after
    continued = before is not None and before.capital and not before.first and not _is_setting(before)
    if continued and not adjoining and best.prior < 7:
        return "no"
    if after is not None and after.capital and not _is_setting(after) and (best.prior < LARGE or common or rare):
        return "doubtful"
    if given:
        sure = around.listed or around.comma or ((around.strict or around.dateline) and best.prior >= _WEAK)
        return "place" if sure else "doubtful"
    if common or rare:
        sure = (around.strict and not word.first) or (around.dateline and best.prior > _WEAK)
        return "place" if sure or around.listed or (around.comma and (around.loose or around.state)) else "doubtful"
    cyrillic = not word.key.isascii()  # its names are all alternates in GeoNames
    if (best.standing < Standing.ALTERNATE or cyrillic) and best.prior >= _WEAK:
        return "place"
    if best.standing >= Standing.ALTERNATE and len(word.key) < 4:
        return "no"
    sure = around.strict or around.listed or around.comma or around.dateline
    return "place" if sure or (around.loose and best.prior > 3.6) else "doubtful"


def _around(match: Match, scene: Scene, last: Match | None) -> _Around:
    words, text = scene.words, scene.text
    start, stop = words[match.first].start, words[match.end - 1].end
    before = words[match.first - 1] if match.first else None
    gap_before = text[before.end : start] if before else ""
    if before is not None and before.key == "the" and gap_before == " " and match.first > 1:
        before = words[match.first - 2]
        gap_before = " " if text[before.end : words[match.first - 1].start] == " " else ""
    after = words[match.end] if match.end < len(words) else None
    gap_after = text[stop : after.start] if after else ""
    close = before if gap_before in (" ", "-") else None
    adjoining = last is not None and last.end == match.first
    return _Around(
        before=close,
        after=after if gap_after == " " else None,
        strict=close is not None and close.key in STRICT_LOCATIVE,
        loose=close is not None and close.key in LOCATIVE,
        listed=adjoining and gap_before in (", ", " ("),
        comma=after is not None and after.capital and not after.first and gap_after == ", ",
        state=after is not None and gap_after == ", " and _is_state(after, scene),
        dateline=words[match.first].first and text[stop : stop + 3].lstrip().startswith(("—", "–", "(", "-")),
    )


def called_place(position: int, scene: Scene) -> Match | None:
    """Give the name here that is in no list, if a word of kind calls it a place ("the town of X", "X district")."""
    words, text = scene.words, scene.text
    word = words[position]
    if position in scene.persons or word.key in NEVER | TITLES or len(word.key) < 3 or position < 2:
        return None
    end = position + 1
    while end < len(words) and words[end].capital and text[words[end - 1].end : words[end].start] in (" ", "-"):
        end += 1
    after = words[end] if end < len(words) else None
    before, kind = words[position - 1], words[position - 2]
    named = before.key == "of" and kind.key.rstrip("s") in _CALLING and not kind.capital
    calls = after is not None and text[words[end - 1].end : after.start] == " " and after.key in _CALLED
    if end - position > 3 or not (named or (calls and not word.first)):
        return None
    if any(words[step].key in BODY_HEADS | NEVER | TITLES or step in scene.persons for step in range(position, end)):
        return None
    return Match(position, end, ())


def _is_state(word: Word, scene: Scene) -> bool:
    return any(
        candidate.standing == Standing.ABBREVIATION or (candidate.place.feature == "ADM1" and candidate.prior > 5)
        for candidate in scene.standings(word.text)
    )


def _is_part(match: Match, scene: Scene, around: _Around, form: bool) -> bool:
    """Tell whether the name is part of another: a body's ("Boston Globe"), a street's, a team's, a church's."""
    before, after = around.before, around.after
    if before is not None and before.key in _TEAMS and before.capital:
        return True
    if (
        before is not None
        and before.key == "of"
        and match.first > 1
        and scene.words[match.first - 2].key == "university"
    ):
        return True
    if _is_hyphened(match, scene):
        return True
    owned = scene.text[scene.words[match.end - 1].end :][:3]
    if scene.words[match.first].key in ("saint", "st") and owned in ("'s ", "’s "):
        return True
    if after is None or not after.capital:
        return False
    if form:
        return after.key in _AIRLINES
    return after.key in BODY_HEADS or (after.key in STREETS and match.candidates[0].prior < LARGE + 1)


def _is_hyphened(match: Match, scene: Scene) -> bool:
    """Tell whether a hyphen ties the name to what is no place ("Wal-Mart", "same-store"); "Kyiv-based" is none such."""
    if match.end == len(scene.words):
        return False
    end, after = scene.words[match.end - 1].end, scene.words[match.end]
    if scene.text[end : after.start] != "-" or match.candidates[0].prior >= LARGE:
        return False
    return not scene.standings(after.text) if after.capital else scene.words[match.first].key in listed("common_words")


def _is_setting(word: Word) -> bool:
    """Tell whether a capitalised word beside a place may stand outside its name ("London Mayor", "CBC Toronto")."""
    return (
        word.key in TITLES
        or word.key in listed("common_words")
        or word.key in _OFFICES
        or is_direction(word.text)
        or is_kind(word.text)
        or (word.text.isupper() and 2 < len(word.text) < 6)
    )
