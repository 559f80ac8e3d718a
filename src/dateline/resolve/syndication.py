"""Near-copies of one report: MinHash proposes, an exact comparison of what differs decides.

A group of copies is one source. Later versions of one article (an update, a correction) belong to the
source of the first, and what they change replaces what it said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from rensa import RMinHash

from ..model import Document, DocumentId, Record
from .records import published_key
from .words import names_in, words_of

SEED = 20241
PERMUTATIONS = 64
BANDS = 16  # of four rows: texts with a Jaccard similarity of .5 share a band at least six times in ten, of .7 always
SHINGLE = 3
COPIED = 0.5  # share of the shorter text that stands in the longer one, in runs of SHINGLE words or more
DERIVED, RUN = 0.3, 5  # share, in runs of RUN words, from which one text is written over the other
LEAST = 25  # words taken over: a sentence in common makes no text another's take
COMPARED = 40  # reports of one incident that are compared all with all
SHORTEST = 12  # words: below that, only equal texts are copies
NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|denied|denies|deny|without|n't|neither|nor)\b|n['’]t\b", re.I)
COUNTS = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds)\b",
    re.I,
)
ENDINGS = re.compile(
    r"\W*\b(?:updated?|correct(?:ed|ion)|\d+(?:st|nd|rd|th)? ?(?:ld|lead)|refiled?|wrapup \d*)\b\W*", re.I
)

Kinship = Literal["copy", "version", "different"]


class Copies(Record, frozen=True, kw_only=True):
    """Groups of copies and of versions over a set of documents.

    `syndicates` gives each document its group of near-copies, named by the document published first;
    `sources` the independent source that it belongs to: its group, joined with the versions of its
    articles and with the other reports of the same publisher.
    """

    syndicates: Mapping[DocumentId, str]
    sources: Mapping[DocumentId, str]

    def first_publisher(self, document: DocumentId) -> DocumentId:
        """Give the document of the group that was published first."""
        return DocumentId(self.syndicates[document])


def find_copies(documents: Iterable[Document]) -> Copies:
    """Group near-copies and versions; the order of the documents does not change the result."""
    index = CopyIndex()
    for document in documents:
        index.add(document)
    return index.copies()


class CopyIndex:
    """Find the near-copies and versions of documents while they arrive in any order."""

    def __init__(self) -> None:
        self._documents: dict[DocumentId, Document] = {}
        self._bands: dict[tuple[int, ...], list[DocumentId]] = defaultdict(list)
        self._articles: dict[tuple[str, str], list[DocumentId]] = defaultdict(list)
        self._copies: dict[DocumentId, set[DocumentId]] = defaultdict(set)
        self._versions: dict[DocumentId, set[DocumentId]] = defaultdict(set)
        self._leaders: dict[DocumentId, DocumentId] = {}
        self._texts: dict[tuple[str, str], DocumentId] = {}

    def add(self, document: Document) -> dict[DocumentId, Kinship]:
        """Add a document and tell which of those known are its copies or versions."""
        if document.id in self._documents:
            return {}
        self._documents[document.id] = document
        same = self._texts.setdefault((document.title, document.text), document.id)
        if same != document.id:
            self._copies[document.id].add(same)
            self._copies[same].add(document.id)
            self._leaders[document.id] = same
            self._file(document)
            return {same: "copy"}
        candidates: set[DocumentId] = set()
        for band in bands_of(document):
            candidates.update(self._bands[band])
            self._bands[band].append(document.id)
        candidates.update(self._file(document))
        kin = {other: self._join(other, document.id) for other in sorted(candidates - {document.id})}
        return {other: kinship for other, kinship in kin.items() if kinship != "different"}

    def relate(self, documents: Iterable[DocumentId]) -> None:
        """Compare the reports of one incident with each other, also those too unlike for their sketches to meet."""
        known = [d for d in dict.fromkeys(documents) if d in self._documents][:COMPARED]
        for number, first in enumerate(known):
            for second in known[number + 1 :]:
                self._join(first, second)

    def copies(self) -> Copies:
        """Give the groups as they stand."""
        publishers: dict[str, list[DocumentId]] = defaultdict(list)
        for document in self._documents.values():
            if document.publisher:
                publishers[document.publisher.casefold()].append(document.id)
        syndicates = self._named(self._copies)
        sources = self._named(self._copies, self._versions)
        return Copies(syndicates=syndicates, sources=_same_publisher(sources, self._documents))

    def _join(self, first: DocumentId, second: DocumentId) -> Kinship:
        """Compare two documents, unless copies tie them already: a thousand copies are not compared all with all."""
        one, other = self._leader(first), self._leader(second)
        if one == other:
            return "copy"
        kinship = compare(self._documents[first], self._documents[second])
        if kinship != "different":
            table = self._copies if kinship == "copy" else self._versions
            table[first].add(second)
            table[second].add(first)
        if kinship == "copy":
            self._leaders[max(one, other)] = min(one, other)
        return kinship

    def _leader(self, document: DocumentId) -> DocumentId:
        """Give the document that stands for all that copies tie to this one."""
        while (leader := self._leaders.get(document, document)) != document:
            self._leaders[document] = document = self._leaders.get(leader, leader)
        return document

    def _file(self, document: Document) -> list[DocumentId]:
        """Keep a document under its article; give the others that are kept there."""
        found: list[DocumentId] = []
        for key in article_keys(document):
            found += self._articles[key]
            self._articles[key].append(document.id)
        return found

    def _named(self, *tables: Mapping[DocumentId, set[DocumentId]]) -> dict[DocumentId, str]:
        """Name each connected group by its document published first."""
        named: dict[DocumentId, str] = {}
        for start in self._documents:
            if start in named:
                continue
            group, queue = {start}, [start]
            while queue:
                at = queue.pop()
                fresh = {o for table in tables for o in table.get(at, ())} - group
                group |= fresh
                queue += fresh
            first = min(group, key=lambda d: published_key(self._documents[d]))
            named.update(dict.fromkeys(group, str(first)))
        return named


def compare(a: Document, b: Document) -> Kinship:
    """Tell whether two documents are copies, versions of one article, or different reports.

    A copy may be cut short, and may differ in words; where the parts that differ change a figure, a
    negation or a name, it is no copy. A version is another state of one article, or a text written over
    the other, as a later take of wire copy is.
    """
    article = bool(set(article_keys(a)) & set(article_keys(b)))
    first, second = _body(a), _body(b)
    if first == second:
        return "copy"
    if min(len(first), len(second)) < SHORTEST:
        return "version" if article else "different"
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    runs = [block.size for block in matcher.get_matching_blocks()]
    shortest = min(len(first), len(second))
    if sum(n for n in runs if n >= SHINGLE) >= COPIED * shortest and not _changes_facts(a, b, first, second, matcher):
        return "copy"
    taken_over = sum(n for n in runs if n >= RUN)
    derived = taken_over >= max(DERIVED * shortest, LEAST)
    return "version" if article or derived else "different"


def bands_of(document: Document) -> list[tuple[int, ...]]:
    """Hash a document's shingles of words to bands; two texts that share much share a band."""
    words = _body(document)
    shingles = [" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))]
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(shingles)
    digest = sketch.digest()
    rows = PERMUTATIONS // BANDS
    return [(band, *digest[band * rows : (band + 1) * rows]) for band in range(BANDS)]


def article_keys(document: Document) -> list[tuple[str, str]]:
    """List what makes two documents versions of one article: the URL, or publisher, day and title's stem."""
    keys = []
    if document.url:
        keys.append(("url", re.sub(r"[?#].*|/$", "", document.url).casefold()))
    stem = title_stem(document.title)
    if stem and document.publisher and len(stem.split()) > 2:
        keys.append(("title", f"{document.publisher.casefold()}|{stem}"))
    return keys


def title_stem(title: str) -> str:
    """Strip a title of figures and of the marks of updates, so that versions of it meet."""
    return " ".join(words_of(COUNTS.sub(" ", ENDINGS.sub(" ", title))))


@lru_cache(maxsize=2048)
def _body(document: Document) -> list[str]:
    return words_of(document.text[document.body_start :])


@lru_cache(maxsize=2048)
def _names_of(document: Document) -> frozenset[str]:
    return frozenset(w for run in names_in(document.text) for w in run)


def _changes_facts(
    a: Document, b: Document, first: list[str], second: list[str], matcher: SequenceMatcher[str]
) -> bool:
    """Tell whether the words replaced between two texts hold other figures, negations or names."""
    names = _names_of(a) | _names_of(b)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "replace":
            continue
        left, right = first[i:j], second[k:m]
        if len(left) > 25 or len(right) > 25:
            continue  # a paragraph in place of another: cut or written on, not changed
        for pattern in (COUNTS, NEGATION):
            if set(pattern.findall(" ".join(left))) != set(pattern.findall(" ".join(right))):
                return True
        if set(left) & names and set(right) & names and (set(left) & names) != (set(right) & names):
            return True
    return False


def _same_publisher(
    sources: Mapping[DocumentId, str], documents: Mapping[DocumentId, Document]
) -> dict[DocumentId, str]:
    """Join the groups whose founders one publisher published: it is one source, however often it reports."""
    joined: dict[str, str] = {}
    by_publisher: dict[str, list[DocumentId]] = defaultdict(list)
    for source in set(sources.values()):
        publisher = documents[DocumentId(source)].publisher.casefold()
        by_publisher[publisher or source].append(DocumentId(source))
    for group in by_publisher.values():
        first = min(group, key=lambda d: published_key(documents[d]))
        joined.update(dict.fromkeys(map(str, group), str(first)))
    return {document: joined[source] for document, source in sources.items()}
