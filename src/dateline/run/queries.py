"""`documents`, `claims`, `incidents`, `failures`: what the store holds, filtered and streamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..config import Config
from ..errors import UsageError
from ..model import Claim, Document, Failure, Incident
from ..store import EVERYTHING, Filter, Store, open_store


def documents(filter: Filter = EVERYTHING, *, config: Config | None = None) -> Iterator[Document]:
    """Stream documents by day of publication."""
    with existing_store(config) as store:
        yield from store.documents(filter)


def claims(filter: Filter = EVERYTHING, *, config: Config | None = None) -> Iterator[Claim]:
    """Stream claims by the first day of their event."""
    with existing_store(config) as store:
        yield from store.claims(filter)


def incidents(filter: Filter = EVERYTHING, *, config: Config | None = None) -> Iterator[Incident]:
    """Stream incidents by first day."""
    with existing_store(config) as store:
        yield from store.incidents(filter)


def failures(*, source: str = "", reason: str = "", config: Config | None = None) -> Iterator[Failure]:
    """Stream what could not be processed, by source and place in it.

    `source` is a part of the path or address, in any case; `reason` is a code such as "empty".
    """
    with existing_store(config) as store:
        for failure in store.failures():
            if source.casefold() in failure.source.casefold() and reason in ("", failure.reason):
                yield failure


def existing_store(config: Config | None) -> Store:
    """Open the store for looking something up.

    Raises:
        UsageError: there is none yet, and looking would make an empty one.
    """
    location = (config or Config()).store
    if "://" not in location and not Path(location).is_file():
        raise UsageError(
            f"There is no store at {location}.",
            remedy="Read some reports first (dateline read FOLDER), or name one with --store.",
        )
    return open_store(location)
