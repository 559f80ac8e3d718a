"""Distance and containment of places."""

from __future__ import annotations

import math

from ..model import Place

_EARTH_KM = 6371.0
_REACH_KM = {"ADM2": 80.0, "RGN": 400.0, "SEA": 1000.0, "CONT": 4000.0, "OCN": 6000.0}  # where no border is known


def distance_km(one: Place, other: Place) -> float:
    """Give the distance between two places in kilometres, along the great circle."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((second - first) / 2) ** 2
    turn = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half + math.cos(first) * math.cos(second) * turn)))


def is_same_region(one: Place, other: Place) -> bool:
    """Tell whether two places lie in one first-order region; England is too large to tell anything."""
    return bool(one.admin1) and (one.country, one.admin1) == (other.country, other.admin1) and one.admin1 != "England"


def contains(outer: Place, inner: Place) -> bool:
    """Tell whether one place lies in the other, as far as country, region and distance tell.

    Not done: borders; an area of ours (Donbas, Sahel) holds what lies within a fixed reach of its middle.
    """
    if outer.geonames_id == inner.geonames_id:
        return True
    if outer.feature.startswith("PCL"):
        return bool(outer.country) and outer.country == inner.country
    if outer.feature == "ADM1" and inner.feature != "ADM1" and not inner.feature.startswith("PCL"):
        same = outer.country == inner.country
        if outer.admin1_code and inner.admin1_code:
            return same and outer.admin1_code == inner.admin1_code
        return same and bool(outer.admin1) and outer.admin1 == inner.admin1
    if outer.precision == "town" or inner.feature in ("ADM1", "CONT") or inner.feature.startswith("PCL"):
        return False
    if outer.country and inner.country and outer.country != inner.country:
        return False
    if outer.feature == "ADM2" and outer.admin1 != inner.admin1:
        return False
    return distance_km(outer, inner) <= _REACH_KM.get(outer.feature, 250.0)
