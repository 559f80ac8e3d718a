"""Airwars' grades, as a table of who says what."""

from __future__ import annotations

import pytest

from dateline.model import EventType, Stance
from dateline.resolve.grades import conceded, denied, grade_incident

from .telling import claim, figure, report

Said = tuple[tuple[str, Stance], ...]


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        ([("Russia", (("the governor", "says"),))], "weak", "a single source"),
        ([("Russia", (("the governor", "says"),)), ("Russia", ())], "fair", "2 independent sources"),
        ([("", ()), ("", ())], "weak", "nobody is named as having acted"),
        ([("Russia", (("Russia", "confirms"),))], "confirmed", "conceded by Russia"),
        ([("Russia", (("the governor", "says"),)), ("Ukraine", ())], "contested", "responsibility"),
        ([("Russia", (("Russia", "denies"),))], "contested", "denied by Russia"),
    ],
)
def test_grades(rows: list[tuple[str, Said]], expected: str, reason: str) -> None:
    claims, sources = [], {}
    for number, (actor, said) in enumerate(rows):
        told = claim(report(f"A missile hit. {number}"), "missile", actor=actor, said=said)
        claims.append(told)
        sources[told.id] = str(number)
    grade, reasons = grade_incident(claims, sources)
    assert grade == expected
    assert any(reason in text for text in reasons)


@pytest.mark.parametrize(("type", "expected"), [("air/drone strike", "discounted"), ("armed clash", "weak")])
def test_only_fighters_hit(type: EventType, expected: str) -> None:
    told = claim(report("A raid killed ten."), "raid", type=type, figures=(figure("killed", 10, group="militants"),))
    assert grade_incident([told], {told.id: "s"})[0] == expected


def test_stances_are_told_apart() -> None:
    told = claim(
        report("A raid killed ten."), "raid", actor="Russian forces", said=(("Russia", "says"), ("Ukraine", "denies"))
    )
    assert [a.text for a in conceded(told)] == ["Russia"]
    assert [a.text for a in denied(told)] == ["Ukraine"]
