"""The scripts make the tables that the code uses, and no other version is touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url, text

import dateline.store
from dateline.errors import StoreError
from dateline.store import open_store
from dateline.store.migrate import HEAD
from dateline.store.sql_tables import metadata


def engine_of(location: str) -> Any:
    if "://" not in location:
        return create_engine(f"sqlite:///{location}")
    return create_engine(make_url(location).set(drivername="postgresql+psycopg"))


def is_ours(object: Any, name: str | None, type_: str, reflected: bool, compare_to: object) -> bool:
    """Leave out what only one database has: FTS5 and R-tree tables, the tsvector and its index."""
    own = ("documents_text", "claims_space", "incidents_space", "text_search", "documents_by_text")
    return not (name or "").startswith(own)


def test_the_scripts_make_the_tables(location: str) -> None:
    open_store(location).close()
    engine = engine_of(location)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_head_is_the_last_script() -> None:
    scripts = ScriptDirectory(str(Path(dateline.store.__file__).parent / "migrations"))
    assert scripts.get_current_head() == HEAD


def test_a_store_of_a_newer_version_is_left_alone(location: str) -> None:
    open_store(location).close()
    engine = engine_of(location)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="9999"):
        open_store(location)
