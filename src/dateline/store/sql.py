"""One store in SQL, for SQLite and PostgreSQL alike."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Select, Table, func, not_, select, tuple_
from sqlalchemy.exc import SQLAlchemyError

from ..errors import NotFoundError, StoreError
from ..model import Claim, ClaimId, Document, DocumentId, Failure, Incident, IncidentId, Judgement
from . import sql_tables as tables
from .evidence import check_evidence
from .filters import EVERYTHING, Filter, cursor_of
from .log import LogCheck, LogEntry, verify_entries
from .migrate import HEAD, migrate, version_of
from .protocol import AddReport, Counts, Entry, Hit
from .sql_dialect import Dialect
from .sql_query import in_order, select_claims, select_documents, select_incidents
from .sql_rows import (
    raw_row,
    row_claim,
    row_document,
    row_failure,
    row_incident,
    row_judgement,
    row_log,
)
from .sql_write import (
    Batch,
    add_batch,
    append_log,
    check_raw,
    clear_incidents,
    missing,
    put_incidents,
    put_judgement,
    put_redirects,
    raw_sha256_of,
    remove_incidents,
)

R = TypeVar("R", Document, Claim, Incident)
AnyRecord = Document | Claim | Incident | Judgement | Failure
Clock = Callable[[], dt.datetime]

# Rows fetched at a time: a page is one short transaction, so that reading never holds up a writer.
_PAGE = 500

_KINDS: tuple[tuple[Table, Callable[[Any], AnyRecord]], ...] = (
    (tables.documents, row_document),
    (tables.claims, row_claim),
    (tables.incidents, row_incident),
    (tables.judgements, row_judgement),
    (tables.failures, row_failure),
)


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class SqlStore:
    """A `Store` over SQLAlchemy Core; brings the database to this version's form when made."""

    def __init__(self, dialect: Dialect, *, clock: Clock = _utc_now) -> None:
        self._dialect = dialect
        self._clock = clock
        self._engine = dialect.engine()
        try:
            self._bring_up_to_date()
        except BaseException:
            self._engine.dispose()
            raise

    def _bring_up_to_date(self) -> None:
        with self._reading() as connection:
            current = version_of(connection) == HEAD
        if not current:
            with self._writing() as connection:
                migrate(connection)

    # ------------------------------------------------------------ writing

    def add(self, entries: Sequence[Entry], *, finished: Sequence[str] = ()) -> AddReport:
        """See `Store.add`."""
        documents = {entry.document.id: entry.document for entry in entries if entry.document}
        claims = {e.document.id: e.claims for e in entries if e.document and e.claims is not None}
        batch = Batch(
            documents=documents,
            claims=claims,
            failures={failure.id: failure for entry in entries for failure in entry.failures},
            raw=[raw_row(sha256, data) for sha256, data in self._unknown_raw(entries).items()],
            finished=tuple(finished),
        )
        with self._writing() as connection:
            return add_batch(connection, self._dialect, batch, self._now())

    def _unknown_raw(self, entries: Sequence[Entry]) -> dict[str, bytes]:
        """Choose the bytes that are not kept yet, before the lock: hashing and packing take time."""
        given = {raw_sha256_of(entry): entry.raw for entry in entries if entry.raw is not None}
        with self._reading() as connection:
            unknown = missing(connection, tables.raw.c.sha256, given)
        for sha256, data in unknown.items():
            check_raw(sha256, data)
        return unknown

    def add_judgement(self, judgement: Judgement) -> bool:
        """See `Store.add_judgement`."""
        with self._writing() as connection:
            return put_judgement(connection, judgement, self._now())

    def replace_incidents(
        self, incidents: Iterable[Incident], redirects: Mapping[IncidentId, IncidentId] | None = None
    ) -> int:
        """See `Store.replace_incidents`."""
        with self._writing() as connection:
            clear_incidents(connection, self._dialect)
            put_redirects(connection, redirects or {})
            return put_incidents(connection, self._dialect, incidents)

    def update_incidents(
        self,
        incidents: Iterable[Incident],
        *,
        removed: Iterable[IncidentId] = (),
        redirects: Mapping[IncidentId, IncidentId] | None = None,
    ) -> int:
        """See `Store.update_incidents`."""
        changed = {incident.id: incident for incident in incidents}
        with self._writing() as connection:
            remove_incidents(connection, self._dialect, [*removed, *changed])
            put_redirects(connection, redirects or {})
            return put_incidents(connection, self._dialect, changed.values())

    def record(self, action: str, subject: str, detail: Mapping[str, object] | None = None) -> LogEntry:
        """See `Store.record`."""
        with self._writing() as connection:
            return append_log(connection, at=self._now(), action=action, subject=subject, detail=detail or {})

    # ------------------------------------------------------------ reading

    def documents(self, filter: Filter = EVERYTHING) -> Iterator[Document]:
        """See `Store.documents`."""
        return self._stream(select_documents(filter, self._dialect.match_text), tables.documents, row_document, filter)

    def claims(self, filter: Filter = EVERYTHING) -> Iterator[Claim]:
        """See `Store.claims`."""
        chosen = select_claims(filter, self._dialect.match_text, self._dialect.match_box)
        return self._stream(chosen, tables.claims, row_claim, filter)

    def incidents(self, filter: Filter = EVERYTHING) -> Iterator[Incident]:
        """See `Store.incidents`."""
        chosen = select_incidents(filter, self._dialect.match_text, self._dialect.match_box)
        return self._stream(chosen, tables.incidents, row_incident, filter)

    def _stream(self, chosen: Select[Any], table: Table, decode: Callable[[Any], R], filter: Filter) -> Iterator[R]:
        left = filter.limit
        while left is None or left > 0:
            size = _PAGE if left is None else min(left, _PAGE)
            with self._reading() as connection:
                page = [decode(row) for row in connection.execute(in_order(chosen, table, filter, size))]
            yield from page
            if len(page) < size:
                return
            left = None if left is None else left - size
            filter = msgspec.structs.replace(filter, cursor=cursor_of(page[-1]))

    def failures(self) -> Iterator[Failure]:
        """See `Store.failures`."""
        return self._walk(tables.failures, ("source", "locator", "id"), row_failure)

    def judgements(self) -> Iterator[Judgement]:
        """See `Store.judgements`."""
        return self._walk(tables.judgements, ("at", "id"), row_judgement)

    def log(self) -> Iterator[LogEntry]:
        """See `Store.log`."""
        return self._walk(tables.log, ("seq",), row_log)

    def _walk(self, table: Table, order: Sequence[str], decode: Callable[[Any], Any]) -> Iterator[Any]:
        key = tuple_(*(table.c[name] for name in order))
        after: tuple[Any, ...] | None = None
        while True:
            query = select(table).order_by(*(table.c[name] for name in order)).limit(_PAGE)
            if after is not None:
                query = query.where(key > tuple_(*after))
            with self._reading() as connection:
                page = connection.execute(query).all()
            yield from map(decode, page)
            if len(page) < _PAGE:
                return
            after = tuple(getattr(page[-1], name) for name in order)

    def document(self, id: str) -> Document:
        """See `Store.document`."""
        return row_document(self._row(tables.documents, "document", id))

    def claim(self, id: str) -> Claim:
        """See `Store.claim`."""
        return row_claim(self._row(tables.claims, "claim", id))

    def incident(self, id: str) -> Incident:
        """See `Store.incident`."""
        return row_incident(self._row(tables.incidents, "incident", self._current(id)))

    def _row(self, table: Table, word: str, id: str) -> Any:
        with self._reading() as connection:
            row = connection.execute(select(table).where(table.c.id == id)).first()
        if row is None:
            raise NotFoundError(f"There is no {word} {id}.", remedy=f"List them with `dateline {word}s`.")
        return row

    def _current(self, id: str) -> str:
        """Follow redirects to an incident that is there; an incident that is there is not redirected."""
        seen = {id}
        with self._reading() as connection:
            while not connection.scalar(select(tables.incidents.c.seq).where(tables.incidents.c.id == id)):
                new = connection.scalar(select(tables.redirects.c.new).where(tables.redirects.c.old == id))
                if new is None or new in seen:
                    break
                seen.add(new)
                id = new
        return id

    def get(self, id: str) -> AnyRecord:
        """See `Store.get`."""
        found = self._beginning_with(id) if len(id) >= 5 else []
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"{id} begins more than one id.", remedy="Give more characters of it.")
        current = self._current(self._redirected(id))
        if current != id:
            return self.incident(current)
        raise NotFoundError(
            f"Nothing in the store has the id {id!r}.",
            remedy="Give an id as listed, such as doc-1f3a9c… or clm-…, or at least its first five characters.",
        )

    def _beginning_with(self, id: str) -> list[AnyRecord]:
        """Fetch up to two records whose ids begin so; an id given in full is alone."""
        found: list[AnyRecord] = []
        with self._reading() as connection:
            for table, decode in _KINDS:
                # Ids are hexadecimal behind their prefix, and "~" comes after every such character.
                query = select(table).where(table.c.id >= id, table.c.id <= id + "~").order_by(table.c.id).limit(2)
                for row in connection.execute(query):
                    if row.id == id:
                        return [decode(row)]
                    found.append(decode(row))
        return found

    def _redirected(self, id: str) -> str:
        """Complete the beginning of a merged incident's id."""
        old = tables.redirects.c.old
        with self._reading() as connection:
            found = connection.scalars(select(old).where(old >= id, old <= id + "~").limit(2)).all()
        return found[0] if len(found) == 1 and len(id) >= 5 else id

    def raw(self, sha256: str) -> bytes:
        """See `Store.raw`."""
        with self._reading() as connection:
            packed = connection.scalar(select(tables.raw.c.bytes).where(tables.raw.c.sha256 == sha256))
        if packed is None:
            raise NotFoundError(f"No bytes with the hash {sha256} are kept.", remedy="Read their source again.")
        try:
            data = zlib.decompress(packed)
        except zlib.error as error:
            raise StoreError(f"The bytes kept as {sha256} are damaged.", remedy="Restore the store.") from error
        check_raw(sha256, data)
        return data

    def search(self, text: str, *, limit: int = 20) -> list[Hit]:
        """See `Store.search`."""
        with self._reading() as connection:
            hits = self._dialect.search(connection, text, limit)
            query = select(tables.documents).where(tables.documents.c.seq.in_([seq for seq, _, _ in hits]))
            found = {row.seq: row_document(row) for row in connection.execute(query)}
        return [Hit(document=found[seq], score=score, snippet=snippet) for seq, score, snippet in hits]

    def counts(self) -> Counts:
        """See `Store.counts`."""
        names = [name for name in Counts.__struct_fields__ if name != "claims"]
        current = select(func.count()).select_from(tables.claims).where(not_(tables.claims.c.superseded))
        with self._reading() as connection:
            numbers = {
                name: connection.scalar(select(func.count()).select_from(tables.metadata.tables[name])) or 0
                for name in names
            }
            return Counts(**numbers, claims=connection.scalar(current) or 0)

    def incident_of(self, claim: ClaimId) -> IncidentId | None:
        """See `Store.incident_of`."""
        members = tables.incident_claims
        with self._reading() as connection:
            found = connection.scalar(select(members.c.incident_id).where(members.c.claim_id == claim))
        return IncidentId(found) if found else None

    def has_document(self, id: DocumentId) -> bool:
        """See `Store.has_document`."""
        with self._reading() as connection:
            query = select(tables.documents.c.seq).where(tables.documents.c.id == id)
            return connection.scalar(query) is not None

    def is_finished(self, key: str) -> bool:
        """See `Store.is_finished`."""
        with self._reading() as connection:
            query = select(tables.finished.c.key).where(tables.finished.c.key == key)
            return connection.scalar(query) is not None

    # ------------------------------------------------------------ evidence

    def verify_log(self, *, head: str = "", evidence: bool = False) -> LogCheck:
        """See `Store.verify_log`."""
        check = verify_entries(self.log(), head=head)
        if evidence:
            check_evidence(self)
        return check

    def export_log(self, out: IO[bytes]) -> int:
        """See `Store.export_log`."""
        count = 0
        for entry in self.log():
            out.write(msgspec.json.encode(entry, order="sorted") + b"\n")
            count += 1
        return count

    # ------------------------------------------------------------ transactions

    def _now(self) -> str:
        return self._clock().astimezone(dt.UTC).isoformat(timespec="seconds")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _mapped(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _mapped(), self._engine.connect() as plain:
            connection = plain.execution_options(dateline_writes=True)
            with connection.begin():
                self._dialect.lock(connection)
                yield connection

    def close(self) -> None:
        """See `Store.close`."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _mapped() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"The store cannot be used: {reason}.",
            remedy="Check its path or address, that it is a store, and that there is room and the right to write.",
        ) from error
