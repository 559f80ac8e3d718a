"""Fold spellings of place names to keys, and set words of kind ("oblast", "village of") apart."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple


def words(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


_LETTERS = str.maketrans(
    {"ı": "i", "ə": "a", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ё": "е"}
    | dict.fromkeys("'’ʼʻ‘`´ʿʾ\"“”′ʹ.,ʽ׳", None)  # "U.S." is "us", "Sana'a" is "sanaa"
    | dict.fromkeys("-–—‐‑/_־", " ")
)
_ARTICLES = words("al el ad ar as ash at ath an az ed er es ez et")

_REGION = frozenset({"ADM1", "RGN", "PCLI"})
_DISTRICT = frozenset({"ADM2", "ADM3"})
_TOWN = frozenset({"PPL", "PPLC", "PPLX", "PPLA"})
_KINDS: dict[str, frozenset[str]] = (
    dict.fromkeys(
        words(
            "region oblast province governorate state prefecture krai kray wilaya department voivodeship canton "
            "emirate okrug область обл край провінція провинция"
        ),
        _REGION,
    )
    | dict.fromkeys(
        words(
            "district county raion rayon municipality subdistrict borough parish co territory commune tehsil "
            "upazila район округ"
        ),
        _DISTRICT,
    )
    | dict.fromkeys(
        words("city town village settlement hamlet suburb neighborhood neighbourhood city's місто город село селище"),
        _TOWN,
    )
)
_PARTS = words(  # what lies at a place and is found there
    "border borders frontier coast airspace waters territory outskirts suburbs front airport international airbase "
    "hospital university prison camp refugee harbour harbor port mosque station barracks countryside"
)
_DIRECTIONS = words(
    "north south east west northern southern eastern western central northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern north-eastern upper lower greater "
    "rural downtown inner outer far occupied coastal mainland nearby metropolitan rebel-held"
)


class Asked(NamedTuple):
    """What a name asks for: the keys to look up, best first, and the features that its words of kind allow."""

    keys: tuple[str, ...]
    features: frozenset[str]


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Fold a name to its key: lower case, no diacritics or apostrophes, hyphens as spaces, "St." as "saint"."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = name.casefold().translate(_LETTERS).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = ["saint" if word in ("st", "ste") else word for word in words]
        if words[0] in ("mt", "ft"):
            words[0] = "mount" if words[0] == "mt" else "fort"
    return " ".join(words)


_BONES = str.maketrans("qcxjv", "kksyw", "aeiouhy ")


def skeleton(key: str) -> str:
    """Give the consonants of a key, by which spellings of one name agree: "janin" and "jenin"."""
    bones = key.translate(_BONES)
    return "".join(letter for place, letter in enumerate(bones) if not place or bones[place - 1] != letter)


def without_articles(key: str) -> str:
    """Drop the Arabic articles of a key: "deir ez zor", "deir al zor" and "al zor" differ in them alone."""
    words = key.split()
    kept = [word for word in words if word not in _ARTICLES]
    return " ".join(kept) if kept and len(kept) < len(words) else key


@functools.lru_cache(maxsize=16384)
def ask(name: str) -> Asked:
    """Read a name as written: "Kharkiv Oblast" asks for "kharkiv oblast", else for a region "kharkiv"."""
    whole = fold(re.sub(r"['’]s$", "", name.strip()))
    keys = [whole]
    features: frozenset[str] = frozenset()
    parts = whole.split()
    if len(parts) > 2 and parts[1] in ("of", "de") and parts[0] in _KINDS:
        features = _KINDS[parts[0]]
        parts = parts[2:]
    if len(parts) > 2 and parts[:2] == ["border", "with"]:
        parts = parts[2:]
    while len(parts) > 1 and (parts[-1] in _KINDS or parts[-1] in _PARTS):
        features = features or _KINDS.get(parts[-1], features)
        parts = parts[:-1]
    if len(parts) > 1 and parts[0] in _KINDS and parts[0] not in ("state", "city", "territory"):
        features = features or _KINDS[parts[0]]
        parts = parts[1:]
    keys.append(" ".join(parts))
    while len(parts) > 1 and parts[0] in _DIRECTIONS:
        parts = parts[1:]
    keys.append(" ".join(parts))
    keys.extend(without_articles(key) for key in tuple(keys))
    return Asked(tuple(dict.fromkeys(key for key in keys if key)), features)


def undeclined(key: str) -> list[str]:
    """Give what a Russian or Ukrainian case form may come from: "харькове" from "харьков", "одессе" from "одесса".

    Not done: adjectives, changes within the stem ("львові" from "львів").
    """
    if key.isascii() or " " in key or len(key) < 5:
        return []
    guesses = [
        key[:-length] + ending
        for length, endings in ((1, ("", "а", "я", "ь")), (2, ("", "а", "ь")))
        for ending in endings
    ]
    return [guess for guess in guesses if "а" <= guess[0] <= "ґ"]


def is_direction(word: str) -> bool:
    """Tell whether a word only points ("southern", "greater")."""
    return word.casefold() in _DIRECTIONS


def is_kind(word: str) -> bool:
    """Tell whether a word names a kind of place ("oblast", "city")."""
    return fold(word) in _KINDS
