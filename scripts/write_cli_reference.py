#!/usr/bin/env python3
"""Write docs/reference/cli.md from the commands themselves; a test holds the page to the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dateline.cli.main import root

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
HEAD = """# Commands

Written by `make docs` from the program; do not edit. Exit codes and settings: [settings.md](settings.md).
"""


def reference() -> str:
    """Give the page's text."""
    return HEAD + "".join(_section(words, command) for words, command in _commands(root, ("dateline",)))


def _commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group, info_name=" ".join(path))
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            yield (*path, name), command
            if isinstance(command, click.Group):
                yield from _commands(command, (*path, name))


def _section(words: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(command, info_name=" ".join(words))
    usage = " ".join([*words, *command.collect_usage_pieces(context)])
    text = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    rows = [_row(option, context) for option in command.params if isinstance(option, click.Option)]
    table = "\n| option | |\n|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
    return f"\n## {' '.join(words)}\n\n    {usage}\n\n{text}\n{table}"


def _row(option: click.Option, context: click.Context) -> str:
    names, text = option.get_help_record(context) or ("", "")
    return f"| `{names.replace('|', chr(92) + '|')}` | {text.replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
