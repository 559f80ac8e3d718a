"""From a group of claims to one Incident: what the independent sources agree on, and the toll."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from ..model import (
    EVENT_TYPES,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Estimate,
    FigureKind,
    Group,
    Incident,
    Party,
    Place,
    Record,
    TollEntry,
    When,
)
from .disagreements import find_disagreements
from .grades import claimed_by_other_side, grade_incident, side_of
from .judgements import Decisions
from .records import ResolveOptions, incident_id, published_key
from .rules import RULES, SourceToll
from .tolls import Bounds, claim_toll, own_figures, toll_series, who_says

T = TypeVar("T", bound=Hashable)
PRECISION = ("town", "district", "area", "province", "country", "unresolved")
DATE_PRECISION = ("day", "days", "week", "month", "year", "unknown")


class Context(Record, frozen=True, kw_only=True):
    """What a group of claims is read with: documents, groups of copies, independent sources, judgements."""

    documents: Mapping[DocumentId, Document]
    syndicates: Mapping[DocumentId, str]
    sources: Mapping[DocumentId, str]
    decisions: Decisions = Decisions()
    options: ResolveOptions = ResolveOptions()


def assemble_incident(claims: Iterable[Claim], context: Context) -> Incident:
    """Make the incident that these claims tell of; the result does not depend on their order."""
    ordered = sorted(claims, key=lambda c: founding_order(c, context.documents))
    sources = {c.id: context.sources.get(c.document, str(c.document)) for c in ordered}
    place, place_name = _place(ordered, sources)
    when = _when(ordered, sources)
    grade, reasons = grade_incident(ordered, sources)
    toll = toll_series(ordered, context.documents, context.syndicates)
    actors, targets = [p for c in ordered for p in c.actors], [p for c in ordered for p in c.targets]
    identity = incident_id(ordered[0].id)
    return Incident(
        id=identity,
        type=_agreed(ordered, sources, lambda c: c.type, EVENT_TYPES.index) or ordered[0].type,
        status=_agreed(ordered, sources, lambda c: c.status) or ordered[0].status,
        start=when.start,
        end=when.end,
        date_precision=when.precision,
        place=place,
        place_name=place_name,
        actors=_names(actors),
        targets=_names(targets),
        weapons=_most_named(t.kind or t.text.casefold() for c in ordered for t in c.weapons),
        actor_countries=_most_named(p.country for p in actors if p.country),
        actor_kinds=_most_named(p.kind for p in actors),
        target_countries=_most_named(p.country for p in targets if p.country),
        target_kinds=_most_named(p.kind for p in targets),
        toll=toll,
        estimates=_estimates(ordered, toll, context),
        grade=grade,
        grade_reasons=reasons,
        disagreements=find_disagreements(ordered, context.documents, sources),
        independent_sources=len(set(sources.values())),
        documents=tuple(dict.fromkeys(c.document for c in ordered)),
        claims=tuple(c.id for c in ordered),
        judged=context.decisions.verdicts.get(str(identity)) or _verdict(ordered, context.decisions),
    )


def founding_order(
    claim: Claim, documents: Mapping[DocumentId, Document]
) -> tuple[tuple[str, str, DocumentId], ClaimId]:
    """Order claims by publication, then id; the first of a group founds its incident."""
    return published_key(documents.get(claim.document)), claim.id


def source_tolls(claims: Sequence[Claim], kind: FigureKind, group: Group | None, context: Context) -> list[SourceToll]:
    """List what each report counts, for the rule sets; `group` None asks for everybody."""
    tolls = []
    for claim in claims:
        document = context.documents.get(claim.document)
        bounds, words = _count(claim, kind, group)
        if bounds is None:
            continue
        figure = own_figures(claim, kind)[0] if own_figures(claim, kind) else None
        said = who_says(claim, figure) if figure else None
        enemies = {side_of(a.party) for a in claimed_by_other_side(claim) if a.party}
        actors = {side_of(p) for p in claim.actors}
        partial = said is not None and said.party is not None and side_of(said.party) in (enemies | actors)
        tolls.append(
            SourceToll(
                source=context.sources.get(claim.document, str(claim.document)),
                published=published_key(document)[1],
                low=bounds.low,
                high=bounds.high,
                words=words,
                reliable=not (said is not None and (said.stance == "claims" or (partial and _of_enemy(claim)))),
                name=document.publisher if document else "",
            )
        )
    return tolls


def _of_enemy(claim: Claim) -> bool:
    """Tell whether the dead are the fighters of the side that was hit, of which the other side likes to tell many."""
    return any(f.group in ("soldiers", "militants") for f in claim.figures)


def _count(claim: Claim, kind: FigureKind, group: Group | None) -> tuple[Bounds | None, str]:
    if group is None:
        figures = own_figures(claim, kind)
        return claim_toll(claim, kind), figures[0].text if len(figures) == 1 else ""
    for figure in claim.figures:
        if figure.kind == kind and figure.group == group and not figure.total:
            return Bounds(low=figure.low, high=figure.high), figure.text
    return None, ""


def _estimates(claims: Sequence[Claim], toll: Sequence[TollEntry], context: Context) -> tuple[Estimate, ...]:
    estimates = []
    wanted: dict[tuple[FigureKind, Group], None] = {}
    for entry in toll:
        if not entry.total:
            wanted.setdefault((entry.kind, "people"))
            wanted.setdefault((entry.kind, entry.group))
    for kind, group in sorted(wanted):
        reports = source_tolls(claims, kind, None if group == "people" else group, context)
        if reports:
            estimates += [RULES[rules](reports, kind, group) for rules in context.options.rules]
    return tuple(estimates)


def _agreed(
    claims: Sequence[Claim],
    sources: Mapping[ClaimId, str],
    value: Callable[[Claim], T | None],
    rank: Callable[[T], int] | None = None,
) -> T | None:
    """Give the value that most independent sources tell; of equals the higher in rank, then the one told first."""
    votes: dict[T, set[str]] = {}
    for claim in claims:
        told = value(claim)
        if told is not None:
            votes.setdefault(told, set()).add(sources[claim.id])
    if not votes:
        return None
    order = {told: place for place, told in enumerate(votes)}
    return min(votes, key=lambda told: (-len(votes[told]), rank(told) if rank else 0, order[told]))


def _place(claims: Sequence[Claim], sources: Mapping[ClaimId, str]) -> tuple[Place | None, str]:
    """Give the most precise place that is told, most often named first, with its name as written."""
    best: dict[tuple[int, int | str], list[tuple[ClaimId, Place | None, str]]] = {}
    for claim in claims:
        if claim.places:
            mention = min(claim.places, key=lambda m: PRECISION.index(m.place.precision if m.place else "unresolved"))
            rank = PRECISION.index(mention.place.precision if mention.place else "unresolved")
            key = (rank, mention.place.geonames_id if mention.place else mention.text.casefold())
            best.setdefault(key, []).append((claim.id, mention.place, mention.text))
    if not best:
        return None, ""
    rank = min(key[0] for key in best)
    rows = max((rows for key, rows in best.items() if key[0] == rank), key=lambda r: len({sources[c] for c, *_ in r}))
    return rows[0][1], rows[0][2]


def _when(claims: Sequence[Claim], sources: Mapping[ClaimId, str]) -> When:
    """Give the most precise time that most sources tell."""
    for precision in DATE_PRECISION[:-1]:
        told = _agreed(claims, sources, lambda c, p=precision: _days(c.when) if c.when.precision == p else None)  # type: ignore[misc]
        if told:
            return When(start=told[0], end=told[1], precision=precision)  # type: ignore[arg-type]
    return When()


def _days(when: When) -> tuple[dt.date, dt.date] | None:
    return (when.start, when.end or when.start) if when.start else None


def _names(parties: Sequence[Party]) -> tuple[str, ...]:
    """Name each party once, by the form most often written, most often named party first."""
    forms: dict[tuple[str, str], Counter[str]] = {}
    for party in parties:
        key = ("organisation", party.organisation) if party.organisation else ("name", party.text.casefold())
        forms.setdefault(key, Counter())[party.text] += 1
    ranked = sorted(forms.values(), key=lambda c: -c.total())
    return tuple(c.most_common(1)[0][0] for c in ranked)


def _most_named(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(value for value, _ in Counter(values).most_common())


def _verdict(claims: Sequence[Claim], decisions: Decisions) -> Literal["", "confirmed", "rejected"]:
    verdicts = {decisions.verdicts.get(str(c.id), "") for c in claims}
    if "confirmed" in verdicts:
        return "confirmed"
    return "rejected" if verdicts == {"rejected"} else ""
