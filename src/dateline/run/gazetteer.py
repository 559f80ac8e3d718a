"""`gazetteer find` and `gazetteer import`."""

from __future__ import annotations

from ..config import Config
from ..model import Place
from .tools import open_gazetteer


def gazetteer_find(name: str, *, limit: int = 10, config: Config | None = None) -> list[Place]:
    """Give the places that a name may mean, the likeliest first, as far as the name alone tells."""
    return open_gazetteer(config or Config()).find(name, limit=limit)
