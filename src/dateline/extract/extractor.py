"""Documents to claims."""

from __future__ import annotations

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
        """Run the heads over the document's windows."""
        events: list[RawEvent] = []
        for begin, end in cut_windows(read.words, read.sentence, self.engine.pieces, MOST_PIECES):
            words = [w.text for w in read.words[begin:end]]
            scores = self.engine.words(self.engine.pieces.encode(words, breaks_of(read, begin, end)))
            window = Window(
                offset=begin,
                sentence=read.sentence[begin:end],
                counts=[(a - begin, b - begin) for a, b in read.counts if begin <= a and b <= end],
            )
            events += decode_window(self.engine, scores, window, self.config.threshold)
        return events


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


def breaks_of(read: ReadText, begin: int, end: int) -> frozenset[int]:
    """Words of a window, counted from its first, before which a new line begins."""
    text = read.document.text
    starts = (i for i in range(begin + 1, end) if read.sentence[i] != read.sentence[i - 1])
    return frozenset(i - begin for i in starts if "\n" in text[read.words[i - 1].end : read.words[i].start])
