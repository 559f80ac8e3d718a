"""Every implementation of the store, empty, for each test of the contract."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dateline.store import Store, open_store

from .postgres import running_server

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_server() as url:
        yield url


def _new_location(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return str(folder / "store.db")
    url: str = request.getfixturevalue("postgres")
    name = f"store{next(_numbers)}"
    with psycopg.connect(url.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.format(name=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a store that is not there yet."""
    return _new_location(request.param, tmp_path, request)


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with open_store(location) as opened:
        yield opened


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that the tests of a module share."""
    with open_store(_new_location(request.param, tmp_path_factory.mktemp("kept"), request)) as opened:
        yield opened
