"""`doctor`: what is installed, which store, which model, which gazetteer, which lists."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Literal

from .. import __version__
from ..config import Config
from ..errors import DatelineError
from ..language.engine import load_engine
from ..model import Record
from ..store import open_store
from .tools import open_gazetteer, open_lexicon

PACKAGES = ("onnxruntime", "tokenizers", "numpy", "msgspec", "sqlalchemy", "alembic", "trafilatura", "fastwarc")
OPTIONAL = {"psycopg": "PostgreSQL stores"}


class Check(Record, frozen=True, kw_only=True):
    """One thing looked at: whether it is as it should be, and what it is."""

    name: str
    state: Literal["ok", "note", "wrong"]
    detail: str


def doctor(*, config: Config | None = None) -> list[Check]:
    """Look at everything that Dateline works with; nothing is changed but a gazetteer that was never built."""
    config = config or Config()
    return [
        Check(name="dateline", state="ok", detail=__version__),
        Check(name="python", state="ok", detail=f"{platform.python_version()} on {platform.platform()}"),
        Check(name="processors", state="ok", detail=f"{os.cpu_count()}, of which {config.workers} read"),
        *_packages(),
        _sqlite(),
        _looked("model", lambda: _model(config)),
        _looked("gazetteer", lambda: _gazetteer(config)),
        _looked("lexicon", lambda: _lexicon(config)),
        _looked("store", lambda: _store(config)),
        Check(name="settings", state="ok", detail=f"scope {config.scope}, threshold {config.threshold}"),
    ]


def _looked(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except DatelineError as error:
        return Check(name=name, state="wrong", detail=str(error))


def _packages() -> Iterator[Check]:
    for package in PACKAGES:
        yield _package(package, "wrong", "missing; install Dateline again")
    for package, use in OPTIONAL.items():
        yield _package(package, "note", f"not installed, needed for {use}: pip install 'dateline[postgresql]'")


def _package(package: str, otherwise: Literal["note", "wrong"], advice: str) -> Check:
    try:
        return Check(name=package, state="ok", detail=metadata.version(package))
    except metadata.PackageNotFoundError:
        return Check(name=package, state=otherwise, detail=advice)


def _sqlite() -> Check:
    connection = sqlite3.connect(":memory:")
    try:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    finally:
        connection.close()
    missing = [name for name in ("ENABLE_FTS5", "ENABLE_RTREE") if name not in options]
    detail = f"{sqlite3.sqlite_version}, full-text search and space index"
    if missing:
        return Check(name="sqlite", state="wrong", detail=f"{sqlite3.sqlite_version} lacks {', '.join(missing)}")
    return Check(name="sqlite", state="ok", detail=detail)


def _model(config: Config) -> Check:
    return Check(name="model", state="ok", detail=f"{load_engine(config.threads).version}, shipped with the package")


def _gazetteer(config: Config) -> Check:
    gazetteer = open_gazetteer(config)
    built_of = " ".join(gazetteer.version.split()[:3])
    return Check(name="gazetteer", state="ok", detail=f"{gazetteer.path}, of {built_of}")


def _lexicon(config: Config) -> Check:
    own = ", ".join(config.lexicons) or "none of your own"
    return Check(name="lexicon", state="ok", detail=f"{open_lexicon(config).version}; {own}")


def _store(config: Config) -> Check:
    location = config.store
    if "://" not in location and not Path(location).is_file():
        return Check(name="store", state="note", detail=f"none yet at {location}; `dateline read` makes it")
    with open_store(location) as store:
        held = store.counts()
    detail = (
        f"{_hidden(location)}: {held.documents} documents, {held.claims} claims, {held.incidents} incidents, "
        f"{held.judgements} judgements, {held.failures} failures, {held.log} log entries"
    )
    return Check(name="store", state="ok", detail=detail)


def _hidden(location: str) -> str:
    """Leave a password out of an address."""
    scheme, mark, rest = location.partition("://")
    if not mark or "@" not in rest:
        return location
    user, _, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}@{host}"
