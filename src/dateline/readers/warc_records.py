"""The records of a WARC file, cut out by their own lengths, so that what is cut or shifted is noticed."""

from __future__ import annotations

import io
import re
from typing import Any, BinaryIO, cast

from ..model import Record
from .gzip_file import MAGIC as GZIP_MAGIC
from .gzip_file import CheckedGzip
from .input import Context, Input, read_up_to
from .record import Unreadable

LONGEST_HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_FIELD = re.compile(rb"^([A-Za-z-]+)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)


class Cut(Record, frozen=True, kw_only=True):
    """One record as written: its head and its block. `beyond` is the length of a block too long to keep."""

    number: int
    head: bytes
    block: bytes
    beyond: int = 0

    def field(self, name: bytes) -> str:
        """Read a field of the head; "" where there is none."""
        for found in _FIELD.finditer(self.head):
            if found[1].lower() == name:
                return found[2].decode("utf-8", errors="replace")
        return ""


class Cutter:
    """Cuts a stream into records; after a fault it goes on at the next record that can be found."""

    def __init__(self, source: Input, context: Context) -> None:
        self._limit = context.options.max_bytes
        self._gzip: CheckedGzip | None = None
        self._stream: io.BufferedReader[Any] = source.stream
        if source.head.startswith(GZIP_MAGIC):
            self._gzip = CheckedGzip(cast("BinaryIO", source.stream), context.budget)
            self._stream = io.BufferedReader(self._gzip, LONGEST_HEAD)
        self._line = b""  # the first line of the next record, where it was met already
        self.number = 0

    def next(self) -> Cut | None:
        """Cut out the next record; None at the end. Raises: Unreadable."""
        line = self._line or self._next_line()
        self._line = b""
        if not line:
            return None
        self.number += 1
        if not line.startswith(b"WARC/"):
            raise Unreadable(
                "corrupt",
                f"Record {self.number} does not begin where the one before it ends: a length is wrong.",
                remedy="Fetch the archive again, or make it anew.",
            )
        head = self._head(line)
        found = _LENGTH.search(head)
        if found is None:
            raise Unreadable("corrupt", f"Record {self.number} tells no length.", remedy="Make the archive anew.")
        length = int(found[1])
        kept = min(length, self._limit)
        block = read_up_to(self._stream, kept)
        passed = len(block)
        while passed < length and (chunk := self._stream.read(min(_CHUNK, length - passed))):
            passed += len(chunk)
        if passed < length:
            message = f"Record {self.number} ends after {passed:,} of {length:,} bytes: the archive was cut."
            raise Unreadable("truncated", message, remedy="Fetch the archive again.")
        return Cut(number=self.number, head=head, block=block, beyond=length - kept)

    def resume(self, error: Unreadable) -> bool:
        """Go to the next record after a fault; False where there is none."""
        if self._gzip is not None and error.problem.reason in ("truncated", "corrupt") and self._gzip.faulty:
            if not self._gzip.resume():
                return False
            self._stream.detach()  # or its end would close what the next one reads from
            self._stream = io.BufferedReader(self._gzip, LONGEST_HEAD)
            return True
        while line := self._stream.readline(_CHUNK):
            if line.startswith(b"WARC/1"):
                self._line = line
                return True
        return False

    def _next_line(self) -> bytes:
        while line := self._stream.readline(LONGEST_HEAD):
            if line.strip():
                return line
        return b""

    def _head(self, line: bytes) -> bytes:
        lines = [line]
        size = len(line)
        while (line := self._stream.readline(LONGEST_HEAD)) and line.strip() and size < LONGEST_HEAD:
            lines.append(line)
            size += len(line)
        if not line:
            message = f"Record {self.number} ends inside its head: the archive was cut."
            raise Unreadable("truncated", message, remedy="Fetch the archive again.")
        return b"".join(lines) + line
