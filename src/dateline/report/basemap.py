"""What the page's map is drawn from: a window on the globe, its towns as dots, and the names worth writing."""

from __future__ import annotations

import base64
import math
import sys
from array import array
from collections.abc import Sequence

from ..model import Place, Record

Box = tuple[float, float, float, float]
WORLD: Box = (-180.0, -60.0, 180.0, 75.0)
LARGEST_NAMED = 400
NEAREST_NAMED = 6
STEPS = 65_535


class Label(Record, frozen=True, kw_only=True):
    """A town's name; a lower rank is written first where there is no room for all."""

    name: str
    latitude: float
    longitude: float
    rank: int


class Basemap(Record, frozen=True, kw_only=True):
    """Dots as base64 of little-endian 16-bit numbers: x from west to east, y from south to north, then size class.

    Each in steps of 1/65535 of the box, the largest town first; size classes 0 to 3 by population.
    """

    box: Box
    count: int
    dots: str
    labels: tuple[Label, ...]


def window(points: Sequence[tuple[float, float]]) -> Box:
    """Give a box (west, south, east, north) with room around points (latitude, longitude); the world without any."""
    if not points:
        return WORLD
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    tall, wide = max(north - south, 1.5), max(east - west, 2.5)
    return (
        max(-180.0, west - 0.6 * wide),
        max(-85.0, south - 0.6 * tall),
        min(180.0, east + 0.6 * wide),
        min(85.0, north + 0.6 * tall),
    )


def make_basemap(box: Box, towns: Sequence[Place], points: Sequence[tuple[float, float]]) -> Basemap:
    """Draw up the map of a box; `towns` come with the largest first, `points` are where incidents are."""
    west, south, east, north = box
    x = array("H", (_step(t.longitude, west, east) for t in towns))
    y = array("H", (_step(t.latitude, south, north) for t in towns))
    size = array("H", (_size(t.population) for t in towns))
    packed = array("H", [*x, *y, *size])
    if sys.byteorder == "big":
        packed.byteswap()
    labels = tuple(
        Label(name=town.name, latitude=round(town.latitude, 4), longitude=round(town.longitude, 4), rank=rank)
        for rank, town in enumerate(_named(towns, points))
    )
    return Basemap(box=box, count=len(towns), dots=base64.b64encode(packed.tobytes()).decode(), labels=labels)


def _step(value: float, low: float, high: float) -> int:
    return min(STEPS, max(0, round((value - low) / (high - low) * STEPS)))


def _size(population: int) -> int:
    return sum(population >= bound for bound in (20_000, 100_000, 1_000_000))


def _named(towns: Sequence[Place], points: Sequence[tuple[float, float]]) -> list[Place]:
    """Choose the largest towns and, for each incident, those next to it, by population."""
    chosen = set(range(min(LARGEST_NAMED, len(towns))))
    for latitude, longitude in sorted(set(points)):
        narrow = math.cos(math.radians(latitude))
        near = sorted(
            (math.hypot(t.latitude - latitude, (t.longitude - longitude) * narrow), i)
            for i, t in enumerate(towns)
            if abs(t.latitude - latitude) < 0.6 and abs(t.longitude - longitude) < 1.2
        )
        chosen.update(i for _, i in near[:NEAREST_NAMED])
    return [towns[i] for i in sorted(chosen)]
