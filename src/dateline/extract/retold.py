"""Fold what is told twice: "launched an attack", and the event that an article comes back to ("the strike")."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ..model import CLASS_OF, Claim, Figure, PlaceMention, Value
from .assemble import count_of

_DEFINITE = re.compile(r"\b(?:the|that|this|these|those|its|their)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:attacks?|strikes?|airstrikes?|raids?|bombings?|blasts?|explosions?|shelling|barrage|assaults?|clash(?:es)?"
    r"|ambush|shootings?|massacre|killings?|offensive|incursion|protests?|rally|riots?|kidnapping|abduction)$",
    re.IGNORECASE,
)


def fold_retellings(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Merge claims that only tell an earlier event of the same article again; the rest stay as they are.

    A retelling names its event by a definite noun, is of the same class, and contradicts the first telling in neither
    place nor day nor toll. A double stands in the same sentence and has nothing of its own. What either adds
    (figures, sources, weapons) goes to the first telling.
    """
    kept: list[Claim] = []
    for claim in claims:
        at = next((i for i in reversed(range(len(kept))) if _is_again(claim, kept[i], text)), None)
        if at is None:
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim)
    return kept


def _is_again(claim: Claim, first: Claim, text: str) -> bool:
    return _retells(claim, first, text) or _doubles(claim, first)


def _retells(claim: Claim, first: Claim, text: str) -> bool:
    before = text[max(0, claim.trigger.start - 40) : claim.trigger.start]
    if not (_NOUN.search(claim.trigger.text) and _DEFINITE.search(before)):
        return False
    return (
        CLASS_OF[claim.type] == CLASS_OF[first.type]
        and _same_places(claim, first)
        and (claim.when.start is None or claim.when.iso == first.when.iso)
        and not _other_toll(claim, first)
    )


def _doubles(claim: Claim, first: Claim) -> bool:
    """Tell whether two words of one sentence tell one event: of one type, at odds in nothing, figures on one only."""
    return (
        claim.sentence == first.sentence
        and claim.type == first.type
        and claim.status == first.status
        and not (claim.figures and first.figures)
        and all(
            _within(_texts(mine), _texts(theirs))
            for mine, theirs in (
                (claim.places, first.places),
                (claim.actors, first.actors),
                (claim.targets, first.targets),
                (claim.weapons, first.weapons),
            )
        )
        and (claim.when.iso == first.when.iso or None in (claim.when.iso, first.when.iso))
    )


def _texts(values: Sequence[Value]) -> set[str]:
    return {v.text for v in values}


def _within(mine: set[str], theirs: set[str]) -> bool:
    return mine <= theirs or theirs <= mine


def _same_places(claim: Claim, first: Claim) -> bool:
    here, there = _names(claim.places), _names(first.places)
    return not here or bool(here & there)


def _names(places: Sequence[PlaceMention]) -> set[str]:
    return {str(p.place.geonames_id) if p.place else p.text for p in places[:1]}


def _other_toll(claim: Claim, first: Claim) -> bool:
    """Tell whether both count the same harm to the same group, differently: two events, or an update to keep."""
    own = {(f.kind, f.group): _bounds(f) for f in claim.figures if not f.part_of}
    told = {(f.kind, f.group): _bounds(f) for f in first.figures if not f.part_of}
    return any(own[key] != told[key] for key in own.keys() & told.keys())


def _bounds(figure: Figure) -> tuple[int | None, int | None]:
    return figure.low, figure.high


def _joined(first: Claim, again: Claim) -> Claim:
    """Add to the first telling what the second brings."""
    known = {count_of(f) for f in first.figures}
    said = {a.text for a in first.attributions}
    armed = {w.text for w in first.weapons}
    return msgspec.structs.replace(
        first,
        figures=(*first.figures, *(f for f in again.figures if count_of(f) not in known)),
        attributions=(*first.attributions, *(a for a in again.attributions if a.text not in said)),
        weapons=(*first.weapons, *(w for w in again.weapons if w.text not in armed)),
        when=first.when if first.when.start else again.when,
        places=first.places or again.places,
        actors=first.actors or again.actors,
    )
