"""What tells a count from the other numbers of a news text: ages, dates, money, shares, measures, designations."""

from __future__ import annotations

import re

from .numbers_nouns import is_plural

__all__ = ["is_count"]

_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_UNIT = (
    r"(?:light )?(?:years?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|decades?"
    r"|centur(?:y|ies)|nights?|quarters?|km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|centimet(?:er|re)s?|cm|mm|feet|foot|ft|inch(?:es)?"
    r"|yards?|acres?|hectares?"
    r"|kg|kgs|kilo(?:gram)?s?|grams?|pounds?|lbs?|lit(?:er|re)s?|gallons?|barrels?|mph|kph|knots?|degrees?"
    r"|square|cubic|nautical|megawatts?|kilowatts?|volts?"
    r"|dollars?|euros?|cents?|roubles?|rubles?|hryvnias?|shekels?|lira|rupees?|yuan|yen|francs?|rials?|riyals?|usd|eur"
    r"|per ?cent|percent|percentage|times|points?|seats?|votes?|a\.?m\b|p\.?m\b|o'clock|gmt|utc|bst|est|local time)"
)
_AFTER = re.compile(
    rf"(?:(?: (?:and|to|or) |[-–])\d+)?(?:[-‑ ]| full | more | straight | consecutive ){_UNIT}\b"
    r"|[-‑][a-z]|\s?%|[:/]\d|[.,]\d"
    rf"|(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b|(?:st|nd|rd|th)\b|[-‑–/]\d|\s?°|mm\b|km\b|kg\b"
    r"| consecutive\b|[- ]launch rocket| of (?:the |its |their |our )?(?:most\b|\w+est\b|biggest|worst|kind|way)"
    r"| another\b| by one\b"
    r"| of (?:millions |thousands |billions )?(?:of )?"
    r"(?:dollars|euros|miles|kilomet\w+|years|hours|pounds|roubles|rubles)\b"
)
_NUMBERED = (
    r"article|articles|unit|route|highway|flight|gate|room|sector|zone|phase|chapter|page|section|resolution|version"
    r"|channel|magnitude|level|category|number|no\.|nr|aged|age|ages|group of|day|block|checkpoint|point|terminal"
    r"|building|apartment|school|hospital|order|law|decree|batch|mine|pit|type|mark|model|covid|area|ward|district"
    r"|interstate|line|grade|version|battalion|brigade|radio|top|fifa|euro|g"
)
_BEFORE = re.compile(
    rf"(?:(?:\b(?:{_MONTH})\.?|\b(?:{_NUMBERED})) (?:the )?|[$€£₽#№]\s?"
    r"|\b(?:us|usd|eur|rs)\.? ?\$?|\bage[ds]? (?:\d+,? (?:and|to|or) )?|\d[:/])$"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PLAIN = re.compile(r"\d{1,4}$")
_NEXT = re.compile(r"[ -]([A-Za-z'’]+)")
_NAMED = re.compile(r"(?<![.!?:;\"”] )(?<!^)(?<!\n)\b([A-Z][a-z]+) $")
_AGE = re.compile(r"[A-Za-z][\w'’-]+, $")
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


def is_count(text: str, lowered: str, start: int, end: int) -> bool:
    """Tell whether the number at text[start:end] counts people or things."""
    number = lowered[start:end]
    if _AFTER.match(lowered, end) or _BEFORE.search(lowered, max(0, start - 24), start):
        return False
    if re.fullmatch(r"\d+\.\d+", number):
        return False
    follows = _NEXT.match(text, end)
    counted = follows is not None and is_plural(follows[1].lower())
    if _YEAR.match(number) and not counted:
        return False
    if _PLAIN.match(number):
        if len(number) < 3 and text[end : end + 1] in {",", ")"} and _AGE.search(text, max(0, start - 30), start):
            return False
        name = _NAMED.search(text, max(0, start - 24), start)
        if name and not counted and follows is not None and name[1].lower() not in _DAYS:
            return False
    return True
