"""Every implementation of the store, empty, for each test of the contract."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dateline.store import Store, open_store

from .postgres import running_server

KINDS = ("sqlite", "postgresql")

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_server() as url:
        yield url


@pytest.fixture(params=KINDS)
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a store that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    return _new_database(request.getfixturevalue("postgres"))


def _new_database(url: str, template: str = "template0") -> str:
    name = f"store{next(_numbers)}"
    with psycopg.connect(url.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return url.format(name=name)


@pytest.fixture(scope="session", params=KINDS)
def new_copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Give a function that copies an empty store, which is quicker than migrating one for each test."""
    folder = tmp_path_factory.mktemp("empty")
    if request.param == "sqlite":
        open_store(folder / "empty.db").close()
        return lambda: shutil.copy(folder / "empty.db", folder / f"store{next(_numbers)}.db")
    url: str = request.getfixturevalue("postgres")
    empty = _new_database(url)
    open_store(empty).close()
    name = empty.partition("@/")[2].partition("?")[0]
    return lambda: _new_database(url, name)


@pytest.fixture
def store(new_copy: Callable[[], str]) -> Iterator[Store]:
    with open_store(new_copy()) as opened:
        yield opened


@pytest.fixture(scope="module")
def kept_store(new_copy: Callable[[], str]) -> Iterator[Store]:
    """Give a store that the tests of a module share."""
    with open_store(new_copy()) as opened:
        yield opened
