"""The toll of an incident over time: what each report says, by source and party, never summed across reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model import Attribution, Claim, Document, DocumentId, Figure, FigureKind, Record, TollEntry
from .records import published_key

PEOPLE_KINDS: tuple[FigureKind, ...] = ("killed", "injured", "missing", "captured", "displaced")
JOINED_WITHIN = 40  # characters between two figures that one phrase adds up ("three soldiers and five civilians")


class Bounds(Record, frozen=True, kw_only=True):
    """What a report allows for a count; an open bound is None."""

    low: int | None
    high: int | None

    def __add__(self, other: Bounds) -> Bounds:
        """Add two counts of different people."""
        return Bounds(low=_both(self.low, other.low), high=_both(self.high, other.high))

    def __or__(self, other: Bounds) -> Bounds:
        """Span two accounts of the same count."""
        lows = [b.low for b in (self, other) if b.low is not None]
        highs = [b.high for b in (self, other)]
        return Bounds(
            low=min(lows) if lows else None,
            high=None if None in highs else max(h for h in highs if h is not None),
        )


def own_figures(claim: Claim, kind: FigureKind) -> list[Figure]:
    """List the figures of a kind that count this event: no parts of another figure, no running totals."""
    return [f for f in claim.figures if f.kind == kind and not f.part_of and not f.total]


def claim_toll(claim: Claim, kind: FigureKind) -> Bounds | None:
    """Give the whole count of a kind that one claim tells, or None where it tells none.

    Different groups add up; two figures of one group add up inside one phrase and else are two
    accounts of one count; "people" holds the named groups where it is large enough to.
    """
    return toll_of_figures(own_figures(claim, kind))


def toll_of_figures(figures: Sequence[Figure]) -> Bounds | None:
    """Reduce the figures of one kind in one report to its count (see `claim_toll`)."""
    if not figures:
        return None
    phrases = _phrases(sorted(figures, key=lambda f: (f.start, f.end)))
    if len(phrases) == 1:
        return _sum(_bounds(f) for f in phrases[0])
    general = [_sum(map(_bounds, p)) for p in phrases if any(f.group == "people" for f in p)]
    by_group: dict[str, Bounds] = {}
    for phrase in phrases:
        if all(f.group != "people" for f in phrase):
            group = " ".join(sorted({f.group for f in phrase}))
            told = _sum(map(_bounds, phrase))
            by_group[group] = by_group[group] | told if group in by_group else told
    named = _sum(by_group.values()) if by_group else None
    if not general:
        return named
    people = _one_account(general)
    if named is None or people.high is None or (named.low or 0) <= people.high:
        return people
    return people + named


def _one_account(told: Sequence[Bounds]) -> Bounds:
    """Span what one report gives for one group: the largest count, and the others that come near it.

    A much smaller one ("two more died", "ten of one family") is some of the dead, not another count of all.
    """
    most = max(told, key=_size)
    account = most
    for other in told:
        if 2 * _size(other) >= _size(most):
            account = account | other
    return account


def _size(told: Bounds) -> int:
    return told.low if told.low is not None else told.high or 0


def toll_series(
    claims: Iterable[Claim], documents: Mapping[DocumentId, Document], syndicates: Mapping[DocumentId, str]
) -> tuple[TollEntry, ...]:
    """List every figure of an incident's claims in order of publication, with who says so."""
    rows = []
    for claim in claims:
        document = documents.get(claim.document)
        for figure in claim.figures:
            said = who_says(claim, figure)
            party = said.party if said else None
            entry = TollEntry(
                published=document.published.value if document else None,
                publisher=document.publisher if document else "",
                source=party.text if party else "",
                country=party.country if party else "",
                stance=said.stance if said else "says",
                kind=figure.kind,
                group=figure.group,
                low=figure.low,
                high=figure.high,
                part_of=figure.part_of,
                total=figure.total,
                claim=claim.id,
                syndicate=syndicates.get(claim.document, claim.document),
            )
            rows.append((published_key(document), claim.id, figure.start, figure.kind, figure.group, entry))
    return tuple(row[-1] for row in sorted(rows, key=lambda row: row[:-1]))


def who_says(claim: Claim, figure: Figure) -> Attribution | None:
    """Pick the attribution that a figure rests on: the nearest named one that tells it rather than disputes it."""
    telling = [a for a in claim.attributions if a.stance in ("says", "claims", "confirms") and a.party]
    disputing = [a for a in claim.attributions if a.stance == "denies" and a.party]
    if figure.low == figure.high == 0 and disputing and not telling:
        return disputing[0]

    def distance(said: Attribution) -> tuple[int, int]:
        place = said.party.start if said.party else 0
        return abs(place - figure.start), place

    return min(telling, key=distance) if telling else None


def _phrases(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Group figures that stand so near each other that one phrase counts them together."""
    phrases: list[list[Figure]] = []
    for figure in figures:
        repeated = any(_same_count(figure, f) for phrase in phrases for f in phrase)
        if phrases and not repeated and 0 <= figure.start - phrases[-1][-1].end <= JOINED_WITHIN:
            phrases[-1].append(figure)
        elif not repeated:
            phrases.append([figure])
    return phrases


def _same_count(a: Figure, b: Figure) -> bool:
    return (a.group, a.low, a.high) == (b.group, b.low, b.high) and abs(a.start - b.start) > JOINED_WITHIN


def _bounds(figure: Figure) -> Bounds:
    return Bounds(low=figure.low, high=figure.high)


def _sum(parts: Iterable[Bounds]) -> Bounds:
    first, *rest = parts
    for part in rest:
        first = first + part
    return first


def _both(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b
