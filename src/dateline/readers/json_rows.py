"""JSON lines, and JSON files that hold one report or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import msgspec

from .draft import TOO_LONG_REMEDY, finish
from .encoding import decode
from .input import Context, Input
from .json_walk import walk
from .lines import Line, read_lines
from .record import Origin, Problem, Reading, ReadOptions, Unreadable, fail
from .rows import draft_row

MEDIA_TYPE = "application/json"

LISTS = ("items", "articles", "documents", "results", "records", "reports", "data", "posts", "rows")
"""Keys under which an object keeps its list of reports."""


def read_json_lines(source: Input, context: Context) -> Iterator[Reading]:
    """Read one report a line; a broken line is a failure with its number."""
    options = context.options
    for line in read_lines(source, options.max_bytes):
        raw = line.raw.strip()
        if not raw:
            continue
        origin = source.origin.inside(f"line {line.number}")
        try:
            row = _parse_line(line, options)
        except Unreadable as error:
            yield fail(error.problem, origin, raw)
            continue
        yield from read_row(row, raw, origin, options)


def read_json(source: Input, context: Context) -> Iterator[Reading]:
    """Read a list of reports, an object that keeps one, or a single report."""
    options = context.options
    data_is_list = source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    if data_is_list:
        yield from _read_list(source, options, ("*",))
        return
    key = next((key for key in LISTS if f'"{key}"'.encode() in source.head), None)
    raw = source.read_whole(options.max_bytes, remedy=TOO_LONG_REMEDY)
    value = parse_json(raw)
    found = value.get(key) if key and isinstance(value, Mapping) else None
    if isinstance(found, list) and found and all(isinstance(item, Mapping) for item in found):
        for number, item in enumerate(found, start=1):
            yield from read_row(item, msgspec.json.encode(item), source.origin.inside(f"item {number}"), options)
        return
    yield from read_row(value, raw, source.origin, options)


def read_row(row: object, raw: bytes, origin: Origin, options: ReadOptions) -> Iterator[Reading]:
    """Read the report that an object tells; anything else is a failure."""
    if not isinstance(row, Mapping):
        message = f"A report has to be an object with named values, not {str(row)[:40]!r}."
        yield fail(Problem(reason="bad-row", message=message, remedy='Write it as {"text": ...}.'), origin, raw)
        return
    try:
        draft = draft_row(row, options, MEDIA_TYPE)
    except Unreadable as error:
        yield fail(error.problem, origin, raw)
        return
    yield from finish(draft, raw, origin, options)


def parse_json(raw: bytes) -> object:
    """Parse JSON in any Unicode encoding or code page, also with NaN and lone surrogates.

    Raises:
        Unreadable: it is no JSON; the message tells where it breaks.
    """
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(decode(raw).text)
    except (ValueError, RecursionError) as error:
        raise _no_json(error, "Mend it, or write it out anew.") from error


def _read_list(source: Input, options: ReadOptions, path: tuple[str, ...]) -> Iterator[Reading]:
    number = 0
    for _, raw in walk(source.stream, lambda at: at == path, options.max_bytes):
        number += 1
        origin = source.origin.inside(f"item {number}")
        try:
            row = parse_json(raw)
        except Unreadable as error:
            yield fail(error.problem, origin, raw)
            continue
        yield from read_row(row, raw, origin, options)


def _parse_line(line: Line, options: ReadOptions) -> object:
    if not line.whole:
        message = f"The line is longer than {options.max_bytes:,} bytes."
        raise Unreadable("too-long", message, remedy="Split it, or raise max_bytes if it is one report.")
    try:
        return msgspec.json.decode(line.raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(line.text)
    except (ValueError, RecursionError) as error:
        raise _no_json(error, "Mend the line; the others were read.") from error


def _no_json(error: Exception, remedy: str) -> Unreadable:
    if isinstance(error, json.JSONDecodeError):
        where = f"line {error.lineno}, " if error.lineno > 1 else ""
        message = f"This is no valid JSON: {error.msg} at {where}character {error.colno}."
    else:
        message = f"This is no valid JSON: {error}."
    return Unreadable("bad-json", message, remedy=remedy)
