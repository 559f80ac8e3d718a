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

_NUMBERS = {
    "one": 1, "another": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20,
}  # fmt: skip
_NUMBERS |= {"both": 2, "pair of": 2, "couple of": 2, "trio of": 3}
_AGE = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?=[- ](?:year|month)s?[- ]olds?\b)"
    r"|\b\d{1,2}(?=[ -]?y/?o\b)|(?<=, )\d{1,2}(?:,? and \d{1,2})?(?=[,.;)])|(?<=\()\d{1,2}(?=\))"
    r"|(?<=\bage )\d{1,2}\b|(?<=\baged )\d{1,2}\b"
)
_AGED = r"x+[- ](?:year|month)s?[- ]old"  # an age once _AGE has masked its number: it counts one person
_COUNT = (
    rf"(?<![\w,$:#/'’-])(?<!\d\.)(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|{_AGED}|\d{{1,2}})"
    r"(?![\w.,:/-]*\d|[%°-]| ?(?:a\.?m|p\.?m)\b|th\b|st\b|nd\b|rd\b)"
)
_A = r"(?<![\w'’-])(?:a|an|his|her|their|the)"
_ONE_PERSON = (
    r"(?:person|man|woman|boy|girl|teen|teenager|child|kid|toddler|baby|infant|victim|officer|deputy|trooper|student|"
    r"adult|male|female|youth|brother|sister|other|employee|worker|resident|bystander|guest|friend|cousin|mother|father|"
    r"mom|dad|son|daughter|wife|husband|girlfriend|boyfriend|fianc[eé]e?|grand\w+|uncle|aunt|nephew|niece|stepfather|stepson|"
    r"guard|clerk|driver|passenger|homeowner|neighbou?r|intruder|robber|cop|patron|juvenile|individual|citizen|player|owner|"
    r"customer|pedestrian|minor|sibling|soldier|suspect|gunman|shooter|freshman|sophomore|senior|rapper|veteran|tenant|"
    r"x+-year-old|year-old)"
)
_PERSON = rf"(?:people|men|women|children|babies|deputies|gunmen|families|more|{_ONE_PERSON}(?:s|es)?)"
_NO_ADJECTIVE = (
    r"(?!(?:and|or|in|of|at|to|on|from|by|for|with|as|who|that|which|when|while|after|before|was|were|is|are|had|has|"
    r"have|be|been|being|left|leaves|leaving|killed|killing|dead|shot|shooting|shots?|wounded|injured|hurt|said|says|say|"
    r"his|her|their|the|a|an|one|two|three|four|times?|rounds?|bullets?|hours?|days?|weeks?|months?|years?|minutes?|"
    r"counts?|blocks?|miles?|guns?|charges?)\b)"
)
_ADJECTIVES = rf"(?:[ -]{_NO_ADJECTIVE}[\w'’]+(?:-[\w'’]+)*){{0,4}}?"
_SINGLE = rf"(?P<one>{_A}){_ADJECTIVES}[ -](?P<who>{_ONE_PERSON})"
_WHO = rf"(?:(?P<n>{_COUNT})(?:{_ADJECTIVES} (?P<head>{_PERSON}))?|{_SINGLE})(?![\w-])"
_PEOPLE = rf"(?:(?P<n>{_COUNT}){_ADJECTIVES} (?P<head>{_PERSON})|{_SINGLE})(?![\w-])"
_ALSO = rf"(?:,? and (?P<also>{_COUNT}|{_A}){_ADJECTIVES}[ -]{_PERSON}(?![\w-]))?"
_ASIDE = r"(?:,[^,.;]{1,40},)?(?: (?:who|that))?"
_BE = (
    r"(?: (?:was|were|is|are|has|have|had|been|being|got|later|also|reportedly|apparently|accidentally|confirmed|found|"
    r"both|all|still|initially|allegedly|then))*"
)
_KILLED = (
    r"(?:shot and killed|shot to death|shot dead|fatally (?:shot|wounded|injured)|killed|dead|slain|died|dies|dying|"
    r"gunned down|murdered|pronounced dead|deceased|lost (?:his|her|their) li[fv]es?|succumbed|passed away)\b"
)
_STATE = r"in (?:\w+,? (?:but )?)?(?:critical|serious|stable|fair|good|guarded) condition"
_HURT = (
    r"(?:shot and (?:injured|wounded|hurt|critically)|injured|wounded|hurt|hospitali[sz]ed|grazed|recovering|"
    rf"(?:critically|seriously|badly|severely) (?:injured|wounded|hurt)|{_STATE}|suffer(?:ed|ing|s)|treated|"
    r"(?:taken|rushed|transported|airlifted|flown) to|survived|survives|sustained)\b"
)
_SHOT = r"(?:shot|struck|hit by|gunshot victims?)\b(?! and killed| dead| to death)"
_KILL = (
    r"\b(?:kill(?:ed|ing|s)|murder(?:ed|ing|s)|fatally (?:shot|shooting|shoots)|shot and killed|gunned down|"
    r"claimed the li(?:fe|ves) of|(?:deaths?|murders?|killings?|slayings?|homicides?) of)"
)
_INJURE = r"\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing|s)?)"
_SHOOT = r"\b(?:shot|shoots|shooting(?: of)?|struck|hit|hitting|striking)"
_BARE = rf"(?P<one>)(?P<who>{_ONE_PERSON})(?![\w-])(?P<n>)(?P<head>)(?:,? x+,?)?"


def _rules(*rows: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in rows)


_RULES = _rules(
    ("killed", rf"{_WHO}{_ALSO}{_ASIDE}{_BE} {_KILLED}"),
    ("killed", rf"{_KILL} {_PEOPLE}{_ALSO}"),
    (
        "killed",
        rf"(?P<one>)(?P<who>)(?P<head>)(?P<also>)(?P<n>{_COUNT}) of (?:them|whom)[, ]+(?:fatally|died|killed|dead)",
    ),
    ("hurt", rf"{_WHO}{_ALSO}{_ASIDE}{_BE} {_HURT}"),
    ("hurt", rf"{_INJURE} {_PEOPLE}{_ALSO}"),
    ("shot", rf"{_WHO}{_ALSO}{_ASIDE}{_BE} {_SHOT}"),
    ("shot", rf"{_SHOOT} {_PEOPLE}{_ALSO}"),
)
_TITLE_RULES = _rules(
    ("killed", rf"(?<![\w-]){_BARE}{_ALSO}{_BE} {_KILLED}"),
    ("killed", rf"{_KILL} {_BARE}{_ALSO}"),
    ("hurt", rf"(?<![\w-]){_BARE}{_ALSO}{_BE} {_HURT}"),
    ("hurt", rf"{_INJURE} {_BARE}{_ALSO}"),
    ("shot", rf"(?<![\w-]){_BARE}{_ALSO}{_BE} {_SHOT}(?! (?:{_ONE_PERSON}|{_COUNT}|at)\b)"),
    ("shot", rf"{_SHOOT} {_BARE}{_ALSO}"),
)
_TIMES = {"double": 2, "triple": 3, "quadruple": 4}
_MULTIPLE_KILLING = re.compile(r"\b(double|triple|quadruple) (?:homicide|murder|killing|slaying)")
_MULTIPLE_SHOOTING = re.compile(r"\b(double|triple|quadruple) shooting")
_DEAD = re.compile(
    r"\b(?:killed|dead|died|dies|fatal(?:ly)?|murder(?:ed)?|homicide|slain|slaying|deadly|death|deceased|manslaughter|"
    r"gunned down|passed away|obituary)\b"
)
_NOT_DEAD = re.compile(
    r"\b(?:non-?fatal|attempted (?:\w+[- ])*(?:murder|homicide|manslaughter)|death threats?|left for dead|"
    r"near[- ]death|assault with a deadly|deadly (?:weapon|force|conduct)|tried to kill|nearly killed|"
    r"attempt(?:ed)? to kill)\b"
)
_SELF = r"(?:himself|herself|themselves|self)"
_OWN_HAND = re.compile(
    rf"(?:kill(?:ed|ing|s)?|shot and killed|shoot(?:s|ing)?|shot|turn(?:ed|ing|s)? the \w+ on) {_SELF}|"
    r"t(?:ook|aking) (?:his|her) own life|self-inflicted|murder[- ]suicide|committed suicide|commit suicide"
)
_CULPRIT = r"(?:suspect(?:ed)?(?: (?:gunman|shooter))?|gunman|shooter|attacker|robber|intruder)"
_SUSPECT_DEAD = re.compile(
    rf"{_CULPRIT}{_ASIDE}(?: (?:was|is|also|had|been|has|were|then|later|shot|and|pronounced|found|apparently))* "
    r"(?:killed|dead|died|fatally|deceased)|"
    rf"(?:killed|killing|fatally shot|shot and killed|death of) (?:the |a )?{_CULPRIT}"
)
_INCLUDING = re.compile(r"including (?:the |a )?(?:suspect|alleged|gunman|shooter|attacker)")
_AND_SELF = re.compile(
    r"(?:before|then) (?:fatally )?(?:killing|shooting|turning|shot|killed|turned|taking|took)[^.]{0,30}"
    r"(?:himself|herself|own life|on self)|(?:and|then) (?:himself|herself)\b"
)
_ACT = re.compile(
    r"\b(?:shot|shoot\w*|gunfire|gunshots?|gunm[ae]n|fired|stabb\w+|killed|slain|homicide|murder\w*|wounded)\b"
)


_PLAIN = re.compile(r"injur|wound|hurt|graz")
_NOBODY_ELSE = frozenset({"the", "his", "her", "a", "victim", "suspect", "person"})


class Count(NamedTuple):
    """A count of people read in an article: the kind, the number, where it stands, and the noun it counts."""

    kind: str
    number: int
    start: int
    end: int
    weight: float
    head: str
    other: bool  # "another man": somebody else than the one told of before
    plain: bool  # told to be hurt, not only to be in a hospital, where the dead may have been taken too


class Toll(NamedTuple):
    """Killed and injured, each with the phrase that it was read from, if there is one."""

    killed: int
    injured: int
    killed_at: tuple[int, int] | None
    injured_at: tuple[int, int] | None


def read_toll(text: str, body: int = 0) -> Toll:
    """Read the toll of the article's main incident; `body` is where the title ends."""
    masked = _NOT_DEAD.sub(lambda m: "_" * len(m.group()), _AGE.sub(lambda m: "x" * len(m.group()), text.lower()))
    opening = _opening(masked, body)
    lead = masked[:body] + "\n" + masked[opening : opening + 900]
    counts = list(find_counts(masked, body, opening))
    killed, killed_at = _decide([c for c in counts if c.kind == "killed" and (c.number == 1 or c.weight >= 1)])
    hurt, hurt_at = _decide(_others(counts, killed))
    shot, shot_at = _decide([c for c in counts if c.kind == "shot"])
    killed = max(killed, _multiple(_MULTIPLE_KILLING, lead))
    shot = max(shot, _multiple(_MULTIPLE_SHOOTING, lead))
    if not killed and len(_DEAD.findall(lead)) > 1:
        killed = 1
    own_hand, suspect = _OWN_HAND.search(lead), _SUSPECT_DEAD.search(lead)
    if (own_hand or suspect) and not _INCLUDING.search(lead):
        killed = _with_suspect(killed, lead)
    injured, at = hurt, hurt_at
    if shot > 1 and shot > killed + hurt and (hurt <= 1 or killed <= 1):
        injured, at = shot - killed, shot_at
    elif not hurt and not killed:
        injured, at = 1, shot_at
    return Toll(killed, injured, killed_at, at if injured else None)


def find_counts(masked: str, body: int, opening: int) -> Iterator[Count]:
    """Find the phrases that count people killed, hurt or shot, in a lower-case text with ages masked."""
    taken: set[tuple[str, int]] = set()
    for rules, stop in ((_TITLE_RULES, body), (_RULES, len(masked))):
        for kind, pattern in rules:
            for found in pattern.finditer(masked, 0, stop):
                start = found.start("n") if found["n"] else found.start("who")
                if (kind, start) in taken or (kind == "shot" and {("killed", start), ("hurt", start)} & taken):
                    continue
                taken.add((kind, start))
                number = _number(found["n"] or "a") + (_number(found["also"]) if found["also"] else 0)
                weight = _weight(start, body, opening)
                if 0 < number <= 40 and weight:
                    head = found["who"] or found["head"] or found["n"]
                    other = found["n"] == "another" or found.group().startswith("a second")
                    plain = bool(_PLAIN.search(found.group()))
                    yield Count(kind, number, start, found.end(), weight, head, other, plain)


def _opening(masked: str, body: int) -> int:
    """Give the offset at which the story begins: what stands before the first sentence on the act is furniture."""
    for found in re.finditer(r"[^.\n]{40,}", masked[body:]):
        if _ACT.search(found.group()):
            return body + found.start()
    return body


def _others(counts: list[Count], killed: int) -> list[Count]:
    """List the counts of people hurt; beside the dead, one person counts only if told to be someone else."""
    hurt = [c for c in counts if c.kind == "hurt"]
    if not killed:
        return hurt
    dead = {c.head for c in counts if c.kind == "killed"} | _NOBODY_ELSE
    more = [c for c in counts if c.kind != "killed" and c.other and c.number == 1 and c.weight >= 1]
    return [c for c in hurt if c.number > 1 or (c.head not in dead and c.weight >= (1 if c.plain else 2))] or more


def _multiple(pattern: re.Pattern[str], lead: str) -> int:
    found = pattern.search(lead)
    return _TIMES[found[1]] if found else 0


def _decide(counts: list[Count]) -> tuple[int, tuple[int, int] | None]:
    """Choose the number with most weight; numbers above one count before single persons."""
    chosen = [c for c in counts if c.number > 1 and c.weight >= 1] or counts
    if not chosen:
        return 0, None
    votes: dict[int, float] = defaultdict(float)
    for count in chosen:
        votes[count.number] += count.weight
    number = max(votes, key=lambda n: (votes[n], n))
    first = next(c for c in chosen if c.number == number)
    return number, (first.start, first.end)


def _with_suspect(killed: int, lead: str) -> int:
    if killed == 0:
        return 1 if _DEAD.search(lead) else 0
    if killed == 1 and re.search(r"murder[- ]suicide", lead):
        return 2
    return killed + 1 if _AND_SELF.search(lead) else killed


def _weight(start: int, body: int, opening: int) -> float:
    if start < body:
        return 3.0
    if start < opening:
        return 0.0
    if start < opening + 450:
        return 2.0
    return 1.0 if start < opening + 1300 else 0.3


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)
