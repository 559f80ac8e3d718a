"""What people decided, applied: amended claims, ties and bars between claims, confirmed and rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_type_hints

import msgspec

from ..errors import UsageError
from ..model import Claim, ClaimId, Judgement, Record
from .records import founding_claim

_FIXED = frozenset({"id", "document"})
_TYPES = get_type_hints(Claim)


class Decisions(Record, frozen=True, kw_only=True):
    """The judgements in force, by what they do.

    `same` and `different` hold pairs of claims, and no chain of "same" joins two that are "different".
    `verdicts` give "confirmed" or "rejected" by claim or incident, as it was judged; `amendments` the
    field and JSON value, in order of time.
    """

    same: frozenset[tuple[ClaimId, ClaimId]] = frozenset()
    different: frozenset[tuple[ClaimId, ClaimId]] = frozenset()
    verdicts: Mapping[str, Literal["confirmed", "rejected"]] = {}
    amendments: Mapping[ClaimId, tuple[tuple[str, str], ...]] = {}


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """List the judgements that no later one undoes, in order of time.

    An undo is itself a judgement and can be undone.
    """
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.action == "undo" and judgement.id not in undone:
            undone.update(judgement.subjects)
    return [j for j in ordered if j.id not in undone and j.action != "undo"]


def decide(judgements: Iterable[Judgement]) -> Decisions:
    """Read the judgements in force; of two that contradict each other the later one holds."""
    pairs: list[tuple[ClaimId, ClaimId, str]] = []
    verdicts: dict[str, Literal["confirmed", "rejected"]] = {}
    amendments: dict[ClaimId, list[tuple[str, str]]] = {}
    for judgement in in_force(judgements):
        subjects = [_claim(s) for s in judgement.subjects]
        if judgement.action in ("same", "different"):
            for i, first in enumerate(subjects):
                for second in subjects[i + 1 :]:
                    if first != second:
                        pairs.append((min(first, second), max(first, second), judgement.action))
        elif judgement.action == "amend":
            amendments.setdefault(subjects[0], []).append((judgement.field, judgement.value))
        else:
            for subject in judgement.subjects:
                verdicts[subject] = "confirmed" if judgement.action == "confirm" else "rejected"
    same, different = _consistent(pairs)
    return Decisions(
        same=same,
        different=different,
        verdicts=verdicts,
        amendments={claim: tuple(rows) for claim, rows in amendments.items()},
    )


def _consistent(
    pairs: list[tuple[ClaimId, ClaimId, str]],
) -> tuple[frozenset[tuple[ClaimId, ClaimId]], frozenset[tuple[ClaimId, ClaimId]]]:
    """Take the pairs from the last to the first, leaving out what contradicts those taken, also by way of others."""
    group: dict[ClaimId, set[ClaimId]] = {}
    same: set[tuple[ClaimId, ClaimId]] = set()
    different: set[tuple[ClaimId, ClaimId]] = set()
    for first, second, action in reversed(pairs):
        ours, theirs = group.setdefault(first, {first}), group.setdefault(second, {second})
        if action == "different" and ours is not theirs:
            different.add((first, second))
        elif action == "same" and not any(
            (a in ours and b in theirs) or (a in theirs and b in ours) for a, b in different
        ):
            same.add((first, second))
            ours |= theirs
            group.update(dict.fromkeys(theirs, ours))
    return frozenset(same), frozenset(different)


def amend(claim: Claim, decisions: Decisions) -> Claim:
    """Give the claim with its amendments applied; its id stays, so that judgements keep their subject.

    Raises:
        UsageError: the amendment names no field of a claim, or a value that the field cannot hold.
    """
    for field, value in decisions.amendments.get(claim.id, ()):
        claim = _amended(claim, field, value)
    return claim


def check_amendment(field: str, value: str) -> object:
    """Read an amendment's JSON value as its field's type.

    Raises:
        UsageError: the amendment names no field of a claim, or a value that the field cannot hold.
    """
    if field in _FIXED or field not in Claim.__struct_fields__:
        fields = ", ".join(name for name in Claim.__struct_fields__ if name not in _FIXED)
        raise UsageError(f"A claim has no field {field!r} to amend.", remedy=f"Fields are {fields}.")
    try:
        return msgspec.json.decode(value, type=_TYPES[field])
    except msgspec.DecodeError as error:
        raise UsageError(f"{value} does not fit the field {field}: {error}.", remedy="Give JSON.") from error


def history(judgements: Iterable[Judgement], subject: str) -> list[tuple[Judgement, bool]]:
    """List what was judged on a claim or incident, oldest first, each with whether it is still in force."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    standing = {j.id for j in in_force(ordered)}
    about = {j.id for j in ordered if _claim(subject) in map(_claim, j.subjects)}
    grown = True
    while grown:
        undoing = {j.id for j in ordered if j.action == "undo" and about.intersection(j.subjects)} - about
        about |= undoing
        grown = bool(undoing)
    live_undo = _live_undo(ordered)
    return [(j, j.id in standing or j.id in live_undo) for j in ordered if j.id in about]


def _live_undo(ordered: list[Judgement]) -> set[str]:
    undone: set[str] = set()
    live = set()
    for judgement in reversed(ordered):
        if judgement.action == "undo" and judgement.id not in undone:
            undone.update(judgement.subjects)
            live.add(str(judgement.id))
    return live


def _claim(subject: str) -> ClaimId:
    return founding_claim(subject) if subject.startswith("inc-") else ClaimId(subject)


def _amended(claim: Claim, field: str, value: str) -> Claim:
    return msgspec.structs.replace(claim, **{field: check_amendment(field, value)})
