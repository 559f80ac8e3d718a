"""`gazetteer find` and `gazetteer import`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..config import Config
from ..gazetteer.dumps import import_dump
from ..model import Place
from .tools import open_gazetteer


def gazetteer_find(name: str, *, limit: int = 10, config: Config | None = None) -> list[Place]:
    """Give the places that a name may mean, the likeliest first, as far as the name alone tells."""
    return open_gazetteer(config or Config()).find(name, limit=limit)


def gazetteer_import(
    dump: str | Path,
    out: str | Path,
    *,
    config: Config | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write to `out` the gazetteer in use with the towns and lower regions of a GeoNames dump added.

    Returns the number of places in the dump. Name the file in the setting `gazetteer` to use it.

    Raises:
        ReadError: the file is no dump of GeoNames.
    """
    return import_dump(Path(dump), open_gazetteer(config or Config()).path, Path(out), progress)
