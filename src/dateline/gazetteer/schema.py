"""The tables of a gazetteer file, and how a row becomes a Place."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from ..model import Place, PlacePrecision

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,       -- GeoNames id; negative: an entry of our own
    name TEXT NOT NULL, country TEXT NOT NULL, country_name TEXT NOT NULL,
    admin1 TEXT NOT NULL, admin1_code TEXT NOT NULL,  -- name; ISO 3166-2
    latitude REAL NOT NULL, longitude REAL NOT NULL,
    feature TEXT NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL,
    standing INTEGER NOT NULL,    -- see Standing
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
"""
FORMAT = "2"


class Standing:
    """How a name stands to its place, best first. A number, since it is stored."""

    PREFERRED = 0  # the place that the bare name means, whatever shares it
    MAIN = 1
    ALIAS = 2  # of our own lists
    ALTERNATE = 3  # GeoNames's alternate names
    REDUCED = 4  # without an article or a word of kind
    ADJECTIVE = 5  # "Ukrainian"
    INHABITANT = 6  # "Ukrainians"
    ABBREVIATION = 7  # counts only beside another place


class Entry(NamedTuple):
    """A place as stored."""

    id: int
    name: str
    country: str
    country_name: str
    admin1: str
    admin1_code: str
    latitude: float
    longitude: float
    feature: str
    population: int


_PRECISION: dict[str, PlacePrecision] = {
    "ADM1": "province",
    "ADM2": "district",
    "ADM3": "district",
    "ADM4": "district",
    "PCLI": "country",
}
_TOWNS = ("PPL", "BLDG", "FCL", "AIR", "ST", "SQR", "HSTS", "PSTN", "BDG", "DAM", "CHKP", "INSM", "HSP", "FRM", "MNM")


def precision_of(feature: str) -> PlacePrecision:
    """Tell how precise a feature is: a building counts as its town, seas and landscapes as areas."""
    known = _PRECISION.get(feature)
    if known:
        return known
    if feature.startswith("PCL"):
        return "country"
    return "town" if feature.startswith(_TOWNS) else "area"


def to_place(row: Sequence[object]) -> Place:
    """Make a Place of a row of table `place`."""
    entry = Entry(*row)  # type: ignore[arg-type]
    return Place(
        geonames_id=entry.id,
        name=entry.name,
        country=entry.country,
        country_name=entry.country_name,
        admin1=entry.admin1,
        admin1_code=entry.admin1_code,
        latitude=entry.latitude,
        longitude=entry.longitude,
        feature=entry.feature,
        population=entry.population,
        precision=precision_of(entry.feature),
    )


def own_id(*parts: str) -> int:
    """Give an entry without GeoNames id a stable negative one."""
    return -1 - zlib.crc32("/".join(parts).encode())


def write_meta(connection: sqlite3.Connection, **values: str) -> None:
    """Set entries of table `meta`."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())
