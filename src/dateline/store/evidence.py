"""Checks that what the log says came in is there, unchanged."""

from __future__ import annotations

import msgspec

from ..errors import StoreError
from ..model import document_id
from .protocol import Store


def check_evidence(store: Store) -> None:
    """Recompute every document's id and the hash of all bytes, and compare the documents with the log.

    Raises:
        StoreError: a document is missing, changed or not logged, or bytes are missing or have another hash.
    """
    logged: dict[str, str] = {}
    for entry in store.log():
        if entry.action == "read":
            read = msgspec.convert(entry.detail, _Read)
            logged.update(read.documents)
            for sha256 in read.raw:
                store.raw(sha256)
    for document in store.documents():
        raw_sha256 = logged.pop(document.id, None)
        if raw_sha256 is None:
            raise _broken(f"document {document.id} is in the store and not in the log")
        again = document_id(raw_sha256=raw_sha256, locator=document.locator, text=document.text)
        if again != document.id or document.raw_sha256 != raw_sha256:
            raise _broken(f"document {document.id} was changed after it was read")
    if logged:
        raise _broken(f"{len(logged)} documents of the log are gone, the first {min(logged)}")


class _Read(msgspec.Struct):
    """What the log tells of a batch that was read."""

    documents: dict[str, str]  # id to the hash of the bytes it came from
    raw: list[str]


def _broken(what: str) -> StoreError:
    return StoreError(f"The evidence does not hold: {what}.", remedy="Work on from a copy that verifies.")
