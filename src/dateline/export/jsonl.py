"""Incidents as JSON lines: every field of the record, and the format that reads back whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from ..model import Incident
from .output import writing
from .records import PUBLIC, ClaimLookup, DocumentLookup, ExportOptions, Output, Written
from .told import gather


def export_jsonl(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    out: Output,
    options: ExportOptions = PUBLIC,
) -> Written:
    """Write one incident a line, in UTF-8; the fields are those of `dateline.model.Incident`."""
    left_out: Counter[str] = Counter()
    rows = 0
    with writing(out) as stream:
        for told in gather(incidents, claims, documents, options, left_out):
            stream.write(msgspec.json.encode(told.incident) + b"\n")
            rows += 1
    return Written(rows=rows, left_out=dict(left_out))
