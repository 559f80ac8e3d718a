"""The lexicon: what the words of a report stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale

from ..model import CLASS_OF, PartyKind, Record
from .inflect import noun_forms, verb_forms
from .loader import Cue, Facts, Term, read_facts
from .matching import Match, Names, Token, tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_POSTS = _set(
    "leader chief commander general colonel captain lieutenant officer spokesman spokeswoman spokesperson official "
    "checkpoint convoy patrol operative secretary"
)
_BACKING = _set("backed led aligned supported linked allied sponsored trained installed occupied made supplied")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BREAKS = _set("of in from at near with for by to on who that which inside against among outside")
_DETERMINERS = _set("the a an its their his her two three four five six seven eight nine ten some several")


class PartyFacts(Record, frozen=True, kw_only=True):
    """What the lexicon knows of a party: kind, country (ISO 3166-1 alpha-2) and id in the list of organisations."""

    kind: PartyKind = "other"
    country: str = ""
    organisation: str = ""


class CueSpan(NamedTuple):
    """A cue word in a text: offsets, the type of event that it tells of ("" for a result), its class and weight."""

    start: int
    end: int
    type: str
    event_class: str
    weight: float
    part: str  # verbs, nouns or phrases


class Lexicon:
    """Words and names to their meaning, from YAML files. Make one by `load_lexicon`."""

    def __init__(self, facts: Facts) -> None:
        self.version = facts.version
        self._organisations = facts.organisations
        self._infrastructure = facts.infrastructure
        self._weapons = facts.weapons
        self._parties = Names(_names(facts.organisations.values()))
        self._media = Names(_names(term for term in facts.organisations.values() if term.medium))
        self._weapon_names = Names(_names(facts.weapons.values()))
        self._infrastructure_names = Names(_names(facts.infrastructure.values()))
        self._heads = Names((form, kind) for head, kind in facts.heads.items() for form in noun_forms(head))
        self._places = Names(_countries(facts))
        cues: dict[str, list[Cue]] = {}
        for cue in facts.cues.values():
            for form in _forms(cue):
                cues.setdefault(form, []).append(cue)
        self._cues = Names(cues.items())
        self._single = frozenset(form.lower() for form in cues if " " not in form and "-" not in form)
        self._several: dict[str, list[str]] = {}
        for form in cues:
            if " " in form or "-" in form:
                self._several.setdefault(re.split(r"[ -]", form)[0].lower(), []).append(form.lower())

    def party(self, text: str, *, country: str = "") -> PartyFacts | None:
        """Tell kind, country and organisation of a party as written; None if nothing in it is known.

        The longest name in the list of organisations wins, else the head noun with a country's name or
        adjective. `country` stands in where the phrase names none.
        """
        words = tokens(text)
        core = next((place for place, word in enumerate(words) if place and word.key in _BREAKS), len(words))
        land = self._country(words)
        head = self._head(words, core)
        alias = self._alias(words, core, head)
        if alias is not None:
            term = alias.held
            kind = term.kind
            if head is not None and head.first >= alias.end and head.held in ("police", "media"):
                kind = head.held
            return PartyFacts(kind=_kind(kind), country=term.country or (land or country), organisation=term.id)
        if head is not None:
            return PartyFacts(kind=_kind(head.held), country=land or country)
        if land:
            return PartyFacts(kind=_kind(self._bare(words, core)), country=land)
        return None

    def organisation(self, identifier: str) -> Term | None:
        """Give the entry of the list of organisations with this id."""
        return self._organisations.get(identifier)

    def medium(self, text: str) -> str:
        """Give the id of the medium that a phrase names (an agency, a channel, a platform), or ""."""
        match = self._media.longest(tokens(text))
        return match.held.id if match else ""

    def weapon(self, text: str) -> str:
        """Give the id of the weapon that a phrase names, or ""."""
        match = self._weapon_names.longest(tokens(text))
        return match.held.id if match else ""

    def infrastructure(self, text: str) -> str:
        """Give the id of the infrastructure that a phrase names, or ""."""
        match = self._infrastructure_names.longest(tokens(text))
        return match.held.id if match else ""

    def sensitive(self, infrastructure: str) -> bool:
        """Tell whether coordinates of this infrastructure are blurred in public exports."""
        term = self._infrastructure.get(infrastructure)
        return term is not None and term.sensitive

    def party_spans(self, text: str) -> list[tuple[int, int, PartyFacts]]:
        """Give the names of organisations in a text with what is known of them, in order."""
        words = tokens(text)
        return [
            (
                words[match.first].start,
                words[match.end - 1].end,
                PartyFacts(kind=_kind(match.held.kind), country=match.held.country, organisation=match.held.id),
            )
            for match in self._parties.find(words)
        ]

    def weapon_spans(self, text: str) -> list[tuple[int, int, str]]:
        """Give the weapons named in a text with their ids, in order."""
        return _spans(self._weapon_names, text)

    def infrastructure_spans(self, text: str) -> list[tuple[int, int, str]]:
        """Give the infrastructure named in a text with its ids, in order."""
        return _spans(self._infrastructure_names, text)

    def cue_spans(self, text: str) -> list[CueSpan]:
        """Give the cue words of a text in order; a word of several types gives a span for each."""
        words = tokens(text)
        return [
            CueSpan(
                words[match.first].start,
                words[match.end - 1].end,
                cue.type,
                CLASS_OF[cue.type] if cue.type else "",  # type: ignore[index]
                cue.weight,
                cue.part,
            )
            for match in self._cues.find(words)
            for cue in match.held
        ]

    def find_cues(self, text: str) -> set[str]:
        """Find, fast, which cue words a text holds, in lower case; `cue_spans` says where and of what."""
        lowered = text.lower()
        words = _WORD.findall(lowered)
        heads = self._several.keys() & {word.partition("-")[0] for word in words}
        several = {form for head in heads for form in self._several[head] if form in lowered}
        return several.union(self._single.intersection(words))

    def _head(self, words: Sequence[Token], core: int) -> Match[str] | None:
        """Give the head noun; of a post what it is held in ("militia leader", "spokesman of the army")."""
        inside = list(self._heads.find(words[:core]))
        after = [match for match in self._heads.find(words) if match.first >= core]
        while inside and self._is_post(words, inside[-1]):
            if len(inside) == 1:
                return after[0] if after else inside[0]
            inside.pop()
        return inside[-1] if inside else (after[-1] if after else None)

    def _is_post(self, words: Sequence[Token], match: Match[str]) -> bool:
        return match.end - match.first == 1 and words[match.first].key.rstrip("s") in _POSTS

    def _alias(self, words: Sequence[Token], core: int, head: Match[str] | None) -> Match[Term] | None:
        """Give the organisation that the phrase is, not one that it only mentions ("victims of Boko Haram")."""
        found = [match for match in self._parties.find(words) if not _against(words, match.first)]
        inside = [match for match in found if match.first < core]
        people = head is not None and head.held in ("civilians", "protesters")
        for matches in (inside, [match for match in found if match.first >= core]):
            if not matches:
                continue
            best = max(matches, key=lambda match: match.end - match.first)
            apart = head is not None and (head.first >= best.end or head.end <= best.first)
            if (
                people
                and apart
                and (best.first >= core or best.held.kind in ("armed group", "militia", "state forces"))
            ):
                continue
            if best.first >= core and head is not None and head.held in ("police", "media"):
                continue
            return best
        return None

    def _country(self, words: Sequence[Token]) -> str:
        """Give the country that a phrase names: its own before that of who backs it, never of who is opposed."""
        found = [match for match in self._places.find(words) if not _against(words, match.first)]
        own = [match for match in found if not _is_backer(words, match)]
        return (own or found)[0].held[0] if found else ""

    def _bare(self, words: Sequence[Token], core: int) -> str:
        """Tell what a country's name or adjective alone stands for."""
        match = next(iter(self._places.find(words)))
        rest = [word for word in words if word.key not in _DETERMINERS]
        if len(rest) > match.end - match.first and match.end < len(words):
            known = self._weapon_names.longest(words)
            return "state forces" if known is not None else "other"
        return match.held[1]


def _spans(names: Names[Term], text: str) -> list[tuple[int, int, str]]:
    words = tokens(text)
    return [(words[match.first].start, words[match.end - 1].end, match.held.id) for match in names.find(words)]


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, ...]) -> Lexicon:
    return Lexicon(read_facts(paths))


def load_lexicon(paths: Sequence[Path] = ()) -> Lexicon:
    """Load the lexicon shipped, extended and overridden by an analyst's own YAML files, later ones last. Cached.

    Raises:
        ResourceError: a file is missing or wrong; the message names file, line and key.
    """
    return _load(tuple(paths))


def _names(terms: Iterable[Term]) -> Iterable[tuple[str, Term]]:
    return ((name, term) for term in reversed(list(terms)) for name in term.names)


def _countries(facts: Facts) -> Iterable[tuple[str, tuple[str, str]]]:
    """Give names, adjectives, inhabitants and seats of government with country and what they alone stand for."""
    territories = Locale("en").territories
    for code, line in facts.countries.items():
        _, adjectives, people, further = line.split("|")
        name = re.sub(r"\s*\(.*?\)", "", territories.get(code, ""))
        for kind, column in (("state", f"{name},{further}"), ("state", adjectives), ("civilians", people)):
            for word in filter(None, map(str.strip, column.split(","))):
                yield word, (code, kind)
    for seat, code in facts.seats.items():
        yield seat, (code, "state")


def _forms(cue: Cue) -> set[str]:
    if cue.part == "verbs":
        return verb_forms(cue.word)
    return noun_forms(cue.word) if cue.part == "nouns" else {cue.word}


def _last(matches: Iterable[Match[str]]) -> Match[str] | None:
    found = list(matches)
    return found[-1] if found else None


def _is_backer(words: Sequence[Token], match: Match[tuple[str, str]]) -> bool:
    before = words[match.first - 1].key if match.first else ""
    after = words[match.end].key if match.end < len(words) else ""
    return before == "pro" or after in _BACKING


def _against(words: Sequence[Token], position: int) -> bool:
    return position > 0 and words[position - 1].key in ("anti", "ex", "former")


def _kind(kind: str) -> PartyKind:
    return kind  # type: ignore[return-value]
