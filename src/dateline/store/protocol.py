"""What a store offers, whatever keeps the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import IO, Protocol, Self

from ..model import (
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Failure,
    Incident,
    IncidentId,
    Judgement,
    Record,
)
from .filters import EVERYTHING, Filter
from .log import LogCheck, LogEntry


class Entry(Record, frozen=True, kw_only=True):
    """What came of one piece of input: a document with its bytes and claims, failures, or both.

    `claims` is None where the document was not extracted, and () where nothing was found in it.
    """

    document: Document | None = None
    raw: bytes | None = None
    claims: tuple[Claim, ...] | None = None
    failures: tuple[Failure, ...] = ()


class AddReport(Record, frozen=True, kw_only=True):
    """What was new in a batch; `known` counts documents that were there before."""

    documents: int = 0
    claims: int = 0
    superseded: int = 0
    failures: int = 0
    raw: int = 0
    known: int = 0


class Counts(Record, frozen=True, kw_only=True):
    """How many of each record the store holds; claims without those superseded."""

    documents: int = 0
    claims: int = 0
    incidents: int = 0
    judgements: int = 0
    failures: int = 0
    raw: int = 0
    log: int = 0


class Hit(Record, frozen=True, kw_only=True):
    """A document found by its words; a higher score is a better match within one search."""

    document: Document
    score: float
    snippet: str  # the words around the match, which stands between "[" and "]"


class Store(Protocol):
    """Documents with their bytes, claims, judgements, failures, the incidents derived from them, and the log.

    Iterators stream in a fixed order that does not depend on the order of reading: by day, then id;
    undated last. The store may be written while one is read. Every method raises StoreError when the
    database cannot be used.
    """

    def add(self, entries: Sequence[Entry], *, finished: Sequence[str] = ()) -> AddReport:
        """Keep a batch and mark inputs as finished, in one transaction; what is there already changes nothing.

        A document's current claims are those of its latest entry; earlier ones stay as superseded.
        """
        ...

    def is_finished(self, key: str) -> bool:
        """Tell whether an input was marked finished by an earlier `add`."""
        ...

    def documents(self, filter: Filter = EVERYTHING) -> Iterator[Document]:
        """Stream documents by day of publication."""
        ...

    def claims(self, filter: Filter = EVERYTHING) -> Iterator[Claim]:
        """Stream claims by first day of the event."""
        ...

    def incidents(self, filter: Filter = EVERYTHING) -> Iterator[Incident]:
        """Stream incidents by first day."""
        ...

    def failures(self) -> Iterator[Failure]:
        """Stream failures by source and place in it."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Stream judgements in the order in which they were made."""
        ...

    def document(self, id: str) -> Document:
        """Fetch a document. Raises: NotFoundError."""
        ...

    def claim(self, id: str) -> Claim:
        """Fetch a claim, also a superseded one. Raises: NotFoundError."""
        ...

    def incident(self, id: str) -> Incident:
        """Fetch an incident, following the redirects of merged ones. Raises: NotFoundError."""
        ...

    def get(self, id: str) -> Document | Claim | Incident | Judgement | Failure:
        """Fetch the record of any kind whose id is, or alone begins with, these characters. Raises: NotFoundError."""
        ...

    def raw(self, sha256: str) -> bytes:
        """Fetch bytes as they came in, checked against their hash. Raises: NotFoundError."""
        ...

    def search(self, text: str, *, limit: int = 20) -> list[Hit]:
        """Find documents by words, "phrases" and prefixes*, best first."""
        ...

    def counts(self) -> Counts:
        """Count what is held."""
        ...

    def add_judgement(self, judgement: Judgement) -> bool:
        """Keep a decision; False where it was there already."""
        ...

    def replace_incidents(
        self, incidents: Iterable[Incident], redirects: Mapping[IncidentId, IncidentId] | None = None
    ) -> int:
        """Put these incidents in the place of all; redirects of merged ids are added to the earlier ones."""
        ...

    def update_incidents(
        self,
        incidents: Iterable[Incident],
        *,
        removed: Iterable[IncidentId] = (),
        redirects: Mapping[IncidentId, IncidentId] | None = None,
    ) -> int:
        """Put these incidents in the place of their namesakes, and take some away."""
        ...

    def incident_of(self, claim: ClaimId) -> IncidentId | None:
        """Tell which incident a claim belongs to."""
        ...

    def has_document(self, id: DocumentId) -> bool:
        """Tell whether a document is there."""
        ...

    def record(self, action: str, subject: str, detail: Mapping[str, object] | None = None) -> LogEntry:
        """Append an act, such as an export, to the evidence log."""
        ...

    def log(self) -> Iterator[LogEntry]:
        """Stream the evidence log, oldest first."""
        ...

    def verify_log(self, *, head: str = "", evidence: bool = False) -> LogCheck:
        """Check the chain; with `evidence`, also that every logged document and its bytes are there unchanged.

        Raises:
            StoreError: a link does not hold, or the log does not end in the hash `head`.
        """
        ...

    def export_log(self, out: IO[bytes]) -> int:
        """Write the log as JSON lines that others can verify without Dateline; returns the number of entries."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
