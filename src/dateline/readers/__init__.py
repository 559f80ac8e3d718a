"""Files, folders and archives to documents, one format a module."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from ..errors import UsageError
from .detect import FORMATS, Format, detect_format
from .folder import list_files
from .input import Context, Input
from .record import FIELDS, Origin, Problem, Reading, ReadOptions, Unreadable, fail

__all__ = ["FIELDS", "FORMATS", "ReadOptions", "Reading", "read_documents"]

_READERS: dict[Format, tuple[str, str]] = {
    "text": ("plain_text", "read"),
    "html": ("html_page", "read"),
    "json": ("json_rows", "read_json"),
    "jsonl": ("json_rows", "read_json_lines"),
    "csv": ("csv_rows", "read"),
    "feed": ("feed", "read"),
    "telegram": ("telegram", "read"),
    "telegram-html": ("telegram_html", "read"),
    "warc": ("warc", "read"),
    "zip": ("zip_file", "read"),
    "gzip": ("gzip_file", "read"),
}
"""The module and function of each format. Modules load when needed: HTML takes 0.4 s."""

_NOTHING = Problem(reason="empty", message="It holds no report.", remedy="Check that it was saved or exported whole.")

_Read = Callable[[Input, Context], Iterator[Reading]]


def read_documents(source: str | Path | BinaryIO, options: ReadOptions | None = None) -> Iterator[Reading]:
    """Read the documents of a file, a folder, an archive, a stream, or "-" for standard input.

    Streams: no more than one document is held at a time. What cannot be read becomes a Failure and stops
    nothing; whatever is not empty gives at least one reading. Files of a folder come in the order of their
    names; hidden files and READMEs in it are passed over.

    Raises:
        UsageError: the path does not exist, or the options cannot be.
    """
    options = options or ReadOptions()
    if options.format and options.format not in FORMATS:
        raise UsageError(f'There is no format "{options.format}".', remedy=f"Formats are {', '.join(FORMATS)}.")
    if not isinstance(source, (str, Path)):
        name = str(getattr(source, "name", "") or "stream")
        return _read_stream(source, Origin(source=name, name=name), options)
    if str(source) == "-":
        return _read_stream(sys.stdin.buffer, Origin(source="-"), options)
    path = Path(source)
    if not os.path.exists(path):  # unlike Path.exists, also for what can be no path
        raise UsageError(f"There is no file or folder {path}.", remedy="Check the path.")
    return _read_folder(path, options) if path.is_dir() else _read_file(path, options)


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Reading]:
    found = False
    for path in list_files(folder):
        found = True
        if path.is_file():
            yield from _read_file(path, options)
        else:
            message = "This is no file: a link that leads nowhere, a pipe or a device."
            problem = Problem(reason="no-file", message=message, remedy="Read it by its own path, or take it away.")
            yield fail(problem, Origin(source=str(path)))
    if not found:
        problem = Problem(reason="empty", message="The folder holds no file to read.", remedy="Check the path.")
        yield fail(problem, Origin(source=str(folder)))


def _read_file(path: Path, options: ReadOptions) -> Iterator[Reading]:
    origin = Origin(source=str(path), name=path.name)
    try:
        stream = path.open("rb")
    except OSError as error:
        problem = Problem(
            reason="no-access", message=f"It cannot be opened: {error.strerror}.", remedy="Check its rights."
        )
        yield fail(problem, origin)
        return
    with stream:
        yield from _read_stream(stream, origin, options)


def _read_stream(stream: BinaryIO, origin: Origin, options: ReadOptions) -> Iterator[Reading]:
    try:
        source = Input(stream, origin)
    except OSError as error:
        problem = Problem(reason="no-access", message=f"It cannot be read: {error}.", remedy="Check the disk.")
        yield fail(problem, origin)
        return
    yield from _read_input(source, Context(options, _read_input))


def _read_input(source: Input, context: Context) -> Iterator[Reading]:
    """Read one input by the reader of its format; what it cannot go on from becomes its last failure."""
    found = False
    try:
        for reading in _reader(source, context.options)(source, context):
            found = True
            yield reading
    except Unreadable as error:
        raw = b"" if error.raw_sha256 else source.evidence(context.options.max_bytes)
        yield fail(error.problem, source.origin, raw, error.raw_sha256)
    except OSError as error:
        problem = Problem(reason="no-access", message=f"Reading stopped: {error}.", remedy="Check the disk.")
        yield fail(problem, source.origin)
    else:
        if not found:
            yield fail(_NOTHING, source.origin, source.evidence(context.options.max_bytes))


def _reader(source: Input, options: ReadOptions) -> _Read:
    if not source.head:
        source.check()
        raise Unreadable("empty", "It holds not one byte.", remedy="Check that it was saved or fetched whole.")
    found = detect_format(source.head, source.origin.name)
    if options.format and found not in ("zip", "gzip", "warc"):
        found = cast("Format", options.format)
    module, function = _READERS[found]
    return cast("_Read", getattr(import_module(f".{module}", __name__), function))
