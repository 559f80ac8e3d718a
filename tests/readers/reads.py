"""Short ways to read bytes and files in the tests."""

from __future__ import annotations

import io
from pathlib import Path

from dateline.model import Document, Failure
from dateline.readers import Reading, ReadOptions, read_documents


def named(data: bytes, name: str = "report") -> io.BytesIO:
    """Make a stream with a name, as an opened file has one."""
    stream = io.BytesIO(data)
    stream.name = name  # type: ignore[attr-defined]
    return stream


def readings(data: bytes | Path, name: str = "report", options: ReadOptions | None = None) -> list[Reading]:
    """Read all of a stream or path."""
    return list(read_documents(data if isinstance(data, Path) else named(data, name), options or ReadOptions()))


def documents(data: bytes | Path, name: str = "report", options: ReadOptions | None = None) -> list[Document]:
    """Read the documents of a stream or path."""
    return [r.outcome for r in readings(data, name, options) if isinstance(r.outcome, Document)]


def failures(data: bytes | Path, name: str = "report", options: ReadOptions | None = None) -> list[Failure]:
    """Read the failures of a stream or path."""
    return [r.outcome for r in readings(data, name, options) if isinstance(r.outcome, Failure)]


def reasons(data: bytes | Path, name: str = "report", options: ReadOptions | None = None) -> list[str]:
    """Tell for each reading, in order, the reason of its failure, or "" for a document."""
    outcomes = (reading.outcome for reading in readings(data, name, options))
    return ["" if isinstance(outcome, Document) else outcome.reason for outcome in outcomes]
