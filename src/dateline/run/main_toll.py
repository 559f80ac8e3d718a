"""How many were killed and injured in the one incident that an article is about.

News of one shooting or stabbing counts people in many small phrases ("1 dead, 4 hurt", "a man and his
sister were shot", "before killing himself"). Each is read with its place in the article; the counts of the
title and the lead outweigh those further down, where other cases are told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

_ONES = "a an one another his her their the our my its".split()
_NUMBERS = {word: 1 for word in _ONES} | {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        2,
    )
}
_NUMBERS |= {"both": 2, "pair": 2, "couple": 2, "twins": 2, "trio": 3}
_COUNT = rf"(?<![\w.,$:#-])(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}})(?![\w.,:]\d|%|-year| ?(?:a\.?m|p\.?m)\b|th\b|st\b|nd\b)"
_PERSON = (
    r"(?:people|persons?|men|man|women|woman|boys?|girls?|teen(?:ager)?s?|child(?:ren)?|kids?|toddlers?|baby|babies|"
    r"infants?|victims?|officers?|deput(?:y|ies)|troopers?|students?|adults?|males?|females?|youths?|brothers?|sisters?|"
    r"others?|employees?|workers?|residents?|bystanders?|guests?|friends?|cousins?|mother|father|mom|dad|son|daughter|"
    r"wife|husband|girlfriend|boyfriend|fianc[eé]e?|grand\w+|uncle|aunt|nephew|niece|stepfather|stepson|guards?|clerks?|"
    r"drivers?|passengers?|homeowner|neighbou?rs?|intruders?|robbers?|cops?|patrons?|juveniles?|individuals?|citizens?|"
    r"players?|owners?|customers?|partygoers?|pedestrians?|minors?|siblings?|soldiers?|suspects?|gunm[ae]n|shooters?|"
    r"freshman|sophomore|senior|year-olds?|more)"
)
_WHO = rf"(?P<n>{_COUNT})(?P<mid>(?:[ -](?!and\b|or\b|in\b|of\b|at\b|to\b|on\b|from\b)[\w'’-]+){{0,5}}?)(?: {_PERSON})?"
_ALSO = rf"(?:,? and (?P<also>{_COUNT})(?:[ -](?!and\b|or\b|in\b|at\b)[\w'’-]+){{0,4}}? {_PERSON})?"
_ASIDE = r"(?:,[^,.;]{1,40},)?(?: (?:who|that))?"
_BE = r"(?: (?:was|were|is|are|has|have|had|been|being|got|later|also|reportedly|apparently|accidentally|confirmed|found|both|all|still|initially))*"
_KILLED = (
    r"(?:shot and killed|shot to death|shot dead|fatally (?:shot|wounded|injured)|killed|dead|slain|died|dies|dying|"
    r"murdered|pronounced dead|deceased|lost (?:his|her|their) li[fv]es?|succumbed)"
)
_HURT = (
    r"(?:shot and (?:injured|wounded|hurt|critically)|injured|wounded|hurt|hospitali[sz]ed|grazed|recovering|"
    r"(?:critically|seriously|badly|severely) (?:injured|wounded|hurt)|in (?:critical|serious|stable|fair|good|guarded) condition|"
    r"suffer(?:ed|ing|s)?\b|treated|(?:taken|rushed|transported|airlifted|flown) to|survived|sustained)"
)
_SHOT = r"(?:shot\b|struck\b|hit by|gunned down|gunshot victims?)"

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("killed", rf"{_WHO}{_ALSO}{_ASIDE}{_BE} {_KILLED}"),
        ("killed", rf"\b(?:kill(?:ed|ing|s)|murder(?:ed|ing|s)|fatally (?:shot|shooting|shoots)|shot and killed|claimed the li(?:fe|ves) of|(?:deaths?|murders?|killings?|slayings?) of) {_WHO}{_ALSO}"),
        ("killed", rf"\b(?:leaves?|leaving|left) {_WHO}{_ALSO}{_BE} (?:dead|killed)"),
        ("hurt", rf"{_WHO}{_ALSO}{_ASIDE}{_BE} {_HURT}"),
        ("hurt", rf"\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing|s)?) {_WHO}{_ALSO}"),
        ("hurt", rf"\b(?:leaves?|leaving|left) {_WHO}{_ALSO}{_BE} (?:injured|wounded|hurt|in (?:critical|serious))"),
        ("shot", rf"{_WHO}{_ALSO}{_ASIDE}{_BE} {_SHOT}"),
        ("shot", rf"\b(?:shot|shoots|shooting(?: of)?|struck|hit|hitting|striking) {_WHO}{_ALSO}"),
    )
)  # fmt: skip
_DOUBLE = ((re.compile(r"\bdouble (?:homicide|murder|killing|slaying)"), 2), (re.compile(r"\btriple (?:homicide|murder|killing|slaying)"), 3), (re.compile(r"\bquadruple (?:homicide|murder)"), 4))  # fmt: skip
_DEAD = re.compile(
    r"\b(?:killed|dead|died|dies|fatal(?:ly)?|murder(?:ed)?|homicide|slain|slaying|deadly|death|deceased|manslaughter)\b"
)
_NOT_DEAD = re.compile(
    r"\b(?:non-?fatal|attempted (?:murder|homicide)|death threats?|left for dead|near[- ]death|assault with a deadly|deadly (?:weapon|force|conduct)|tried to kill|nearly killed|attempt(?:ed)? to kill)\b[^.]{0,12}"
)
_OWN_HAND = re.compile(
    r"(?:kill(?:ed|ing|s)?|shot and killed|shoot(?:s|ing)?|shot|turn(?:ed|ing|s)? the (?:gun|weapon|rifle|pistol|shotgun) on) (?:himself|herself|themselves|self)|"
    r"t(?:ook|aking) (?:his|her) own life|self-inflicted|murder[- ]suicide|committed suicide|commit suicide"
)
_SUSPECT_DEAD = re.compile(
    r"(?:suspect(?:ed)?(?: (?:gunman|shooter))?|gunman|shooter|attacker|robber|intruder)(?:,[^,.;]{1,40},)?(?: (?:was|is|also|had|been|has|were|then|later|shot|and|pronounced|found|apparently))* (?:killed|dead|died|fatally|deceased)|"
    r"(?:killed|killing|fatally shot|shot and killed|death of) (?:the |a )?(?:suspect|gunman|shooter|attacker|robber|intruder)"
)
_INCLUDING = re.compile(r"including (?:the |a )?(?:suspect|alleged|gunman|shooter|attacker)")
_SINGLE = frozenset(_ONES)


class Count(NamedTuple):
    """A count of people read in an article: the kind, the number, where it stands."""

    kind: str
    number: int
    start: int
    end: int
    weight: float
    definite: bool  # "a man" may be one of several; "two men" is the count


class Toll(NamedTuple):
    """Killed and injured, each with the count that it was read from, if there is one."""

    killed: int
    injured: int
    killed_at: tuple[int, int] | None
    injured_at: tuple[int, int] | None


def read_toll(text: str, body: int = 0) -> Toll:
    """Read the toll of the article's main incident; `body` is where the title ends."""
    counts = list(find_counts(text, body))
    lowered = _NOT_DEAD.sub(lambda m: " " * len(m.group()), text.lower())
    lead = lowered[: body + 900]
    killed, killed_at = _decide([c for c in counts if c.kind == "killed"])
    hurt, hurt_at = _decide([c for c in counts if c.kind == "hurt"])
    shot, shot_at = _decide([c for c in counts if c.kind == "shot"])
    for pattern, number in _DOUBLE:
        if pattern.search(lead):
            killed = max(killed, number)
    own_hand, suspect = _OWN_HAND.search(lowered), _SUSPECT_DEAD.search(lead)
    if not killed and len(_DEAD.findall(lead)) > 1:
        killed = 1
    if (own_hand or suspect) and not _INCLUDING.search(lead):
        killed = _with_suspect(killed, lead, own=bool(own_hand))
    if hurt:
        injured, at = hurt, hurt_at
        if shot > killed + hurt and shot_at and killed <= 1:
            injured = shot - killed
    else:
        injured, at = (max(shot - killed, 0), shot_at) if shot > 1 or not killed else (0, None)
    if not killed and not injured:
        injured = 1
    return Toll(killed, injured, killed_at, at if injured else None)


def find_counts(text: str, body: int) -> Iterator[Count]:
    """Find the phrases that count people killed, hurt or shot."""
    lowered = text.lower()
    taken: set[tuple[str, int]] = set()
    for kind, pattern in _RULES:
        for found in pattern.finditer(lowered):
            start = found.start("n")
            if (kind, start) in taken or (kind == "shot" and {("killed", start), ("hurt", start)} & taken):
                continue
            taken.add((kind, start))
            number = _number(found["n"]) + (_number(found["also"]) if found["also"] else 0)
            if 0 < number <= 40:
                yield Count(
                    kind, number, start, found.end(), _weight(start, body), found["n"] not in _SINGLE or number > 1
                )


def _decide(counts: list[Count]) -> tuple[int, tuple[int, int] | None]:
    """Choose the number with most weight; numbers above one count before single persons."""
    if not counts:
        return 0, None
    definite = [c for c in counts if c.number > 1 and c.weight >= 1]
    chosen = definite or counts
    votes: dict[int, float] = defaultdict(float)
    for count in chosen:
        votes[count.number] += count.weight
    number = max(votes, key=lambda n: (votes[n], n))
    first = next(c for c in chosen if c.number == number)
    return number, (first.start, first.end)


def _with_suspect(killed: int, lead: str, *, own: bool) -> int:
    if killed == 0:
        return 1 if _DEAD.search(lead) else 0
    if killed == 1 and re.search(r"murder[- ]suicide", lead):
        return 2
    if re.search(
        r"(?:before|then) (?:fatally )?(?:killing|shooting|turning|shot|killed|turned|taking|took)[^.]{0,30}(?:himself|herself|own life|on self)",
        lead,
    ):
        return killed + 1
    return killed


def _weight(start: int, body: int) -> float:
    if start < body:
        return 3.0
    if start < body + 450:
        return 2.0
    return 1.0 if start < body + 1300 else 0.3


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
