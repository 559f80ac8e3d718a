"""`export` and `log`: what is written where, what is told of what was left out, and the trace it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.config import Config
from dateline.run.exporting import BINARY, FORMATS

from .conftest import Cli


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_goes_to_a_file_or_to_stdout(cli: Cli, fresh: Config, format: str) -> None:
    done = cli("export", format, "--store", fresh.store, "--out", "incidents.out")
    assert (done.code, done.out) == (0, "")
    assert "rows in incidents.out" in done.err
    piped = cli("export", format, "--store", fresh.store)
    if format not in BINARY:
        assert piped.out == Path("incidents.out").read_bytes().decode()


def test_what_is_left_out_is_told_on_stderr(cli: Cli, fresh: Config) -> None:
    assert "left out: 2 figures of injured" in cli("export", "acled", "--store", fresh.store).err
    assert "left out: 1 names of private persons" in cli("export", "geojson", "--store", fresh.store).err
    assert "names of private" not in cli("export", "geojson", "--names", "--store", fresh.store).err


def test_filters_hold_for_exports(cli: Cli, fresh: Config) -> None:
    features = json.loads(cli("export", "geojson", "--place", "Sumy", "--store", fresh.store).out)["features"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [[34.80029, 50.9216]]


def test_a_file_that_cannot_be_written_is_told(cli: Cli, fresh: Config) -> None:
    done = cli("export", "acled", "--store", fresh.store, "--out", "no/such/folder/a.csv")
    assert done.code == 2
    assert "Cannot write" in done.err


def test_the_log_tells_of_exports_and_verifies_without_the_store(cli: Cli, fresh: Config) -> None:
    cli("export", "ucdp", "--store", fresh.store, "--out", "ged.csv")
    assert cli("log", "export", "--store", fresh.store, "--out", "log.jsonl").code == 0
    entries = [json.loads(line) for line in Path("log.jsonl").read_text("utf-8").splitlines()]
    assert entries[-1]["action"] == "export"
    assert entries[-1]["detail"]["format"] == "ucdp"
    check = json.loads(cli("log", "verify", "log.jsonl", "--json").out)
    assert check == {"entries": len(entries), "head": entries[-1]["hash"]}
    assert cli("log", "verify", "--evidence", "--store", fresh.store).code == 0


def test_a_log_that_was_changed_does_not_verify(cli: Cli, fresh: Config) -> None:
    cli("export", "ucdp", "--store", fresh.store, "--out", "ged.csv")
    text = cli("log", "export", "--store", fresh.store).out
    Path("log.jsonl").write_text(text.replace('"ucdp"', '"acled"'), encoding="utf-8")
    done = cli("log", "verify", "log.jsonl")
    assert done.code == 1
    assert "was changed after it was written" in done.err
