"""`show`: one record, with the sentences it was read from, and why it holds what it holds."""

from __future__ import annotations

from ..config import Config
from ..model import Claim, Document, Failure, Incident, Judgement, Record
from ..report.passages import Passage, passages_of
from ..store import Filter, Store
from .queries import existing_store
from .reasons import Reason, reasons_of


class Told(Record, frozen=True, kw_only=True):
    """A claim, the report that tells it, and the sentences it was read from, cut at its values."""

    claim: Claim
    title: str
    publisher: str
    published: str | None
    source: str
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...] = ()


class Shown(Record, frozen=True, kw_only=True):
    """A record of any kind, and the claims that it is (a claim), holds (a document) or stands on (an incident)."""

    record: Document | Claim | Incident | Judgement | Failure
    told: tuple[Told, ...] = ()


def show(id: str, *, why: bool = False, config: Config | None = None) -> Shown:
    """Fetch the record whose id is, or alone begins with, these characters, and what it was read from.

    With `why`, each value of a claim comes with its words, the head or rule that read it, and how sure.

    Raises:
        NotFoundError: nothing, or more than one record, has such an id.
    """
    with existing_store(config) as store:
        record = store.get(id)
        return Shown(record=record, told=tuple(_told(claim, store, why) for claim in _claims_behind(record, store)))


def _claims_behind(record: Document | Claim | Incident | Judgement | Failure, store: Store) -> list[Claim]:
    if isinstance(record, Claim):
        return [record]
    if isinstance(record, Incident):
        return [store.claim(claim) for claim in record.claims]
    if isinstance(record, Document):
        return sorted(store.claims(Filter(document=record.id)), key=lambda claim: (claim.trigger.start, claim.id))
    return []


def _told(claim: Claim, store: Store, why: bool) -> Told:
    return told_of(claim, store.document(claim.document), why=why)


def told_of(claim: Claim, document: Document, *, why: bool = False) -> Told:
    """Put a claim beside the sentences of its document that it was read from."""
    return Told(
        claim=claim,
        title=document.title,
        publisher=document.publisher,
        published=document.published.value,
        source=document.url or document.source,
        passages=tuple(passages_of(claim, document)),
        reasons=tuple(reasons_of(claim)) if why else (),
    )
