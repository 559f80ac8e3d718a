"""Documents to claims."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ..config import Config
from ..gazetteer import Gazetteer
from ..language.engine import MOST_PIECES, Engine
from ..language.numbers import find_quantities
from ..language.telling import LEAST_TELLING
from ..language.times import find_times
from ..language.words import Word, split_line, split_lines, split_words
from ..model import Claim, Document
from ..ontology import Lexicon
from .assemble import Knowledge, ReadText, assemble, identify, locate
from .candidates import Span
from .retold import fold_retellings
from .spans import RawEvent, Window, decode_window
from .windows import cut_windows

SAYING = re.compile(r"\b(?:sa(?:id|ys?|ying)|den(?:y|ied|ies)|claim\w*|confirm\w*|comment\w*|according|accus\w+)\b")


class Extractor:
    """Reads documents for claims: one language engine, one gazetteer, one lexicon, one threshold."""

    def __init__(self, engine: Engine, gazetteer: Gazetteer, lexicon: Lexicon, config: Config) -> None:
        self.engine, self.config = engine, config
        self.knowledge = Knowledge(gazetteer=gazetteer, lexicon=lexicon, engine=engine.version)

    def extract(self, document: Document) -> list[Claim]:
        """Read one document; claims come in the order of their triggers."""
        read = read_text(document)
        events = self.find_events(read)
        located = locate(read, events, self.knowledge.gazetteer)
        claims = [assemble(read, event, self.knowledge, located) for event in events]
        return [identify(claim) for claim in fold_retellings(claims, document.text)]

    def find_events(self, read: ReadText) -> list[RawEvent]:
        """Run the heads over the document's windows, passing over lines that tell of nothing."""
        kept = self._telling(read)
        words, sentence = [read.words[i] for i in kept], [read.sentence[i] for i in kept]
        at = {word: i for i, word in enumerate(kept)}
        counts, times = (
            [(at[a], at[b - 1] + 1) for a, b in spans if a in at and b - 1 in at] for spans in (read.counts, read.timed)
        )
        events: list[RawEvent] = []
        for begin, end in cut_windows(words, sentence, self.engine.pieces, MOST_PIECES):
            texts, inside = [w.text for w in words[begin:end]], sentence[begin:end]
            scores = self.engine.words(self.engine.pieces.encode(texts, line_starts(inside, read.line)))
            window = Window(
                offset=begin,
                sentence=inside,
                counts=[(a - begin, b - begin) for a, b in counts if begin <= a and b <= end],
                times=[(a - begin, b - begin) for a, b in times if begin <= a and b <= end],
            )
            events += decode_window(self.engine, scores, window, self.config.threshold)
        return [in_document(event, kept) for event in events]

    def _telling(self, read: ReadText) -> list[int]:
        """List the words of the lines that may tell of an event, and of those that go on about one.

        The rest need not be read. A line goes on where it follows one that is read and holds a count or somebody who
        says something.
        """
        words: list[list[str]] = [[] for _ in read.sentences]
        for word, number in zip(read.words, read.sentence, strict=True):
            words[number].append(word.text)
        counted = {read.sentence[begin] for begin, _ in read.counts}
        text, find_cues, telling = read.document.text, self.knowledge.lexicon.find_cues, self.engine.telling
        kept: set[int] = set()
        goes_on = False
        for _, numbers in itertools.groupby(range(len(read.sentences)), key=lambda n: read.line[n]):
            spans = [(number, *read.sentences[number]) for number in numbers]
            tells = any(telling.score(words[n], find_cues(text[a:b])) >= LEAST_TELLING for n, a, b in spans)
            goes_on = tells or (goes_on and any(n in counted or SAYING.search(text, a, b) for n, a, b in spans))
            if goes_on:
                kept.update(number for number, _, _ in spans)
        return [i for i, number in enumerate(read.sentence) if number in kept]


def in_document(event: RawEvent, kept: Sequence[int]) -> RawEvent:
    """Turn the words of an event, counted among those kept, into words of the document."""
    spans = [replace(s, begin=kept[s.begin], end=kept[s.end - 1] + 1) for s in event.spans]
    return replace(event, begin=kept[event.begin], end=kept[event.end - 1] + 1, spans=spans)


def read_text(document: Document) -> ReadText:
    """Split a document into words and sentences and find its time expressions."""
    text = document.text
    words: list[Word] = []
    sentence: list[int] = []
    sentences: list[Span] = []
    line: list[int] = []
    for number, (first, last) in enumerate(split_lines(text)):
        for start, end in split_line(text, first, last):
            found = split_words(text, start, end)
            words += found
            sentence += [len(sentences)] * len(found)
            sentences.append((start, end))
            line.append(number)
    times = find_times(text, document.published.day)
    return ReadText(
        document=document,
        words=words,
        sentence=sentence,
        sentences=sentences,
        line=line,
        times=times,
        counts=word_spans(words, [(q.start, q.end) for q in find_quantities(text)]),
        timed=word_spans(words, [(t.start, t.end) for t in times]),
    )


def word_spans(words: Sequence[Word], spans: Sequence[Span]) -> list[Span]:
    """Turn spans of characters, in order, into spans of the words that they touch."""
    found: list[Span] = []
    at = 0
    for start, stop in spans:
        while at < len(words) and words[at].end <= start:
            at += 1
        end = at
        while end < len(words) and words[end].start < stop:
            end += 1
        if end > at:
            found.append((at, end))
    return found


def line_starts(sentence: Sequence[int], line: Sequence[int]) -> frozenset[int]:
    """Find the words before which a new line begins, by the sentence of each word and the line of each sentence."""
    return frozenset(i for i in range(1, len(sentence)) if line[sentence[i]] != line[sentence[i - 1]])
