"""Claims in the form of the `events` benchmark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model import Claim, Document, Published, document_id


def document_of(item: Mapping[str, Any]) -> Document:
    """Make a document of a benchmark item; its date counts as given by the user."""
    text = item["text"]
    published = Published(value=item["date"], basis="option") if item.get("date") else Published()
    return Document(
        id=document_id(raw_sha256="", locator=item["id"], text=text),
        text=text,
        title=item.get("title") or "",
        publisher=", ".join(item.get("outlets") or []),
        published=published,
        language="en",
        source="bench",
        locator=item["id"],
    )


def row_of(item_id: str, claims: Sequence[Claim], incidents: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Write the claims of one item as the benchmark wants them."""
    return {"id": item_id, "events": [event_of(c, incidents) for c in claims]}


def event_of(claim: Claim, incidents: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Write one claim as an annotated event; empty fields are left out."""
    event: dict[str, Any] = {
        "trigger": claim.trigger.text,
        "type": claim.type,
        "status": claim.status,
        "actor": list(_once(p.text for p in claim.actors)),
        "target": list(_once(p.text for p in claim.targets)),
        "places": list(_once(p.text for p in claim.places)),
        "date": claim.when.iso,
        "weapons": list(_once(w.text for w in claim.weapons)),
        "figures": [
            {
                "text": f.text,
                "kind": f.kind,
                "low": f.low,
                "high": f.high,
                "group": f.group,
                **({"part_of": True} if f.part_of else {}),
                **({"total": True} if f.total else {}),
            }
            for f in claim.figures
        ],
        "said_by": [{"who": a.text, "stance": a.stance} for a in claim.attributions],
    }
    if incidents is not None:
        event["incident"] = incidents.get(claim.id)
    return {key: value for key, value in event.items() if value not in (None, [])}


def _once(texts: Iterator[str]) -> Iterator[str]:
    yield from dict.fromkeys(texts)
