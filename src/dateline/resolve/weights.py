"""The fitted weights of the features: read from `data/link_weights.json`, made by `training/fit_links.py`."""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

import msgspec

from ..errors import ResourceError
from ..model import ClaimId, Record
from .features import FEATURES, explanation, features_of
from .profiles import Profile
from .records import FeatureValue, Link

CLIP = 6.0  # log-odds beyond which a pair is as good as sure: no single pair may outweigh a whole cluster


class Weights(Record, frozen=True, kw_only=True):
    """Weights of the log-odds by feature, the constant, and the calibration on stories left out of the fit.

    `threshold` is the probability at which clusters of stories left out came out best.
    """

    weights: dict[str, float]
    constant: float
    scale: float = 1.0
    shift: float = 0.0
    threshold: float = 0.5

    def row(self) -> tuple[float, ...]:
        """Give the calibrated weights in the order of FEATURES."""
        return tuple(self.scale * self.weights.get(f.__name__, 0.0) for f in FEATURES)

    @property
    def base(self) -> float:
        """The calibrated log-odds of two claims of which no feature says anything."""
        return self.scale * self.constant + self.shift


@cache
def shipped_weights() -> Weights:
    """Read the weights of the package.

    Raises:
        ResourceError: the file does not hold weights for these features.
    """
    raw = resources.files(__package__).joinpath("data/link_weights.json").read_bytes()
    try:
        weights = msgspec.json.decode(raw, type=Weights)
    except msgspec.DecodeError as error:
        raise ResourceError(f"The weights for linking cannot be read: {error}.") from error
    unknown = set(weights.weights) - {f.__name__ for f in FEATURES}
    if unknown:
        raise ResourceError(
            f"The weights for linking know features that do not exist: {', '.join(sorted(unknown))}.",
            remedy="Fit them again with training/fit_links.py.",
        )
    return weights


class Scorer:
    """Compare two profiles with one set of weights."""

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or shipped_weights()
        self._row = self.weights.row()
        self._base = self.weights.base

    def log_odds(self, a: Profile, b: Profile) -> float:
        """Give the calibrated log-odds that two claims tell of one event, within CLIP of 0."""
        total = self._base
        for value, weight in zip(features_of(a, b), self._row, strict=True):
            if value:
                total += value * weight
        return max(-CLIP, min(CLIP, total))

    def link(self, first: ClaimId, a: Profile, second: ClaimId, b: Profile) -> Link:
        """Explain the comparison of two claims, feature by feature, the strongest first."""
        told = [
            FeatureValue(name=f.__name__, value=value, weight=weight, explanation=explanation(f))
            for f, value, weight in zip(FEATURES, features_of(a, b), self._row, strict=True)
            if value
        ]
        told.append(
            FeatureValue(name="constant", value=1.0, weight=self._base, explanation="Where nothing else is known.")
        )
        told.sort(key=lambda f: (-abs(f.effect), f.name))
        return Link(first=first, second=second, probability=probability(self.log_odds(a, b)), features=tuple(told))


def probability(log_odds: float) -> float:
    """Turn log-odds into a probability."""
    return 1 / (1 + math.exp(-log_odds))
