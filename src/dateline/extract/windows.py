"""Cut a report into windows of whole sentences that fit the encoder."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..language.pieces import WordPieces
from ..language.words import Word


def cut_windows(
    words: Sequence[Word], sentence: Sequence[int], pieces: WordPieces, most_pieces: int
) -> list[tuple[int, int]]:
    """Cut words into windows (begin, end) of whole sentences with at most `most_pieces` pieces.

    A report that fits stays whole. A longer one is cut into windows of about equal size, so that none is a
    stub; a single sentence too long for a window is cut within.
    """
    bounds = [0, *(i for i in range(1, len(words)) if sentence[i] != sentence[i - 1]), len(words)]
    units: list[tuple[int, int, int]] = []
    for begin, end in itertools.pairwise(bounds):
        at = begin
        size = 1  # room for a separator
        for i in range(begin, end):
            count = pieces.size(words[i].text)
            if size + count > most_pieces - 2:
                units.append((at, i, size))
                at, size = i, 1
            size += count
        if at < end:
            units.append((at, end, size))
    total = sum(size for _, _, size in units)
    room = most_pieces - 2
    parts = -(-total // room) if total else 1
    target = min(room, total / parts * 1.05)
    windows: list[tuple[int, int]] = []
    begin, size = 0, 0
    for at, end, count in units:
        if size and (size + count > room or size + count / 2 > target):
            windows.append((begin, at))
            begin, size = at, 0
        size += count
        if end == len(words):
            windows.append((begin, end))
    return windows
