"""One record that says which documents, claims or incidents are meant, and the place of a record in their order."""

from __future__ import annotations

import datetime as dt

from ..errors import UsageError
from ..model import Claim, Document, DocumentId, EventClass, EventType, Incident, IncidentId, Record, Status

UNKNOWN_DAY = "9999-12-31"
"""Stands for an unknown day in the order, so that what is undated comes last."""


class Filter(Record, frozen=True, kw_only=True):
    """Which records are meant: every field that is set has to hold.

    Days are inclusive. Of a document the day of publication counts, of a claim or an incident any day
    that it may have happened on; what is undated matches no limit of time. `bbox` is west, south, east,
    north in WGS84 degrees (west > east crosses the antimeridian). `place` and `party` are parts of names
    in any case; `party` also takes an organisation's id or a two-letter country. `admin1` is a name or
    an ISO 3166-2 code. Of a document, only time, publisher, text and language count.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    bbox: tuple[float, float, float, float] | None = None
    place: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    admin1: str = ""
    party: str = ""
    types: tuple[EventType, ...] = ()
    classes: tuple[EventClass, ...] = ()
    statuses: tuple[Status, ...] = ()
    min_killed: int | None = None
    min_injured: int | None = None
    publisher: str = ""
    language: str = ""
    text: str = ""  # words, "phrases" and prefixes* that the report holds, all of them
    document: DocumentId | None = None  # of claims and incidents: those read from it
    incident: IncidentId | None = None  # of documents and claims: those behind it
    superseded: bool = False  # also claims that a later reading of the same document replaced
    newest_first: bool = False
    limit: int | None = None
    cursor: str = ""  # `cursor_of` the last record of the page before

    def __post_init__(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            UsageError: a limit below zero, days in the wrong order, or a box off the globe.
        """
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"A limit of {self.limit} cannot be.", remedy="Give 0 or more, or none for all.")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"The time ends ({self.until}) before it begins ({self.since}).", remedy="Swap the days.")
        if self.bbox is not None:
            west, south, east, north = self.bbox
            if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
                raise UsageError(
                    f"The box {self.bbox} is not on the globe.",
                    remedy="Give west, south, east, north in degrees, south before north.",
                )


EVERYTHING = Filter()


def sort_day(record: Document | Claim | Incident) -> str:
    """Give the ISO day by which a record is ordered; what is undated comes last."""
    if isinstance(record, Document):
        day = record.published.day
    elif isinstance(record, Claim):
        day = record.when.start
    else:
        day = record.start
    return day.isoformat() if day else UNKNOWN_DAY


def cursor_of(record: Document | Claim | Incident) -> str:
    """Give the cursor after which the next page begins."""
    return f"{sort_day(record)}~{record.id}"


def split_cursor(cursor: str) -> tuple[str, str]:
    """Split a cursor into day and id.

    Raises:
        UsageError: it was not made by `cursor_of`.
    """
    day, tilde, identity = cursor.partition("~")
    if not tilde or len(day) != 10:
        raise UsageError(f"{cursor!r} is no cursor.", remedy="Use the one that came with the page before.")
    return day, identity
