"""How alike two claims are: one small function a feature, 0 where it says nothing.

The first sentence of a docstring is the explanation shown to an analyst. Every function takes the
profiles in order of publication and gives 0 to 1; what it is worth is fitted (`weights`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ..model import CLASS_OF, EventType
from .profiles import Profile, Spot
from .words import rarity

Feature = Callable[[Profile, Profile], float]

NEAR_KM = 15.0
WIDE_KM = 45.0  # a district reaches that far from the point that stands for it
KIN: dict[EventType, frozenset[str]] = {}
for _group in (
    ("air/drone strike", "shelling/artillery/missile attack", "disrupted weapons use", "remote explosive/landmine/ied"),
    ("air/drone strike", "shelling/artillery/missile attack", "attack"),
    ("suicide bomb", "remote explosive/landmine/ied", "grenade", "attack", "armed clash"),
    ("armed clash", "attack", "government regains territory", "non-state actor overtakes territory"),
    ("armed clash", "shelling/artillery/missile attack", "non-violent transfer of territory"),
    ("government regains territory", "non-state actor overtakes territory", "non-violent transfer of territory"),
    ("peaceful protest", "protest with intervention", "violent demonstration"),
    ("protest with intervention", "excessive force against protesters", "violent demonstration", "arrests"),
    ("violent demonstration", "mob violence", "attack", "looting/property destruction"),
    ("abduction/forced disappearance", "attack", "arrests", "other"),
    ("change to group/activity", "non-violent transfer of territory", "other", "agreement"),
):  # fmt: skip
    for _type in _group:
        KIN[_type] = KIN.get(_type, frozenset()) | frozenset(_group)


def same_days(a: Profile, b: Profile) -> float:
    """They give the same days: 1 for one and the same day, less the wider the time given."""
    if not a.first or not b.first:
        return 0.0
    shared = min(a.last, b.last) - max(a.first, b.first) + 1
    return math.sqrt(shared / (max(a.last, b.last) - min(a.first, b.first) + 1)) if shared > 0 else 0.0


def next_day(a: Profile, b: Profile) -> float:
    """Their days are neighbours, as when a night is counted to either day."""
    return 1.0 if a.first and b.first and _gap(a, b) == 1 else 0.0


def days_apart(a: Profile, b: Profile) -> float:
    """Their days lie apart: more the longer the gap."""
    if not a.first or not b.first:
        return 0.0
    gap = _gap(a, b)
    return min(1.0, 0.5 + math.log2(gap) / 12) if gap >= 2 else 0.0


def could_be_that_day(a: Profile, b: Profile) -> float:
    """One gives no day, but appeared when the other's day was news."""
    dated, undated = (a, b) if a.first else (b, a)
    if undated.first:
        return 0.0
    if not dated.first:
        return 1.0 if a.published and b.published and abs(a.published - b.published) <= 2 else 0.0
    return 1.0 if undated.published and -1 <= undated.published - dated.last <= 3 else 0.0


def told_long_after(a: Profile, b: Profile) -> float:
    """One gives no day and appeared long after the other's day, and few names tie them: more the longer."""
    dated, undated = (a, b) if a.first else (b, a)
    if undated.first or not dated.first or not undated.published:
        return 0.0
    return min(1.0, math.log2(max(undated.published - dated.last - 2, 1)) / 8) * _untied(a, b)


def news_of_other_days(a: Profile, b: Profile) -> float:
    """Neither gives a day, as news of the day does not; they appeared apart, and few names tie them."""
    if a.first or b.first or not a.published or not b.published:
        return 0.0
    return min(1.0, math.log2(max(abs(a.published - b.published) - 1, 1)) / 5) * _untied(a, b)


def told_before_it_happened(a: Profile, b: Profile) -> float:
    """One appeared before the day on which the other says it happened."""
    early = any(x.published and y.first and y.exact and y.first - x.published > 1 for x, y in ((a, b), (b, a)))
    return 1.0 if early else 0.0


def published_apart(a: Profile, b: Profile) -> float:
    """The reports appeared apart: more the more days lie between them."""
    if not a.published or not b.published:
        return 0.0
    return min(1.0, math.log1p(abs(a.published - b.published)) / math.log(60))


def same_place(a: Profile, b: Profile) -> float:
    """They name the same town or district."""
    if any(x.id == y.id and x.level < 2 for x in a.spots for y in b.spots):
        return 1.0
    if _local(a) and _local(b):
        return 0.0
    return 1.0 if any(_one_name(x, y) for x in a.place_names for y in b.place_names) else 0.0


def near_place(a: Profile, b: Profile) -> float:
    """They name places a few kilometres apart: more the nearer."""
    if same_place(a, b):
        return 0.0
    distance = _nearest_km(a, b)
    return 1.0 - distance / NEAR_KM if distance is not None and distance < NEAR_KM else 0.0


def inside_region(a: Profile, b: Profile) -> float:
    """One names a place, the other the region or district that holds it, or both the region."""
    nearest = _nearest_km(a, b)
    if nearest is not None:
        wide = any(x.level == 1 for x in (*a.spots, *b.spots))
        return 1.0 if wide and NEAR_KM <= nearest < WIDE_KM else 0.0
    return 1.0 if any(2 in (x.level, y.level) and x.admin1 and x.admin1 == y.admin1 for x, y in _pairs(a, b)) else 0.0


def inside_country(a: Profile, b: Profile) -> float:
    """One names a place, the other only its country."""
    if _nearest_km(a, b) is not None or inside_region(a, b):
        return 0.0
    return 1.0 if any(3 in (x.level, y.level) and x.country == y.country for x, y in _pairs(a, b)) else 0.0


def places_apart(a: Profile, b: Profile) -> float:
    """They name places apart: more the farther, most where region or country differ."""
    if not a.spots or not b.spots:
        return 0.0
    distance = _nearest_km(a, b)
    if inside_region(a, b) or inside_country(a, b):
        return 0.0
    if distance is None:
        return 1.0
    return 0.0 if distance < NEAR_KM else min(1.0, 0.4 + math.log10(distance / NEAR_KM) / 3)


def names_of_places_differ(a: Profile, b: Profile) -> float:
    """Their places are known by name only, and no name is shared."""
    if (a.spots and b.spots) or not a.place_names or not b.place_names:
        return 0.0
    return 1.0 - same_place(a, b)


def place_untold(a: Profile, b: Profile) -> float:
    """At least one names no place."""
    return 0.0 if a.place_names and b.place_names else 1.0


def same_type(a: Profile, b: Profile) -> float:
    """They tell the same kind of act."""
    return 1.0 if a.type == b.type else 0.0


def kindred_type(a: Profile, b: Profile) -> float:
    """They tell kinds of act that reports take for each other, such as a strike and shelling."""
    return 1.0 if a.type != b.type and (b.type in KIN.get(a.type, ()) or CLASS_OF[a.type] == CLASS_OF[b.type]) else 0.0


def same_trigger(a: Profile, b: Profile) -> float:
    """They use the same word for the act."""
    return 1.0 if a.trigger and a.trigger == b.trigger else 0.0


def same_actor(a: Profile, b: Profile) -> float:
    """They name the same side as having acted."""
    return _party_same(a.actors, b.actors, a.actor_sides, b.actor_sides)


def other_actor(a: Profile, b: Profile) -> float:
    """They name different sides as having acted."""
    return _party_other(a.actors, b.actors, a.actor_sides, b.actor_sides)


def same_target(a: Profile, b: Profile) -> float:
    """They name the same side, people or building as hit."""
    return _party_same(a.targets, b.targets, a.target_sides, b.target_sides)


def other_target(a: Profile, b: Profile) -> float:
    """They name different sides, people or buildings as hit."""
    return _party_other(a.targets, b.targets, a.target_sides, b.target_sides)


def same_weapon(a: Profile, b: Profile) -> float:
    """They name the same weapon."""
    return 1.0 if set(a.weapons).intersection(b.weapons) else 0.0


def other_weapon(a: Profile, b: Profile) -> float:
    """They name different weapons."""
    return 1.0 if a.weapons and b.weapons and not set(a.weapons).intersection(b.weapons) else 0.0


def same_infrastructure(a: Profile, b: Profile) -> float:
    """They name the same kind of building or installation."""
    return 1.0 if set(a.infrastructure).intersection(b.infrastructure) else 0.0


def same_figures(a: Profile, b: Profile) -> float:
    """They give the same count: more the less common the number."""
    exact = [x[1] for x in a.counts for y in b.counts if x == y and x[1] > 0]
    return min(1.0, 0.3 + math.log10(max(exact)) / 2) if exact else 0.0


def growing_figures(a: Profile, b: Profile) -> float:
    """The later count can be the earlier one grown."""
    return 1.0 if not same_figures(a, b) and any(x[0] == y[0] and _grows(x, y) for x, y in _counted(a, b)) else 0.0


def clashing_figures(a: Profile, b: Profile) -> float:
    """Their counts can hardly be one toll."""
    shared = [(x, y) for x, y in _counted(a, b) if x[0] == y[0]]
    return sum(not _grows(x, y) for x, y in shared) / len(shared) if shared else 0.0


def same_status(a: Profile, b: Profile) -> float:
    """They agree on whether it happened."""
    return 1.0 if a.status == b.status else 0.0


def words_shared(a: Profile, b: Profile) -> float:
    """Their sentences share rare words."""
    return 0.0 if same_report(a, b) else _mass_shared(a.words, b.words, 30.0)


def names_shared(a: Profile, b: Profile) -> float:
    """They share rare names."""
    return 0.0 if same_report(a, b) else _mass_shared(a.names, b.names, 50.0)


def share_of_names(a: Profile, b: Profile) -> float:
    """Most names of the one stand in the other."""
    least = min(len(a.names), len(b.names))
    if least < 2 or same_report(a, b):
        return 0.0
    return len(set(a.names).intersection(b.names)) / least


def no_names_shared(a: Profile, b: Profile) -> float:
    """Both tell many names, and share none."""
    return 1.0 if min(len(a.names), len(b.names)) >= 4 and not set(a.names).intersection(b.names) else 0.0


def full_names_shared(a: Profile, b: Profile) -> float:
    """They share names of several words, such as a person or a street."""
    return 0.0 if same_report(a, b) else min(len(set(a.full_names).intersection(b.full_names)), 3) / 3


def numbers_shared(a: Profile, b: Profile) -> float:
    """They share numbers such as ages, house numbers or hours."""
    return 0.0 if same_report(a, b) else _mass_shared(a.numbers, b.numbers, 20.0)


def titles_alike(a: Profile, b: Profile) -> float:
    """The titles of their reports share rare words."""
    return 0.0 if same_report(a, b) else _mass_shared(a.title, b.title, 20.0)


def same_report(a: Profile, b: Profile) -> float:
    """Both stand in one report, which seldom tells one event twice."""
    return 1.0 if a.report == b.report else 0.0


FEATURES: tuple[Feature, ...] = (
    same_days, next_day, days_apart, could_be_that_day, told_long_after, news_of_other_days,
    told_before_it_happened, published_apart,
    same_place, near_place, inside_region, inside_country, places_apart, names_of_places_differ,
    place_untold, same_type, kindred_type, same_trigger, same_actor, other_actor, same_target, other_target,
    same_weapon, other_weapon, same_infrastructure, same_figures, growing_figures, clashing_figures, same_status,
    words_shared, names_shared, share_of_names, no_names_shared, full_names_shared, numbers_shared, titles_alike,
    same_report,
)  # fmt: skip


def features_of(a: Profile, b: Profile) -> list[float]:
    """Compute every feature of two claims, in the order of FEATURES; which claim comes first does not matter."""
    if _order(b) < _order(a):
        a, b = b, a
    return [feature(a, b) for feature in FEATURES]


def _order(p: Profile) -> tuple[int, int, int, str]:
    return p.published or 10**7, p.report, p.at, p.trigger


def explanation(feature: Feature) -> str:
    """Give the sentence that explains a feature to an analyst."""
    return (feature.__doc__ or feature.__name__).strip().splitlines()[0]


def _local(p: Profile) -> bool:
    return any(spot.level < 2 for spot in p.spots)


def _one_name(a: str, b: str) -> bool:
    """Tell whether one name holds the other: "Lozova" and "Lozova junction"."""
    if a == b:
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    return len(short) < len(long) and long[: len(short)] == short


def _gap(a: Profile, b: Profile) -> int:
    return max(a.first, b.first) - min(a.last, b.last)


def _pairs(a: Profile, b: Profile) -> list[tuple[Spot, Spot]]:
    return [(x, y) for x in a.spots for y in b.spots]


def _nearest_km(a: Profile, b: Profile) -> float | None:
    """Give the least distance between towns or districts of the two, None where either names none."""
    distances = [_km(x, y) for x in a.spots if x.level < 2 for y in b.spots if y.level < 2]
    return min(distances) if distances else None


def _km(x: Spot, y: Spot) -> float:
    if x.id == y.id:
        return 0.0
    dx = (x.longitude - y.longitude) * math.cos(math.radians((x.latitude + y.latitude) / 2))
    return 111.2 * math.hypot(dx, x.latitude - y.latitude)


def _party_same(a: Sequence[str], b: Sequence[str], sides_a: Sequence[str], sides_b: Sequence[str]) -> float:
    return 1.0 if set(sides_a).intersection(sides_b) or set(a).intersection(b) else 0.0


def _party_other(a: Sequence[str], b: Sequence[str], sides_a: Sequence[str], sides_b: Sequence[str]) -> float:
    if sides_a and sides_b:
        return 0.0 if set(sides_a).intersection(sides_b) else 1.0
    return 0.5 if a and b and not set(a).intersection(b) else 0.0


def _counted(a: Profile, b: Profile) -> list[tuple[tuple[str, int, int | None], tuple[str, int, int | None]]]:
    return [(x, y) for x in a.counts for y in b.counts if x[0] == y[0]]


def _grows(x: tuple[str, int, int | None], y: tuple[str, int, int | None]) -> bool:
    """Tell whether the earlier count allows the later one: not fewer, and not many times as many."""
    least, most = y[1], y[2]
    return (most is None or most >= x[1]) and least <= 3 * max(x[1], x[2] or 0) + 5


def _untied(a: Profile, b: Profile) -> float:
    """Give 1 where no rare names are shared, 0 from three on."""
    return max(0.0, 1.0 - len(set(a.names).intersection(b.names)) / 3)


def _mass_shared(a: Sequence[str], b: Sequence[str], full: float) -> float:
    shared = set(a).intersection(b)
    return min(1.0, sum(map(rarity, shared)) / full) if shared else 0.0
