"""Words and sentences keep their offsets, and break where a reader would."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.words import split_lines, split_sentences, split_words


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


PARAGRAPH = (
    "Russian forces shelled the town of Toretsk in the east of the country on Monday. At least five people were "
    "killed, officials said. Nine others were wounded."
)


@pytest.mark.parametrize("width", [40, 60, 72])
def test_wrapped_lines_are_one(width: int) -> None:
    text = f"Town shelled\n\n{textwrap.fill(PARAGRAPH, width)}\n\n{textwrap.fill(PARAGRAPH, width)}"
    assert len(split_lines(text)) == 3
    assert len(split_sentences(text)) == 7


def test_a_block_of_two_lines_is_wrapped_as_those_around_it() -> None:
    short = textwrap.fill(PARAGRAPH, 100)
    assert len(split_lines(short)) == 2
    assert len(split_lines(f"{textwrap.fill(PARAGRAPH * 2, 100)}\n\n{short}")) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"{PARAGRAPH}\n{PARAGRAPH}",  # a line a paragraph
        "Five killed in shelling of the eastern town of Toretsk\nNine were wounded",  # a headline and its deck
        "Kyiv\nRussian forces shelled the town\nToday\nNine people were wounded there",
    ],
)
def test_other_lines_stand_alone(text: str) -> None:
    assert len(split_lines(text)) == len(text.split("\n"))


@given(st.text(max_size=200))
def test_offsets_reproduce_the_text(text: str) -> None:
    assert all(text[w.start : w.end] == w.text for w in split_words(text))
    previous = 0
    for start, end in split_sentences(text):
        assert previous <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        previous = end
