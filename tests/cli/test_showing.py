"""`show`: one record with its sentences."""

from __future__ import annotations

import json

import pytest

from dateline.config import Config

from .conftest import Cli


def an_id(cli: Cli, record: Config, command: str, *options: str) -> str:
    line = cli(command, "--json", "--store", record.store, *options).out.splitlines()[0]
    return str(json.loads(line)["id"])


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        (
            "incidents",
            ["disagreement: killed: 3", "A [trigger: drone attack] on [place: Kharkiv]", "ucdp killed 4 3 4"],
        ),
        ("claims", ["killed [figure: three people] and wounded [figure: 11]"]),
        ("documents", ["Three dead in Kharkiv - Riverside Wire", "In [place: Sumy], [figure: four people]"]),
    ],
)
def test_a_record_is_shown_with_its_sentences(cli: Cli, record: Config, command: str, lines: list[str]) -> None:
    id = an_id(cli, record, command, *(["--place", "Kharkiv"] if command != "documents" else []))
    done = cli("show", id[:12], "--store", record.store)
    assert done.code == 0
    said = " ".join(done.out.split())
    assert all(line in said for line in lines)


def test_why_gives_words_rule_and_confidence_for_each_value(cli: Cli, record: Config) -> None:
    id = an_id(cli, record, "claims", "--place", "Kharkiv")
    shown = json.loads(cli("show", id, "--why", "--json", "--store", record.store).out)
    (told,) = shown["told"]
    reasons = {(r["field"], r["words"], r["by"], r["value"]): r["confidence"] for r in told["reasons"]}
    assert reasons["figure", "three people", "head:figure", "3 killed"] == 0.9
    assert reasons["date", "late on Monday", "head:date", "2025-03-10"] == 0.9
    assert reasons["source", "The regional prosecutor", "head:source", "says"] == 0.9
    assert all(reason["how"] for reason in told["reasons"])
    table = " ".join(cli("show", id, "--why", "--store", record.store).out.split())
    assert "drone attack [2:14] head:type" in table


@pytest.mark.parametrize("id", ["clm-ffffffffffff", "nonsense", ""])
def test_an_unknown_id_is_told(cli: Cli, record: Config, id: str) -> None:
    done = cli("show", id, "--store", record.store)
    assert done.code == 1
    assert "Error:" in done.err
