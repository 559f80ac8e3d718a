"""Judgements: the later one holds, undo is one of them, and an amendment must fit its field."""

from __future__ import annotations

import pytest

from dateline.errors import UsageError
from dateline.model import ClaimId, Judgement, JudgementId
from dateline.resolve.judgements import amend, check_amendment, decide, history, in_force

from .telling import claim, report

A, B, C = "clm-a", "clm-b", "clm-c"


def judge(number: int, action: str, *subjects: str, field: str = "", value: str = "") -> Judgement:
    """Make the judgement of a minute."""
    return Judgement(
        id=JudgementId(f"jdg-{number}"),
        action=action,  # type: ignore[arg-type]
        subjects=subjects,
        by="ada",
        at=f"2024-06-01T10:{number:02}:00Z",
        why="seen",
        field=field,
        value=value,
    )


@pytest.mark.parametrize(
    ("judgements", "same", "different"),
    [
        ([judge(1, "same", A, B)], {(A, B)}, set()),
        ([judge(1, "same", B, A), judge(2, "different", A, B)], set(), {(A, B)}),
        ([judge(1, "different", A, B), judge(2, "same", A, B)], {(A, B)}, set()),
        ([judge(1, "same", A, B), judge(2, "same", B, C), judge(3, "different", A, C)], {(B, C)}, {(A, C)}),
        ([judge(1, "same", A, "inc-b")], {(A, B)}, set()),
        ([judge(1, "same", A, B, C)], {(A, B), (A, C), (B, C)}, set()),
        ([judge(1, "same", A, B), judge(2, "undo", "jdg-1")], set(), set()),
        ([judge(1, "same", A, B), judge(2, "undo", "jdg-1"), judge(3, "undo", "jdg-2")], {(A, B)}, set()),
    ],
)
def test_what_holds(judgements: list[Judgement], same: set[tuple[str, str]], different: set[tuple[str, str]]) -> None:
    for order in (judgements, judgements[::-1]):
        decisions = decide(order)
        assert (set(decisions.same), set(decisions.different)) == (same, different)


def test_verdicts_name_what_was_judged() -> None:
    decisions = decide([judge(1, "confirm", "inc-a"), judge(2, "reject", B), judge(3, "confirm", B)])
    assert decisions.verdicts == {"inc-a": "confirmed", B: "confirmed"}


def test_an_amended_claim_keeps_its_id() -> None:
    told = claim(report("A missile hit."), "missile")
    rows = [judge(1, "amend", told.id, field="status", value='"denied"')]
    amended = amend(told, decide(rows))
    assert (amended.id, amended.status, amended.trigger) == (told.id, "denied", told.trigger)
    assert amend(told, decide([*rows, judge(2, "undo", "jdg-1")])) == told


@pytest.mark.parametrize(
    ("field", "value"),
    [("colour", '"red"'), ("id", '"clm-x"'), ("status", '"maybe"'), ("status", "denied"), ("when", "3")],
)
def test_an_amendment_must_fit(field: str, value: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_amendment(field, value)
    assert caught.value.remedy


def test_history_holds_undone_judgements_and_what_undid_them() -> None:
    rows = [judge(1, "same", A, B), judge(2, "undo", "jdg-1"), judge(3, "confirm", C), judge(4, "reject", "inc-a")]
    assert [(j.id, stands) for j, stands in history(rows, A)] == [("jdg-1", False), ("jdg-2", True), ("jdg-4", True)]
    assert [j.id for j in in_force(rows)] == ["jdg-3", "jdg-4"]
    assert history(rows, ClaimId("clm-z")) == []
