"""Turn annotated events into Claims, so that linking can be fitted and measured apart from extraction.

Reads items and gold files in the form of the annotation guidelines (see `docs/benchmarks.md`).
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.model import (
    Attribution,
    Claim,
    ClaimId,
    Document,
    Figure,
    Party,
    PlaceMention,
    Published,
    Thing,
    Value,
    When,
    content_id,
    document_id,
)

Resolve = Callable[[list[str], Document], list[Any]]
PartyOf = Callable[[str], tuple[str, str, str]]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def document_of(item: dict[str, Any]) -> Document:
    """Make the document of a benchmark item."""
    return Document(
        id=document_id(raw_sha256="", locator=item["id"], text=item["text"]),
        text=item["text"],
        title=item.get("title", ""),
        publisher=item.get("publisher", ""),
        url=item.get("url", ""),
        published=Published(value=item.get("date"), basis="metadata" if item.get("date") else "unknown"),
        locator=item["id"],
        language="en",
    )


def claims_of(
    document: Document, events: list[dict[str, Any]], resolve: Resolve | None = None, party: PartyOf | None = None
) -> list[Claim]:
    """Make the claims of annotated events; `resolve` gives the Place of each name, `party` (kind, country, id)."""
    return [_claim(document, event, resolve, party) for event in events]


def _claim(document: Document, event: dict[str, Any], resolve: Resolve | None, party: PartyOf | None) -> Claim:
    text = document.text
    trigger = _value(text, event["trigger"], 0)
    start, end = _sentence(text, trigger.start)
    names = event.get("places", [])
    places = resolve(names, document) if resolve else [None] * len(names)

    def parties(texts: list[str]) -> tuple[Party, ...]:
        return tuple(_party(text, t, start, party) for t in texts)

    fields: dict[str, Any] = {
        "document": document.id,
        "type": event["type"],
        "trigger": trigger,
        "status": event.get("status", "happened"),
        "actors": parties(event.get("actor", [])),
        "targets": parties(event.get("target", [])),
        "weapons": tuple(_thing(text, t, start) for t in event.get("weapons", [])),
        "places": tuple(
            PlaceMention(**_value_fields(text, name, start), place=place)
            for name, place in zip(names, places, strict=True)
        ),
        "when": when_of(event.get("date")),
        "figures": tuple(
            Figure(
                **_value_fields(text, f["text"], start),
                kind=f["kind"],
                low=f.get("low"),
                high=f.get("high"),
                group=f.get("group", "people"),
                part_of=bool(f.get("part_of")),
                total=bool(f.get("total")),
            )
            for f in event.get("figures", [])
        ),
        "attributions": tuple(
            Attribution(
                **_value_fields(text, s["who"].partition("@")[0], start),
                party=_party(text, s["who"], start, party),
                stance=s.get("stance", "says"),
            )
            for s in event.get("said_by", [])
        ),
        "sentence": (start, end),
    }
    draft = Claim(id=ClaimId(""), **fields)
    return Claim(id=ClaimId(content_id("clm", draft)), **fields)


def when_of(iso: str | None) -> When:
    """Read an annotated date: a day, a month, a year, or two of them."""
    if not iso:
        return When()
    first, _, last = iso.partition("/")
    start, precision = _day(first)
    end, _ = _day(last, last=True) if last else _day(first, last=True)
    if last:
        precision = "days" if (end - start).days < 7 else "week" if (end - start).days < 14 else "month"
    return When(start=start, end=end, precision=precision, basis="stated")  # type: ignore[arg-type]


def _day(iso: str, *, last: bool = False) -> tuple[dt.date, str]:
    parts = [int(p) for p in re.findall(r"\d+", iso)[:3]]
    if len(parts) == 3:
        return dt.date(*parts), "day"
    if len(parts) == 2:
        year, month = parts
        end = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return (end if last else dt.date(year, month, 1)), "month"
    return dt.date(parts[0], 12 if last else 1, 31 if last else 1), "year"


def _value_fields(text: str, words: str, near: int) -> dict[str, Any]:
    start = text.find(words, near)
    if start < 0:
        start = max(text.find(words), 0)
    return {"text": words, "start": start, "end": start + len(words), "by": "gold"}


def _value(text: str, words: str, near: int) -> Value:
    return Value(**_value_fields(text, words, near))


def _thing(text: str, words: str, near: int) -> Thing:
    return Thing(**_value_fields(text, words, near), kind=words.casefold().rstrip("s").split()[-1])


def _party(text: str, words: str, near: int, party: PartyOf | None) -> Party:
    kind, country, organisation = party(words) if party else ("other", "", "")
    fields = _value_fields(text, words.partition("@")[0], near)
    return Party(**fields, kind=kind, country=country, organisation=organisation)  # type: ignore[arg-type]


def _sentence(text: str, at: int) -> tuple[int, int]:
    starts = [0] + [m.end() for m in re.finditer(r"[.!?][\"'”’]?\s+(?=[A-Z\"“‘'])|\n+", text)]
    start = max(s for s in starts if s <= at)
    end = min((s for s in starts if s > at), default=len(text))
    return start, end


def gold_documents(folder: Path) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """Read the documents of a folder of items.jsonl and gold.jsonl, each with its annotated events."""
    gold = {row["id"]: row["events"] for row in read_lines(folder / "gold.jsonl")}
    for item in read_lines(folder / "items.jsonl"):
        yield document_of(item), gold[item["id"]]
