"""What the two databases do differently: locks, full text, space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Connection, Engine, Table

from .sql_query import Box, Condition
from .sql_rows import Row


class Dialect(Protocol):
    """The swap point below SqlStore: one object for SQLite, one for PostgreSQL."""

    def engine(self) -> Engine:
        """Make the engine; no connection is opened yet."""
        ...

    def lock(self, connection: Connection) -> None:
        """Make this transaction the only writer until it ends."""
        ...

    def index_text(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Enter new documents into the full-text index."""
        ...

    def index_space(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Enter new claims or incidents into the space index."""
        ...

    def forget_space(self, connection: Connection, table: Table, seqs: Iterable[int] | None) -> None:
        """Take rows out of the space index; None means all."""
        ...

    def match_text(self, query: str) -> Condition:
        """Say in SQL that a row of `documents` holds these words."""
        ...

    def match_box(self, table: Table, box: Box) -> Condition:
        """Say in SQL that a row may lie in the box."""
        ...

    def search(self, connection: Connection, query: str, limit: int) -> list[tuple[int, float, str]]:
        """Find documents by words: seq, score, snippet; best first."""
        ...
