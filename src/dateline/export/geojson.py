"""Incidents as GeoJSON.

Source: RFC 7946: WGS84, longitude before latitude, a null geometry for what has no place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from ..model import Incident, TollEntry
from .columns import Flat, flatten
from .output import writing
from .records import PUBLIC, ClaimLookup, DocumentLookup, ExportOptions, Output, Written
from .told import Told, gather


class Point(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Point"):
    """Longitude and latitude in WGS84 degrees."""

    coordinates: tuple[float, float]


class Properties(Flat, frozen=True, kw_only=True):
    """The flat row, with the toll as each source told it over time."""

    toll: tuple[TollEntry, ...]


class Feature(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="Feature"):
    """One incident; its id is stable."""

    id: str
    geometry: Point | None
    properties: Properties


def export_geojson(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    out: Output,
    options: ExportOptions = PUBLIC,
) -> Written:
    """Write a FeatureCollection, one feature a line; what has no place has a null geometry and is counted."""
    left_out: Counter[str] = Counter()
    rows = 0
    with writing(out) as stream:
        stream.write(b'{"type":"FeatureCollection","features":[')
        for told in gather(incidents, claims, documents, options, left_out):
            stream.write((b",\n" if rows else b"\n") + msgspec.json.encode(_feature(told, options.rules)))
            if told.incident.place is None:
                left_out["places on the map (unplaced incidents have no geometry)"] += 1
            rows += 1
        stream.write(b"\n]}\n")
    return Written(rows=rows, left_out=dict(left_out))


def _feature(told: Told, rules: str) -> Feature:
    flat, place = flatten(told, rules), told.incident.place
    return Feature(
        id=told.incident.id,
        geometry=Point(coordinates=(place.longitude, place.latitude)) if place else None,
        properties=Properties(**msgspec.structs.asdict(flat), toll=told.incident.toll),
    )
