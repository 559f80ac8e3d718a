"""Build the gazetteer file once, from facts of GeoNames, ISO 3166, CLDR and our own lists."""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from ..errors import ResourceError
from . import sources
from .fold import fold, is_kind, skeleton, without_articles, words
from .schema import FORMAT, SCHEMA, Entry, Standing, own_id, write_meta

Progress = Callable[[str, float], None]
"""Told the stage and the share done, 0 to 1."""

Spot = tuple[float, float, int]
"""Latitude, longitude and people of a town."""

_MOST_NAMESAKES = 120  # by standing and population; "San José" has 600, and a text means one of the large or near ones
_ARABIC = words("AE BH DJ DZ EG EH IL IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE")


class Builder:
    """Collects places and their names, then writes them in one go."""

    def __init__(self) -> None:
        self.places: dict[int, Entry] = {}
        self.names: dict[tuple[str, int], int] = {}
        self.unmatched: list[str] = []
        self._countries = sources.read_countries()
        self._regions: dict[tuple[str, str], tuple[str, str]] = {}  # GeoNames code to name and ISO code
        self._towns: dict[tuple[str, str], list[int]] = defaultdict(list)  # country and key to towns

    def add(self, entry: Entry, *names: tuple[str, int]) -> None:
        """Keep a place with its names, each with its standing."""
        self.places[entry.id] = entry
        for name, standing in names:
            self.name(entry.id, name, standing)

    def name(self, place: int, name: str, standing: int) -> None:
        """Keep a name of a place; the best standing of a key wins. "!" before a name prefers the place to namesakes."""
        if name.startswith("!"):
            name, standing = name[1:], Standing.PREFERRED
        key = fold(re.sub(r"\s*\([^)]*\)$", "", name) if name.endswith(")") else name)
        if not key:
            return
        self._keep(key, place, standing)
        entry = self.places[place]
        if standing <= Standing.ALTERNATE:
            parts = key.split()
            if entry.feature in ("ADM1", "ADM2") and len(parts) > 1 and is_kind(parts[-1]):
                self._keep(" ".join(parts[:-1]), place, Standing.REDUCED)
            if entry.feature in ("ADM1", "ADM2") and len(parts) > 2 and parts[1] in ("of", "de") and is_kind(parts[0]):
                self._keep(" ".join(parts[2:]), place, Standing.REDUCED)
            if entry.country in _ARABIC and (bare := without_articles(key)) != key:
                self._keep(bare, place, Standing.REDUCED)

    def _keep(self, key: str, place: int, standing: int) -> None:
        held = self.names.get((key, place))
        if held is None or standing < held:
            self.names[key, place] = standing

    def countries(self) -> None:
        """Add the countries, with adjectives and inhabitants."""
        own = sources.read_own("countries.yaml")
        for code, country in self._countries.items():
            if code not in own:
                continue
            facts = own[code]
            latitude, longitude = facts.point or (0.0, 0.0)
            entry = Entry(
                country.geonameid, country.name, code, country.name, "", "", latitude, longitude, "PCLI",
                country.population,
            )  # fmt: skip
            self.add(entry, (country.name, Standing.MAIN))
            for name in sources.country_names(code):
                self.name(entry.id, name, Standing.ALIAS)
            adjectives, people, further = facts.columns
            for name in further:
                self.name(entry.id, name, Standing.ALIAS)
            for name in adjectives:
                self.name(entry.id, name, Standing.ADJECTIVE)
            for name in people:
                self.name(entry.id, name, Standing.INHABITANT)

    def towns(self) -> None:
        """Add the towns, the first-order regions around them and the second-order ones."""
        for country, code, name, iso in sources.read_table("admin1.tsv"):
            self._regions[country, code] = (name, iso)
        capitals = {code: fold(country.capital) for code, country in self._countries.items() if country.capital}
        members: dict[tuple[str, str], list[Spot]] = defaultdict(list)
        largest: dict[str, tuple[int, int]] = {}
        for city in sources.read_cities():
            members[city.countrycode, city.admin1code].append((city.latitude, city.longitude, city.population))
            region, iso = self._regions.get((city.countrycode, city.admin1code), ("", ""))
            key = fold(city.name)
            entry = Entry(
                city.geonameid, city.name, city.countrycode, self._country(city.countrycode), region, iso,
                city.latitude, city.longitude, "PPL", city.population,
            )  # fmt: skip
            self.add(entry, (city.name, Standing.MAIN))
            self._towns[city.countrycode, key].append(entry.id)
            bones = skeleton(key)
            for name in filter(_usable, city.alternatenames):
                near = skeleton(fold(name)) == bones  # another spelling rather than another name
                self.name(entry.id, name, Standing.ALIAS if near else Standing.ALTERNATE)
            if capitals.get(city.countrycode) in (key, *map(fold, city.alternatenames)):
                held = largest.get(city.countrycode, (0, 0))
                largest[city.countrycode] = max(held, (city.population, city.geonameid))
        for _, capital in largest.values():
            self.places[capital] = self.places[capital]._replace(feature="PPLC")
        self._first_order(members)
        self._second_order()

    def _first_order(self, members: dict[tuple[str, str], list[Spot]]) -> None:
        own = sources.read_own("regions.yaml")
        states = sources.read_states()
        for (country, code), (name, iso) in self._regions.items():
            towns = members.get((country, code), [])
            facts = own.get(iso)
            point = (facts.point if facts else None) or _middle(towns)
            if point is None:
                continue
            known = states.get(code) if country == "US" else None
            entry = Entry(
                known.geonameid if known else own_id("ADM1", country, code), name, country, self._country(country),
                name, iso, *point, "ADM1", sum(people for _, _, people in towns),
            )  # fmt: skip
            self.add(entry, (name, Standing.MAIN))
            for further in sources.region_names(iso) if iso else ():
                self.name(entry.id, further, Standing.ALTERNATE)
            columns = (*facts.columns, (), ())[:2] if facts else ((), ())
            names, people = _parted(columns[0])
            for further in names:
                self.name(entry.id, further, Standing.ALIAS)
            for further in people:
                self.name(entry.id, further, Standing.INHABITANT)
            for short in columns[1]:
                self.name(entry.id, short, Standing.ABBREVIATION)

    def _second_order(self) -> None:
        for country, code, name, latitude, longitude, population in sources.read_table("admin2.tsv"):
            region, iso = self._regions.get((country, code), ("", ""))
            entry = Entry(
                own_id("ADM2", country, code, name), name, country, self._country(country), region, iso,
                float(latitude), float(longitude), "ADM2", int(population),
            )  # fmt: skip
            self.add(entry, (name, Standing.MAIN))

    def own_lists(self) -> None:
        """Add areas, small settlements and further names of our own."""
        for own in sources.read_own("areas.yaml").values():
            (feature,), (country,), names, adjectives, people = (*own.columns, (), ())[:5]
            held = self._own("" if country == "-" else country, feature, own, names)
            for name in adjectives:
                self.name(held, name, Standing.ADJECTIVE)
            for name in people:
                self.name(held, name, Standing.INHABITANT)
        for country, own in sources.read_settlements():
            if self._near(country, own) is None:
                self._own(country, "PPL", own, own.columns[0])
            else:
                for name in own.columns[0]:
                    self.name(self._near(country, own) or 0, name, Standing.ALIAS)
        for country, town, further, people in sources.read_further_names():
            place = self._town(country, town)
            if place is None:
                self.unmatched.append(f"{country} {town}")
                continue
            for name in (town, *further):
                self.name(place, name, Standing.ALIAS)
            for name in people:
                self.name(place, name, Standing.INHABITANT)
        self._keys().clear()  # half of the memory, and of no use any more

    def _own(self, country: str, feature: str, own: sources.Own, names: Iterable[str]) -> int:
        name = re.sub(r"\s*\([^)]*\)$", "", own.name)
        latitude, longitude = own.point or (0.0, 0.0)
        region, iso = self._region_at(country, latitude, longitude) if feature not in ("RGN", "ADM1") else ("", "")
        if feature == "ADM1":
            region, iso = self._same_region(country, [name, *names])
        entry = Entry(
            own_id(feature, country, own.name), name, country, self._country(country), region, iso,
            latitude, longitude, feature, 0,
        )  # fmt: skip
        self.add(entry, (name, Standing.MAIN), *((further, Standing.ALIAS) for further in names))
        return entry.id

    def _same_region(self, country: str, names: list[str]) -> tuple[str, str]:
        keys = {fold(name) for name in names}
        for (code, _), (name, iso) in self._regions.items():
            if code == country and fold(name) in keys:
                return name, iso
        return "", ""

    def _region_at(self, country: str, latitude: float, longitude: float) -> tuple[str, str]:
        """Give the region of the nearest town in the country, for a settlement that no list places."""
        if not country:
            return "", ""
        near = min(
            self._by_country().get(country, ()),
            key=lambda entry: (entry.latitude - latitude) ** 2 + (entry.longitude - longitude) ** 2,
            default=None,
        )
        return (near.admin1, near.admin1_code) if near else ("", "")

    def _by_country(self) -> dict[str, list[Entry]]:
        if not hasattr(self, "_sorted"):
            self._sorted: dict[str, list[Entry]] = defaultdict(list)
            for entry in self.places.values():
                if entry.feature in ("PPL", "PPLC"):
                    self._sorted[entry.country].append(entry)
        return self._sorted

    def _near(self, country: str, own: sources.Own) -> int | None:
        latitude, longitude = own.point or (0.0, 0.0)
        for place in self._towns.get((country, fold(re.sub(r"\s*\([^)]*\)$", "", own.name))), ()):
            entry = self.places[place]
            if abs(entry.latitude - latitude) < 0.25 and abs(entry.longitude - longitude) < 0.35:
                return place
        return None

    def _town(self, country: str, name: str) -> int | None:
        towns = self._towns.get((country, fold(name)), [])
        if not towns:
            key = fold(name)
            towns = [
                place
                for place in {place for (held, place) in self._keys().get(key, ())}
                if self.places[place].country == country and self.places[place].feature in ("PPL", "PPLC")
            ]
        return max(towns, key=lambda place: (self.places[place].population, -place), default=None)

    def _keys(self) -> dict[str, list[tuple[str, int]]]:
        if not hasattr(self, "_by_key"):
            self._by_key: dict[str, list[tuple[str, int]]] = defaultdict(list)
            for key, place in self.names:
                self._by_key[key].append((key, place))
        return self._by_key

    def _country(self, code: str) -> str:
        country = self._countries.get(code)
        return country.name if country else ""

    def write(self, connection: sqlite3.Connection) -> None:
        """Write everything into an empty database."""
        connection.executescript(SCHEMA)
        connection.executemany(f"INSERT INTO place VALUES ({', '.join('?' * 10)})", sorted(self.places.values()))
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", self._rows())

    def _rows(self) -> Iterable[tuple[str, int, int]]:
        for key, group in itertools.groupby(sorted(self.names), key=lambda name: name[0]):
            held = [(self.names[name], -self.places[name[1]].population, name[1]) for name in group]
            if len(held) > _MOST_NAMESAKES:
                held = sorted(sorted(held)[:_MOST_NAMESAKES], key=lambda name: name[2])
            yield from ((key, place, standing) for standing, _, place in held)


def build_gazetteer(path: Path, progress: Progress | None = None) -> list[str]:
    """Build the gazetteer at `path`: written beside it first, then renamed, so that half a file is never seen.

    Returns the entries of our own lists of further names that no town answers to.

    Raises:
        ResourceError: the lists are missing, or the folder cannot be written.
    """
    tell = progress or (lambda stage, share: None)
    builder = Builder()
    for share, stage, step in (
        (0.02, "countries", builder.countries),
        (0.05, "towns and regions", builder.towns),
        (0.55, "own lists", builder.own_lists),
    ):
        tell(stage, share)
        step()
    tell("writing", 0.6)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
    except OSError as error:
        raise ResourceError(
            f"Cannot write the gazetteer to {path.parent}: {error.strerror}.",
            remedy="Set `cache` to a folder that can be written.",
        ) from error
    try:
        connection = sqlite3.connect(name)
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        with connection:
            builder.write(connection)
            write_meta(
                connection,
                format=FORMAT,
                version=sources.data_version(),
                unmatched=", ".join(builder.unmatched),
            )
        connection.close()
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    tell("ready", 1.0)
    return builder.unmatched


def _parted(names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Part a column at its "~": names of the place before, of its inhabitants after."""
    before, _, after = ", ".join(names).partition("~")
    return [n.strip() for n in before.split(",") if n.strip()], [n.strip() for n in after.split(",") if n.strip()]


def _usable(name: str) -> bool:
    """Tell whether an alternate name is Latin or Cyrillic as people write it.

    GeoNames's machine transliterations are in lower case, its airport codes in three or four capitals.
    """
    if len(name) < 3 or (len(name) <= 4 and name.isupper()):
        return False
    first = next((c for c in name if c.isalpha()), "")
    return first.isupper() and (first < "\u0250" or "\u0400" <= first <= "\u04ff")


def _middle(towns: list[Spot]) -> tuple[float, float] | None:
    """Give the mean of the half-degree cells that hold a town: nearer to a region's middle than its crowded corner."""
    cells = {(round(latitude * 2), round(longitude * 2)) for latitude, longitude, _ in towns}
    if not cells:
        return None
    return (
        round(sum(latitude for latitude, _ in cells) / len(cells) / 2, 4),
        round(sum(longitude for _, longitude in cells) / len(cells) / 2, 4),
    )
