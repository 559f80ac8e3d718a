"""Read the stories of `training/link_stories`: claims told more than once, with the incident each tells of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dateline.model import Claim, Document, Place
from gold_claims import claims_of, document_of

FOLDER = Path(__file__).parent / "link_stories"
FIGURE = re.compile(
    r"(?P<kind>\w+) (?P<low>\d*)(?P<range>-?)(?P<high>\d*)(?P<open>\+?) (?P<group>aid workers|\w+) (?P<text>.+)"
)


class Told(NamedTuple):
    """One event of a report: the claim, its document and the incident it tells of."""

    incident: str
    claim: Claim
    document: Document


def read_stories(folder: Path = FOLDER) -> dict[str, list[Told]]:
    """Read every story, by file name."""
    return {path.stem: read_story(path) for path in sorted(folder.glob("*.yaml"))}


def read_story(path: Path) -> list[Told]:
    """Read one story."""
    story = yaml.safe_load(path.read_text(encoding="utf-8"))
    places = {name: _place(number, name, row) for number, (name, row) in enumerate(story["places"].items())}
    told = []
    for number, report in enumerate(story["reports"]):
        item = {**report, "id": f"{path.stem}-{number}", "date": str(report["date"])}
        document = document_of(item)
        events = [_event(event) for event in report["events"]]
        claims = claims_of(document, events, lambda names, _: [places[n] for n in names], _party)
        told += [
            Told(f"{path.stem}/{event['incident']}", claim, document)
            for event, claim in zip(report["events"], claims, strict=True)
        ]
    return told


def _place(number: int, name: str, row: list[Any]) -> Place:
    admin1, country, latitude, longitude, precision = row
    key = sum(ord(c) * 31**i for i, c in enumerate(name)) % 10**8 + number
    return Place(
        geonames_id=key,
        name=name,
        country=country,
        admin1_code=admin1,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )


def _event(row: dict[str, Any]) -> dict[str, Any]:
    event = {"trigger": row["trigger"], "type": row["type"], "status": row.get("status", "happened")}
    event |= {"actor": row.get("actors", []), "target": row.get("targets", []), "places": row.get("places", [])}
    event |= {"weapons": row.get("weapons", []), "date": str(row["when"]) if row.get("when") else None}
    event["figures"] = [_figure(text) for text in row.get("figures", [])]
    event["said_by"] = [{"who": who} for who in row.get("said", [])]
    event["said_by"] += [{"who": who, "stance": "denies"} for who in row.get("denied", [])]
    return event


def _figure(text: str) -> dict[str, Any]:
    found = FIGURE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no figure")
    low = int(found["low"]) if found["low"] else None
    high = int(found["high"]) if found["high"] else None
    if not found["range"]:
        high = None if found["open"] else low
    return {"text": found["text"], "kind": found["kind"], "low": low, "high": high, "group": found["group"]}


def _party(text: str) -> tuple[str, str, str]:
    _, country, organisation = [*text.split("@"), "", ""][:3]
    return ("armed group" if organisation else "state forces" if country else "other"), country, organisation
