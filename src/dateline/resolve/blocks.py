"""The keys under which a claim can be found: no key is shared by a whole store.

Every key holds a day, a month or a pair of names, so what is compared with a new claim grows with what
happened there and then, not with how much is stored.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations

from ..model import CLASS_OF
from .profiles import Profile
from .words import rarity

CELL = 0.25  # degrees: neighbouring cells hold everything within 15 km or more below 60 degrees of latitude
SPAN = 4  # days an event may span to be found under each of its days
UNDATED_BACK, UNDATED_AHEAD = 3, 3
NAMES, PAIRED = 6, 5  # rarest names that are keys by month, and those that are keys in pairs at any time

LOCAL = 5.0  # rarity of a word that can stand for a place by itself

Key = tuple[Hashable, ...]
_BOTH = frozenset(
    {
        "protest with intervention",
        "excessive force against protesters",
        "violent demonstration",
        "mob violence",
        "arrests",
    }
)


class BlockIndex:
    """Numbers of profiles by their keys.

    Keys are kept as their hashes, a third of the memory: should two ever meet, a pair more is compared.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int | list[int]] = {}

    def add(self, number: int, profile: Profile) -> None:
        """Keep a number under the keys of its profile."""
        for key in map(hash, stored_keys(profile)):
            held = self._numbers.setdefault(key, number)
            if isinstance(held, list):
                held.append(number)
            elif held != number:
                self._numbers[key] = [held, number]

    def remove(self, number: int, profile: Profile) -> None:
        """Take a number out from under the keys of its profile."""
        for key in map(hash, stored_keys(profile)):
            held = self._numbers[key]
            if isinstance(held, list) and len(held) > 1:
                held.remove(number)
            else:
                del self._numbers[key]

    def near(self, profile: Profile) -> set[int]:
        """Give the numbers of all profiles that may tell of the same event."""
        found: set[int] = set()
        for key in sought_keys(profile):
            held = self._numbers.get(hash(key))
            if isinstance(held, list):
                found.update(held)
            elif held is not None:
                found.add(held)
        return found


def stored_keys(profile: Profile) -> list[Key]:
    """List the keys under which a claim is kept."""
    return list(dict.fromkeys(_stored(profile)))


def sought_keys(profile: Profile) -> list[Key]:
    """List the keys under which the claims are kept that may tell of the same event."""
    return list(dict.fromkeys(_sought(profile)))


def _stored(p: Profile) -> Iterator[Key]:
    placeless, whole = not p.place_names, not _by_day(p)
    for act in _acts(p):
        for day in _stored_days(p):
            for where in _stored_places(p):
                yield (act, day, where)
            for side in _sides(p):
                yield (act, day, placeless, p.type, side)
        for where in _own_places(p):
            for month in _months(p):
                yield (act, "m", whole, month, where)
    yield from _name_keys(p, (0,))


def _sought(p: Profile) -> Iterator[Key]:
    """Seek such that two claims find each other or neither does: who came first must not matter."""
    placeless, whole = not p.place_names, not _by_day(p)
    for act in _acts(p):
        for day in _sought_days(p):
            for where in _sought_places(p):
                yield (act, day, where)
            for side in _sides(p):
                yield from ((act, day, other, p.type, side) for other in ((True, False) if placeless else (True,)))
        for where in _own_places(p):
            for month in _months(p):
                yield from ((act, "m", other, month, where) for other in ((True, False) if whole else (True,)))
    yield from _name_keys(p, (-1, 0, 1))


def _by_day(p: Profile) -> bool:
    return p.exact and p.last - p.first <= SPAN


def _acts(p: Profile) -> str:
    if p.type in _BOTH:
        return "cf"
    return "c" if CLASS_OF[p.type] in ("protests", "riots") else "f"


def _stored_days(p: Profile) -> Iterable[Hashable]:
    if _by_day(p):
        return range(p.first, p.last + 1)
    return (-p.published,) if p.published and not p.first else ()


def _sought_days(p: Profile) -> Iterable[Hashable]:
    if _by_day(p):
        undated = range(-(p.last + UNDATED_AHEAD), -p.first + 2)
        return [*range(p.first - 1, p.last + 2), *undated]
    if not p.published or p.first:
        return ()
    dated = range(p.published - UNDATED_BACK, p.published + 2)
    return [*dated, *range(-(p.published + UNDATED_AHEAD), -(p.published - UNDATED_BACK) + 1)]


def _months(p: Profile) -> Iterable[int]:
    """Give the months of the event's time, so that claims that know only the month are found."""
    if not p.first or p.last - p.first > 62:
        return ()
    first, last = (dt.date.fromordinal(d) for d in (p.first, p.last))
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def _own_places(p: Profile) -> Iterator[Hashable]:
    for spot in p.spots:
        if spot.level < 3:
            yield spot.id if spot.level < 2 else spot.admin1
    if not p.spots:
        yield from p.place_names[:2]


def _stored_places(p: Profile) -> Iterator[Hashable]:
    for spot in p.spots:
        if spot.level < 2:
            yield _cell(spot.latitude, spot.longitude)
        elif spot.level == 2:
            yield "at " + spot.admin1
        elif spot.level == 3:
            yield "at " + spot.country
        if spot.level < 3:
            yield "in " + spot.country
            if spot.admin1:
                yield "in " + spot.admin1
    yield from _names(p)


def _sought_places(p: Profile) -> Iterator[Hashable]:
    for spot in p.spots:
        if spot.level < 2:
            x, y = _cell(spot.latitude, spot.longitude)
            yield from ((x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
            yield "at " + spot.admin1
        elif spot.level == 2:
            yield "at " + spot.admin1
            yield "in " + spot.admin1
        elif spot.level == 3:
            yield "at " + spot.country
            yield "in " + spot.country
        if spot.level < 3:
            yield "at " + spot.country
    yield from _names(p)


def _names(p: Profile) -> Iterator[str]:
    """Yield place names and the first word of each, by which "Lozova" and "Lozova junction" meet."""
    for name in p.place_names[:3]:
        yield name
        first = name.split(" ", 1)[0]
        if first != name and rarity(first) >= LOCAL:
            yield first


def _sides(p: Profile) -> tuple[str, ...]:
    return (p.actor_sides or p.actors)[:2] + (p.target_sides or p.targets)[:2]


def _name_keys(p: Profile, shifts: tuple[int, ...]) -> Iterator[Key]:
    month = p.published // 30
    for name in p.names[:NAMES]:
        for shift in shifts:
            yield ("n", name, month + shift)
    for pair in combinations(sorted(p.names[:PAIRED]), 2):
        yield ("nn", *pair)


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude / CELL), math.floor(longitude / CELL)
