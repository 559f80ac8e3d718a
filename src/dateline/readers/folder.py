"""Folders: their files in the order of their names, without what is no report."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_PASSED_OVER = re.compile(r"\..*|__MACOSX|Thumbs\.db|desktop\.ini|README(?:\..*)?|LICENSE(?:\..*)?", re.IGNORECASE)
_BESIDE = (
    r"(?:photos|files|video_files|voice_messages|round_video_messages|stickers|images|css|js|contacts|stories"
    r"|profile_pictures|lists)/"
)
_EXPORTS = (
    (
        "result.json",
        re.compile(rb'"messages"\s*:\s*\[|"chats"\s*:\s*\{'),
        re.compile(rf"{_BESIDE}|chats/|(?:messages\d*|export_results)\.html$"),
    ),
    ("messages.html", re.compile(rb'<div class="page_wrap">'), re.compile(_BESIDE)),
    ("export_results.html", re.compile(rb'<div class="page_wrap">'), re.compile(rf"{_BESIDE}|export_results\.html$")),
)
"""A file that Telegram Desktop exports, what it can be told by, and what beside it is no report of its own."""


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder is no report by its name: hidden, a README, a licence."""
    return bool(_PASSED_OVER.fullmatch(name))


def list_files(folder: Path) -> Iterator[Path]:
    """List the files below a folder; links to folders are not followed, as they may lead in circles."""
    names: list[str] = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_passed_over(name))
        below = Path(root).relative_to(folder)
        names += [(below / name).as_posix() for name in files if not is_passed_over(name)]
    for name in without_attachments(sorted(names), lambda name: _head(folder / name)):
        yield folder / name


def without_attachments(names: Iterable[str], head: Callable[[str], bytes]) -> list[str]:
    """Leave out what Telegram Desktop writes beside its messages: pictures, and the same messages as HTML."""
    names = list(names)
    for file, mark, attachments in _EXPORTS:
        folders = [name[: -len(file)] for name in names if name.rpartition("/")[2] == file]
        folders = [folder for folder in folders if mark.search(head(f"{folder}{file}"))]
        names = [name for name in names if not any(_is_below(name, folder, attachments) for folder in folders)]
    return names


def _is_below(name: str, folder: str, attachments: re.Pattern[str]) -> bool:
    return name.startswith(folder) and bool(attachments.match(name[len(folder) :]))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(64 * 1024)
    except OSError:
        return b""  # the failure comes when it is read
