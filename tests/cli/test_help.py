"""Help is there for everything, and the root's list says what the commands themselves say."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from dateline import __version__
from dateline.cli.main import COMMANDS, root

from .conftest import Cli


def every(group: click.Group = root, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """List all commands with the words that call them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from every(command, (*path, name))


EVERY = dict(every())


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_each_command_has_help_for_itself_and_each_option(cli: Cli, words: tuple[str, ...]) -> None:
    done = cli(*words, "--help")
    assert done.code == 0
    assert "Usage: dateline" in " ".join(done.out.split())
    assert EVERY[words].help
    assert all(parameter.help for parameter in EVERY[words].params if isinstance(parameter, click.Option))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name: str) -> None:
    assert (EVERY[name,].help or "").split("\n")[0] == COMMANDS[name][1]


def test_json_is_offered_wherever_there_is_output() -> None:
    silent = {("completion",), ("bench",), ("gazetteer", "import"), ("log", "export")}
    leaves = {words for words, command in EVERY.items() if not isinstance(command, click.Group)}
    with_json = {words for words in leaves if any(p.name == "as_json" for p in EVERY[words].params)}
    assert leaves - with_json == silent


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--version"], 0, __version__),
        (["incidnets"], 2, "Did you mean 'incidents'?"),
        (["read"], 2, "Missing argument"),
        (["read", "no-such-folder"], 2, "There is no file or folder no-such-folder."),
        (["incidents"], 2, "There is no store at dateline.db."),
        (["incidents", "--since", "soon"], 2, "does not match the format"),
        (["incidents", "--since", "2025-02-01", "--until", "2025-01-01"], 2, "Swap the days."),
        (["incidents", "--bbox", "1,2,3"], 2, "is no box"),
        (["incidents", "--bbox", "1,99,3,4"], 2, "not on the globe"),
        (["extract", "--threshold", "2", "."], 2, "--threshold"),
        (["incidents", "--store", "mysql://host/name"], 1, "There is no store of the kind 'mysql'"),
        (["show", "inc-1", "--config", "missing.toml"], 2, "missing.toml"),
        (["bench", "chess", "--items", "/dev/null", "--out", "b"], 2, "chess"),
    ],
)
def test_what_cannot_be_is_told_in_words(cli: Cli, arguments: list[str], code: int, said: str) -> None:
    done = cli(*arguments)
    assert done.code == code
    assert said in " ".join((done.out + done.err).split())
    assert "Traceback" not in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(cli: Cli, shell: str) -> None:
    assert "_DATELINE_COMPLETE" in cli("completion", shell).out
