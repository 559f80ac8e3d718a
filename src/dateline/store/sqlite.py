"""SQLite: WAL, BEGIN IMMEDIATE, FTS5, R-tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, column, create_engine, event, literal_column, select, text
from sqlalchemy import table as sql_table

from ..errors import StoreError
from .sql_query import Box, Condition, split_words
from .sql_rows import Row
from .sql_tables import documents

# A reader may hold the lock for a batch of thousands of documents; a minute is far more than that.
_BUSY_MS = 60_000

# Ids are hashes, so new rows land all over the indexes: with the default 2 MB every insert reads the disk.
_CACHE_KIB = 64 * 1024


class SqliteDialect:
    """A store in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def engine(self) -> Engine:
        if not self._path.parent.is_dir():
            raise StoreError(
                f"There is no folder {self._path.parent} for the store.", remedy="Make it, or name another."
            )
        engine = create_engine(f"sqlite:///{self._path}")
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def lock(self, connection: Connection) -> None:
        """Nothing to do: BEGIN IMMEDIATE took the lock."""

    def index_text(self, connection: Connection, rows: Sequence[Row]) -> None:
        statement = text("INSERT INTO documents_text (rowid, title, text) VALUES (:seq, :title, :text)")
        connection.execute(statement, [{key: row[key] for key in ("seq", "title", "text")} for row in rows])

    def index_space(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        placed = [row for row in rows if row["latitude"] is not None]
        if not placed:
            return
        statement = text(f"INSERT INTO {table.name}_space VALUES (:seq, :lat, :lat, :lon, :lon)")
        connection.execute(
            statement, [{"seq": row["seq"], "lat": row["latitude"], "lon": row["longitude"]} for row in placed]
        )

    def forget_space(self, connection: Connection, table: Table, seqs: Iterable[int] | None) -> None:
        space = sql_table(f"{table.name}_space", column("seq"))
        if seqs is None:
            connection.execute(space.delete())
        elif chosen := [{"gone": seq} for seq in seqs]:
            connection.execute(space.delete().where(space.c.seq == bindparam("gone")), chosen)

    def match_text(self, query: str) -> Condition:
        index = sql_table("documents_text", column("rowid"))
        found = select(index.c.rowid).where(literal_column("documents_text").op("MATCH")(_fts_query(query)))
        return documents.c.seq.in_(found)

    def match_box(self, table: Table, box: Box) -> Condition:
        west, south, east, north = box
        space = sql_table(f"{table.name}_space", *(column(name) for name in ("seq", "south", "north", "west", "east")))
        inside = select(space.c.seq).where(
            space.c.north >= south, space.c.south <= north, space.c.east >= west, space.c.west <= east
        )
        return table.c.seq.in_(inside)

    def search(self, connection: Connection, query: str, limit: int) -> list[tuple[int, float, str]]:
        statement = text(
            "SELECT rowid, -bm25(documents_text, 2.0, 1.0) AS score,"
            " snippet(documents_text, -1, '[', ']', '…', 24) AS snippet"
            " FROM documents_text WHERE documents_text MATCH :query ORDER BY score DESC, rowid LIMIT :limit"
        )
        rows = connection.execute(statement, {"query": _fts_query(query), "limit": limit})
        return [(row.rowid, row.score, row.snippet) for row in rows]


def _fts_query(query: str) -> str:
    """Quote every word, so that nothing in it is read as FTS5's own syntax."""
    return " ".join(f'"{word}"' + ("*" if prefix else "") for word, prefix in split_words(query))


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred: a write after a read then fails or overwrites. We begin ourselves.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("dateline_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
