"""Lists: what is chosen, how it is written, and as JSON."""

from __future__ import annotations

import json

import pytest

from dateline.config import Config

from .conftest import Cli


def ids(out: str) -> list[str]:
    return [json.loads(line)["id"] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("options", "places"),
    [
        ([], ["Kharkiv", "Sumy", "Kherson", "Odesa", "Staryi Brid", "Donetsk region"]),
        (["--since", "2025-03-13"], ["Kherson", "Odesa"]),
        (["--until", "2025-03-10"], ["Kharkiv", "Sumy"]),
        (["--place", "kher"], ["Kherson"]),
        (["--country", "ua", "--limit", "2"], ["Kharkiv", "Sumy"]),
        (["--country", "SD"], []),
        (["--region", "UA-51"], ["Odesa"]),
        (["--bbox", "34,49,37,52"], ["Kharkiv", "Sumy"]),
        (["--party", "russian"], ["Kharkiv"]),
        (["--type", "armed clash"], ["Donetsk region"]),
        (["--class", "battles"], ["Donetsk region"]),
        (["--status", "ongoing"], ["Donetsk region"]),
        (["--min-killed", "2"], ["Kharkiv"]),
        (["--min-injured", "4"], ["Kharkiv", "Sumy"]),
        (["--publisher", "Village Post"], ["Staryi Brid"]),
        (["--text", "grain"], ["Kherson", "Odesa", "Donetsk region"]),
        (["--newest-first", "--limit", "1", "--since", "2025-03-01"], ["Odesa"]),
    ],
)
def test_filters_choose_incidents(cli: Cli, record: Config, options: list[str], places: list[str]) -> None:
    done = cli("incidents", "--json", "--store", record.store, *options)
    assert done.code == 0
    assert sorted(json.loads(line)["place_name"] for line in done.out.splitlines()) == sorted(places)


@pytest.mark.parametrize(("command", "count"), [("documents", 4), ("claims", 7), ("incidents", 6), ("failures", 0)])
def test_each_list_is_json_lines_or_a_table(cli: Cli, record: Config, command: str, count: int) -> None:
    assert len(cli(command, "--json", "--store", record.store).out.splitlines()) == count
    table = cli(command, "--store", record.store)
    assert len(table.out.splitlines()) == (count + 1 if count else 0)
    assert "\x1b" not in table.out
    if not count:
        assert table.err == "No failures.\n"


def test_quiet_says_nothing_beside_the_data(cli: Cli, record: Config) -> None:
    assert cli("failures", "-q", "--store", record.store) == (0, "", "")


def test_settings_come_from_options_then_environment_then_file(
    cli: Cli, record: Config, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from pathlib import Path

    Path("dateline.toml").write_text(f'store = "{record.store}"\n', encoding="utf-8")
    assert len(cli("incidents", "--json").out.splitlines()) == 6
    monkeypatch.setenv("DATELINE_STORE", "elsewhere.db")
    assert "There is no store at elsewhere.db" in cli("incidents").err
    assert len(cli("incidents", "--json", "--store", record.store).out.splitlines()) == 6
    Path("dateline.toml").write_text("storage = 1\n", encoding="utf-8")
    assert cli("incidents").code == 2


def test_control_characters_do_not_reach_the_terminal() -> None:
    from dateline.cli.output import clean

    assert clean("a\x1b[2Jb\u202ec\x9bd\te") == "a\ufffd[2Jb\ufffdc\ufffdd\te"
