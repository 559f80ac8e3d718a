"""Values inside a JSON file that need not fit in memory, each with its path and its bytes as written."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from .record import Unreadable

Path = tuple[str, ...]
"""Keys from the root; "*" stands for any place in an array."""

_CHUNK = 1024 * 1024
_TOKEN = re.compile(rb'\s*([{}\[\]:,]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\]:,"]+)', re.DOTALL)
_MARK = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]"]', re.DOTALL)
_DEEPEST = 200


def walk(stream: io.BufferedReader[Any], wanted: Callable[[Path], bool], limit: int) -> Iterator[tuple[Path, bytes]]:
    """Stream the wanted values, and the plain values beside them, in their order.

    A wanted object or array is given whole; others are walked into. Bytes are UTF-8.

    Raises:
        Unreadable: the file ends or breaks inside a value, or a wanted value has more than `limit` bytes.
            Values before that have been given.
    """
    scanner = _Scanner(stream, limit)
    path: list[str] = []
    open_marks: list[bytes] = []
    while (token := scanner.next()) is not None:
        if token == b",":
            if open_marks and open_marks[-1] == b"{":
                path.pop()
                path.append(scanner.key())
            continue
        if token in (b"}", b"]"):
            if not open_marks:
                raise scanner.broken("a bracket is closed that was not opened")
            open_marks.pop()
            path.pop()
            continue
        here = tuple(path)
        if token not in (b"{", b"[") or wanted(here):
            yield here, scanner.rest_of_value(token)
            continue
        if len(open_marks) >= _DEEPEST:
            raise scanner.broken("values lie in values too deep")
        open_marks.append(token)
        path.append("*" if token == b"[" else scanner.key())
    if open_marks:
        raise scanner.ended()


class _Scanner:
    """A window on the stream that moves by tokens and grows where a value does not fit."""

    def __init__(self, stream: io.BufferedReader[Any], limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._window = stream.read1(_CHUNK).removeprefix(b"\xef\xbb\xbf")
        self._at = 0
        self._before = 0  # bytes of the file before the window

    def next(self) -> bytes | None:
        """Move past the next token and give it; None at the end of the file."""
        while True:
            match = _TOKEN.match(self._window, self._at)
            # What touches the edge of the window may go on beyond it.
            if match is not None and (match.end() < len(self._window) or match[1] in b"{}[]:,"):
                self._at = match.end()
                return match[1]
            if not self._grow():
                if match is not None:
                    self._at = match.end()
                    return match[1]
                if self._window[self._at :].strip():
                    raise self.ended()
                return None

    def key(self) -> str:
        """Move past the key of an object's next value, or give "" where the object ends."""
        token = self.next()
        if token == b"}":
            self._at -= 1
            return ""
        if token is None:
            raise self.ended()
        colon = self.next() if token.startswith(b'"') else None
        if colon != b":":
            raise self.broken("a name and a colon are missing")
        return token[1:-1].decode("utf-8", errors="replace")

    def rest_of_value(self, token: bytes) -> bytes:
        """Give the value that begins with the token just passed, whole."""
        if token not in (b"{", b"["):
            return token
        start = self._at - 1
        depth, at = 1, self._at
        while depth:
            match = _MARK.search(self._window, at)
            if match is None or match[0] == b'"':
                # No mark in sight, or a string that goes on beyond the window.
                at = len(self._window) if match is None else match.start()
                self._at, before = start, start
                if not self._grow():
                    raise self.ended()
                at -= before - self._at
                start = self._at
                continue
            depth += 1 if match[0] in b"{[" else -1 if match[0] in b"}]" else 0
            at = match.end()
        self._at = at
        return self._window[start:at]

    def ended(self) -> Unreadable:
        """Say that the file ends too early."""
        at = self._before + len(self._window)
        message = f"The file ends inside a value, after byte {at:,}; what came before it was read."
        return Unreadable("truncated", message, remedy="Fetch or export the file again.")

    def broken(self, why: str) -> Unreadable:
        """Say that the file is no JSON from here on."""
        message = f"This is no valid JSON at byte {self._before + self._at:,}: {why}; what came before it was read."
        return Unreadable("bad-json", message, remedy="Export the file again.")

    def _grow(self) -> bool:
        """Drop what was passed and read on; False at the end of the file."""
        if len(self._window) - self._at > self._limit + _CHUNK:
            message = f"A value at byte {self._before + self._at:,} is longer than {self._limit:,} bytes."
            raise Unreadable("too-long", message, remedy="Raise max_bytes if it is one report.")
        chunk = self._stream.read1(_CHUNK)
        self._before += self._at
        self._window = self._window[self._at :] + chunk
        self._at = 0
        return bool(chunk)
