"""CSV that no spreadsheet takes for a formula.

Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

# What a spreadsheet may take for the beginning of a formula, also in the full-width forms of East Asia.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float | None


def safe_cell(text: str) -> str:
    """Put an apostrophe before what could be read as a formula.

    A text that has apostrophes there already gets one more, so that `plain_cell` gives back every text.
    """
    return "'" + text if text.lstrip("'").startswith(_DANGEROUS) else text


def plain_cell(text: str) -> str:
    """Undo `safe_cell`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_DANGEROUS) else text


def write_csv(out: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write UTF-8 CSV with CRLF line ends; numbers stay numbers. Returns the number of rows.

    Source: RFC 4180.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
            count += 1
    finally:
        text.detach()  # the stream is the caller's to close
    return count
