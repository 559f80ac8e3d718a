"""Which sentences are read at all: those whose words, or whose cue, show that they may tell of an event."""

import math

import pytest

from dateline.language.engine import load_engine
from dateline.language.telling import CUE, DIGITS, LEAST_TELLING, Telling, marks


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["Rebels", "killed", "5", "soldiers", "."], {"rebels", "killed", DIGITS, "soldiers"}),
        (["(", "1.5bn", ")"], {DIGITS}),
        (["Kyiv", "-", "Kyiv"], {"kyiv"}),
        ([], set()),
    ],
)
def test_a_sentence_is_its_words_and_whether_it_counts(words: list[str], found: set[str]) -> None:
    assert marks(words) == found


def test_a_cue_and_each_word_add_up() -> None:
    telling = Telling(bias=-2.0, weights={CUE: 1.5, "shelled": 1.0, "harvest": -1.0})
    assert telling.score(["Troops", "shelled", "it"], {"shelled"}) == pytest.approx(0.5)
    assert telling.score(["The", "harvest"], set()) == pytest.approx(-3.0)


def test_a_cue_never_met_speaks_for_itself() -> None:
    telling = Telling(bias=-9.0, weights={CUE: 1.5, "car": 0.1, "bomb": 1.0})
    assert telling.score(["Brigands", "quuxed", "it"], {"quuxed"}) == math.inf
    assert telling.score(["A", "car", "bomb"], {"car bomb"}) == pytest.approx(-6.4)


def test_a_sum_does_not_hang_on_the_order_of_words() -> None:
    words = [f"w{chr(97 + i)}" for i in range(20)]
    telling = Telling(bias=-1.0, weights={w: 0.1 if i % 2 else -0.1 for i, w in enumerate(words)})
    assert {telling.score(words[i:] + words[:i], set()) for i in range(20)} == {-1.0}


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Rebels shelled the town on Monday", True),
        ("Gunmen abducted three teachers from a school", True),
        ("Hungary won the water polo tournament", False),
        ("The central bank cut interest rates", False),
    ],
)
def test_the_shipped_weights_know_war_from_water_polo(sentence: str, read: bool) -> None:
    assert (load_engine().telling.score(sentence.split(), set()) >= LEAST_TELLING) is read
