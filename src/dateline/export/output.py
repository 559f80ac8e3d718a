"""Where an export goes: a file that appears only when it is whole, or an open stream."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ..errors import UsageError
from .records import Output


@contextmanager
def writing(out: Output) -> Iterator[IO[bytes]]:
    """Open a path for writing, or pass a binary stream through.

    A file is written beside its name and renamed when it is whole, so that a run that fails leaves the
    earlier file as it was.

    Raises:
        UsageError: the file cannot be written.
    """
    if not isinstance(out, str | os.PathLike):
        yield out
        return
    path = Path(out)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        stream = part.open("wb")
    except OSError as error:
        raise UsageError(
            f"Cannot write {path}: {error.strerror}.", remedy="Name a file in a folder of yours."
        ) from error
    try:
        with stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
