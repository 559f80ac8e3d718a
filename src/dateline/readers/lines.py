"""Lines of a table file, each with its number and bytes, in bounded memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any

from ..model import Record
from .encoding import decode, detect_encoding
from .input import Input

_CHUNK = 1024 * 1024
_ORDERS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Line(Record, frozen=True, kw_only=True):
    """One line with its end as written; a line over the limit is cut, and `whole` is False."""

    number: int
    raw: bytes
    encoding: str
    whole: bool = True

    @property
    def text(self) -> str:
        """The line decoded: by the file's encoding, or by its own where it does not fit that."""
        try:
            return self.raw.decode(self.encoding)
        except UnicodeDecodeError:
            return decode(self.raw).text


def read_lines(source: Input, limit: int) -> Iterator[Line]:
    """Read lines of up to `limit` bytes; of a longer one the beginning is given and the rest passed over."""
    encoding = detect_encoding(source.head)
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(source.stream, _with_order(source, encoding), limit)
        return
    if encoding == "utf-8-sig":
        source.stream.read(len(codecs.BOM_UTF8))
        encoding = "utf-8"
    number = 0
    while raw := source.stream.readline(limit + 1):
        number += 1
        whole = len(raw) <= limit or raw.endswith(b"\n")
        yield Line(number=number, raw=raw, encoding=encoding, whole=whole)
        while not raw.endswith(b"\n") and (raw := source.stream.readline(_CHUNK)):
            pass


def _with_order(source: Input, encoding: str) -> str:
    """Pass over a byte-order mark and name the encoding with the order that it tells."""
    for mark, name in _ORDERS:
        if encoding in ("utf-16", "utf-32") and source.head.startswith(mark) and name.startswith(encoding):
            source.stream.read(len(mark))
            return name
    return encoding


def _wide_lines(stream: io.BufferedReader[Any], encoding: str, limit: int) -> Iterator[Line]:
    """Read lines of UTF-16 or UTF-32, whose line ends are characters and not bytes."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    number, rest, ended, cutting = 0, "", False, False
    while not ended:
        chunk = stream.read1(_CHUNK)
        ended = not chunk
        *lines, rest = (rest + decoder.decode(chunk, final=ended)).split("\n")
        lines = [f"{line}\n" for line in lines]
        if ended and rest:
            lines, rest = [*lines, rest], ""
        for line in lines:
            if not cutting:
                number += 1
                yield _wide_line(number, line, encoding, whole=True)
            cutting = False
        if len(rest) > limit:
            if not cutting:
                number += 1
                yield _wide_line(number, rest[:limit], encoding, whole=False)
            rest, cutting = "", True


def _wide_line(number: int, text: str, encoding: str, *, whole: bool) -> Line:
    raw = text.encode(encoding, errors="replace")
    return Line(number=number, raw=raw, encoding=encoding, whole=whole)
