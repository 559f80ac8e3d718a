"""Bring a database to this version's form, when it is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ..errors import StoreError

HEAD = "0001"
"""The newest migration; a test holds it to the scripts."""


def version_of(connection: Connection) -> str | None:
    """Tell which migration a database stands at; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, inside the caller's transaction.

    Raises:
        StoreError: the database is of a newer Dateline.
    """
    # Deferred: Alembic takes longer to import than an up-to-date store to open.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    settings.attributes["connection"] = connection
    try:
        command.upgrade(settings, "head")
    except CommandError as error:
        raise StoreError(
            f"The store is of a form ({version_of(connection)}) that this version does not know.",
            remedy="Open it with the newer Dateline that wrote it.",
        ) from error
