"""A command line that runs in this process, and a small record to run it on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.cli.main import run
from dateline.config import Config
from tests.samples import make_store


class Done(NamedTuple):
    """What a command gave: exit code, data, and what it said beside."""

    code: int
    out: str
    err: str


Cli = Callable[..., Done]


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Give a function that runs `dateline` in a folder of its own."""
    cache = os.environ.get("DATELINE_CACHE")
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    if cache:
        monkeypatch.setenv("DATELINE_CACHE", cache)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Done:
        capfdbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode("utf-8", "replace"), err.decode())

    return call


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Give a store with the sample record, for looking things up only."""
    return make_store(tmp_path_factory.mktemp("record") / "record.db")


@pytest.fixture
def fresh(tmp_path: Path) -> Config:
    """Give a store with the sample record that a test may change."""
    return make_store(tmp_path / "fresh.db")
