"""How well an incident is evidenced, in Airwars' grades, with the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from ..model import CLASS_OF, Attribution, Claim, ClaimId, Party

Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
ARMED = frozenset({"state", "state forces", "police", "armed group", "militia", "agency"})
FIGHTERS = frozenset({"soldiers", "militants", "attackers"})
Side = tuple[str, str]  # ("organisation" or "country" or "name", its value)


def side_of(party: Party) -> Side:
    """Name the side that a party stands for: state bodies their country, others their organisation or name."""
    if party.country and (party.kind in ("state", "state forces", "agency", "police") or not party.organisation):
        return ("country", party.country)
    if party.organisation:
        return ("organisation", party.organisation)
    return ("name", party.text.casefold())


def conceded(claim: Claim) -> list[Attribution]:
    """List the attributions by which the side that acted says or confirms that it did."""
    actors = {side_of(p) for p in claim.actors if p.kind in ARMED or p.organisation}
    return [
        a
        for a in claim.attributions
        if a.party and a.stance in ("says", "confirms", "claims") and side_of(a.party) in actors
    ]


def claimed_by_other_side(claim: Claim) -> list[Attribution]:
    """List the attributions by which the side that was hit tells the act of the other."""
    targets = {side_of(p) for p in claim.targets if p.country or p.organisation}
    actors = {side_of(p) for p in claim.actors}
    return [
        a
        for a in claim.attributions
        if a.party
        and a.stance in ("says", "claims", "confirms")
        and side_of(a.party) in targets
        and side_of(a.party) not in actors
    ]


def denied(claim: Claim) -> list[Attribution]:
    """List the attributions that deny the event."""
    return [a for a in claim.attributions if a.party and a.stance == "denies"]


def grade_incident(claims: Sequence[Claim], sources: Mapping[ClaimId, str]) -> tuple[Grade, tuple[str, ...]]:
    """Grade the evidence of an incident and say why.

    `sources` gives the independent source of each claim. The order of the tests is that of the grades:
    a denied or doubly claimed act is contested even where one side concedes it.

    Source: Airwars methodology, strike and civilian harm grading.
    """
    independent = len({sources[c.id] for c in claims})
    told = f"{independent} independent source" + ("s" if independent != 1 else "")
    conceding = sorted({_name(a) for c in claims for a in conceded(c)})
    denying = sorted({_name(a) for c in claims for a in denied(c)})
    responsible = _responsible(claims)
    if denying:
        return "contested", (f"denied by {_listed(denying)}", told, *_conceded(conceding))
    if len(responsible) > 1:
        return "contested", (f"responsibility is told of {_listed(responsible)}", told)
    if _only_fighters(claims):
        return "discounted", ("all who were hit are told to be fighters", told, *_conceded(conceding))
    if conceding:
        return "confirmed", (*_conceded(conceding), told)
    if independent > 1 and responsible:
        return "fair", (told, f"{responsible[0]} is named as having acted")
    if independent > 1:
        return "weak", (told, "nobody is named as having acted")
    return "weak", ("a single source",)


def _responsible(claims: Sequence[Claim]) -> list[str]:
    """Name the sides told to have acted, one a side; both sides of a fight act, so battles compete in nothing."""
    if any(CLASS_OF[c.type] in ("battles", "protests", "riots") for c in claims):
        return []
    named: dict[Side, str] = {}
    for claim in claims:
        for party in claim.actors:
            if party.kind in ARMED and (party.country or party.organisation):
                named.setdefault(side_of(party), party.text)
    joint = any(len({side_of(p) for p in c.actors}) > 1 for c in claims)
    return sorted(named.values())[:1] if joint else sorted(named.values())


def _only_fighters(claims: Sequence[Claim]) -> bool:
    if any(CLASS_OF[c.type] not in ("explosions", "civilians") for c in claims):
        return False
    hit = [f for c in claims for f in c.figures if f.kind in ("killed", "injured") and (f.low or f.high)]
    civil = any(p.kind == "civilians" for c in claims for p in c.targets)
    return bool(hit) and not civil and all(f.group in FIGHTERS for f in hit)


def _name(said: Attribution) -> str:
    return said.party.text if said.party else ""


def _conceded(names: list[str]) -> tuple[str, ...]:
    return (f"conceded by {_listed(names)}",) if names else ()


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
