"""What changes rows: functions over one open write transaction, in which nobody else writes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from ..errors import StoreError
from ..model import Claim, Document, DocumentId, Failure, Incident, IncidentId, Judgement
from . import sql_tables as tables
from .log import FIRST, LogEntry, seal
from .protocol import AddReport, Entry
from .sql_dialect import Dialect
from .sql_rows import (
    Row,
    claim_row,
    document_row,
    failure_row,
    incident_row,
    judgement_row,
    log_row,
)

T = TypeVar("T")

# Both databases limit the variables of one statement; this stays far below either limit.
_CHUNK = 1000


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Entries made ready before the lock is taken: one of each record, raw bytes compressed."""

    documents: dict[DocumentId, Document]
    claims: dict[DocumentId, tuple[Claim, ...]]
    failures: dict[str, Failure]
    raw: list[Row]
    finished: tuple[str, ...]


def add_batch(connection: Connection, dialect: Dialect, batch: Batch, at: str) -> AddReport:
    """Write what is new of a batch and log it."""
    new_raw = missing(connection, tables.raw.c.sha256, {row["sha256"]: row for row in batch.raw})
    new_documents = missing(connection, tables.documents.c.id, batch.documents)
    new_failures = missing(connection, tables.failures.c.id, batch.failures)
    new_finished = missing(connection, tables.finished.c.key, dict.fromkeys(batch.finished, at))
    _insert(connection, tables.raw, new_raw.values())
    seq = _next_seq(connection, tables.documents)
    rows = [document_row(document, seq + n) for n, document in enumerate(new_documents.values())]
    _insert(connection, tables.documents, rows)
    if rows:
        dialect.index_text(connection, rows)
    new_claims, superseded = _put_claims(connection, dialect, batch)
    _insert(connection, tables.failures, map(failure_row, new_failures.values()))
    _insert(connection, tables.finished, ({"key": key, "at": at} for key in new_finished))
    detail = {
        "documents": {document.id: document.raw_sha256 for document in new_documents.values()},
        "raw": list(new_raw),
        "claims": len(new_claims),
        "claims_sha256": hashlib.sha256("\n".join(sorted(new_claims)).encode()).hexdigest(),
        "superseded": superseded,
        "failures": list(new_failures),
        "finished": len(new_finished),
    }
    if new_documents or new_claims or superseded or new_failures or new_finished or new_raw:
        append_log(connection, at=at, action="read", subject="batch", detail=detail)
    return AddReport(
        documents=len(new_documents),
        claims=len(new_claims),
        superseded=superseded,
        failures=len(new_failures),
        raw=len(new_raw),
        known=len(batch.documents) - len(new_documents),
    )


def _put_claims(connection: Connection, dialect: Dialect, batch: Batch) -> tuple[list[str], int]:
    """Make these the current claims of their documents; returns new ids and how many were superseded."""
    wanted = {claim.id: claim for claims in batch.claims.values() for claim in claims}
    held: dict[str, bool] = {}
    for ids in _chunks(batch.claims):
        query = select(tables.claims.c.id, tables.claims.c.superseded).where(tables.claims.c.document_id.in_(ids))
        held.update((row.id, row.superseded) for row in connection.execute(query))
    new = {id: claim for id, claim in wanted.items() if id not in held}
    _supersede(connection, [id for id, old in held.items() if old and id in wanted], superseded=False)
    outdated = [id for id, old in held.items() if not old and id not in wanted]
    _supersede(connection, outdated, superseded=True)
    seq = _next_seq(connection, tables.claims)
    publishers = {id: document.publisher for id, document in batch.documents.items()}
    rows = [claim_row(claim, seq + n, publishers[claim.document]) for n, claim in enumerate(new.values())]
    _insert(connection, tables.claims, rows)
    dialect.index_space(connection, tables.claims, rows)
    return list(new), len(outdated)


def _supersede(connection: Connection, ids: Sequence[str], *, superseded: bool) -> None:
    for chunk in _chunks(ids):
        connection.execute(update(tables.claims).where(tables.claims.c.id.in_(chunk)).values(superseded=superseded))


def put_incidents(connection: Connection, dialect: Dialect, incidents: Iterable[Incident]) -> int:
    """Insert incidents whose ids are not there."""
    seq, count = _next_seq(connection, tables.incidents), 0
    for chunk in _chunks(incidents):
        rows = [incident_row(incident, seq + count + n) for n, incident in enumerate(chunk)]
        _insert(connection, tables.incidents, rows)
        dialect.index_space(connection, tables.incidents, rows)
        members = ({"incident_id": i.id, "claim_id": c} for i in chunk for c in dict.fromkeys(i.claims))
        _insert(connection, tables.incident_claims, members)
        reports = ({"incident_id": i.id, "document_id": d} for i in chunk for d in dict.fromkeys(i.documents))
        _insert(connection, tables.incident_documents, reports)
        count += len(chunk)
    return count


def clear_incidents(connection: Connection, dialect: Dialect) -> None:
    """Take all incidents away; redirects stay."""
    dialect.forget_space(connection, tables.incidents, None)
    for table in (tables.incident_claims, tables.incident_documents, tables.incidents):
        connection.execute(delete(table))


def remove_incidents(connection: Connection, dialect: Dialect, ids: Iterable[str]) -> None:
    """Take some incidents away."""
    for chunk in _chunks(ids):
        seqs = connection.scalars(select(tables.incidents.c.seq).where(tables.incidents.c.id.in_(chunk))).all()
        dialect.forget_space(connection, tables.incidents, seqs)
        for table in (tables.incident_claims, tables.incident_documents):
            connection.execute(delete(table).where(table.c.incident_id.in_(chunk)))
        connection.execute(delete(tables.incidents).where(tables.incidents.c.id.in_(chunk)))


def put_redirects(connection: Connection, redirects: Mapping[IncidentId, IncidentId]) -> None:
    """Let merged ids lead to the incidents that took them in; a later redirect wins."""
    for chunk in _chunks(redirects):
        connection.execute(delete(tables.redirects).where(tables.redirects.c.old.in_(chunk)))
    _insert(connection, tables.redirects, ({"old": old, "new": new} for old, new in redirects.items() if old != new))


def put_judgement(connection: Connection, judgement: Judgement, at: str) -> bool:
    """Insert and log a judgement unless it is there."""
    if not missing(connection, tables.judgements.c.id, {judgement.id: judgement}):
        return False
    _insert(connection, tables.judgements, [judgement_row(judgement)])
    detail = {"action": judgement.action, "subjects": list(judgement.subjects), "by": judgement.by}
    append_log(connection, at=at, action="judge", subject=judgement.id, detail=detail)
    return True


def append_log(connection: Connection, *, at: str, action: str, subject: str, detail: Mapping[str, object]) -> LogEntry:
    """Seal an act to the end of the log."""
    last = connection.execute(
        select(tables.log.c.seq, tables.log.c.hash).order_by(tables.log.c.seq.desc()).limit(1)
    ).first()
    seq, prev = (last.seq + 1, last.hash) if last else (1, FIRST)
    entry = seal(seq=seq, at=at, action=action, subject=subject, detail=detail, prev=prev)
    _insert(connection, tables.log, [log_row(entry)])
    return entry


def raw_sha256_of(entry: Entry) -> str:
    """Tell which hash the bytes of an entry are to have; a failure may not know that of its own."""
    stated = entry.document or next(iter(entry.failures), None)
    if stated and stated.raw_sha256:
        return stated.raw_sha256
    return hashlib.sha256(entry.raw or b"").hexdigest()


def check_raw(sha256: str, data: bytes) -> None:
    """Refuse bytes that are not what a document says it came from.

    Raises:
        StoreError: the hash differs.
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoreError(
            f"The bytes given for {sha256[:12] or 'a document without a hash'} have another hash.",
            remedy="Give `raw` together with the document whose `raw_sha256` it is.",
        )


def missing(connection: Connection, key: Column[Any], items: Mapping[Any, T]) -> dict[Any, T]:
    """Keep the items whose keys are not in the table yet."""
    known: set[str] = set()
    for chunk in _chunks(items):
        known.update(connection.scalars(select(key).where(key.in_(chunk))))
    return {id: item for id, item in items.items() if id not in known}


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    for chunk in _chunks(rows):
        connection.execute(insert(table), chunk)


def _next_seq(connection: Connection, table: Table) -> int:
    return (connection.scalar(select(func.max(table.c.seq))) or 0) + 1


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
