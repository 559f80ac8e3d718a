"""Folders: their files in the order of their names, without what is no report."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_PASSED_OVER = re.compile(r"\..*|__MACOSX|Thumbs\.db|desktop\.ini|README(?:\..*)?|LICENSE(?:\..*)?", re.IGNORECASE)
_ATTACHMENTS = re.compile(
    r"(?:photos|files|video_files|voice_messages|round_video_messages|stickers|images|css|js|chats|contacts|stories"
    r"|profile_pictures|lists)/|(?:messages\d*|export_results)\.html$"
)
_TELEGRAM_HEAD = re.compile(rb'"messages"\s*:\s*\[|"chats"\s*:\s*\{')


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
    """Leave out what Telegram Desktop writes beside a result.json: pictures, and the same messages as HTML."""
    names = list(names)
    exports = [name[: -len("result.json")] for name in names if name.rpartition("/")[2] == "result.json"]
    exports = [folder for folder in exports if _TELEGRAM_HEAD.search(head(f"{folder}result.json"))]
    if not exports:
        return names
    return [name for name in names if not any(_is_attachment(name, folder) for folder in exports)]


def _is_attachment(name: str, export: str) -> bool:
    return name.startswith(export) and bool(_ATTACHMENTS.match(name[len(export) :]))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(64 * 1024)
    except OSError:
        return b""  # the failure comes when it is read
