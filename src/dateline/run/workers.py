"""Extract batches of documents, in this process or in several; the result is the same."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from typing import TypeVar

import msgspec

from ..config import Config
from ..errors import DocumentError, LanguageError, ResourceError
from ..model import Claim, ClaimId, Document, DocumentId, Failure, FailureId, Record, content_id
from .tools import extract_claims

T = TypeVar("T")

COPIES_REMEMBERED = 256
LONGEST_COPY = 20_000


class Extracted(Record, frozen=True, kw_only=True):
    """A document with its claims, or without them (None) and why."""

    document: Document
    claims: tuple[Claim, ...] | None = None
    failure: Failure | None = None


Batch = Sequence[tuple[T, Document | None]]
Done = list[tuple[T, Extracted | None]]


def extract_batches(batches: Iterable[Batch[T]], config: Config) -> Iterator[Done[T]]:
    """Extract the documents of each batch; batches come back in their order, and few are held at a time."""
    if config.workers <= 1:
        for batch in batches:
            yield _joined(batch, extract_documents(_wanted(batch), config))
        return
    # Spawned, not forked: the engine's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(config.workers, mp_context=context, initializer=_begin_worker) as pool:
        waiting: deque[tuple[Batch[T], Future[list[Extracted]]]] = deque()
        for batch in batches:
            waiting.append((batch, pool.submit(extract_documents, _wanted(batch), config)))
            if len(waiting) > 2 * config.workers:
                first, future = waiting.popleft()
                yield _joined(first, future.result())
        while waiting:
            first, future = waiting.popleft()
            yield _joined(first, future.result())


def extract_documents(documents: Sequence[Document], config: Config) -> list[Extracted]:
    """Extract documents one by one; what goes wrong with one becomes its failure."""
    return [_extract_one(document, config) for document in documents]


def _extract_one(document: Document, config: Config) -> Extracted:
    try:
        return Extracted(document=document, claims=_claims(document, config))
    except ResourceError:
        raise
    except LanguageError as error:
        return _failed(document, "language", error.message, error.remedy)
    except DocumentError as error:
        return _failed(document, "extract", error.message, error.remedy)
    except Exception as error:  # whatever one report brings to light must not stop the others
        message = f"Reading this text for claims ended in an error of the program: {type(error).__name__}: {error}."
        return _failed(document, "extract", message, "Please report it, with the text if you may share it.")


def _claims(document: Document, config: Config) -> tuple[Claim, ...]:
    """Extract a document, or adopt the claims of a copy of it: one wire story comes a thousand times."""
    if len(document.text) > LONGEST_COPY:
        return tuple(extract_claims(document, config))
    return tuple(_adopted(claim, document.id) for claim in _claims_of_text(_anonymous(document), config))


@lru_cache(maxsize=COPIES_REMEMBERED)
def _claims_of_text(document: Document, config: Config) -> tuple[Claim, ...]:
    return tuple(extract_claims(document, config))


def _anonymous(document: Document) -> Document:
    """Leave out what tells copies apart and extraction does not look at."""
    return msgspec.structs.replace(
        document, id=DocumentId(""), url="", raw_sha256="", media_type="", source="", locator="", edited=""
    )


def _adopted(claim: Claim, document: DocumentId) -> Claim:
    claim = msgspec.structs.replace(claim, document=document)
    return msgspec.structs.replace(claim, id=ClaimId(content_id("clm", claim)))


def _failed(document: Document, reason: str, message: str, remedy: str) -> Extracted:
    where = f"{document.source} ({document.locator})" if document.locator else document.source
    failure = Failure(
        id=FailureId(""),
        source=document.source,
        locator=document.locator,
        reason=reason,
        message=f"{where}: {message}",
        remedy=remedy,
        raw_sha256=document.raw_sha256,
    )
    failure = msgspec.structs.replace(failure, id=FailureId(content_id("fail", failure)))
    return Extracted(document=document, failure=failure)


def _wanted(batch: Batch[T]) -> list[Document]:
    return [document for _, document in batch if document is not None]


def _joined(batch: Batch[T], extracted: Sequence[Extracted]) -> Done[T]:
    results = iter(extracted)
    return [(item, next(results) if document is not None else None) for item, document in batch]


def _begin_worker() -> None:
    """End this process when the one that started it does, however that ended."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
