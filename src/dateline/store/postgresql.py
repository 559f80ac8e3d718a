"""PostgreSQL through psycopg 3: an advisory lock for writers, tsvector, a plain index on coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import URL, Connection, Engine, Table, create_engine, func, literal_column, select, true
from sqlalchemy.sql.elements import ColumnElement

from ..errors import StoreError
from .sql_query import Box, Condition, split_words
from .sql_rows import Row
from .sql_tables import documents

# Any fixed number will do; this one is Dateline's writers' lock within its database.
_WRITERS_LOCK = 0x0DA7E11E

_VECTOR: ColumnElement[object] = literal_column("documents.text_search")


class PostgresqlDialect:
    """A store on a server, for several people at once."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql+psycopg")

    def engine(self) -> Engine:
        try:
            return create_engine(self._url)
        except ModuleNotFoundError as error:
            raise StoreError("PostgreSQL needs the package psycopg.", remedy="Install dateline[postgresql].") from error

    def lock(self, connection: Connection) -> None:
        connection.execute(select(func.pg_advisory_xact_lock(_WRITERS_LOCK)))

    def index_text(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Nothing to do: the column `text_search` is generated."""

    def index_space(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Nothing to do: the index on latitude and longitude is the database's own."""

    def forget_space(self, connection: Connection, table: Table, seqs: Iterable[int] | None) -> None:
        """Nothing to do."""

    def match_text(self, query: str) -> Condition:
        return _VECTOR.op("@@")(_ts_query(query))

    def match_box(self, table: Table, box: Box) -> Condition:
        return true()

    def search(self, connection: Connection, query: str, limit: int) -> list[tuple[int, float, str]]:
        words = _ts_query(query)
        score = func.ts_rank(_VECTOR, words)
        options = "StartSel=[, StopSel=], MaxWords=24, MinWords=12"
        snippet = func.ts_headline("simple", documents.c.text, words, options)
        statement = (
            select(documents.c.seq, score, snippet)
            .where(self.match_text(query))
            .order_by(score.desc(), documents.c.seq)
            .limit(limit)
        )
        return [(seq, float(rank), found) for seq, rank, found in connection.execute(statement)]


def _ts_query(query: str) -> ColumnElement[object]:
    """Join words and phrases by "and"; what stands in them is data, never query syntax."""
    parts: list[ColumnElement[object]] = []
    for word, prefix in split_words(query):
        if prefix:
            lexeme = "".join(character if character.isalnum() else " " for character in word).split()
            parts.append(func.to_tsquery("simple", " <-> ".join(lexeme) + ":*"))
        else:
            parts.append(func.phraseto_tsquery("simple", word))
    joined = parts[0]
    for part in parts[1:]:
        joined = joined.op("&&")(part)
    return joined
