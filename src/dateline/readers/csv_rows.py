"""CSV and its kin with tabs, semicolons or bars: a head of column names, then one report a row."""

from __future__ import annotations

import csv
import sys
from collections import deque
from collections.abc import Iterator

from .draft import finish
from .encoding import normalise
from .input import Context, Input
from .lines import Line, read_lines
from .record import Problem, Reading, ReadOptions, Unreadable, fail
from .rows import draft_row, find_columns

MEDIA_TYPE = "text/csv"
DELIMITERS = ",;\t|"


class _Rows:
    """Parsed rows with the lines they were written in; lines of a row that breaks can be given back."""

    def __init__(self, lines: Iterator[Line], delimiter: str, limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self._waiting: deque[Line] = deque()
        self.taken: list[Line] = []
        self._reader = csv.reader(self._texts(), delimiter=delimiter, strict=True)
        self._delimiter = delimiter

    def next(self) -> list[str] | None:
        """Parse the next row; None at the end. Raises: csv.Error, with the row's lines in `taken`."""
        self.taken = []
        return next(self._reader, None)

    def give_back(self) -> None:
        """Read the lines of the broken row again, all but its first: a quote left open there took them in."""
        self._waiting.extendleft(reversed(self.taken[1:]))
        self.taken = self.taken[:1]
        self._reader = csv.reader(self._texts(), delimiter=self._delimiter, strict=True)

    def _texts(self) -> Iterator[str]:
        size = 0
        while (line := self._waiting.popleft() if self._waiting else next(self._lines, None)) is not None:
            size = size + len(line.raw) if self.taken else len(line.raw)
            self.taken.append(line)
            if size > self._limit or not line.whole:
                raise csv.Error(f"a row of more than {self._limit:,} bytes, perhaps a quotation mark left open")
            yield line.text


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read one report a row; a broken row is a failure with the number of its first line.

    Raises:
        Unreadable: the head names no column that holds the text.
    """
    options = context.options
    csv.field_size_limit(sys.maxsize)
    delimiter = find_delimiter(source.head)
    rows = _Rows(read_lines(source, options.max_bytes), delimiter, 4 * options.max_characters)
    names = _read_head(rows, options)
    while True:
        try:
            row = rows.next()
        except csv.Error as error:
            rows.give_back()
            yield _broken(rows, source, f"it is no valid CSV: {error}")
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(names):
            yield _broken(rows, source, f"it has {len(row)} cells, the head names {len(names)}")
            continue
        origin = source.origin.inside(f"line {rows.taken[0].number}")
        draft = draft_row(dict(zip(names, row, strict=True)), options, MEDIA_TYPE)
        yield from finish(draft, _bytes(rows), origin, options)


def find_delimiter(head: bytes) -> str:
    """Tell what parts the cells: what the first line has most of."""
    first = head.lstrip().split(b"\n", 1)[0]
    return max(DELIMITERS, key=lambda delimiter: first.count(delimiter.encode()))


def _read_head(rows: _Rows, options: ReadOptions) -> tuple[str, ...]:
    try:
        head = rows.next() or []
    except csv.Error as error:
        raise Unreadable("bad-csv", f"Its first line is no valid CSV: {error}.", remedy="Export it again.") from error
    names = tuple(normalise(name) or f"column {number}" for number, name in enumerate(head, start=1))
    columns = find_columns(names, options.mapping)
    if not columns.text and not columns.title:
        message = f"No column holds the text; columns are {', '.join(names)[:200]}."
        raise Unreadable("no-text-column", message, remedy='Name it with a mapping: {"text": "COLUMN"}.')
    return names


def _broken(rows: _Rows, source: Input, why: str) -> Reading:
    number = rows.taken[0].number if rows.taken else 0
    message = f"The row cannot be read: {why}."
    remedy = "Put quotation marks around cells that hold the delimiter, a quotation mark or a line end."
    problem = Problem(reason="bad-csv", message=message, remedy=remedy)
    return fail(problem, source.origin.inside(f"line {number}"), _bytes(rows))


def _bytes(rows: _Rows) -> bytes:
    return b"".join(line.raw for line in rows.taken).rstrip(b"\r\n")
