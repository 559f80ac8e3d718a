"""Files in gzip: unpacked as they are read, each member checked to its end, so that nothing cut passes for whole."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from .input import Budget, Context, Input
from .record import Origin, Reading, Unreadable

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024


class CheckedGzip(io.RawIOBase):
    """The unpacked bytes of a gzip stream of one or many members.

    zlib compares length and checksum at each member's end; the end of the file inside a member is
    "truncated", a checksum that differs is "corrupt". After either, `resume` moves to the next member.
    """

    def __init__(self, stream: BinaryIO, budget: Budget | None = None) -> None:
        self._stream = stream
        self.budget = budget or Budget(0)
        self._measures = budget is None
        self._packed = b""
        self._member = zlib.decompressobj(31)
        self._begun = False
        self._ended = False
        self.position = 0  # packed bytes passed, for messages
        self.faulty = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self.faulty = True
        data = self._unpack(len(buffer))
        self.faulty = False
        self.budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def resume(self) -> bool:
        """Move to the next member after a fault; False where there is none."""
        self._packed = self._packed[1:]  # the broken member's own mark is not the next one's
        while (at := self._packed.find(MAGIC)) < 0:
            kept = self._packed[-2:]
            fresh = self._stream.read(_CHUNK)
            if not fresh:
                self._ended = True
                return False
            self.position += len(self._packed) - len(kept)
            self._packed = kept + fresh
        self.position += at
        self._packed = self._packed[at:]
        self._member, self._begun, self._ended = zlib.decompressobj(31), False, False
        self.faulty = False
        return True

    def _unpack(self, count: int) -> bytes:
        while not self._ended:
            if not self._packed:
                self._packed = self._stream.read(_CHUNK)
                if self._measures:
                    self.budget.packed += len(self._packed)
            if not self._packed:
                if self._begun and (data := self._step(count)):
                    return data  # what the unpacker still held back
                self._ended = True
                if self._begun:
                    raise Unreadable("truncated", self._cut(), remedy="Fetch the file again.")
                break
            if not self._begun and not self._packed.strip(b"\x00"):
                self._packed = b""  # tapes and some servers pad the end with zeros
                continue
            data = self._step(count)
            if data:
                return data
        return b""

    def _step(self, count: int) -> bytes:
        self._begun = True
        try:
            data = self._member.decompress(self._packed, count)
        except zlib.error as error:
            message = f"The gzip data is corrupt near packed byte {self.position:,}: {error}."
            raise Unreadable("corrupt", message, remedy="Fetch the file again.") from error
        left = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        self.position += len(self._packed) - len(left)
        self._packed = left
        if self._member.eof:
            self._member, self._begun = zlib.decompressobj(31), False
        return data

    def _cut(self) -> str:
        return f"The gzip data ends at packed byte {self.position:,}, inside a member: the file was cut."


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read the file that was packed.

    Raises:
        Unreadable: it is cut or corrupt; what could be read whole before that has been.
    """
    origin = source.origin
    name = origin.name[:-3] if origin.name.lower().endswith(".gz") else origin.name
    inner = Origin(source=origin.source, locator=origin.locator, name=name)
    stream = CheckedGzip(source.stream, context.budget)
    unpacked = Input(cast("BinaryIO", io.BufferedReader(stream, _CHUNK)), inner)
    yield from context.descend(unpacked, context.budget or stream.budget)


def unpacked_head(head: bytes) -> bytes:
    """Unpack the first few bytes of a gzip file; none where it breaks before."""
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""
