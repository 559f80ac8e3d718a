"""The root command. Nothing but click is imported until a command is called, so that help is there at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from .. import __version__
from ..errors import DatelineError, UsageError

FAILED, USAGE, FAILED_DOCUMENTS, INTERRUPTED = 1, 2, 3, 130
"""Exit codes beside 0. 3: the run finished, and some documents could not be processed."""

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("reading", "Read reports into the store and derive the incidents."),
    "extract": ("reading", "Read one text and show its claims; no store is used."),
    "documents": ("listing", "List the reports in the store."),
    "claims": ("listing", "List events as single reports tell them."),
    "incidents": ("listing", "List incidents, each with the reports that tell of it."),
    "failures": ("listing", "List what could not be processed, and what to do."),
    "show": ("showing", "Show one record with the sentences it was read from."),
    "export": ("exporting", "Write incidents in a format that others read."),
    "judge": ("judging", "Decide on claims and incidents, and look decisions up."),
    "gazetteer": ("resources", "Find place names, or import more of them."),
    "log": ("resources", "Verify or export the evidence log."),
    "bench": ("resources", "Answer the items of a public benchmark."),
    "doctor": ("resources", "Tell what is installed and in use, and what is wrong."),
    "completion": ("resources", "Print the completion script of a shell."),
}
"""Each command's module and short help; a test holds the help to that of the command itself."""


class Root(click.Group):
    """Finds commands by name and imports their module when one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[cmd_name][0]}", __package__)
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            if close:
                raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx=ctx) from error
            raise


@click.command(
    cls=Root,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: dateline read FOLDER, then dateline incidents. Every command has --help.",
)
@click.version_option(__version__, prog_name="dateline")
def root() -> None:
    """Turn conflict reporting into an incident record that can be checked.

    What is said to have happened, where, when, to whom, by whom, and who says so, down to the sentence.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; errors that Dateline raises on purpose are told in a line, without a traceback."""
    try:
        result: Any = root.main(list(arguments) if arguments is not None else None, "dateline", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Interrupted. What was finished is kept; the same command goes on from there.", err=True)
        return INTERRUPTED
    except DatelineError as error:
        _tell(error)
        return USAGE if isinstance(error, UsageError) else FAILED
    except BrokenPipeError:
        # The reader of our output has seen enough; Python must not complain when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _tell(error: DatelineError) -> None:
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {error.message}", err=True)
    if error.remedy:
        click.echo(error.remedy, err=True)
