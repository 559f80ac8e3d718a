"""Make a claim of a decoded event: read numbers, days, places and parties from its spans."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ..gazetteer import Gazetteer
from ..language.numbers import read_quantity, read_share
from ..language.times import TimeExpression, event_when, when_lasting
from ..language.words import Word
from ..model import (
    Attribution,
    Claim,
    ClaimId,
    Document,
    Figure,
    Party,
    Place,
    PlaceMention,
    Status,
    Thing,
    Value,
    When,
    content_id,
)
from ..ontology import Lexicon
from .spans import RawEvent, RoleSpan

Located = Mapping[str, Place | None]
"""The gazetteer's entry of each place name of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A document with what was read of it before its events: words, sentences, time expressions."""

    document: Document
    words: Sequence[Word]
    sentence: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    line: Sequence[int]  # number of the line of each sentence
    times: Sequence[TimeExpression]
    counts: Sequence[tuple[int, int]]  # what the grammar of numbers holds for counts, as spans of words
    timed: Sequence[tuple[int, int]]  # the time expressions, as spans of words

    @property
    def anchor(self) -> dt.date | None:
        """The day that "yesterday" counts from."""
        return self.document.published.day

    def chars(self, begin: int, end: int) -> tuple[int, int]:
        """Turn a span of words into one of characters."""
        return self.words[begin].start, self.words[end - 1].end

    def text(self, begin: int, end: int) -> str:
        """The characters of a span of words."""
        start, stop = self.chars(begin, end)
        return self.document.text[start:stop]

    def in_one_sentence(self, a: Value, b: Value) -> bool:
        """Tell whether two values stand in the same sentence."""
        return self.sentence_of(a.start) == self.sentence_of(b.start)

    def sentence_of(self, offset: int) -> int:
        """Number the sentence in which a character stands."""
        return bisect_right(self.sentences, offset, key=lambda sentence: sentence[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What assembling looks names up in, and the versions that go into every claim."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    engine: str


def locate(read: ReadText, events: Sequence[RawEvent], gazetteer: Gazetteer) -> Located:
    """Resolve the place names of all events of a document together: one name means one place."""
    names = list(dict.fromkeys(read.text(s.begin, s.end) for e in events for s in e.spans if s.role == "place"))
    return dict(zip(names, gazetteer.resolve(names), strict=True))


def assemble(read: ReadText, event: RawEvent, knowledge: Knowledge, located: Located) -> Claim:
    """Make a claim, its id not yet given. `located` holds the entry of each place name of the document."""
    start, end = read.chars(event.begin, event.end)
    by_role: dict[str, list[RoleSpan]] = {}
    for span in event.spans:
        by_role.setdefault(span.role, []).append(span)
    actors = tuple(_party(read, s, knowledge) for s in by_role.get("actor", []))
    targets = tuple(_party(read, s, knowledge) for s in by_role.get("target", []))
    attributions = tuple(_attribution(read, s, knowledge) for s in by_role.get("source", []))
    return Claim(
        id=ClaimId(""),
        document=read.document.id,
        type=event.type,
        trigger=Value(
            text=read.document.text[start:end], start=start, end=end, by="head:trigger", confidence=event.confidence
        ),
        status=event.status,
        actors=actors,
        targets=targets,
        weapons=tuple(_weapon(read, s, knowledge) for s in by_role.get("weapon", [])),
        infrastructure=tuple(
            Thing(text=t.text, start=t.start, end=t.end, by="lexicon:infrastructure", kind=kind)
            for t in targets
            if (kind := knowledge.lexicon.infrastructure(t.text))
        ),
        places=_places(read, by_role.get("place", []), located),
        when=_when(read, by_role.get("date", []), start, happened=HAPPENED.get(event.status)),
        figures=_shares(_distinct(read, (f for s in by_role.get("figure", []) for f in _figures(read, s)))),
        attributions=(*attributions, *_own_word(read, actors, attributions, start)),
        sentence=read.sentences[read.sentence[event.begin]],
        confidence=event.confidence,
        type_confidence=event.type_confidence,
        status_confidence=event.status_confidence,
        engine=knowledge.engine,
        lexicon=knowledge.lexicon.version,
    )


def identify(claim: Claim) -> Claim:
    """Give a claim the id of its content."""
    return msgspec.structs.replace(claim, id=ClaimId(content_id("clm", claim)))


def _common(read: ReadText, span: RoleSpan) -> tuple[str, int, int, str, float]:
    start, end = read.chars(span.begin, span.end)
    return read.document.text[start:end], start, end, f"head:{span.role}", span.confidence


def _party(read: ReadText, span: RoleSpan, knowledge: Knowledge) -> Party:
    text, start, end, by, sure = _common(read, span)
    facts = knowledge.lexicon.party(text)
    if facts is None:
        return Party(text=text, start=start, end=end, by=by, confidence=sure)
    return Party(
        text=text,
        start=start,
        end=end,
        by=by,
        confidence=sure,
        kind=facts.kind,
        country=facts.country,
        organisation=facts.organisation,
    )


def _weapon(read: ReadText, span: RoleSpan, knowledge: Knowledge) -> Thing:
    text, start, end, by, sure = _common(read, span)
    return Thing(text=text, start=start, end=end, by=by, confidence=sure, kind=knowledge.lexicon.weapon(text))


NO_COUNT = frozenset(["a", "an", "at", "the", "its", "his", "her", "their", "of", "some"])
AGE = re.compile(r"\b\d+[- ](?:year|month|week|day)s?[- ]old\b", re.IGNORECASE)
STOPPED = re.compile(
    r"\b(?:downed|down|downing|shot down|intercept\w*|brought down|jammed|neutrali[sz]ed)\s+$", re.IGNORECASE
)
DATELINE = re.compile(r"(?:,[^.:\n]{2,40})?\.?\s*(?:\([^)\n]{2,40}\))?\s*(?::|[-–—]+)\s")
REGION_WORD = re.compile(r"\b(?:region|province|oblast|governorate|county|state|area)\b", re.IGNORECASE)
ENUMERATED = re.compile(r"(?:,|,? and| and in|,? or)(?: the| in| at)? ")
AND = re.compile(r"\b(?:and|or)\b")
SIZE = {"town": 0, "district": 1, "province": 2, "area": 3, "country": 4}


def _places(read: ReadText, spans: Sequence[RoleSpan], located: Located) -> tuple[PlaceMention, ...]:
    """List the places of one event, most specific first; a dateline gives none."""
    mentions = []
    for span in spans:
        if not _is_dateline(read, span):
            text, start, end, by, sure = _common(read, span)
            mentions.append(
                PlaceMention(text=text, start=start, end=end, by=by, confidence=sure, place=located.get(text))
            )
    return _in_order(read.document.text, mentions)


def _is_dateline(read: ReadText, span: RoleSpan) -> bool:
    """Tell whether a name opens a line as its dateline: "Kyiv:", "GOMA, Jan 3 (Agency) -"."""
    start, end = read.chars(span.begin, span.end)
    text = read.document.text
    return (start == 0 or text[start - 1] == "\n") and DATELINE.match(text, end) is not None


def _in_order(text: str, mentions: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Sort by extent, and by place in the text; towns told side by side ("in Yebi and Bosso") count as equal."""
    told = sorted(mentions, key=lambda m: m.start)
    extent = {m.start: _extent(m) for m in told}
    for group in _side_by_side(text, told):
        if all(extent[m.start] <= 0 for m in group):
            extent |= dict.fromkeys([m.start for m in group], min(extent[m.start] for m in group))
    return tuple(sorted(told, key=lambda m: (extent[m.start], m.start)))


def _side_by_side(text: str, told: Sequence[PlaceMention]) -> Iterator[Sequence[PlaceMention]]:
    """Find the enumerations "A and B", "A, B and C"; a comma alone may lead from a town to its province."""
    begin = 0
    for end in range(1, len(told) + 1):
        if end < len(told) and ENUMERATED.fullmatch(text, told[end - 1].end, told[end].start):
            continue
        joints = [k for k in range(begin + 1, end) if AND.search(text, told[k - 1].end, told[k].start)]
        if joints:
            yield told[begin : joints[-1] + 1]
        begin = end


def _extent(mention: PlaceMention) -> int:
    """Rank by extent; a name that no gazetteer knows is most often a street, a hamlet, or the district of a town."""
    if mention.place is None:
        return 1 if REGION_WORD.search(mention.text) else -1
    return SIZE.get(mention.place.precision, 0)


HAPPENED: Mapping[Status, bool] = {"happened": True, "ongoing": True, "planned": False, "threatened": False}
"""Whether an event of that status lies behind its telling or ahead; of the others nobody knows."""


def _when(read: ReadText, spans: Sequence[RoleSpan], trigger: int, *, happened: bool | None) -> When:
    """Read the days of an event from the time expressions that its date spans touch, surest span first.

    Where none dates it, its length may.
    """
    for span in sorted(spans, key=lambda s: -s.confidence):
        start, end = read.chars(span.begin, span.end)
        touching = [t for t in read.times if t.start < end and start < t.end]
        when = event_when(touching, read.document.text, read.anchor, trigger, happened=happened)
        if when.mention is not None:
            mention = msgspec.structs.replace(when.mention, confidence=span.confidence)
            return msgspec.structs.replace(when, mention=mention)
    return When() if happened is False else when_lasting(read.times, read.document.text, read.anchor, trigger)


def _figures(read: ReadText, span: RoleSpan) -> list[Figure]:
    """Read a figure; "15 of 18 missiles" shot down also says that 18 were launched."""
    text, start, end, by, sure = _common(read, span)
    quantity = read_quantity(text, before=read.document.text[max(0, start - 60) : start])
    if quantity is None or not _is_count(read, span, text):
        return []
    stopped = STOPPED.search(read.document.text, max(0, start - 30), start) is not None
    figures = [
        Figure(
            text=text,
            start=start,
            end=end,
            by=by,
            confidence=round(sure * kind_sure, 2),
            kind="intercepted" if kind == "launched" and stopped else kind,
            low=quantity.low,
            high=quantity.high,
            group=span.group,
            part_of=span.part_of,
            total=span.total,
        )
        for kind, kind_sure in span.kinds
    ]
    if quantity.of is None or quantity.of_start is None or figures[0].kind != "intercepted":
        return figures
    sent = start + quantity.of_start
    launched = msgspec.structs.replace(
        figures[0],
        text=read.document.text[sent:end],
        start=sent,
        by="rule:n-of-m",
        kind="launched",
        low=quantity.of,
        high=quantity.of,
    )
    return [*figures, launched]


def _distinct(read: ReadText, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Leave out a figure that a later sentence tells again; the surer telling stays.

    Equal counts of one sentence are two ("three militants and three police officers"), and so are those of two groups.
    """
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (-f.confidence, f.start)):
        if not any(count_of(figure) == count_of(f) and not read.in_one_sentence(figure, f) for f in kept):
            kept.append(figure)
    return tuple(sorted(kept, key=lambda f: (f.start, f.kind)))


def _shares(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Read "half of them" and "most of the dead" by the figure that they are a part of, the last before them.

    Missiles brought down are a part of those launched.
    """
    read: list[Figure] = []
    for figure in figures:
        share = read_share(figure.text) if figure.part_of or figure.kind == "intercepted" else None
        whole_kind = "launched" if figure.kind == "intercepted" else figure.kind
        wholes = [f for f in figures if f.kind == whole_kind and f.end <= figure.start and not f.part_of]
        bounds = share.of(wholes[-1].low, wholes[-1].high) if share and wholes else None
        if bounds:
            figure = msgspec.structs.replace(figure, low=bounds[0], high=bounds[1], by="rule:share")
        read.append(figure)
    return tuple(read)


def count_of(figure: Figure) -> tuple[str, int | None, int | None, str]:
    """Give what a figure counts; a figure that a text tells again is equal in it."""
    return figure.kind, figure.low, figure.high, figure.group


def _is_count(read: ReadText, span: RoleSpan, text: str) -> bool:
    """Tell a count from an age, a time or a name in digits, which only its surroundings show ("a woman aged 62").

    Ages and marks in front of a noun are no such sign: "an 18-year-old Palestinian" and "a Russian Su-24 jet" are one.
    """
    if text.lower() in NO_COUNT:
        return False
    digits = any(c.isdigit() for c in AGE.sub("", text)) and not text.lower().startswith(("a ", "an "))
    return not digits or any(a < span.end and span.begin < b for a, b in read.counts)


def _attribution(read: ReadText, span: RoleSpan, knowledge: Knowledge) -> Attribution:
    text, start, end, by, sure = _common(read, span)
    party = _party(read, span, knowledge)
    return Attribution(
        text=text,
        start=start,
        end=end,
        by=by,
        confidence=sure,
        party=party if party.kind != "other" else None,
        medium=knowledge.lexicon.medium(read.document.text[end : end + 60]),
        stance=span.stance,
    )


OWN_WORD = re.compile(
    r"(?: (?:has|have|had|also|later))* (?:(?P<claims>claim(?:s|ed)?)|(?P<confirms>confirm(?:s|ed)?|admit(?:s|ted)?"
    r"|acknowledge[sd]?)|says?|said|announce[sd]?|report(?:s|ed)?)\b"
)
FARTHEST_TOLD = 140


def _own_word(
    read: ReadText, actors: Sequence[Party], told: Sequence[Attribution], trigger: int
) -> Iterator[Attribution]:
    """Name the doer as a speaker too where the act is in his own words: "Ukraine says it downed 20 drones"."""
    text = read.document.text
    for actor in actors:
        verb = OWN_WORD.match(text, actor.end)
        if verb is None or not verb.end() < trigger < verb.end() + FARTHEST_TOLD or any(_meet(actor, s) for s in told):
            continue
        if read.sentence_of(actor.start) == read.sentence_of(trigger):
            yield Attribution(
                text=actor.text,
                start=actor.start,
                end=actor.end,
                by="rule:own-word",
                confidence=actor.confidence,
                party=actor if actor.kind != "other" else None,
                stance="claims" if verb["claims"] else "confirms" if verb["confirms"] else "says",
            )


def _meet(a: Value, b: Value) -> bool:
    """Tell whether two values are of one name or share words."""
    return a.text == b.text or (a.start < b.end and b.start < a.end)
