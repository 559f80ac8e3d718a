"""Documents to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..config import Config
from ..gazetteer import Gazetteer
from ..language.engine import MOST_PIECES, Engine
from ..language.times import find_times
from ..language.words import Word, split_sentences, split_words
from ..model import Claim, Document
from ..ontology import Lexicon
from .assemble import Knowledge, ReadText, assemble, identify
from .counts import count_spans
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
        context = [read.text(s.begin, s.end) for e in events for s in e.spans if s.role == "place"]
        claims = [assemble(read, event, self.knowledge, context) for event in events]
        return [identify(claim) for claim in fold_retellings(claims, document.text)]

    def find_events(self, read: ReadText) -> list[RawEvent]:
        """Run the heads over the document's windows, passing over sentences that tell of nothing."""
        kept = self._telling(read)
        words, sentence = [read.words[i] for i in kept], [read.sentence[i] for i in kept]
        at = {word: i for i, word in enumerate(kept)}
        counts = [(at[a], at[b - 1] + 1) for a, b in read.counts if a in at and b - 1 in at]
        events: list[RawEvent] = []
        for begin, end in cut_windows(words, sentence, self.engine.pieces, MOST_PIECES):
            texts = [w.text for w in words[begin:end]]
            breaks = line_breaks(read.document.text, words[begin:end])
            scores = self.engine.words(self.engine.pieces.encode(texts, breaks))
            window = Window(
                offset=begin,
                sentence=sentence[begin:end],
                counts=[(a - begin, b - begin) for a, b in counts if begin <= a and b <= end],
            )
            events += decode_window(self.engine, scores, window, self.config.threshold)
        return [in_document(event, kept) for event in events]

    def _telling(self, read: ReadText) -> list[int]:
        """List the words of the sentences that hold a cue of an event, a count, or somebody who says something.

        The rest need not be read: on annotated reports fewer than one event in two hundred stands in such a sentence.
        """
        text = read.document.text
        counted = {read.sentence[a] for a, _ in read.counts}
        telling = {
            number
            for number, (start, end) in enumerate(read.sentences)
            if number in counted or self.knowledge.lexicon.has_cue(text[start:end]) or SAYING.search(text, start, end)
        }
        return [i for i, number in enumerate(read.sentence) if number in telling]


def in_document(event: RawEvent, kept: Sequence[int]) -> RawEvent:
    """Turn the words of an event, counted among those kept, into words of the document."""
    spans = [replace(s, begin=kept[s.begin], end=kept[s.end - 1] + 1) for s in event.spans]
    return replace(event, begin=kept[event.begin], end=kept[event.end - 1] + 1, spans=spans)


def read_text(document: Document) -> ReadText:
    """Split a document into words and sentences and find its time expressions."""
    words: list[Word] = []
    sentence: list[int] = []
    sentences = split_sentences(document.text)
    for number, (start, end) in enumerate(sentences):
        found = split_words(document.text, start, end)
        words += found
        sentence += [number] * len(found)
    times = find_times(document.text, document.published.day)
    return ReadText(
        document=document,
        words=words,
        sentence=sentence,
        sentences=sentences,
        times=times,
        counts=count_spans(document.text, words),
    )


def line_breaks(text: str, words: Sequence[Word]) -> frozenset[int]:
    """Find the words of a window before which a new line begins."""
    return frozenset(i for i in range(1, len(words)) if "\n" in text[words[i - 1].end : words[i].start])
