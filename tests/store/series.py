"""Numbered reports, the same at every call."""

from __future__ import annotations

from dateline.store import Entry

from .records import KHERSON, a_claim, a_document, an_entry


def key(series: str, number: int) -> str:
    return f"{series}:{number}"


def batch(series: str, number: int, size: int) -> list[Entry]:
    """Make the reports of one batch, each with a claim."""
    entries = []
    for n in range(number * size, (number + 1) * size):
        document = a_document(f"Report {n} of {series}: shells hit a market.", day=f"2024-{n % 12 + 1:02}-10")
        claim = a_claim(document, "hit", type="shelling/artillery/missile attack", place=KHERSON, killed=n % 5)
        entries.append(an_entry(document, claim))
    return entries
