"""The tables. Records are kept whole as JSON; columns beside them are what filters and orders need.

Keys ending in `_key` are casefolded. `day` and `end_day` are ISO days, 9999-12-31 where unknown.
What only one database has (FTS5, R-tree, tsvector) is made by the migrations and used in its own module.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

# Order by code point in every database: PostgreSQL otherwise sorts by the server's language.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
COUNTER = Integer().with_variant(BigInteger(), "postgresql")

raw = Table(
    "raw",
    metadata,
    Column("sha256", TEXT, primary_key=True),
    Column("size", COUNTER, nullable=False),
    Column("bytes", LargeBinary, nullable=False),  # zlib
)

documents = Table(
    "documents",
    metadata,
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    Column("id", TEXT, nullable=False, unique=True),
    Column("day", TEXT, nullable=False),
    Column("publisher_key", TEXT, nullable=False),
    Column("language", TEXT, nullable=False),
    Column("raw_sha256", TEXT, nullable=False),
    Column("title", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
    Index("documents_by_day", "day", "id"),
    Index("documents_by_publisher", "publisher_key"),
)


def _event_columns() -> list[Column[object]]:
    """Columns that claims and incidents are filtered by."""
    return [
        Column("type", TEXT, nullable=False),
        Column("class", TEXT, nullable=False),
        Column("status", TEXT, nullable=False),
        Column("day", TEXT, nullable=False),
        Column("end_day", TEXT, nullable=False),
        Column("places_key", TEXT, nullable=False),
        Column("country", TEXT, nullable=False),
        Column("admin1_key", TEXT, nullable=False),
        Column("admin1_code", TEXT, nullable=False),
        Column("latitude", Float(53)),
        Column("longitude", Float(53)),
        Column("parties_key", TEXT, nullable=False),
        Column("killed", COUNTER),
        Column("injured", COUNTER),
        Column("record", TEXT, nullable=False),
    ]


def _event_indexes(name: str) -> list[Index]:
    return [
        Index(f"{name}_by_day", "day", "id"),
        Index(f"{name}_by_country", "country", "day"),
        Index(f"{name}_by_type", "type", "day"),
        Index(f"{name}_by_space", "latitude", "longitude"),
        Index(f"{name}_by_killed", "killed"),
    ]


claims = Table(
    "claims",
    metadata,
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    Column("id", TEXT, nullable=False, unique=True),
    Column("document_id", TEXT, ForeignKey("documents.id"), nullable=False),
    Column("publisher_key", TEXT, nullable=False),
    Column("superseded", Boolean, nullable=False),
    *_event_columns(),
    *_event_indexes("claims"),
    Index("claims_by_document", "document_id"),
    Index("claims_by_publisher", "publisher_key"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    Column("id", TEXT, nullable=False, unique=True),
    *_event_columns(),
    *_event_indexes("incidents"),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("incident_id", TEXT, primary_key=True),
    Column("claim_id", TEXT, primary_key=True),
    Index("incident_claims_by_claim", "claim_id"),
)

incident_documents = Table(
    "incident_documents",
    metadata,
    Column("incident_id", TEXT, primary_key=True),
    Column("document_id", TEXT, primary_key=True),
    Index("incident_documents_by_document", "document_id"),
)

redirects = Table(
    "redirects",
    metadata,
    Column("old", TEXT, primary_key=True),
    Column("new", TEXT, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("at", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
    Index("judgements_by_time", "at", "id"),
)

failures = Table(
    "failures",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("source", TEXT, nullable=False),
    Column("locator", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("record", TEXT, nullable=False),
    Index("failures_by_source", "source", "locator", "id"),
)

finished = Table(
    "finished",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("at", TEXT, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    Column("at", TEXT, nullable=False),
    Column("action", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False),
    Column("detail", TEXT, nullable=False),
    Column("prev", TEXT, nullable=False),
    Column("hash", TEXT, nullable=False),
)
