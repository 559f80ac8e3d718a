"""Copies are one source, versions one article, and a changed figure is neither overlooked nor averaged."""

from __future__ import annotations

from itertools import permutations

import pytest

from dateline.resolve.syndication import Kinship, compare, find_copies, title_stem

from .telling import report

WIRE = (
    "A missile struck a covered market in Sumy on Tuesday morning, killing four people and wounding 17, the regional "
    "governor said. Rescuers pulled stallholders from under the collapsed roof of the Kosivska arcade. Trains ran late."
)


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        (WIRE, "copy"),
        (WIRE.replace("Trains ran late.", ""), "copy"),
        (WIRE.replace("covered", "roofed"), "copy"),
        ("By our own reporter. " + WIRE, "copy"),
        (WIRE.replace("four", "nine"), "version"),
        (WIRE.replace("said", "did not say"), "version"),
        (WIRE.replace("Sumy", "Konotop"), "version"),
        (
            "Police in Gao arrested two men who had hidden rifles under sacks of onions in a lorry bound north.",
            "different",
        ),
    ],
)
def test_what_differs_decides(text: str, kin: Kinship) -> None:
    assert compare(report(WIRE), report(text, publisher="Other")) == kin


def test_another_text_of_the_same_article_is_a_version() -> None:
    first = report("Four are dead in Sumy.", title="Missile kills four in Sumy market", publisher="Wire")
    later = report(WIRE.replace("four", "nine"), title="UPDATE 2: Missile kills nine in Sumy market", publisher="Wire")
    assert compare(first, later) == "version"
    elsewhere = report(first.text + " Nine are hurt.", title=first.title, publisher="Other")
    assert compare(first, elsewhere) == "different"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("UPDATE 1-Strike kills nine", "strike kills"),
        ("Strike kills 12 (corrected)", "strike kills"),
        ("Update on grain", "on grain"),
    ],
)
def test_title_stem(title: str, stem: str) -> None:
    assert title_stem(title) == stem


def test_a_group_is_one_source_named_by_its_first_publisher() -> None:
    reports = [
        report(WIRE, publisher="Second", day="2024-05-14T12:00:00+00:00"),
        report(WIRE, publisher="First", day="2024-05-14T09:00:00+00:00"),
        report(WIRE.replace("Trains ran late.", ""), publisher="Third", day="2024-05-15"),
        report("Rockets fell on the port of Odesa before dawn, the mayor said on the radio.", publisher="Fourth"),
    ]
    expected = {str(reports[1].id): {r.id for r in reports[:3]}, str(reports[3].id): {reports[3].id}}
    for order in permutations(reports):
        copies = find_copies(order)
        groups: dict[str, set[str]] = {}
        for document, group in copies.syndicates.items():
            groups.setdefault(group, set()).add(document)
        assert groups == expected
        assert len(set(copies.sources.values())) == 2


def test_an_update_is_no_new_source_and_no_copy() -> None:
    first = report(WIRE, url="https://wire.example/sumy")
    later = report(WIRE.replace("four", "nine"), url="https://wire.example/sumy?v=2", day="2024-05-15")
    copies = find_copies([later, first])
    assert len(set(copies.syndicates.values())) == 2
    assert set(copies.sources.values()) == {str(first.id)}


def test_ten_thousand_copies_are_one_source() -> None:
    copies = find_copies(report(WIRE, publisher=f"Paper {n}") for n in range(2000))
    assert len(set(copies.sources.values())) == 1
