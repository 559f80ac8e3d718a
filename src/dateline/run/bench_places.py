"""The benchmark `places`: mentions of places in news, located."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..config import Config
from ..gazetteer import Gazetteer

Names = Callable[[str], Sequence[tuple[int, int, str]]]
"""A name tagger: text to (start, end, label)."""


def predict(
    items: Iterable[dict[str, object]], gazetteer: Gazetteer | None = None, names: Names | None = None
) -> list[dict[str, object]]:
    """Find and locate the places of each item, in the form that the benchmark's score.py states."""
    gazetteer = gazetteer or Gazetteer.open(Config())
    return [{"id": item["id"], "places": _places(str(item["text"]), gazetteer, names)} for item in items]


def _places(text: str, gazetteer: Gazetteer, names: Names | None) -> list[dict[str, object]]:
    found = gazetteer.locate(text, names(text) if names else None)
    rows: list[dict[str, object]] = []
    for mention, place in found:
        if mention.form == "people":  # the benchmark counts "Turkish" and leaves "Turks" out
            continue
        around = found[mention.within][1] if mention.within is not None else None
        at = place or around  # "Holliday, Missouri": a village in no list is at least in Missouri
        rows.append(
            {
                "start": mention.start,
                "end": mention.end,
                "lat": at.latitude if at else None,
                "lon": at.longitude if at else None,
                "geonames": str(place.geonames_id) if place and place.geonames_id > 0 else None,
            }
        )
    return rows
