"""An incident together with what was told of it, made fit to leave the machine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from ..errors import NotFoundError
from ..model import Claim, Document, Estimate, FigureKind, Group, Incident, Party, PartyKind, Record
from .privacy import blur, is_sensitive, private_names, withhold, withhold_names
from .records import ClaimLookup, DocumentLookup, ExportOptions

K = TypeVar("K", bound=str)
V = TypeVar("V")

_ARTICLE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)


class Side(Record, frozen=True, kw_only=True):
    """A party as the incident names it, without "the", with what the claims know of it."""

    name: str
    kind: PartyKind = "other"
    country: str = ""  # ISO 3166-1 alpha-2


class Told(Record, frozen=True, kw_only=True):
    """An incident after names were withheld and coordinates blurred, with its claims and documents."""

    incident: Incident
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    actors: tuple[Side, ...]
    targets: tuple[Side, ...]
    blurred: bool = False
    withheld: tuple[str, ...] = ()  # the names taken out, for what is written beside the incident


def gather(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    options: ExportOptions,
    left_out: Counter[str],
) -> Iterator[Told]:
    """Stream incidents with their claims and documents, counting what is withheld.

    Raises:
        NotFoundError: a claim or document of an incident is not there.
    """
    find_claim, find_document = _as_function(claims, "claim"), _as_function(documents, "document")
    for incident in incidents:
        behind = tuple(map(find_claim, incident.claims))
        reports = tuple(map(find_document, incident.documents))
        yield _make_public(incident, behind, reports, options, left_out)


def _make_public(
    incident: Incident,
    claims: tuple[Claim, ...],
    documents: tuple[Document, ...],
    options: ExportOptions,
    left_out: Counter[str],
) -> Told:
    names = () if options.names else private_names(incident, claims, [d.publisher for d in documents])
    actors = _sides(incident.actors, incident.actor_kinds, [p for c in claims for p in c.actors], names)
    targets = _sides(incident.targets, incident.target_kinds, [p for c in claims for p in c.targets], names)
    if names:
        left_out["names of private persons"] += len(names)
        incident = withhold_names(incident, names)
        documents = tuple(msgspec.structs.replace(d, title=withhold(d.title, names)) for d in documents)
    blurred = incident.place is not None and not options.exact and is_sensitive(claims, options.sensitive)
    if blurred and incident.place:
        left_out["exact coordinates of sensitive places"] += 1
        incident = msgspec.structs.replace(incident, place=blur(incident.place))
    return Told(
        incident=incident,
        claims=claims,
        documents=documents,
        actors=actors,
        targets=targets,
        blurred=blurred,
        withheld=names,
    )


def _sides(
    names: Sequence[str], kinds: Sequence[PartyKind], parties: Sequence[Party], withheld: Sequence[str]
) -> tuple[Side, ...]:
    known = {party.text.casefold(): party for party in reversed(parties)}
    only = kinds[0] if len(set(kinds)) == 1 else "other"
    sides = []
    for name in names:
        party = known.get(name.casefold())
        shown = _ARTICLE.sub("", withhold(name, withheld))
        sides.append(Side(name=shown, kind=party.kind, country=party.country) if party else Side(name=shown, kind=only))
    return tuple(sides)


def estimate_of(incident: Incident, rules: str, kind: FigureKind, group: Group = "people") -> Estimate | None:
    """Find the incident's estimate of one kind and group under one rule set."""
    for estimate in incident.estimates:
        if (estimate.rules, estimate.kind, estimate.group) == (rules, kind, group):
            return estimate
    return None


def count_unheld(incident: Incident, left_out: Counter[str]) -> None:
    """Count the figures that a format for deaths alone cannot hold."""
    for entry in incident.toll:
        if entry.total:
            left_out["running totals of more than the incident"] += 1
        elif entry.kind != "killed":
            left_out[f"figures of {entry.kind}"] += 1
        elif entry.group != "people":
            left_out["figures of deaths by group"] += 1


def _as_function(lookup: Mapping[K, V] | Callable[[K], V], word: str) -> Callable[[K], V]:
    if not isinstance(lookup, Mapping):
        return lookup
    held = lookup

    def find(id: K) -> V:
        try:
            return held[id]
        except KeyError as error:
            raise NotFoundError(f"The {word} {id} of an incident is not there.", remedy="Resolve again.") from error

    return find
