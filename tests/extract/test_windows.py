"""Windows hold whole sentences, cover every word once, and fit the encoder."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.windows import cut_windows
from dateline.language.engine import WEIGHTS
from dateline.language.pieces import WordPieces
from dateline.language.words import Word

PIECES = WordPieces(Path(WEIGHTS) / "tokenizer.json")


def layout(sizes: list[int]) -> tuple[list[Word], list[int]]:
    numbers = [n for n, size in enumerate(sizes) for _ in range(size)]
    return [Word("word", 5 * i, 5 * i + 4) for i in range(len(numbers))], numbers


@given(st.lists(st.integers(1, 70), max_size=40), st.integers(20, 120))
@settings(deadline=None)
def test_every_word_is_read_once_in_windows_that_fit(sizes: list[int], most: int) -> None:
    words, numbers = layout(sizes)
    windows = cut_windows(words, numbers, PIECES, most)
    assert [i for begin, end in windows for i in range(begin, end)] == list(range(len(words)))
    for begin, end in windows:
        breaks = sum(numbers[i] != numbers[i - 1] for i in range(begin + 1, end))
        assert end - begin + breaks + 2 <= most


@pytest.mark.parametrize(
    ("sizes", "most", "windows"),
    [
        ([10, 10, 10], 60, [(0, 30)]),
        ([10, 10, 10, 10], 30, [(0, 20), (20, 40)]),
        ([50], 30, [(0, 27), (27, 50)]),
        ([], 30, []),
    ],
)
def test_windows_break_at_sentences(sizes: list[int], most: int, windows: list[tuple[int, int]]) -> None:
    assert cut_windows(*layout(sizes), PIECES, most) == windows
