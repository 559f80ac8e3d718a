"""Bytes to be read, with where they come from, and what reading them takes."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from .record import Origin, Problem, Reading, ReadOptions, Unreadable

HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_KEPT_IN_MEMORY = 8 * 1024 * 1024


class Input:
    """A stream of bytes that can be looked into before it is read.

    `head` is its beginning, all of it where it is shorter than HEAD. Reading goes through `stream`, once.
    """

    def __init__(self, stream: BinaryIO, origin: Origin) -> None:
        self.origin = origin
        self._bare = stream
        self.head, self._fault = _read_head(stream)
        self.stream: io.BufferedReader[Any] = io.BufferedReader(_Chained(self.head, stream, self._fault), HEAD)

    def check(self) -> None:
        """Raise the fault that was met in the head, where there was one. Raises: Unreadable."""
        if self._fault is not None:
            raise self._fault

    def evidence(self, limit: int) -> bytes:
        """Give the bytes again, to be kept with a failure; none where they are too many or cannot be had again."""
        if len(self.head) < HEAD:
            return b"" if self._fault is not None else self.head
        if not _can_rewind(self._bare):
            return b""
        self._bare.seek(0)
        data = read_up_to(self._bare, limit + 1)
        return data if len(data) <= limit else b""

    def read_whole(self, limit: int, reason: str = "too-long", remedy: str = "") -> bytes:
        """Read all bytes.

        Raises:
            Unreadable: there are more than `limit`; they are hashed to the end, and not kept.
        """
        data = read_up_to(self.stream, limit + 1)
        if len(data) <= limit:
            return data
        digest, size = hashlib.sha256(data), len(data)
        del data
        while chunk := self.stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
        message = f"It has {size:,} bytes; one document may have {limit:,}."
        raise Unreadable(reason, message, remedy=remedy, raw_sha256=digest.hexdigest())

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """Give the bytes as a stream that can be read in any order."""
        if _can_rewind(self._bare):
            self._bare.seek(0)
            yield self._bare
            return
        with tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY) as spool:
            shutil.copyfileobj(self.stream, spool, _CHUNK)
            spool.seek(0)
            yield cast("BinaryIO", spool)


class Budget:
    """How much may come out of an archive for what went in, so that a bomb of zeros stops early."""

    FREE = 64 * 2**20
    RATIO = 200

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.unpacked = 0

    @property
    def blown(self) -> bool:
        """Whether more came out than any honest archive holds."""
        return self.unpacked > self.FREE and self.unpacked > self.RATIO * self.packed

    def spend(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            Unreadable: more came out than any honest archive holds.
        """
        self.unpacked += count
        if self.blown:
            message = f"{self.packed:,} packed bytes gave more than {self.unpacked:,}; reading stopped there."
            raise Unreadable("archive-bomb", message, remedy="If the archive is honest, unpack it and read the folder.")


class Context:
    """What a reader needs besides its input: the options, and how to read what lies inside it."""

    DEEPEST = 4

    def __init__(
        self, options: ReadOptions, read: Callable[[Input, Context], Iterator[Reading]], depth: int = 0,
        budget: Budget | None = None,
    ) -> None:  # fmt: skip
        self.options = options
        self.budget = budget
        self._read = read
        self._depth = depth

    def descend(self, inner: Input, budget: Budget) -> Iterator[Reading]:
        """Read what lies inside an archive.

        Raises:
            Unreadable: archives lie in archives too deep.
        """
        if self._depth >= self.DEEPEST:
            message = f"It lies {self._depth + 1} archives deep; {self.DEEPEST} are opened."
            raise Unreadable("too-deep", message, remedy="Unpack the outer archives and read the folder.")
        return self._read(inner, Context(self.options, self._read, self._depth + 1, budget))


class Counted(io.RawIOBase):
    """A stream that spends a budget as it is read; errors of the unpacker become Unreadable."""

    def __init__(self, stream: BinaryIO, budget: Budget, errors: tuple[type[Exception], ...], problem: Problem) -> None:
        self._stream = stream
        self._budget = budget
        self._errors = errors
        self._problem = problem

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except self._errors as error:
            problem = self._problem
            raise Unreadable(problem.reason, f"{problem.message} ({error})", remedy=problem.remedy) from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


class _Chained(io.RawIOBase):
    """The head that was looked at, then the rest of the stream, or the fault that was met at the head's end."""

    def __init__(self, head: bytes, rest: BinaryIO, fault: Unreadable | None) -> None:
        self._head = memoryview(head)
        self._rest = rest
        self._fault = fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data: bytes | memoryview = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        if not data and self._fault is not None:
            raise self._fault
        if not data:
            data = _read_some(self._rest, len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _can_rewind(stream: BinaryIO) -> bool:
    return isinstance(stream, (io.BufferedReader, io.BytesIO)) and stream.seekable()


def _read_head(stream: BinaryIO) -> tuple[bytes, Unreadable | None]:
    parts: list[bytes] = []
    size = 0
    try:
        while size < HEAD and (part := _read_some(stream, HEAD - size)):
            parts.append(part)
            size += len(part)
    except Unreadable as error:
        return b"".join(parts), error
    return b"".join(parts), None


def _read_some(stream: BinaryIO, count: int) -> bytes:
    """Read what one read below gives, so that what stands before a fault is not lost with it."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(count) or b""


def read_up_to(stream: BinaryIO | io.BufferedReader[Any], count: int) -> bytes:
    """Read `count` bytes, fewer only where the stream ends."""
    parts: list[bytes] = []
    while count > 0 and (part := stream.read(min(count, _CHUNK))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
