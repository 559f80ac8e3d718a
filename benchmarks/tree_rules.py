"""Read events by rules over the dependency tree alone: what the learned event heads are measured against.

Cue words of the lexicon trigger events; subjects, objects and modifiers of the trigger give its parties; the grammars
of numbers and times and the lists of places and weapons give the rest, to the nearest event of the sentence. It shares
everything else (assembling, retellings) with the extractor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.extract import Extractor
from dateline.extract.assemble import ReadText
from dateline.extract.spans import RawEvent, RoleSpan
from dateline.language.engine import MOST_PIECES
from dateline.language.parse import Token, parse_words
from dateline.model import EventType, FigureKind

LEAST_CUE, LEAST_WITH_DEAD = 0.6, 0.3
SAYING = frozenset("said says say told tells reported reports report added announced confirmed claimed denied".split())
HARM: dict[FigureKind, re.Pattern[str]] = {
    "killed": re.compile(r"(?:kill|slain|slay|dead|death|die|dies|died|lives|bod(?:y|ies)|perish|murder|behead)", re.I),
    "injured": re.compile(r"(?:injur|wound|hurt|hospital|burned|treated)", re.I),
    "captured": re.compile(r"(?:captur|detain|arrest|kidnap|abduct|hostage|seiz|prisoner)", re.I),
    "missing": re.compile(r"missing", re.I),
    "displaced": re.compile(r"(?:displac|evacuat|fled|flee)", re.I),
    "intercepted": re.compile(r"(?:intercept|shot down|shoot|downed|destroyed)", re.I),
    "launched": re.compile(r"(?:fire|fired|launch|dropped)", re.I),
}
WITHIN = frozenset(["compound", "amod", "flat", "nmod:poss", "nummod", "punct"])


@dataclass(slots=True)
class Line:
    """One parsed sentence of a report: its tokens and where its first word stands in the report."""

    first: int
    tokens: Sequence[Token]
    children: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, token in enumerate(self.tokens):
            self.children.setdefault(token.head - 1, []).append(index)

    def phrase(self, head: int) -> tuple[int, int]:
        """The noun phrase before and with a head, without its determiner; words of the report."""
        begin = head
        while begin and self.tokens[begin - 1].relation in WITHIN and self.tokens[begin - 1].head - 1 >= begin:
            begin -= 1
        return self.first + begin, self.first + head + 1

    def linked(self, head: int, *relations: str) -> Iterator[int]:
        """The dependents of a word in one of some relations."""
        return (c for c in self.children.get(head, []) if self.tokens[c].relation in relations)

    def case(self, head: int) -> str:
        """The preposition of a phrase."""
        return next((self.tokens[c].word.text.lower() for c in self.linked(head, "case")), "")


class TreeRules(Extractor):
    """An extractor whose events come from rules over the tree."""

    def find_events(self, read: ReadText) -> list[RawEvent]:
        """Read the events sentence by sentence."""
        places = self.knowledge.gazetteer.find_mentions(read.document.text)
        events: list[RawEvent] = []
        for number in sorted(set(read.sentence)):
            inside = [i for i, n in enumerate(read.sentence) if n == number]
            words = [read.words[i] for i in inside]
            if sum(self.engine.pieces.size(w.text) for w in words) > MOST_PIECES - 2:
                continue
            line = Line(inside[0], parse_words(words, self.engine).tokens)  # type: ignore[arg-type]
            events += self._events_of(read, line, places)
        return events

    def _events_of(self, read: ReadText, line: Line, places: Sequence[tuple[int, int]]) -> list[RawEvent]:
        made = []
        spans = list(self._shared(read, line, places))
        for begin, end, kind, weight in self._triggers(read, line):
            parts = [RoleSpan(role=role, begin=b, end=e, confidence=0.5) for role, b, e in _parties(line, begin, end)]
            made.append((begin, end, kind, weight, parts))
        if not made:
            return []
        for span in spans:  # to the nearest trigger of the sentence
            nearest = min(made, key=lambda event: abs(event[0] - (span.begin - line.first)))
            nearest[4].append(span)
        return [
            RawEvent(
                begin=line.first + begin,
                end=line.first + end,
                confidence=weight,
                type=kind,
                type_confidence=weight,
                status="happened",
                status_confidence=0.5,
                spans=parts,
            )
            for begin, end, kind, weight, parts in made
        ]

    def _triggers(self, read: ReadText, line: Line) -> list[tuple[int, int, EventType, float]]:
        start, stop = line.tokens[0].word.start, line.tokens[-1].word.end
        text = read.document.text[start:stop]
        least = LEAST_WITH_DEAD if HARM["killed"].search(text) else LEAST_CUE
        best: dict[tuple[int, int], tuple[float, str]] = {}
        for cue in self.knowledge.lexicon.cue_spans(text):
            touched = [
                i
                for i, t in enumerate(line.tokens)
                if t.word.start - start < cue.end and cue.start < t.word.end - start
            ]
            if cue.type and cue.weight >= least and touched:
                key = touched[0], touched[-1] + 1
                best[key] = max(best.get(key, (0.0, "")), (cue.weight, cue.type))
        kept: list[tuple[int, int, EventType, float]] = []
        for (begin, end), (weight, kind) in sorted(best.items(), key=lambda item: -item[1][0]):
            near = {line.tokens[begin].head - 1, *line.children.get(begin, [])}
            if not any(b in near or (begin < e and b < end) for b, e, _, _ in kept):
                kept.append((begin, end, kind, weight))  # type: ignore[arg-type]
        return sorted(kept)

    def _shared(self, read: ReadText, line: Line, places: Sequence[tuple[int, int]]) -> Iterator[RoleSpan]:
        """What belongs to some event of the sentence: places, weapons, days, sources and figures."""
        start, stop = line.tokens[0].word.start, line.tokens[-1].word.end
        last = line.first + len(line.tokens)
        named = [("place", s, e) for s, e in places if start <= s < stop]
        armed = [
            ("weapon", start + s, start + e)
            for s, e, _ in self.knowledge.lexicon.weapon_spans(read.document.text[start:stop])
        ]
        timed = [("date", t.start, t.end) for t in read.times if start <= t.start < stop]
        for role, s, e in [*named, *armed, *timed]:
            if inside := [i for i in range(line.first, last) if read.words[i].start < e and s < read.words[i].end]:
                yield RoleSpan(role=role, begin=inside[0], end=inside[-1] + 1, confidence=0.5)
        for index, token in enumerate(line.tokens):
            if token.word.text.lower() in SAYING:
                for subject in line.linked(index, "nsubj"):
                    begin, end = line.phrase(subject)
                    yield RoleSpan(role="source", begin=begin, end=end, confidence=0.5)
            elif token.word.text.lower() == "according" and index + 2 < len(line.tokens):
                head = next(iter(line.linked(index, "obl", "nmod")), token.head - 1 if token.relation == "case" else -1)
                if head > index:
                    begin, end = line.phrase(head)
                    yield RoleSpan(role="source", begin=begin, end=end, confidence=0.5)
        for begin, end in read.counts:
            if line.first <= begin < last and (kind := _harm(line, begin - line.first)):
                head = line.tokens[end - 1 - line.first].head - 1
                end = max(end, line.first + head + 1) if 0 <= head + line.first - end < 4 else end
                yield RoleSpan(role="figure", begin=begin, end=min(end, last), confidence=0.5, kinds=((kind, 0.5),))


def _parties(line: Line, begin: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Who does it and whom it hits, by the relations of the trigger."""
    for head in range(begin, end):
        for subject in line.linked(head, "nsubj"):
            yield ("actor", *line.phrase(subject))
        for role, relations in (("actor", ("obl:agent",)), ("target", ("nsubj:pass", "obj"))):
            for word in line.linked(head, *relations):
                yield (role, *line.phrase(word))
        for word in line.linked(head, "nmod", "obl"):
            case = line.case(word)
            if case == "by":
                yield ("actor", *line.phrase(word))
            elif case in ("on", "against", "at"):
                yield ("target", *line.phrase(word))
        if line.tokens[head].upos == "NOUN":
            for word in line.linked(head, "amod", "compound", "nmod:poss"):
                if line.tokens[word].word.text[:1].isupper():
                    yield ("actor", *line.phrase(word))


def _harm(line: Line, index: int) -> FigureKind | None:
    """The kind of a count by the words that govern it, nearest first."""
    seen = 0
    while index >= 0 and seen < 6:
        words = [line.tokens[index].word.text, *(line.tokens[c].word.text for c in line.children.get(index, []))]
        for kind, pattern in HARM.items():
            if pattern.match(words[0]) or any(pattern.match(w) for w in words[1:]):
                return kind
        index, seen = line.tokens[index].head - 1, seen + 1
    return None
