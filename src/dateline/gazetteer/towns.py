"""The populated places of a stretch of the globe, for a map's background."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ..model import Place
from .schema import to_place

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west <= east."""


def towns_within(path: Path, box: Box, *, limit: int) -> list[Place]:
    """List the towns inside a box, the largest first, at most `limit`; parts of towns are left out."""
    west, south, east, north = box
    query = (
        "SELECT * FROM place WHERE feature LIKE 'PPL%' AND feature <> 'PPLX' "
        "AND longitude BETWEEN ? AND ? AND latitude BETWEEN ? AND ? ORDER BY population DESC, id LIMIT ?"
    )
    with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as connection:
        return [to_place(row) for row in connection.execute(query, (west, east, south, north, limit))]
