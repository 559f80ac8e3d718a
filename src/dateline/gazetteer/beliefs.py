"""Weigh the namesakes of doubtful names against each other: two small towns near by may outdo two large ones far apart.

A mean-field step or two: each doubtful name spreads its belief over its likeliest candidates, and each candidate is
weighed by what the other names are believed to mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..model import Place
from .geometry import distance_km, is_same_region
from .ranking_types import Candidate, Question

_MOST_TRIED = 5
_MOST_LOOKED_AT = 40
_MOST_NAMES = 12  # doubtful names weighed together: a page of a register must not take seconds
_ROUNDS = 3
_COUNTRY = 1.5
_REGION = 1.6
_NEAR = 1.6
_NEAR_KM = 80.0

Belief = list[tuple[Candidate, float]]


def likeliest(questions: Sequence[Question], sure: Sequence[Place | None]) -> dict[str, Place]:
    """Give what each doubtful name most likely means in the light of the others, sure or doubtful."""
    fixed = {place.geonames_id: place for place in sure if place is not None}
    doubtful: dict[str, Belief] = {}
    for question, place in zip(questions, sure, strict=True):
        if place is None and question.candidates and len(doubtful) < _MOST_NAMES:
            tried = _tried(question.candidates, list(fixed.values()))
            doubtful[question.name.casefold()] = _spread([(c, c.prior) for c in tried])
    if len(doubtful) < 2:
        return {}
    for _ in range(_ROUNDS):
        doubtful = {
            name: _spread([(c, c.prior + _support(c.place, name, doubtful, list(fixed.values()))) for c, _ in belief])
            for name, belief in doubtful.items()
        }
    return {name: belief[0][0].place for name, belief in doubtful.items()}


def _tried(candidates: Sequence[Candidate], fixed: Sequence[Place]) -> list[Candidate]:
    """Give the likeliest candidates, and those in a region that the document names."""
    near = [c for c in candidates[_MOST_TRIED:_MOST_LOOKED_AT] if any(is_same_region(c.place, p) for p in fixed)]
    return [*candidates[:_MOST_TRIED], *near[:_MOST_TRIED]]


def _spread(scored: list[tuple[Candidate, float]]) -> Belief:
    """Turn scores into shares that sum to 1, the largest first."""
    top = max(score for _, score in scored)
    weights = [(candidate, math.exp(score - top)) for candidate, score in scored]
    total = sum(weight for _, weight in weights)
    shares = [(candidate, weight / total) for candidate, weight in weights]
    return sorted(shares, key=lambda share: (-share[1], share[0].place.geonames_id))


def _support(place: Place, name: str, doubtful: dict[str, Belief], fixed: Sequence[Place]) -> float:
    same = sum(other.country == place.country for other in fixed) / (len(fixed) or 1)
    near = max((_nearness(place, other) for other in fixed), default=0.0)
    shares = [0.0]
    for other, belief in doubtful.items():
        if other == name:
            continue
        shares.append(sum(weight for candidate, weight in belief if candidate.place.country == place.country))
        near = max(near, sum(weight * _nearness(place, candidate.place) for candidate, weight in belief))
    region = any(is_same_region(place, other) for other in fixed)
    return _COUNTRY * (same + max(shares)) / 2 + _REGION * region + _NEAR * near


def _nearness(one: Place, other: Place) -> float:
    towns = one.precision in ("town", "district") and other.precision in ("town", "district")
    if not towns or one.country != other.country or abs(one.latitude - other.latitude) > 4:
        return 0.0
    return math.exp(-distance_km(one, other) / _NEAR_KM)
