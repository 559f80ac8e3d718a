"""On what the reports of one incident differ, which report, and who says so there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..model import Claim, ClaimId, Document, DocumentId, FigureKind
from .grades import claimed_by_other_side, conceded, denied
from .tolls import PEOPLE_KINDS, Bounds, claim_toll, own_figures, who_says

KINDS: tuple[FigureKind, ...] = (*PEOPLE_KINDS, "launched", "intercepted", "destroyed", "taken")


def find_disagreements(
    claims: Sequence[Claim], documents: Mapping[DocumentId, Document], sources: Mapping[ClaimId, str]
) -> tuple[str, ...]:
    """Name every disagreement on a count, the day, the kind of act or whether it happened, and the stances taken.

    `claims` stand in order of publication; `sources` gives the independent source of each.
    """
    lines: list[str] = []
    for kind in KINDS:
        lines += _on_count(kind, claims, documents, sources)
    lines += _on("day", {c.id: c.when.iso for c in claims if c.when.precision in ("day", "days")}, claims, documents)
    lines += _on("kind of act", {c.id: c.type for c in claims}, claims, documents)
    lines += _on("status", {c.id: c.status for c in claims}, claims, documents)
    for words, found in (
        ("conceded by", conceded),
        ("told by the side that was hit,", claimed_by_other_side),
        ("denied by", denied),
    ):
        names = _unique(a.party.text for c in claims for a in found(c) if a.party)
        lines += [f"{words} {name}" for name in names]
    silent = _unique(a.party.text for c in claims for a in c.attributions if a.party and a.stance == "no comment")
    lines += [f"no comment from {name}" for name in silent]
    return tuple(lines)


def report_name(document: Document | None, fallback: str) -> str:
    """Name a report as a reader would find it: publisher, day and title, as far as known."""
    if document is None:
        return fallback
    parts = [document.publisher, (document.published.value or "")[:10], f'"{document.title}"' if document.title else ""]
    return " ".join(p for p in parts if p) or fallback


def _on_count(
    kind: FigureKind,
    claims: Sequence[Claim],
    documents: Mapping[DocumentId, Document],
    sources: Mapping[ClaimId, str],
) -> list[str]:
    told = {c.id: b for c in claims if (b := claim_toll(c, kind)) is not None}
    if len({(b.low, b.high) for b in told.values()}) < 2:
        return []
    clashing = _clashing(told, sources)
    lines = []
    for claim in claims:
        if claim.id in clashing:
            figure = own_figures(claim, kind)[0]
            said = who_says(claim, figure)
            by = f", by {said.party.text}" if said and said.party else ""
            others = _unique(_range(other) for other in clashing[claim.id])
            report = report_name(documents.get(claim.document), claim.document)
            lines.append(f"{kind}: {_range(told[claim.id])} in {report}{by}; elsewhere {', '.join(others)}")
    return lines


def _clashing(told: Mapping[ClaimId, Bounds], sources: Mapping[ClaimId, str]) -> dict[ClaimId, list[Bounds]]:
    """Give, for each claim outside the most usual count, the counts of other sources it cannot be squared with."""
    tellers: dict[Bounds, set[str]] = defaultdict(set)
    for claim, bounds in told.items():
        tellers[bounds].add(sources.get(claim, ""))
    support = Counter(told.values()).most_common(2)
    usual = support[0][0] if support[0][1] > support[1][1] else None
    against = {}
    for claim, bounds in told.items():
        others = [b for b in tellers if not _compatible(b, bounds) and tellers[b] - {sources.get(claim, "")}]
        if others and bounds != usual:
            against[claim] = others
    return against


def _compatible(a: Bounds, b: Bounds) -> bool:
    low = max(a.low or 0, b.low or 0)
    highs = [h for h in (a.high, b.high) if h is not None]
    return not highs or low <= min(highs)


def _range(bounds: Bounds) -> str:
    if bounds.low is None:
        return f"up to {bounds.high}"
    if bounds.high is None:
        return f"at least {bounds.low}"
    return str(bounds.low) if bounds.low == bounds.high else f"{bounds.low} to {bounds.high}"


def _on(
    what: str, values: Mapping[ClaimId, str | None], claims: Sequence[Claim], documents: Mapping[DocumentId, Document]
) -> list[str]:
    """Name the reports that differ from the most usual value; of equals, the one told first is usual."""
    counts = Counter(v for v in values.values() if v)
    if len(counts) < 2:
        return []
    usual = counts.most_common(1)[0][0]
    return [
        f"{what}: {values[c.id]} in {report_name(documents.get(c.document), c.document)}; elsewhere {usual}"
        for c in claims
        if values.get(c.id) not in (None, usual)
    ]


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
