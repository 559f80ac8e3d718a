"""Where output goes: data to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ..model import Record

PLAIN_WIDTH = 1000
"""Columns where nobody looks: nothing is cut short in a file or a pipe."""


class Output(Record, frozen=True, kw_only=True):
    """How one command writes: as JSON or for people, quietly or not."""

    json: bool = False
    quiet: bool = False
    verbose: bool = False

    def records(self, records: Iterable[Any]) -> None:
        """Write records as JSON lines, as they come."""
        for record in records:
            click.echo(msgspec.json.encode(record))

    def note(self, text: str) -> None:
        """Say something on stderr, unless told to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """Say something on stderr if asked for more."""
        if self.verbose:
            click.echo(text, err=True)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = ()) -> int:
        """Write a table, one line a row; returns the number of rows.

        A narrow terminal cuts words short, but neither the first column, the id, nor numbers.
        """
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in columns:
            whole = column in right or column == columns[0]
            table.add_column(_one_line(column), justify="right" if column in right else "left", no_wrap=whole)
        count = 0
        for row in rows:
            table.add_row(*(_one_line(cell) for cell in row))
            count += 1
        if count:
            stdout().print(table)
        return count

    @contextmanager
    def progress(self, what: str, total: int | None = None) -> Iterator[Bar]:
        """Show a bar on stderr while something long runs, where a person is looking."""
        if self.quiet or not sys.stderr.isatty():
            yield Bar(None, None)
            return
        columns = [SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[told]}")]
        if total is not None:
            columns[1:2] = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
        console = Console(file=sys.stderr, no_color=_no_color())
        with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
            yield Bar(progress, progress.add_task(what, total=total, told=""))


class Bar:
    """A progress bar, or nothing where nobody looks."""

    def __init__(self, progress: Progress | None, task: Any) -> None:
        self._progress, self._task = progress, task

    def tell(self, text: str = "", *, done: int | None = None, total: int | None = None) -> None:
        """Show how far it is."""
        if self._progress is not None:
            self._progress.update(self._task, told=text, completed=done, total=total)


def stdout() -> Console:
    """Give the console for data; tables keep their width where nobody looks."""
    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return Console(file=sys.stdout, highlight=False, no_color=_no_color(), width=width)


def _one_line(cell: str) -> Text:
    return Text(clean(" ".join(cell.split())), no_wrap=True, overflow="ellipsis")


def safe(cell: str | Text) -> Text:
    """Take control characters out: a report must not be able to write to the terminal's own language."""
    if isinstance(cell, Text):
        return cell
    return Text(clean(cell))


def clean(text: str) -> str:
    """Write control characters and direction overrides as a replacement character."""
    return "".join(_REPLACED if _controls(char) else char for char in text)


_REPLACED = "\ufffd"


def _controls(char: str) -> bool:
    code = ord(char)
    if code < 32:
        return char not in "\n\t"
    return 127 <= code < 160 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


def _no_color() -> bool:
    return bool(os.environ.get("NO_COLOR"))
