"""The records of the readers: what came of one piece of input, how to read, and where it lies."""

from __future__ import annotations

import datetime as dt
import hashlib
from zoneinfo import ZoneInfo

import msgspec

from ..errors import ReadError, UsageError
from ..model import Document, Failure, FailureId, Record, content_id
from .dates import read_moment

FIELDS = ("text", "title", "publisher", "url", "published", "language")
"""What a column of a table may hold."""


class Reading(Record, frozen=True, kw_only=True):
    """What came of one piece of input, with its bytes.

    The bytes are those of the file, archive record, row, feed item or message. They are empty where there
    were none, or more than are kept (`ReadOptions.max_bytes`); the outcome's `raw_sha256` is their hash,
    also where they are not kept.
    """

    outcome: Document | Failure
    raw: bytes = b""


class ReadOptions(Record, frozen=True, kw_only=True):
    """How to read. What a document says of itself wins over what is given here.

    `published` (ISO day or instant), `publisher` hold for documents that do not say theirs; `language`
    (ISO 639-1) holds for all. `year` completes a dateline without one; it is never guessed. `timezone` is
    the publishers' own clock ("Europe/Kyiv"), for sources that keep time in UTC. `mapping` names the
    columns of tables: {"text": "body", "publisher": "source.name"}. `format` is one of FORMATS where
    content and name mislead. `today` bounds dates of publication; None is the day of reading.
    """

    published: str | None = None
    publisher: str = ""
    language: str = ""
    year: int | None = None
    timezone: str = ""
    mapping: dict[str, str] = msgspec.field(default_factory=dict)
    format: str = ""
    today: dt.date | None = None
    max_characters: int = 500_000  # of one document
    max_bytes: int = 16 * 2**20  # of one document with its markup

    def __post_init__(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            UsageError: a date, time zone, column or limit that does not exist.
        """
        if self.published and read_moment(self.published) is None:
            raise UsageError(f'"{self.published}" is no date of publication.', remedy='Write it as "2024-09-01".')
        unknown = sorted(set(self.mapping) - set(FIELDS))
        if unknown:
            raise UsageError(f"No field is called {', '.join(unknown)}.", remedy=f"Fields are {', '.join(FIELDS)}.")
        if self.max_characters < 1 or self.max_bytes < 1:
            raise UsageError("A limit has to be 1 or more.")
        if self.timezone:
            try:
                ZoneInfo(self.timezone)
            except (KeyError, ValueError, OSError) as error:
                remedy = 'Use a name such as "Europe/Kyiv".'
                raise UsageError(f'"{self.timezone}" is no time zone.', remedy=remedy) from error

    @property
    def latest(self) -> dt.date:
        """The last day on which something can have been published: tomorrow, as some clocks are ahead."""
        return (self.today or dt.datetime.now(dt.UTC).date()) + dt.timedelta(days=1)


class Origin(Record, frozen=True, kw_only=True):
    """Where bytes lie: the source as the user named it, the place inside it, and the name of the file there."""

    source: str
    locator: str = ""
    name: str = ""

    def inside(self, place: str, name: str = "") -> Origin:
        """Name a place inside this one."""
        locator = f"{self.locator}, {place}" if self.locator else place
        return Origin(source=self.source, locator=locator, name=name or self.name)

    def __str__(self) -> str:
        return f"{self.source} ({self.locator})" if self.locator else self.source


class Problem(Record, frozen=True, kw_only=True):
    """Why a document, or a part of one, could not be processed, before it is known where."""

    reason: str
    message: str
    remedy: str = ""


class Unreadable(ReadError):
    """Bytes could not be read; `reason` is the code of the failure that this becomes."""

    def __init__(self, reason: str, message: str, *, remedy: str = "", raw_sha256: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.problem = Problem(reason=reason, message=message, remedy=remedy)
        self.raw_sha256 = raw_sha256


def fail(problem: Problem, origin: Origin, raw: bytes = b"", raw_sha256: str = "") -> Reading:
    """Make the reading of something that could not be processed."""
    if raw and not raw_sha256:
        raw_sha256 = hashlib.sha256(raw).hexdigest()
    failure = Failure(
        id=FailureId(""),
        source=origin.source,
        locator=origin.locator,
        reason=problem.reason,
        message=f"{origin}: {problem.message}",
        remedy=problem.remedy,
        raw_sha256=raw_sha256,
    )
    failure = msgspec.structs.replace(failure, id=FailureId(content_id("fail", failure)))
    return Reading(outcome=failure, raw=raw)
