"""Add the places or the names of a GeoNames dump to a copy of a gazetteer.

Source: GeoNames, readme of the export: UTF-8, tab-separated, one place a line in 19 columns (allCountries,
cities500, UA ...), or one name a line in 4 to 10 (alternateNames, alternateNamesV2).
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path

from ..errors import ReadError
from . import sources
from .build import _usable
from .fold import fold
from .schema import Entry, Standing, write_meta

COLUMNS = 19
NAME_COLUMNS = range(4, 11)
_NO_LANGUAGE = frozenset(("link", "post", "iata", "icao", "faac", "abbr", "wkdt", "unlc", "tcid", "phon"))
_CHUNK = 5000
_REGIONS = ("ADM2", "ADM3", "ADM4", "ADM5")  # countries and first-order regions are those of the gazetteer itself


def import_dump(dump: Path, base: Path, out: Path, progress: Callable[[int], None] | None = None) -> int:
    """Write to `out` the gazetteer `base` with the towns and lower regions of a dump, a text file or zip.

    Places that are there keep their entry and get further names; a dump of alternate names gives names
    alone. Returns the number of places or names read. `progress` is told how many there are so far.

    Raises:
        ReadError: the file is no dump of GeoNames.
    """
    part = out.with_name(f".{out.name}.part")
    shutil.copyfile(base, part)
    count = 0
    try:
        with closing(sqlite3.connect(part)) as connection, connection, _lines(dump) as lines:
            first = next(iter(lines), "")
            lines = chain([first], lines)
            if first.count("\t") + 1 in NAME_COLUMNS:
                batches = _inserted_names(connection, _names(lines, dump))
            else:
                batches = _inserted_places(connection, _places(lines, dump))
            for size in batches:
                count += size
                if progress:
                    progress(count)
            if not count:
                raise _no_dump(dump, 1)
            (version,) = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
            write_meta(connection, version=f"{version} {dump.name}:{_digest(dump)}")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return count


def _places(lines: Iterable[str], dump: Path) -> Iterator[tuple[Entry, list[str]]]:
    countries = sources.read_countries()
    regions = {(country, code): (name, iso) for country, code, name, iso in sources.read_table("admin1.tsv")}
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != COLUMNS:
            raise _no_dump(dump, number)
        kind, feature, country = fields[6], fields[7], fields[8]
        if kind != "P" and feature not in _REGIONS:
            continue
        name, iso = regions.get((country, fields[10]), ("", ""))
        try:
            entry = Entry(
                int(fields[0]), fields[1], country, countries[country].name if country in countries else "", name, iso,
                float(fields[4]), float(fields[5]), feature or "PPL", int(fields[14] or 0),
            )  # fmt: skip
        except ValueError as error:
            raise _no_dump(dump, number) from error
        yield entry, fields[3].split(",")


def _names(lines: Iterable[str], dump: Path) -> Iterator[tuple[int, str]]:
    """Give GeoNames id and name for each name that people write; codes, links and other scripts are left out."""
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) not in NAME_COLUMNS or not fields[1].isdigit():
            raise _no_dump(dump, number)
        if fields[2] not in _NO_LANGUAGE and _usable(fields[3]):
            yield int(fields[1]), fields[3]


def _inserted_places(connection: sqlite3.Connection, places: Iterator[tuple[Entry, list[str]]]) -> Iterator[int]:
    while chunk := list(islice(places, _CHUNK)):
        _insert(connection, chunk)
        yield len(chunk)


def _inserted_names(connection: sqlite3.Connection, names: Iterator[tuple[int, str]]) -> Iterator[int]:
    while chunk := list(islice(names, _CHUNK)):
        rows = [(fold(name), Standing.ALTERNATE, place) for place, name in chunk]
        connection.executemany(
            "INSERT OR IGNORE INTO name SELECT ?, id, ? FROM place WHERE id = ?", (row for row in rows if row[0])
        )
        yield len(chunk)


def _insert(connection: sqlite3.Connection, places: list[tuple[Entry, list[str]]]) -> None:
    connection.executemany(
        f"INSERT OR IGNORE INTO place VALUES ({', '.join('?' * len(Entry._fields))})", (entry for entry, _ in places)
    )
    rows = []
    for entry, alternates in places:
        rows.append((fold(entry.name), entry.id, Standing.MAIN))
        rows += [(fold(name), entry.id, Standing.ALTERNATE) for name in alternates if _usable(name)]
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET standing = min(standing, excluded.standing)",
        (row for row in rows if row[0]),
    )


@contextmanager
def _lines(dump: Path) -> Iterator[Iterable[str]]:
    if not zipfile.is_zipfile(dump):
        with dump.open(encoding="utf-8", errors="replace") as lines:
            yield lines
        return
    with zipfile.ZipFile(dump) as archive:
        members = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
        if not members:
            raise _no_dump(dump, 1)
        with archive.open(members[0]) as stream:
            yield io.TextIOWrapper(stream, encoding="utf-8", errors="replace")


def _digest(dump: Path) -> str:
    digest = 0
    with dump.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest = zlib.crc32(block, digest)
    return f"{digest:08x}"


def _no_dump(dump: Path, line: int) -> ReadError:
    return ReadError(
        f"{dump}, line {line}: this is no dump of GeoNames.",
        remedy="Give a country's file such as UA.zip, allCountries.zip, or alternateNamesV2.zip.",
    )
