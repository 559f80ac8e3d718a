"""Whole numbers as news writes them: "47", "12,000", "5 000", "1.5bn", "forty-nine", "two dozen", "half a million".

The patterns are written for lower-case text and hold no groups, so that other grammars can build on them.
"""

from __future__ import annotations

import re
import string

__all__ = ["CARDINAL", "DIGITS", "FIGURES", "NUMBER_WORDS", "WORDS", "cardinal_value", "lower"]

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12,
    "k": 1_000, "mn": 1_000_000, "m": 1_000_000, "bn": 1_000_000_000, "dozen": 12, "score": 20,
}  # fmt: skip
SMALL = ONES | TEENS | TENS
NUMBER_WORDS = frozenset(SMALL) | {"a", "an", "hundred", "half", "dozen"}


def _any(words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_SPACE = "[ \u00a0\u202f\u2009]"
_TO_99 = rf"(?:{_any(TENS)}(?:[- ]{_any(ONES)}\b)?|{_any(TEENS)}|{_any(ONES)})"
_TO_999 = rf"(?:(?:{_TO_99}|an?)[- ]hundred(?: and {_TO_99}\b| {_TO_99}\b)?|{_TO_99})"
_SCALE_WORD = "(?:thousand|million|billion|trillion)"
_DECIMAL = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}(?!,?\d)(?:\.\d{{1,9}})?|\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}(?!\d)"
    r"|\d{1,3}(?:['’]\d{3}){1,4}|\d{1,15}(?!\d)(?:\.\d{1,9})?)"
)

FIGURES = rf"(?:{_DECIMAL}(?:[- ](?:hundred|{_SCALE_WORD}|dozen)|{_SPACE}?(?:k|mn|bn|(?<=\.\d)m))?)\b"
DIGITS = rf"(?<![\w$€£₽#])(?<![\d\w][-.,/:]){FIGURES}"
WORDS = (
    r"\b(?:half an? (?:dozen|million|billion)|(?:an?|one) (?:thousand|million|billion|dozen|score)"
    rf"|(?:{_TO_999}[- ]dozen|a couple(?: of)? dozen)"
    rf"|(?:{_TO_999}|an?)[- ]{_SCALE_WORD}(?:,? (?:and )?{_TO_999})?"
    rf"|{_TO_999})\b"
)
CARDINAL = rf"(?:{DIGITS}|{WORDS})"

_TOKEN = re.compile(r"\d[\d,.'’ \u00a0\u202f\u2009]*\d|\d|[a-z]+")
_TO_LOWER = str.maketrans(string.ascii_uppercase + "\u00a0\u202f\u2009\t", string.ascii_lowercase + "    ")
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")


def lower(text: str) -> str:
    """Lower the Latin letters and make wrapped lines and odd spaces plain, with every offset kept.

    str.lower will not do: it may add characters.
    """
    return _WRAPPED.sub(" ", text.translate(_TO_LOWER))


def cardinal_value(text: str) -> int:
    """Give the value of one whole number that `CARDINAL` matches; "1.5bn" is 1,500,000,000.

    Raises:
        ValueError: there is no number in the text.
    """
    total, current = 0.0, 0.0
    seen = False
    for token in _TOKEN.findall(lower(text)):
        if token[0].isdigit():
            current, seen = float(re.sub(r"[^\d.]", "", token)), True
        elif token in SMALL:
            current, seen = current + SMALL[token], True
        elif token == "half":
            current, seen = 0.5, True
        elif token == "couple":
            current, seen = 2.0, True
        elif token in SCALES:
            scale = SCALES[token]
            current, seen = (current or 1.0) * scale, True
            if scale >= 1_000:
                total, current = total + current, 0.0
    if not seen:
        raise ValueError(f"No number in {text!r}.")
    return round(total + current)
