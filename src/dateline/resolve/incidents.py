"""`resolve_incidents`: claims, documents and judgements in, incidents out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..model import Claim, ClaimId, Document, DocumentId, Incident, Judgement
from .assembly import Context, assemble_incident
from .judgements import Decisions, amend, decide
from .linker import Linker
from .records import Link, Resolution, ResolveOptions, incident_id
from .syndication import Copies, CopyIndex


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
    amended = {claim.id: amend(claim, decisions) for claim in claims}
    linker = link_claims(amended.values(), known, decisions, options)
    groups = linker.groups()
    context = make_context(known, _copies(known, amended, groups), decisions, options)
    incidents = tuple(assemble_incident([amended[c] for c in group], context) for group in groups)
    redirects = {incident_id(c): i.id for i in incidents for c in i.claims if incident_id(c) != i.id}
    links = tuple(link for incident in incidents for link in _links(linker, incident)) if options.links else ()
    return Resolution(incidents=incidents, redirects=redirects, links=links)


def link_claims(
    claims: Iterable[Claim],
    documents: Mapping[DocumentId, Document],
    decisions: Decisions | None = None,
    options: ResolveOptions | None = None,
) -> Linker:
    """Link claims that are all known; a claim whose document is not known is linked by itself alone."""
    linker = Linker(options, decisions)
    by_document: dict[DocumentId, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    for key, told in by_document.items():
        linker.insert(told, documents.get(key) or Document(id=key, text=""))
    linker.settle()
    return linker


def make_context(
    documents: Mapping[DocumentId, Document],
    copies: Copies,
    decisions: Decisions | None = None,
    options: ResolveOptions | None = None,
) -> Context:
    """Make what a group of claims is assembled with."""
    return Context(
        documents=documents,
        syndicates=copies.syndicates,
        sources=copies.sources,
        decisions=decisions or Decisions(),
        options=options or ResolveOptions(),
    )


def _copies(
    documents: Mapping[DocumentId, Document], claims: Mapping[ClaimId, Claim], groups: Iterable[Sequence[ClaimId]]
) -> Copies:
    """Group the copies over all documents, those of one incident compared with each other."""
    index = CopyIndex()
    for document in documents.values():
        index.add(document)
    for group in groups:
        if len(group) > 1:
            index.relate(claims[c].document for c in group)
    return index.copies()


def _links(linker: Linker, incident: Incident) -> Sequence[Link]:
    """Explain, for each claim after the founder, its strongest link to one before it."""
    found = []
    for number, claim in enumerate(incident.claims[1:], start=1):
        link = linker.strongest(claim, incident.claims[:number][-50:])
        if link is not None:
            found.append(link)
    return found
