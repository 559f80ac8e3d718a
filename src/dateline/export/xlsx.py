"""Incidents as an Excel workbook: incidents, their tolls over time, the reports behind them, and what columns mean.

No text becomes a formula or a link.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import xlsxwriter

from ..model import Document, Incident, TollEntry
from .columns import MEANINGS, Flat, flatten
from .hxl import SEPARATOR
from .output import writing
from .records import PUBLIC, ClaimLookup, DocumentLookup, ExportOptions, Output, Written
from .told import gather

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""Limits of a sheet and of a cell. Source: Excel specifications and limits."""

_REPORT_COLUMNS = ("id", "publisher", "title", "url", "published", "language", "raw_sha256")

# A workbook carries its time of making; a fixed one keeps equal records equal bytes.
_CREATED = dt.datetime(2000, 1, 1)


def export_xlsx(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    out: Output,
    options: ExportOptions = PUBLIC,
) -> Written:
    """Write a workbook; rows beyond a sheet's limit and texts beyond a cell's are counted as left out."""
    left_out: Counter[str] = Counter()
    settings = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    reports: dict[str, tuple[object, ...]] = {}
    with writing(out) as stream, xlsxwriter.Workbook(stream, settings) as book:
        book.set_properties({"created": _CREATED})
        rows = _Sheet(book, "incidents", Flat.__struct_fields__, left_out)
        tolls = _Sheet(book, "tolls", ("incident", *TollEntry.__struct_fields__), left_out)
        for told in gather(incidents, claims, documents, options, left_out):
            rows.write(msgspec.structs.astuple(flatten(told, options.rules)))
            for entry in told.incident.toll:
                tolls.write((told.incident.id, *msgspec.structs.astuple(entry)))
            reports.update((document.id, _report(document)) for document in told.documents)
        sheet = _Sheet(book, "reports", _REPORT_COLUMNS, left_out)
        for id in sorted(reports):
            sheet.write(reports[id])
        about = _Sheet(book, "about", ("column", "meaning"), left_out)
        for name, meaning in MEANINGS.items():
            about.write((name, meaning))
    return Written(rows=rows.count, left_out=dict(left_out))


def _report(document: Document) -> tuple[object, ...]:
    published = document.published.value
    return tuple(published if name == "published" else getattr(document, name) for name in _REPORT_COLUMNS)


class _Sheet:
    """A sheet that is written row by row, below a header that stays in view."""

    def __init__(self, book: Any, name: str, header: Sequence[str], left_out: Counter[str]) -> None:
        self._sheet = book.add_worksheet(name)
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._left_out = left_out
        self.count = 0
        self._sheet.write_row(0, 0, header, book.add_format({"bold": True}))
        self._sheet.freeze_panes(1, 1)

    def write(self, row: Sequence[object]) -> None:
        if self.count + 1 >= MOST_ROWS:
            self._left_out[f"rows of the sheet {self._sheet.name} beyond {MOST_ROWS}"] += 1
            return
        self.count += 1
        for column, value in enumerate(row):
            self._write_cell(column, value)

    def _write_cell(self, column: int, value: object) -> None:
        if value is None or value == "" or value == ():
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self.count, column, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self.count, column, value)
        elif isinstance(value, dt.date) and value.year >= 1900:  # Excel knows no earlier day
            self._sheet.write_datetime(self.count, column, dt.datetime(value.year, value.month, value.day), self._day)
        else:
            self._sheet.write_string(self.count, column, self._text(value))

    def _text(self, value: object) -> str:
        if isinstance(value, tuple):
            value = SEPARATOR.join(str(item).replace("|", "¦") for item in value)
        text = str(value)
        if len(text) > MOST_CHARACTERS:
            self._left_out[f"ends of texts longer than {MOST_CHARACTERS} characters"] += 1
        return text[:MOST_CHARACTERS]
