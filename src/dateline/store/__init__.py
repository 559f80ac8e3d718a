"""Keep documents, bytes, claims, judgements and failures, the incidents derived from them, and the log."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from ..errors import StoreError
from .filters import EVERYTHING, Filter, cursor_of
from .log import LogCheck, LogEntry, verify_log_file
from .protocol import AddReport, Counts, Entry, Hit, Store

__all__ = [
    "EVERYTHING",
    "AddReport",
    "Counts",
    "Entry",
    "Filter",
    "Hit",
    "LogCheck",
    "LogEntry",
    "Store",
    "cursor_of",
    "open_store",
    "verify_log_file",
]


def open_store(location: str | PathLike[str]) -> Store:
    """Open the store at a path (SQLite) or a `postgresql://` URL, making it where there is none.

    Raises:
        StoreError: it cannot be opened, or is of a newer Dateline.
    """
    # Deferred: SQLAlchemy takes longer to import than `dateline --help` may take in all.
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    from .postgresql import PostgresqlDialect
    from .sql import SqlStore
    from .sqlite import SqliteDialect

    address = str(location)
    if "://" not in address:
        return SqlStore(SqliteDialect(Path(address)))
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(f"{address!r} is no address of a store.", remedy=_FORMS) from error
    if url.get_backend_name() == "sqlite" and url.database:
        return SqlStore(SqliteDialect(Path(url.database)))
    if url.get_backend_name() in ("postgresql", "postgres"):
        return SqlStore(PostgresqlDialect(url))
    raise StoreError(f"There is no store of the kind {url.get_backend_name()!r}.", remedy=_FORMS)


_FORMS = "Give a path for SQLite, or postgresql://user@host/name."
