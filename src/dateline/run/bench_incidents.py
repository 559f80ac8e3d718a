"""The benchmark `incidents`: which articles tell of one shooting, and its toll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..config import Config
from ..extract.main_event import read_main_event
from ..gazetteer import Gazetteer
from ..model import Claim, Document, Incident, Published, document_id
from ..resolve import resolve_incidents


def predict(items: Iterable[Mapping[str, Any]], gazetteer: Gazetteer | None = None) -> list[dict[str, object]]:
    """Give each article's incident and that incident's toll, in the form that the benchmark's score.py states."""
    gazetteer = gazetteer or Gazetteer.open(Config())
    documents = {str(item["id"]): _document(item) for item in items}
    claims = {key: read_main_event(document, gazetteer, "US") for key, document in documents.items()}
    resolution = resolve_incidents(claims.values(), documents.values())
    incidents = {incident.id: incident for incident in resolution.incidents}
    return [_row(key, claim, incidents[resolution.incident_of(claim.id)]) for key, claim in claims.items()]


def _document(item: Mapping[str, Any]) -> Document:
    text = str(item["text"])
    return Document(
        id=document_id(raw_sha256="", locator=str(item["id"]), text=text),
        text=text,
        title=str(item.get("title") or ""),
        published=Published(value=item.get("date"), basis="option" if item.get("date") else "unknown"),
        locator=str(item["id"]),
        language="en",
    )


def _row(key: str, claim: Claim, incident: Incident) -> dict[str, object]:
    best = {e.kind: e.best for e in incident.estimates if e.rules == "ucdp" and e.group == "people"}
    return {"id": key, "incident": incident.id, "killed": best.get("killed") or 0, "injured": best.get("injured") or 0}
