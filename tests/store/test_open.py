"""What is said when a store cannot be opened, and what SQLite is asked for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.store import open_store

from .records import a_document, an_entry


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("mysql://here/x", "no store of the kind"),
        ("nonsense://", "no store of the kind"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be used"),
        ("/nowhere/at/all/store.db", "no folder"),
    ],
)
def test_a_wrong_address(location: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        open_store(location)
    assert caught.value.remedy


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(b"This is no database, only a long enough note to be taken for one." * 40)
    with pytest.raises(StoreError, match="not a database"):
        open_store(path)


def test_a_path_and_its_url_are_one_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add([an_entry(a_document("Shots were heard."))])
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        assert store.counts().documents == 1


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE documents SET text = 'Nothing happened.'", "was changed after it was read"),
        ("DELETE FROM documents", "are gone"),
        ("UPDATE raw SET bytes = x'00'", "damaged"),
        ("DELETE FROM raw", "No bytes"),
        ("UPDATE log SET detail = '{}'", "was changed after it was written"),
        ("DELETE FROM log", "not in the log"),
    ],
)
def test_whatever_is_changed_behind_our_back_is_noticed(tmp_path: Path, sql: str, message: str) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.add([an_entry(a_document("Shots were heard."))])
        connection = sqlite3.connect(tmp_path / "a.db")
        with connection:
            connection.execute(sql)
        connection.close()
        with pytest.raises(StoreError, match=message):
            store.verify_log(evidence=True)
