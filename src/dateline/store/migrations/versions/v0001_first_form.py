"""The first form: records with what filters need, full text, space, log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COUNTER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    """Make every table."""
    _evidence()
    _documents()
    _events("claims", _text("document_id", "publisher_key"), sa.Column("superseded", sa.Boolean, nullable=False))
    op.create_index("claims_by_document", "claims", ["document_id"])
    op.create_index("claims_by_publisher", "claims", ["publisher_key"])
    _events("incidents", [])
    _links()
    _decisions()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_indexes()
    else:
        _postgresql_indexes()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _evidence() -> None:
    op.create_table(
        "raw",
        sa.Column("sha256", TEXT, primary_key=True),
        sa.Column("size", COUNTER, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    op.create_table("finished", sa.Column("key", TEXT, primary_key=True), *_text("at"))
    op.create_table(
        "log",
        sa.Column("seq", COUNTER, primary_key=True, autoincrement=False),
        *_text("at", "action", "subject", "detail", "prev", "hash"),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("seq", COUNTER, primary_key=True, autoincrement=False),
        sa.Column("id", TEXT, nullable=False, unique=True),
        *_text("day", "publisher_key", "language", "raw_sha256", "title", "text", "record"),
    )
    op.create_index("documents_by_day", "documents", ["day", "id"])
    op.create_index("documents_by_publisher", "documents", ["publisher_key"])


def _events(name: str, own_text: list[sa.Column[str]], *own: sa.Column[bool]) -> None:
    keys = [sa.ForeignKeyConstraint(["document_id"], ["documents.id"])] if own_text else []
    op.create_table(
        name,
        sa.Column("seq", COUNTER, primary_key=True, autoincrement=False),
        sa.Column("id", TEXT, nullable=False, unique=True),
        *own_text,
        *own,
        *_text("type", "class", "status", "day", "end_day", "places_key", "country", "admin1_key", "admin1_code"),
        sa.Column("latitude", sa.Float(53)),
        sa.Column("longitude", sa.Float(53)),
        *_text("parties_key"),
        sa.Column("killed", COUNTER),
        sa.Column("injured", COUNTER),
        *_text("record"),
        *keys,
    )
    op.create_index(f"{name}_by_day", name, ["day", "id"])
    op.create_index(f"{name}_by_country", name, ["country", "day"])
    op.create_index(f"{name}_by_type", name, ["type", "day"])
    op.create_index(f"{name}_by_space", name, ["latitude", "longitude"])
    op.create_index(f"{name}_by_killed", name, ["killed"])


def _links() -> None:
    for other in ("claim", "document"):
        op.create_table(
            f"incident_{other}s",
            sa.Column("incident_id", TEXT, primary_key=True),
            sa.Column(f"{other}_id", TEXT, primary_key=True),
        )
        op.create_index(f"incident_{other}s_by_{other}", f"incident_{other}s", [f"{other}_id"])
    op.create_table("redirects", sa.Column("old", TEXT, primary_key=True), *_text("new"))


def _decisions() -> None:
    op.create_table("judgements", sa.Column("id", TEXT, primary_key=True), *_text("at", "record"))
    op.create_index("judgements_by_time", "judgements", ["at", "id"])
    op.create_table(
        "failures", sa.Column("id", TEXT, primary_key=True), *_text("source", "locator", "reason", "record")
    )
    op.create_index("failures_by_source", "failures", ["source", "locator", "id"])


def _sqlite_indexes() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE documents_text USING fts5("
        "title, text, content='documents', content_rowid='seq', tokenize='unicode61 remove_diacritics 2')"
    )
    for name in ("claims", "incidents"):
        op.execute(f"CREATE VIRTUAL TABLE {name}_space USING rtree(seq, south, north, west, east)")


def _postgresql_indexes() -> None:
    # A tsvector holds 1 MB at most: the first 200,000 characters of a text are searched, all are kept.
    op.execute(
        "ALTER TABLE documents ADD COLUMN text_search tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('simple', left(title, 1000)), 'A') || "
        "to_tsvector('simple', left(text, 200000))) STORED"
    )
    op.execute("CREATE INDEX documents_by_text ON documents USING gin (text_search)")
