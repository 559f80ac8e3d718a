"""What the pair layers are told: how far, how many sentences, how many other triggers in between."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.labels import distance_bucket, sentence_bucket
from dateline.language.pairs import pair_up

#            0         1      2  3         4     5       6        7
SENTENCES = [0, 0, 0, 0, 1, 1, 1, 2]  # of a window of eight words


@pytest.mark.parametrize(
    ("trigger", "span", "between"),
    [
        (0, 7, 2),  # both others stand between the first trigger and the last word
        (0, 3, 1),
        (0, 1, 0),
        (5, 0, 1),  # the span is a trigger itself: it does not stand between
        (5, 3, 0),
        (2, 2, 0),
    ],
)
def test_other_triggers_between_are_counted(trigger: int, span: int, between: int) -> None:
    triggers = [(0, 1), (2, 3), (5, 6)]
    pairs = pair_up(triggers, [(span, span + 1, 0)], np.array(SENTENCES))
    assert pairs.between[triggers.index((trigger, trigger + 1)), 0] == between


def test_distances_are_signed() -> None:
    pairs = pair_up([(4, 5)], [(0, 2, 3), (7, 8, 6)], np.array(SENTENCES))
    assert pairs.distance.tolist() == [[distance_bucket(-4), distance_bucket(3)]]
    assert pairs.sentence.tolist() == [[sentence_bucket(-1), sentence_bucket(1)]]
    assert pairs.spans.tolist() == [[0, 2, 3], [7, 8, 6]]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8, unique=True))
def test_triggers_keep_their_rank_in_any_order(begins: list[int]) -> None:
    pairs = pair_up([(b, b + 1) for b in begins], [(3, 4, 0)], np.zeros(31, np.int64))
    assert [sorted(begins)[rank] for rank in pairs.order] == begins
