"""`resolve_incidents`: claims, documents and judgements in, incidents out."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import CLASS_OF, Claim, Document, Judgement
from .assembly import Context, assemble_incident, founding_order
from .judgements import amend, decide
from .records import Resolution, ResolveOptions, incident_id


def resolve_incidents(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    judgements: Iterable[Judgement] = (),
    options: ResolveOptions | None = None,
) -> Resolution:
    """Derive the incidents from claims and judgements alone; the order of neither changes the result."""
    options = options or ResolveOptions()
    known = {document.id: document for document in documents}
    decisions = decide(judgements)
    amended = [amend(claim, decisions) for claim in claims]
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(amended, key=lambda c: founding_order(c, known)):
        groups.setdefault(_agreement(claim), []).append(claim)
    own = {document: str(document) for document in known}
    context = Context(documents=known, syndicates=own, sources=own, decisions=decisions, options=options)
    incidents = tuple(assemble_incident(group, context) for group in groups.values())
    redirects = {incident_id(c): i.id for i in incidents for c in i.claims if incident_id(c) != i.id}
    return Resolution(incidents=incidents, redirects=redirects)


def _agreement(claim: Claim) -> tuple[object, ...]:
    place = claim.places[0] if claim.places else None
    if claim.when.start is None or place is None:
        return (claim.id,)
    where = place.place.geonames_id if place.place else place.text.casefold()
    return (CLASS_OF[claim.type], claim.when.start, where)
