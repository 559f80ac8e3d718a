"""The benchmark `reports`: day, province, dead and captured of military press releases on Afghanistan.

A release without a day is dated by the others: its number stands between theirs, and a day without a year belongs to
the year in which the numbered releases leave room.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from ..config import Config
from ..extract.press_heads import estimate_days, read_heads
from ..extract.press_release import Release, read_release
from ..gazetteer import Gazetteer

__all__ = ["predict"]

_COUNTRY = "AF"
_SPELLINGS = {"AF-PIA": "Paktya", "AF-WAR": "Wardak", "AF-SAR": "Sar-e Pul"}
"""The provinces that the benchmark spells in another way than the gazetteer."""


def predict(items: Iterable[Mapping[str, Any]], gazetteer: Gazetteer | None = None) -> list[dict[str, object]]:
    """Answer the items of the benchmark, in their order, in the form that its score.py reads."""
    gazetteer = gazetteer or Gazetteer.open(Config())
    rows = [(str(item["id"]), str(item["text"])) for item in items]
    days = estimate_days([read_heads(text)[0] for _, text in rows])
    return [
        _answer(key, read_release(text, gazetteer, day, _COUNTRY), day)
        for (key, text), day in zip(rows, days, strict=True)
    ]


def _answer(key: str, release: Release, day: dt.date | None) -> dict[str, object]:
    start = release.start.start or release.published.day or day
    provinces = [mention.place for mention in release.provinces if mention.place]
    return {
        "id": key,
        "start_date": start.isoformat() if start else "",
        "province": [_SPELLINGS.get(place.admin1_code, place.admin1) for place in provinces],
        "min_killed": release.killed,
        "min_captured": release.captured,
        "airstrike": release.airstrike is not None,
    }
