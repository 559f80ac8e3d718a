"""`judge`: keep what a person decided, and derive the incidents again from claims and judgements."""

from __future__ import annotations

import datetime as dt
from typing import get_args, get_type_hints

import msgspec

from ..config import Config
from ..errors import UsageError
from ..model import Claim, Failure, Incident, Judgement, JudgementId, Record, content_id
from ..resolve import check_amendment, history
from ..store import Store
from .queries import existing_store
from .resolving import resolve_again

ACTIONS: tuple[str, ...] = get_args(get_type_hints(Judgement)["action"])
_LEAST = {"same": 2, "different": 2}
_MOST = {"amend": 1, "undo": 1}


class Judged(Record, frozen=True, kw_only=True):
    """A judgement, whether it is new, and how many incidents there are now."""

    judgement: Judgement
    new: bool
    incidents: int


class JudgementState(Record, frozen=True, kw_only=True):
    """A judgement, and whether it still holds."""

    judgement: Judgement
    in_force: bool


def judge(
    action: str,
    *subjects: str,
    by: str,
    why: str,
    field: str = "",
    value: str = "",
    at: dt.datetime | None = None,
    config: Config | None = None,
) -> Judged:
    """Decide on claims or incidents, and derive the incidents again.

    `action` is same, different, confirm, reject, amend (with `field` and `value`, JSON) or undo, whose
    subject is a judgement. Subjects are ids or their beginnings; `at` is now unless given.

    Raises:
        UsageError: the action, its subjects, name or reason cannot be.
        NotFoundError: nothing has this id.
    """
    _check(action, subjects, by, why)
    if action == "amend":
        check_amendment(field, value)
    with existing_store(config) as store:
        judgement = Judgement(
            id=JudgementId(""),
            action=action,  # type: ignore[arg-type]
            subjects=tuple(_subject(store, action, subject) for subject in subjects),
            by=by.strip(),
            at=(at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).isoformat(timespec="microseconds"),
            why=why.strip(),
            field=field,
            value=value,
        )
        judgement = msgspec.structs.replace(judgement, id=JudgementId(content_id("jdg", judgement)))
        new = store.add_judgement(judgement)
        return Judged(judgement=judgement, new=new, incidents=resolve_again(store))


def judge_history(subject: str = "", *, config: Config | None = None) -> list[JudgementState]:
    """List what was judged, oldest first: on a claim or incident, or on everything.

    Raises:
        NotFoundError: nothing has this id.
    """
    with existing_store(config) as store:
        made = list(store.judgements())
        subjects = [str(store.get(subject).id)] if subject else sorted({s for j in made for s in j.subjects})
    rows = {judgement.id: (judgement, holds) for s in subjects for judgement, holds in history(made, s)}
    ordered = sorted(rows.values(), key=lambda row: (row[0].at, row[0].id))
    return [JudgementState(judgement=judgement, in_force=holds) for judgement, holds in ordered]


def _check(action: str, subjects: tuple[str, ...], by: str, why: str) -> None:
    if action not in ACTIONS:
        raise UsageError(f"{action!r} is no judgement.", remedy=f"Judgements are {', '.join(ACTIONS)}.")
    least, most = _LEAST.get(action, 1), _MOST.get(action)
    if len(subjects) < least or (most and len(subjects) > most):
        wanted = f"{least} or more" if most is None else f"exactly {most}"
        raise UsageError(f"The judgement {action!r} needs {wanted} ids, not {len(subjects)}.")
    if not by.strip() or not why.strip():
        raise UsageError("A judgement needs a name and a reason.", remedy="Give --by NAME and --why TEXT.")


def _subject(store: Store, action: str, subject: str) -> str:
    """Give the full id of what is judged, and refuse what cannot be judged so."""
    record = store.get(subject)
    if action == "undo":
        fits = isinstance(record, Judgement)
    elif action == "amend":
        fits = isinstance(record, Claim)
    else:
        fits = isinstance(record, Claim | Incident)
    if not fits:
        what = "a failure" if isinstance(record, Failure) else f"a {type(record).__name__.lower()}"
        wanted = {"undo": "a judgement", "amend": "a claim"}.get(action, "a claim or an incident")
        raise UsageError(f"{subject} is {what}; the judgement {action!r} takes {wanted}.")
    return str(record.id)
