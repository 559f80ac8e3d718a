"""Counts: "at least 47 people", "20–25", "158 of the 170 drones", "dozens", "a soldier", "no casualties".

What `low` and `high` mean is laid down once, in the guidelines of the events benchmark: a bound opens one side,
"nearly" and "about" are exact, a vague word has a least value, a bare plural is two or more. Ages, dates, money,
percentages, ordinals, measures and designations ("S-300", "155mm", "47th brigade") are no counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from .numbers_cardinals import CARDINAL, FIGURES, NUMBER_WORDS, WORDS, cardinal_value, lower
from .numbers_context import is_count
from .numbers_nouns import COMPOUND_HEADS, PERSONS, names_many

__all__ = ["Quantity", "Share", "find_quantities", "read_quantity", "read_share"]

Bound = Literal["least", "most", "exact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count as written: the offsets of the numeric expression with its bound; an open bound is None.

    `of` is the M of "N of M" and `of_start` where M begins. Offsets are code points, end exclusive.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    of: int | None = None
    of_start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part told by its whole: "half of them", "most of the dead"; `most` is at most the whole."""

    of_whole: Fraction
    most: bool = False

    def of(self, low: int | None, high: int | None) -> tuple[int | None, int | None] | None:
        """Give the bounds of the part of a whole; None where the whole says nothing of it."""
        if self.most:
            return None if high is None else (None, high)
        least, greatest = (None if bound is None else round(bound * self.of_whole) for bound in (low, high))
        return least, greatest


# ---------------------------------------------------------------- words

VAGUE = {
    "hundreds of thousands": 200_000, "tens of thousands": 20_000, "tens of millions": 20_000_000,
    "several thousand": 2_000, "several hundred": 200, "several dozen": 24, "several million": 2_000_000,
    "a few thousand": 2_000, "a few hundred": 200, "a few dozen": 24,
    "millions": 2_000_000, "thousands": 2_000, "hundreds": 200, "dozens": 24, "scores": 40, "tens": 20,
    "a large number": 2, "a small number": 2, "a significant number": 2, "an unknown number": 2,
    "an unspecified number": 2, "an undisclosed number": 2, "a number": 2, "a series": 2, "a handful": 2,
    "a few": 2, "several": 2, "numerous": 2, "multiple": 2, "various": 2, "countless": 2, "many": 2,
}  # fmt: skip
"""The least value of each vague word; its high side is open."""

_BOUNDS: dict[Bound, str] = {
    "least": "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|over|more than|above"
    "|upwards of|upward of|in excess of|exceeding|greater than",
    "most": "as many as|as much as|up to|at most|at the most|no more than|not more than|fewer than|less than|under"
    "|below|a maximum of",
    "exact": "about|around|some|nearly|almost|approximately|approx.|roughly|an estimated|close to|circa|exactly|just"
    "|only|an initial|a total of|a reported|a further|an additional|another|a combined|well|slightly|all|the|these"
    "|those|its|their|his|her",
}
BOUNDS: dict[str, Bound] = {phrase: kind for kind, row in _BOUNDS.items() for phrase in row.split("|")}
_LONGEST_BOUND = max(len(phrase.split()) for phrase in BOUNDS)
_MOST_OF = re.compile(r"(?:the )?(?:most|majority|bulk|much) of (?:(?:the|its|their|some|about|around|nearly) )*$")

# ---------------------------------------------------------------- patterns, on lower-case text

_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOIN = r"(?:[-–—]| [-–—] (?=\d)| to | or )"  # "Aug 8 - Two men" is a dateline and a count
_VAGUE = "|".join(sorted(VAGUE, key=len, reverse=True))
_CORE = re.compile(
    rf"(?:(?P<low>{CARDINAL})(?:{_JOIN}(?P<high>{FIGURES}|{WORDS}))?|\b(?P<vague>{_VAGUE})\b)"
    r"(?:(?P<plus>\+| or more\b| or higher\b| and more\b| at least\b)"
    r"|(?P<minus> or (?:fewer|less)\b| at most\b)| or so\b)?"
)
_BETWEEN = re.compile(rf"(?:between|from) (?P<low>{CARDINAL})(?: and |{_JOIN})(?P<high>{FIGURES}|{WORDS})")
_OF = re.compile(rf",? (?:out )?of (?:(?:the|its|their|his|her|some|about|a total of) )*(?P<of>{CARDINAL})")
_IDIOM = re.compile(
    rf"(?P<members>(?:an? )?(?:[\w'’-]{1, 30} )?(?:family|crew|team|gang|party|group) of (?P<of>{CARDINAL}))\b(?!-)"
    r"|(?P<two>an? (?:[\w'’-]{1,30} ){0,2}?(?:couple|pair)\b(?: of\b)?|both\b|twins?\b)"
    r"|(?P<three>an? trio\b(?: of\b)?|triplets\b)"
)
_NONE = re.compile(
    r"(?:no one|nobody|none|zero)\b(?! other)"
    r"|no (?:(?:immediate|further|civilian|human|reported|other|major|serious|more) )*"
    r"(?:(?:word|reports?|damages?|information) (?:of|on|or|and) (?:any )?)?"
    r"(?:casualt|injur|death|fatalit|victim|loss|peacekeeper|soldier|civilian|person|people)\w*"
    r"|without (?:any )?(?:casualties|injuries|losses|loss of life|losing an? \w+|victims)\b"
)
_NEVER_ONE = re.compile(r"\b(?:no|any|every|some|that|this|the|which|each|as|how|so|too) $")
_ARTICLE = re.compile(r"(?:^|.*[\s(\"“‘])(?P<one>(?:an?|another|one) (?:[\w'’.-]{1,30} ){0,4})$", re.DOTALL)
_IN_PHRASE = re.compile(r"\b(?:of|in|from|at|and|or|to|by|with|for|the|was|were|is|are|as|on|who|that|said)\b|[,;:()]")
_SOME = re.compile(r"(?:the )?(?:(?:all|many|some|majority|half)\b|most(?: of| were| are|$))")
_OF_THEM = r"(?: of (?:them|whom|these|those|the (?:dead|wounded|injured|victims))\b|$)"
_SHARE = re.compile(
    rf"(?:nearly |almost |about |some )?(?:(?P<most>most|mostly|the majority|a majority|the bulk)\b|all{_OF_THEM}"
    rf"|half{_OF_THEM}|(?P<n>a|one|two|three)[ -](?P<part>third|quarter)s?(?!$){_OF_THEM})"
)
_RISING = re.compile(r"\b(?:rose|risen|ris(?:es|ing)|increas\w+|climb\w+|jump\w+|rais\w+|revis\w+|gr[eo]w\w*|up) $")
_TWO = re.compile(r"(?:an?|the|his|her|its|their) [^,]* and (?:an?|the|his|her|its|their) ")
_COMPOUND = re.compile(rf" (?:[A-Z]|(?:{COMPOUND_HEADS})s?\b)")
_CLAUSE = re.compile(r"[.!?;]\s|\n")
_VERB = r"\b(?:is|are|was|were|be|been|has|have|had|killed|wounded|injured|died|dead|including|among)\b"
_SHARED = re.compile(
    rf"\b(?P<bound>at least|up to|as many as) (?:{CARDINAL})(?:(?!{_VERB}|[;:,]).){{0,60}}? (?:and|or)(?: another)? $"
)
_MOST_COUNTED = 10_000_000_000  # more than there are people; a longer number is a code
_CHUNK = 50_000
_TRIGGERS = frozenset(NUMBER_WORDS | {phrase.split()[0] for phrase in VAGUE} | {
    "between", "from", "family", "crew", "team", "gang", "party", "group", "couple", "pair", "both", "twin", "twins",
    "triplets", "trio", "no", "nobody", "none", "zero", "without", "half",
})  # fmt: skip


# ---------------------------------------------------------------- reading


def find_quantities(text: str) -> list[Quantity]:
    """Find the counts of a text, in order and without overlap.

    A single person with an article is a count of one; a bare plural is left to `read_quantity`.
    """
    found: list[Quantity] = []
    for quantity in _scan(text):
        if not found or quantity.start >= found[-1].end:
            found.append(quantity)
    return found


def read_quantity(text: str, before: str = "") -> Quantity | None:
    """Read a phrase that is known to be a figure; None where it is empty.

    `before` is the text to its left: in "at least 35 police and 55 civilians" the bound covers both. Where a verb
    stands between the two ("at least 11 are killed and 30 others injured") annotators differ, and it does not.
    A phrase without a number is read by its head: "his driver" is one, "Russian troops" is two or more.
    """
    phrase = text.strip()
    if not phrase:
        return None
    lowered = lower(phrase)
    if lowered.startswith("no ") and not lowered.startswith(("no fewer", "no less", "no more than")):
        return Quantity(start=0, end=len(text), low=0, high=0)
    first = None if _TWO.match(lowered) else next(iter(find_quantities(text)), None)
    if first is None:
        return _read_bare(text, lowered)
    if lowered.startswith("from ") and _RISING.search(lower(before)):
        return replace(first, low=first.high)
    if first.low is not None and first.low == first.high and _shares_bound(text, first, before):
        kind = _shared_bound(before)
        return replace(first, high=None) if kind == "least" else replace(first, low=None)
    return first


def read_share(text: str) -> Share | None:
    """Read a part that is told without a number of its own; None where the phrase is another."""
    share = _SHARE.match(lower(text.strip()))
    if share is None or find_quantities(text):
        return None
    if share["part"]:
        shares = {"a": 1, "one": 1, "two": 2, "three": 3}[share["n"]]
        return Share(of_whole=Fraction(shares, 3 if share["part"] == "third" else 4))
    return Share(of_whole=Fraction(1, 2) if "half" in share[0] else Fraction(1), most=share["most"] is not None)


def _scan(text: str) -> Iterator[Quantity]:
    """Yield candidates from left to right; each token that can take part in a count is looked at once."""
    lowered = lower(text)
    for start, end in _chunks(lowered):
        yield from _scan_chunk(text, lowered, list(_TOKEN.finditer(lowered, start, end)))


def _chunks(lowered: str) -> Iterator[tuple[int, int]]:
    """Cut a text of any length at a blank near every `_CHUNK` characters, so that memory stays small."""
    start = 0
    while start < len(lowered):
        blank = lowered.find("\n", start + _CHUNK, start + 2 * _CHUNK)
        if blank < 0:
            blank = lowered.find(" ", start + _CHUNK)
        end = len(lowered) if blank < 0 else blank + 1
        yield start, end
        start = end


def _scan_chunk(text: str, lowered: str, tokens: list[re.Match[str]]) -> Iterator[Quantity]:
    done = 0
    for i, token in enumerate(tokens):
        if token.start() < done:
            continue
        word = token[0]
        quantity = None
        if word[0].isdigit() or word in _TRIGGERS or word.split("-")[0] in NUMBER_WORDS:
            quantity = _none_or_idiom(lowered, token.start()) or _counted(text, lowered, tokens, i)
        elif word in PERSONS:
            quantity = _single(text, lowered, token.start(), token.end(), done)
        if quantity is not None:
            done = quantity.end
            yield quantity


def _none_or_idiom(lowered: str, start: int) -> Quantity | None:
    none = _NONE.match(lowered, start)
    if none:
        return Quantity(start=start, end=none.end(), low=0, high=0)
    idiom = _IDIOM.match(lowered, start)
    if idiom is None:
        return None
    value = cardinal_value(idiom["of"]) if idiom["members"] else 2 if idiom["two"] else 3
    return Quantity(start=start, end=idiom.end(), low=value, high=value)


def _counted(text: str, lowered: str, tokens: list[re.Match[str]], i: int) -> Quantity | None:
    """Read the number at token i with the bound to its left and what follows it."""
    start = tokens[i].start()
    pair = _BETWEEN.match(lowered, start)
    if pair:
        if not is_count(text, lowered, pair.start("high"), pair.end("high")):
            return None
        least, most = cardinal_value(pair["low"]), cardinal_value(pair["high"])
        if pair[0].startswith("from") and _RISING.search(lowered, max(0, start - 24), start):  # a toll as it is now
            return Quantity(start=pair.start("high"), end=pair.end(), low=most, high=most)
        return Quantity(start=start, end=pair.end(), low=least, high=most)
    core = _CORE.match(lowered, start)
    if core is None:
        return None
    number = "vague" if core["vague"] else "high" if core["high"] else "low"
    if not is_count(text, lowered, core.start(number), core.end(number)):
        return None
    if core[0].startswith(("one", "many")) and _NEVER_ONE.search(lowered, max(0, start - 6), start):
        return None
    low, high = _bounds(core)
    if (low or 0) > _MOST_COUNTED:
        return None
    begin, kind = _bound_before(lowered, tokens, i)
    if kind == "least" or core["plus"]:
        high = None
    elif kind == "most" or core["minus"]:
        low, high = None, (high if high is not None else low)
    share = _MOST_OF.search(lowered, max(0, begin - 40), begin)
    if share:
        begin, low, high = share.start(), None, high
    whole = _OF.match(lowered, core.end())
    if whole and is_count(text, lowered, whole.start("of"), whole.end("of")):
        of = cardinal_value(whole["of"])
        return Quantity(start=begin, end=whole.end(), low=low, high=high, of=of, of_start=whole.start("of"))
    return Quantity(start=begin, end=core.end(), low=low, high=high)


def _bounds(core: re.Match[str]) -> tuple[int | None, int | None]:
    if core["vague"]:
        return VAGUE[core["vague"]], None
    low = cardinal_value(core["low"])
    if not core["high"]:
        return low, low
    high = cardinal_value(core["high"])
    return min(low, high), max(low, high)


def _bound_before(lowered: str, tokens: list[re.Match[str]], i: int) -> tuple[int, Bound]:
    """Walk left over bounds ("at least another"); give where they start and the one that opens a side."""
    kind: Bound = "exact"
    while i > 0:
        for width in range(min(_LONGEST_BOUND, i), 0, -1):
            phrase = lowered[tokens[i - width].start() : tokens[i].start()].rstrip()
            if phrase in BOUNDS:
                kind = BOUNDS[phrase] if kind == "exact" else kind
                i -= width
                break
        else:
            break
    return tokens[i].start(), kind


def _single(text: str, lowered: str, start: int, end: int, done: int) -> Quantity | None:
    """Read "a 63-year-old woman" as one: an article up to five words before a noun for a person."""
    before = _ARTICLE.match(lowered[max(done, start - 60) : start])
    if before is None or _IN_PHRASE.search(before["one"]) or _COMPOUND.match(text, end):
        return None
    begin = start - len(before["one"])
    return Quantity(start=begin, end=end, low=1, high=1)


def _read_bare(text: str, lowered: str) -> Quantity:
    one = lowered.startswith(("a ", "an ")) and " of " not in lowered  # "an Su-24 aircraft", "a series of missiles"
    many = (names_many(text.strip()) and not one) or _SOME.match(lowered) is not None
    low = 2 if many or _TWO.match(lowered) else 1
    return Quantity(start=0, end=len(text), low=low, high=None if many else low)


# ---------------------------------------------------------------- shared bounds


def _shares_bound(text: str, quantity: Quantity, before: str) -> bool:
    lead, told = lower(text[: quantity.start]).strip(), lower(text[quantity.start :])
    if lead not in {"", "another"} or told.startswith(("a ", "an ")):  # "at least 20 soldiers and a civilian"
        return False
    return bool(before) and _shared_bound(before) is not None


def _shared_bound(before: str) -> Bound | None:
    """Find the bound in "at least X and " that also covers what follows.

    A verb between the two ("killing at least X and wounding Y") ends the bound's reach.
    """
    clause = _CLAUSE.split(lower(before))[-1]
    found = _SHARED.search(clause)
    return BOUNDS[found["bound"]] if found else None
