"""`read`: sources to documents, claims and incidents in the store, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from ..config import Config
from ..model import Document, DocumentId, Failure, Record
from ..readers import Reading, ReadOptions, read_documents
from ..store import Entry, Store, open_store
from .resolving import resolve_again
from .tools import reading_version
from .workers import Extracted, extract_batches

MOST_IN_BATCH = 32
MOST_CHARACTERS = 2_000_000
"""A batch is one transaction and what one worker is given: small enough to lose, large enough to be quick."""


class ReadReport(Record, frozen=True, kw_only=True):
    """What a run of `read` met and what of it was new; `failures` counts all met, also those known before."""

    documents: int = 0
    known: int = 0
    claims: int = 0
    failures: int = 0
    new_failures: int = 0
    incidents: int = 0  # in the store, after the run


Progress = Callable[[ReadReport], None]


def read(
    sources: Iterable[str | Path],
    *,
    config: Config | None = None,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
) -> ReadReport:
    """Read files, folders and archives into the store and derive the incidents again.

    Each batch is one transaction, so that a run that was killed continues where it stopped; what is there
    already changes nothing. What cannot be processed is kept as a failure and stops nothing. The result is
    the same with any number of workers. `progress` is told the state after each batch.

    Raises:
        ResourceError: the model, the gazetteer or a lexicon is missing or does not fit.
        StoreError: the store cannot be used.
    """
    config, options = config or Config(), options or ReadOptions()
    # Each source is looked for before anything is loaded or made; it is read only when its turn comes.
    streams = [read_documents(str(source), options) for source in sources]
    version = reading_version(config)
    report = ReadReport()
    with open_store(config.store) as store:
        batches = (_unread(store, batch, version, options) for batch in cut_batches(chain.from_iterable(streams)))
        for batch in extract_batches(batches, config):
            report = _keep(store, batch, version, report)
            if progress:
                progress(report)
        return msgspec.structs.replace(report, incidents=resolve_again(store))


def cut_batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Cut a stream of readings into batches of bounded size."""
    batch: list[Reading] = []
    size = 0
    for reading in readings:
        length = len(reading.outcome.text) if isinstance(reading.outcome, Document) else 0
        if batch and (len(batch) == MOST_IN_BATCH or size + length > MOST_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(reading)
        size += length
    if batch:
        yield batch


def _unread(
    store: Store, batch: Sequence[Reading], version: str, options: ReadOptions
) -> list[tuple[Reading, Document | None]]:
    """Pair each reading with the document to extract: None where that is done, or cannot be.

    A document that is there already is extracted as it was first read, so that claims fit the kept document; only its
    language may be said anew, for one that was taken for another.
    """
    pairs: list[tuple[Reading, Document | None]] = []
    seen: set[DocumentId] = set()
    for reading in batch:
        document = reading.outcome if isinstance(reading.outcome, Document) else None
        if document is not None:
            if document.id in seen or store.is_finished(_key(document.id, version)):
                seen.add(document.id)
                document = None
            else:
                seen.add(document.id)
                if store.has_document(document.id):
                    kept = store.document(document.id)
                    document = msgspec.structs.replace(kept, language=options.language or kept.language)
        pairs.append((reading, document))
    return pairs


def _keep(
    store: Store, batch: Sequence[tuple[Reading, Extracted | None]], version: str, report: ReadReport
) -> ReadReport:
    entries = [_entry(reading, extracted) for reading, extracted in batch]
    # One refused for its language is tried again, in case that is said with the next run.
    done = [e for _, e in batch if e and not (e.failure and e.failure.reason == "language")]
    finished = [_key(extracted.document.id, version) for extracted in done]
    added = store.add(entries, finished=finished)
    met = sum(1 for reading, _ in batch if isinstance(reading.outcome, Document))
    return msgspec.structs.replace(
        report,
        documents=report.documents + added.documents,
        known=report.known + met - added.documents,
        claims=report.claims + added.claims,
        failures=report.failures + sum(len(entry.failures) for entry in entries),
        new_failures=report.new_failures + added.failures,
    )


def _entry(reading: Reading, extracted: Extracted | None) -> Entry:
    raw = reading.raw or None  # none are given where there were too many to keep
    if isinstance(reading.outcome, Failure):
        return Entry(raw=raw, failures=(reading.outcome,))
    if extracted is None:
        return Entry(document=reading.outcome, raw=raw)
    failures = (extracted.failure,) if extracted.failure else ()
    return Entry(document=extracted.document, raw=raw, claims=extracted.claims, failures=failures)


def _key(document: DocumentId, version: str) -> str:
    return f"{document} {version}"
