"""The encoder's input: pieces in equal blocks, and the same reading whatever the machine does."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ResourceError
from dateline.language.engine import OnnxEngine, blocked, load_engine
from dateline.language.pairs import pair_up
from dateline.language.pieces import BLOCK, blocks_of

WORDS = "A Russian drone hit a bus stop in Sumy on Tuesday , killing three people and wounding nine others .".split()


@given(st.integers(1, 2000))
def test_blocks_are_equal_full_and_not_too_long(length: int) -> None:
    blocks, size = blocks_of(length)
    assert size <= BLOCK
    assert 0 <= blocks * size - length < blocks


@pytest.mark.parametrize("times", [1, 9, 25])
def test_no_piece_is_lost_in_the_blocks(times: int) -> None:
    pieces = load_engine().pieces.encode(WORDS * times)
    laid = blocked(pieces)
    assert laid["ids"][laid["mask"]].tolist() == pieces.ids
    assert laid["cases"][laid["mask"]].tolist() == pieces.cases


def test_every_word_and_every_pair_gets_its_scores() -> None:
    engine = load_engine()
    scores = engine.words(engine.pieces.encode(WORDS))
    n = len(WORDS)
    assert [x.shape for x in scores] == [(n + 1, 384), (n, 3), (n, 7, 3), (n, 7)]
    assert np.allclose(scores.spans.sum(-1), 1, atol=1e-5)
    pairs = pair_up([(3, 4), (12, 13)], [(1, 2, 0), (5, 7, 1), (8, 9, 2)], np.zeros(n, np.int64))
    events = engine.events(scores.vectors, pairs)
    assert [x.shape[:2] for x in events] == [(2,), (2, 25), (2, 7), (2, 3), (2, 3)]
    assert all(((x >= 0) & (x <= 1)).all() for x in events[:4])


def test_threads_do_not_change_a_score() -> None:
    pieces = load_engine().pieces.encode(WORDS * 20)
    one, two = load_engine(1).words(pieces), OnnxEngine(threads=2).words(pieces)
    assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(one, two, strict=True))  # claims round to hundredths


def test_weights_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="language model is missing"):
        OnnxEngine(tmp_path)
