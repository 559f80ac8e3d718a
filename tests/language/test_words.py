"""Words and sentences keep their offsets, and break where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.words import split_sentences, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't fire.", ["They", "did", "n't", "fire", "."]),
        ("Russia’s army", ["Russia", "’s", "army"]),
        ("a 14-year-old boy", ["a", "14", "-", "year", "-", "old", "boy"]),
        ("at 3 a.m. on Aug. 6", ["at", "3", "a.m.", "on", "Aug.", "6"]),
        ("5,000 men, 1.5bn and 20–25", ["5,000", "men", ",", "1.5bn", "and", "20", "–", "25"]),
        ("U.S. and U.N. officials", ["U.S.", "and", "U.N.", "officials"]),
        ("Lt. Gen. Syrskyi", ["Lt.", "Gen.", "Syrskyi"]),
        ("Харків і Куп'янськ", ["Харків", "і", "Куп'янськ"]),
        ("the 1990s, the 47th", ["the", "1990s", ",", "the", "47th"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [w.text for w in split_words(text)] == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He left at 3 a.m. Monday. Nobody saw him.", 2),
        ("Gen. Smith spoke to U.S. President Biden. It was late.", 2),
        ("George W. Bush left.", 1),
        ("Officials said so on Sept. 1 in Kyiv.", 1),
        ("First line\nSecond line", 2),
        ("Is it over? Yes! They said “No.” He left.", 4),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


@given(st.text(max_size=200))
def test_offsets_reproduce_the_text(text: str) -> None:
    assert all(text[w.start : w.end] == w.text for w in split_words(text))
    previous = 0
    for start, end in split_sentences(text):
        assert previous <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        previous = end
