"""The gazetteer: names to places, over one SQLite file that is only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from ..config import Config
from ..errors import ResourceError
from ..model import Place
from . import sources
from .build import Progress, build_gazetteer
from .fold import Asked, ask, fold, undeclined
from .geometry import contains, distance_km
from .mentions import Mention, find_mentions
from .ranking import choose, prior
from .ranking_types import Candidate, Question
from .schema import FORMAT, Standing, to_place

_FILE = "gazetteer.sqlite"
_TOWN = 4.7  # a prior from which a town keeps its name before its region: some 15,000 people
_STRIPPED = 0.4  # what a name loses for each step of shortening it
_SHORTENED = 1.5  # and if the whole name is a place's own
_REMEMBERED = 20_000  # keys; some 30 MB when full


class Gazetteer:
    """Names to places. Open it with `Gazetteer.open` or `open_gazetteer`; reading changes nothing in the file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self.version = _version(connection, path)
        self._candidates = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._regions = lru_cache(maxsize=8)(self._read_regions)

    @classmethod
    def open(cls, config: Config | None = None, progress: Progress | None = None) -> Gazetteer:
        """Open the user's gazetteer or that in the cache folder, which is built if missing or of other data.

        Raises:
            ResourceError: the user's file is missing or no gazetteer, or the cache folder cannot be written.
        """
        config = config or Config()
        if config.gazetteer:
            return open_gazetteer(Path(config.gazetteer))
        path = config.cache_folder / _FILE
        if not _is_current(path):
            build_gazetteer(path, progress)
        return open_gazetteer(path)

    def find(self, name: str, limit: int = 10) -> list[Place]:
        """Give the places that a name may mean, the likeliest first, as far as the name alone tells."""
        found = self._asked(name)
        return [candidate.place for candidate in found[:limit]]

    def resolve(
        self, names: Sequence[str], *, context: Sequence[str] = (), country_hint: str = ""
    ) -> list[Place | None]:
        """Resolve a document's place names together, in the order of the text; None where evidence is too weak.

        Namesakes are told apart by the other names and by `context` (further names of the document that
        need no answer), by words of kind ("Kharkiv Oblast"), and by population. `country_hint` is an
        ISO 3166-1 alpha-2 code that the document is known to be about.
        """
        questions = [Question(name, self._asked(name)) for name in (*names, *context)]
        return choose(questions, country_hint)[: len(names)]

    def regions(self, country: str) -> tuple[Place, ...]:
        """Give the first-order regions of a country (ISO 3166-1 alpha-2), by name."""
        return self._regions(country)

    def known(self, text: str) -> bool:
        """Tell whether any place bears this name, words of kind aside."""
        return bool(self._asked(text))

    def find_mentions(self, text: str, names: Sequence[tuple[int, int, str]] | None = None) -> list[tuple[int, int]]:
        """Give the spans of place names in a text, in order. `names` are those of a name tagger, if there is one.

        A tagger's name is (start, end, label), the label beginning with LOC, GPE, PER or ORG.
        """
        return [(mention.start, mention.end) for mention in self.mentions(text, names)]

    def mentions(self, text: str, names: Sequence[tuple[int, int, str]] | None = None) -> list[Mention]:
        """Give the place names in a text with what stands around them, which `locate` uses."""
        return find_mentions(text, self._standing, names)

    def locate(
        self, text: str, names: Sequence[tuple[int, int, str]] | None = None, *, country_hint: str = ""
    ) -> list[tuple[Mention, Place | None]]:
        """Find the place names of a text and resolve them as one document."""
        found = self.mentions(text, names)
        questions = [Question(mention.name, self._asked(mention.name), mention.within) for mention in found]
        return list(zip(found, choose(questions, country_hint), strict=True))

    def contains(self, outer: Place, inner: Place) -> bool:
        """Tell whether one place lies in the other, as far as country, region and distance tell."""
        return contains(outer, inner)

    def distance_km(self, one: Place, other: Place) -> float:
        """Give the distance between two places in kilometres, along the great circle."""
        return distance_km(one, other)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _standing(self, name: str) -> tuple[Candidate, ...]:
        """Give the candidates of exactly this name, words of kind included."""
        key = fold(name)
        found = self._candidates(key)
        if not found and not key.isascii():
            found = next(filter(None, map(self._candidates, undeclined(key))), ())
        return found

    def _asked(self, name: str) -> tuple[Candidate, ...]:
        return _rank(ask(name), self._candidates) or self._standing(name)

    def _read_regions(self, country: str) -> tuple[Place, ...]:
        rows = self._connection.execute(
            "SELECT * FROM place WHERE country = ? AND feature = 'ADM1' ORDER BY name, id", (country,)
        )
        return tuple(to_place(row) for row in rows)

    def _read(self, key: str) -> tuple[Candidate, ...]:
        rows = self._connection.execute(
            "SELECT place.*, name.standing FROM name JOIN place ON place.id = name.place WHERE name.key = ?", (key,)
        )
        candidates = [Candidate(to_place(row[:-1]), row[-1], prior(to_place(row[:-1]), row[-1])) for row in rows]
        return tuple(sorted(candidates, key=lambda candidate: (-candidate.prior, candidate.place.geonames_id)))


def open_gazetteer(path: Path) -> Gazetteer:
    """Open a gazetteer file, read-only.

    Raises:
        ResourceError: it is missing, or no gazetteer of this version.
    """
    if not path.is_file():
        raise ResourceError(
            f"There is no gazetteer at {path}.", remedy="Mend the setting `gazetteer`, or leave it out."
        )
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    return Gazetteer(connection, path)


def _rank(asked: Asked, read: Callable[[str], tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    """Gather the candidates of all keys that a name asks for; a later key's are worth less, a fitting kind's more."""
    best: dict[int, Candidate] = {}
    whole = False  # the name with all its words is some place's own
    for position, key in enumerate(asked.keys):
        if whole and not asked.features:
            break
        for candidate in read(key):
            score = candidate.prior - (_SHORTENED if whole else _STRIPPED * position)
            if asked.features:
                score += _kind_fit(candidate.place.feature, asked.features)
            held = best.get(candidate.place.geonames_id)
            if held is None or score > held.prior:
                best[candidate.place.geonames_id] = candidate._replace(prior=score)
        whole = whole or any(candidate.standing <= Standing.ALIAS for candidate in best.values())
    if not asked.features:
        _prefer_towns(best)
    return tuple(sorted(best.values(), key=lambda candidate: (-candidate.prior, candidate.place.geonames_id)))


def _kind_fit(feature: str, asked: frozenset[str]) -> float:
    """Weigh a feature by the word of kind: "Karak district" may mean a province of that name rather than a town."""
    if feature in asked:
        return 1.5
    return 0.0 if feature.startswith("ADM") and not asked.isdisjoint(("ADM1", "ADM2")) else -0.8


def _prefer_towns(found: dict[int, Candidate]) -> None:
    """Let a bare name mean the town rather than the region around it ("Kharkiv", "Chongqing")."""
    seats = {
        (candidate.place.country, candidate.place.admin1)
        for candidate in found.values()
        if candidate.place.feature.startswith("PPL") and candidate.prior >= _TOWN
    }
    for key, candidate in found.items():
        place = candidate.place
        region = place.feature in ("ADM1", "ADM2") and (place.country, place.admin1) in seats
        if region and candidate.standing != Standing.PREFERRED:
            found[key] = candidate._replace(prior=candidate.prior - 1.2)


def _version(connection: sqlite3.Connection, path: Path) -> str:
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    except sqlite3.DatabaseError as error:
        raise ResourceError(f"{path} is no gazetteer: {error}.", remedy="Build one by `gazetteer import`.") from error
    if meta.get("format") != FORMAT:
        raise ResourceError(
            f"The gazetteer {path} has format {meta.get('format')}, this version reads {FORMAT}.",
            remedy="Build it again by `gazetteer import`.",
        )
    return str(meta.get("version", ""))


def _is_current(path: Path) -> bool:
    if not path.is_file():
        return False
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return _version(connection, path) == sources.data_version()
    except ResourceError:
        return False
    finally:
        connection.close()
