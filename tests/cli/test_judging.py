"""`judge`: decisions change the incidents, are kept, and can be undone."""

from __future__ import annotations

import json

import pytest

from dateline.config import Config

from .conftest import Cli

SIGNED = ["--by", "Ada", "--why", "read both reports"]


def incidents(cli: Cli, fresh: Config) -> dict[str, dict[str, object]]:
    lines = cli("incidents", "--json", "--store", fresh.store).out.splitlines()
    return {row["place_name"]: row for row in map(json.loads, lines)}


def judge(cli: Cli, fresh: Config, *words: str) -> str:
    done = cli("judge", *words, *SIGNED, "--store", fresh.store)
    assert done.code == 0, done.err
    return done.out.strip()


def test_same_joins_two_incidents_and_undo_parts_them(cli: Cli, fresh: Config) -> None:
    before = incidents(cli, fresh)
    one, other = str(before["Kherson"]["id"]), str(before["Odesa"]["id"])
    made = judge(cli, fresh, "same", one[:16], other[:16])
    assert len(incidents(cli, fresh)) == 5
    judge(cli, fresh, "undo", made)
    assert incidents(cli, fresh) == before


def test_different_parts_what_was_linked(cli: Cli, fresh: Config) -> None:
    lines = cli("claims", "--json", "--place", "Kharkiv", "--store", fresh.store).out.splitlines()
    judge(cli, fresh, "different", *(json.loads(line)["id"] for line in lines))
    assert len(cli("incidents", "--json", "--place", "Kharkiv", "--store", fresh.store).out.splitlines()) == 2


@pytest.mark.parametrize(("word", "state"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_verdict_is_shown(cli: Cli, fresh: Config, word: str, state: str) -> None:
    judge(cli, fresh, word, str(incidents(cli, fresh)["Sumy"]["id"]))
    assert incidents(cli, fresh)["Sumy"]["judged"] == state
    assert state in cli("incidents", "--place", "Sumy", "--store", fresh.store).out


def test_an_amendment_changes_the_incident_and_leaves_the_claim(cli: Cli, fresh: Config) -> None:
    claim = json.loads(cli("claims", "--json", "--place", "Sumy", "--store", fresh.store).out)
    judge(cli, fresh, "amend", claim["id"], "--field", "status", "--value", '"foiled"')
    assert incidents(cli, fresh)["Sumy"]["status"] == "foiled"
    assert json.loads(cli("claims", "--json", "--place", "Sumy", "--store", fresh.store).out) == claim


def test_history_tells_who_when_why_and_whether_it_holds(cli: Cli, fresh: Config) -> None:
    sumy = str(incidents(cli, fresh)["Sumy"]["id"])
    made = judge(cli, fresh, "confirm", sumy)
    judge(cli, fresh, "undo", made)
    rows = [
        json.loads(line) for line in cli("judge", "history", sumy, "--json", "--store", fresh.store).out.splitlines()
    ]
    assert [(r["judgement"]["action"], r["judgement"]["by"], r["in_force"]) for r in rows] == [
        ("confirm", "Ada", False),
        ("undo", "Ada", True),
    ]
    assert "read both reports" in cli("judge", "history", "--store", fresh.store).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["same", "inc-1"], 2, "needs 2 or more ids"),
        (["confirm", "clm-ffff"], 1, "clm-ffff"),
        (["amend", "{claim}", "--field", "weather", "--value", "1"], 2, "no field 'weather'"),
        (["amend", "{claim}", "--field", "status", "--value", '"maybe"'], 2, "does not fit"),
        (["undo", "{claim}"], 2, "takes a judgement"),
        (["confirm", "{document}"], 2, "takes a claim or an incident"),
    ],
)
def test_a_judgement_that_cannot_be_changes_nothing(
    cli: Cli, fresh: Config, words: list[str], code: int, said: str
) -> None:
    known = {
        kind: json.loads(cli(f"{kind}s", "--json", "--store", fresh.store).out.splitlines()[0])["id"]
        for kind in ("claim", "document")
    }
    before = incidents(cli, fresh)
    done = cli("judge", *(word.format(**known) for word in words), *SIGNED, "--store", fresh.store)
    assert done.code == code
    assert said in done.err
    assert incidents(cli, fresh) == before


def test_name_and_reason_are_needed(cli: Cli, fresh: Config) -> None:
    sumy = str(incidents(cli, fresh)["Sumy"]["id"])
    assert cli("judge", "confirm", sumy, "--by", "Ada", "--store", fresh.store).code == 2
    assert cli("judge", "confirm", sumy, "--by", " ", "--why", "x", "--store", fresh.store).code == 2
