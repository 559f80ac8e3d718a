"""The words of time expressions, and the pattern pieces made of them. All lower case."""

from __future__ import annotations

from collections.abc import Iterable

from .numbers_cardinals import NUMBER_WORDS, ONES, TEENS, TENS, WORDS

__all__ = [
    "APPROXIMATE", "CLOCK", "COUNT", "DAY", "FLOATING", "HOLIDAY", "HOLIDAYS", "MONTH", "MONTHS", "MONTH_ALONE",
    "ORDINAL", "ORDINALS", "PART", "PARTS", "SEASON", "SEASONS", "SPELLED_YEAR", "STARTERS", "UNIT", "UNITS",
    "WEEKDAY", "WEEKDAYS", "YEAR", "ZONE",
]  # fmt: skip

_MONTH_NAMES = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: i for name, i in list(MONTHS.items())} | {"sept": 9}
_DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS = {name: i for i, name in enumerate(_DAY_NAMES)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}

PARTS = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF", "evening": "EV", "dusk": "EV",
    "sunset": "EV", "nightfall": "EV", "night": "NI", "daytime": "DT",
}  # fmt: skip
"""Parts of the day with their TIMEX3 codes."""

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "W",
    "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
}  # fmt: skip
"""Units with their TIMEX3 codes; seconds, minutes and hours stand behind a T."""

HOLIDAYS: dict[str, tuple[int, int] | str] = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24),
    "christmas": (12, 25), "boxing day": (12, 26), "epiphany": (1, 6), "orthodox christmas": (1, 7),
    "valentine's day": (2, 14), "international women's day": (3, 8), "may day": (5, 1), "victory day": (5, 9),
    "independence day": (7, 4), "halloween": (10, 31), "armistice day": (11, 11), "veterans day": (11, 11),
    "good friday": "easter-2", "easter sunday": "easter", "easter monday": "easter+1", "easter": "easter",
    "palm sunday": "easter-7", "thanksgiving day": "thanksgiving", "thanksgiving": "thanksgiving",
    "labor day": "labor", "memorial day": "memorial", "martin luther king day": "king",
}  # fmt: skip
"""Holidays by month and day, or by the name of their rule."""

FLOATING = {"thanksgiving": (11, 3, 4), "labor": (9, 0, 1), "memorial": (5, 0, -1), "king": (1, 0, 3)}
"""Holidays on the n-th weekday of a month: month, weekday (Monday is 0), n; -1 is the last."""

_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
ORDINALS = {word: i for i, word in enumerate(_ORDINAL_WORDS.split(), 1)}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_ABBREVIATED = _any(m for m in MONTHS if m not in _MONTH_NAMES)
MONTH = rf"(?:{_any(_MONTH_NAMES)}\b|{_ABBREVIATED}\b\.?)"
MONTH_ALONE = rf"(?:{_any(_MONTH_NAMES)}\b|{_ABBREVIATED}\.)"
WEEKDAY = rf"(?:{_any(_DAY_NAMES)}|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.)"
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:.,]\d|\w|%)|{_any(ORDINALS)}\b)"
_TEN = rf"{_any(TENS)}(?:[- ]{_any(ONES)})?"
SPELLED_YEAR = rf"(?:(?:eighteen|nineteen|twenty)[- ](?:oh[- ]{_any(ONES)}|{_TEN}|{_any(TEENS)}))"
YEAR = rf"(?:(?:1[5-9]|20)\d\d(?![\d:,]\d|\d|%|-\w)|{SPELLED_YEAR}\b)"
PART = rf"(?:mid-?\s?(?:morning|afternoon)|{_any(PARTS)})"
ORDINAL = _any(ORDINALS)
SEASON = _any(SEASONS)
HOLIDAY = _any(HOLIDAYS)
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?:y|ie))"
ZONE = r"(?:\s?(?:gmt|utc|est|edt|cet|eet|bst|pst|local time|kyiv time|moscow time))"
CLOCK = (
    rf"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?:a\.?m\b\.?|p\.?m\b\.?){ZONE}?"
    rf"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d){ZONE}?"
    rf"|(?:[01]\d|2[0-3])[0-5]\d{ZONE}|noon\b|midday\b|midnight\b)"
)
COUNT = (
    rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?(?: 1/2| 1/4| 3/4)?|half(?: an?)?|a(?: couple(?: of)?| few| number of| dozen)|an?"
    rf"|couple(?: of)?|few|several|many|some|{WORDS})"
)
_APPROXIMATE_WORDS = "about around nearly almost approximately roughly some over under within just only"
APPROXIMATE = frozenset(_APPROXIMATE_WORDS.split())

_OPENERS = """
the this that these those its their his her our a an between from last next past previous following coming
current recent same each every early late mid earlier later end beginning start middle today tonight yesterday
tomorrow overnight now currently nowadays presently recently lately soon future once previously formerly daily
hourly weekly monthly quarterly yearly annually annual nightly twice fiscal noon midday midnight year day month
week quarter few couple several many some half right at then weekend mondays tuesdays wednesdays thursdays
fridays saturdays sundays long short near another less more latest calendar most corresponding comparable
like equivalent prior q1 q2 q3 q4 decades centuries nights orthodox preceding upcoming sometime
"""
STARTERS = frozenset(
    {*MONTHS, *WEEKDAYS, *PARTS, *SEASONS, *ORDINALS, *NUMBER_WORDS, *_OPENERS.split()}
    | {name.split()[0] for name in HOLIDAYS}
    | {unit + "s" for unit in UNITS}
)
"""Words with which an expression may begin; digits may, too. Other words are passed over without a look."""
