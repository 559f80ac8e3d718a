"""Every set of scores gives a tree with one root; the best one, as a slow search finds it."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language.tree import heads_of_scores, spans_of_tags


def is_tree(heads: list[int]) -> bool:
    graph = nx.DiGraph((h, d) for d, h in enumerate(heads, 1))
    return nx.is_arborescence(graph) and heads.count(0) == 1


def best_by_trying_all(scores: np.ndarray) -> float:
    n = len(scores)
    return max(
        sum(float(scores[d, h]) for d, h in enumerate(heads))
        for heads in itertools.product(range(n + 1), repeat=n)
        if is_tree(list(heads))
    )


@given(st.integers(1, 4), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_the_best_tree_is_found(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    heads = heads_of_scores(scores)
    assert is_tree(heads)
    assert sum(float(scores[d, h]) for d, h in enumerate(heads)) == pytest.approx(best_by_trying_all(scores), abs=1e-5)


@given(st.integers(5, 40), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_long_sentences_are_trees(n: int, seed: int) -> None:
    assert is_tree(heads_of_scores(np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)))


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-PER I-PER O", [(1, 3, "PER")]),
        ("B-LOC B-LOC", [(0, 1, "LOC"), (1, 2, "LOC")]),
        ("I-ORG I-ORG O", [(0, 2, "ORG")]),
        ("B-PER I-ORG", [(0, 1, "PER"), (1, 2, "ORG")]),
        ("O O", []),
    ],
)
def test_tags_to_spans(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert spans_of_tags(tags.split()) == spans
