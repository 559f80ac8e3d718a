"""The provinces in which the operation of a press release took place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from ..gazetteer import Gazetteer
from ..language.words import split_sentences
from ..model import Place, PlaceMention

__all__ = ["find_provinces"]

_PROVINCES = frozenset({"ADM1", "ADM1H"})
_NAME = r"(?P<name>[A-Z][\w'’-]*(?: (?:e|i|ye|wa|[A-Z][\w'’-]*)){0,3})"
_PROVINCE = re.compile(rf"\b{_NAME},? [Pp]rovinces?\b")
_DISTRICT = re.compile(rf"\b{_NAME} [Dd]istricts?\b")
_NEAR = 0.8  # of letters in common: names within one country differ by more, Paktia and Paktika apart


def find_provinces(
    text: str, start: int, end: int, gazetteer: Gazetteer, country: str = ""
) -> tuple[PlaceMention, ...]:
    """Take the province of the first sentence in `text[start:end]` that tells one: by name, by a town or a district.

    The summary of a release names the place of the operation; later sentences also tell where a leader is active.
    """
    for left, right in split_sentences(text[start:end]):
        found = _in_sentence(text[start + left : start + right], start + left, gazetteer, country)
        if found is not None:
            return (found,)
    return ()


def _in_sentence(sentence: str, offset: int, gazetteer: Gazetteer, country: str) -> PlaceMention | None:
    for match in _PROVINCE.finditer(sentence):
        province = _province(match["name"], gazetteer, country)
        if province is not None:
            return _mention(sentence, offset, match.span("name"), province, "rule:province")
    for mention, place in gazetteer.locate(sentence, country_hint=country):
        if mention.form == "name" and place is not None and place.admin1_code and _fits(place, country):
            return _within(sentence, offset, (mention.start, mention.end), place, gazetteer, country)
    for match in _DISTRICT.finditer(sentence):
        for place in gazetteer.find(match["name"]):
            if place.admin1_code and _fits(place, country):
                return _within(sentence, offset, match.span("name"), place, gazetteer, country)
    return None


def _within(
    sentence: str, offset: int, span: tuple[int, int], place: Place, gazetteer: Gazetteer, country: str
) -> PlaceMention:
    province = _province(place.admin1, gazetteer, country) or place
    return _mention(sentence, offset, span, province, "rule:town")


def _mention(sentence: str, offset: int, span: tuple[int, int], place: Place, rule: str) -> PlaceMention:
    start, end = span
    return PlaceMention(text=sentence[start:end], start=offset + start, end=offset + end, by=rule, place=place)


def _fits(place: Place, country: str) -> bool:
    return not country or place.country == country


def _province(name: str, gazetteer: Gazetteer, country: str) -> Place | None:
    """Look up a province, also by the last words of a name: "Zurmat Paktia" has lost its comma."""
    words = name.split()
    for first in range(len(words)):
        for place in gazetteer.find(" ".join(words[first:])):
            if place.feature in _PROVINCES and _fits(place, country):
                return place
    return _misspelt(name, gazetteer.regions(country)) if country else None


def _misspelt(name: str, regions: Sequence[Place]) -> Place | None:
    """Find the region of which a name is a misspelling: "Kandahr"."""
    near = difflib.get_close_matches(name, [region.name for region in regions], n=1, cutoff=_NEAR)
    return next((region for region in regions if region.name in near), None)
