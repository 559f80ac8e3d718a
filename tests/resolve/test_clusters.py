"""Clusters are a function of scores and constraints."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import networkx  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.clusters import cluster, components, cut


def scores(table: dict[str, float], other: float = -4.0) -> Callable[[str, str], float]:
    """Score pairs by a table such as {"ab": 2.0}."""
    return lambda a, b: table.get("".join(sorted((a, b))), other)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({}, [["a"], ["b"], ["c"]]),
        ({"ab": 3.0}, [["a", "b"], ["c"]]),
        ({"ab": 3.0, "bc": 3.0, "ac": 2.0}, [["a", "b", "c"]]),
        ({"ab": 3.0, "bc": 2.0, "ac": -4.0}, [["a", "b"], ["c"]]),  # one weak bridge joins nothing
        ({"ab": 1.0, "bc": 2.0}, [["a"], ["b", "c"]]),  # the stronger pair first
    ],
)
def test_average_link(table: dict[str, float], expected: list[list[str]]) -> None:
    assert cluster("abc", scores(table)) == expected


@pytest.mark.parametrize(
    ("same", "different", "expected"),
    [
        ([("a", "c")], [], [["a", "c"], ["b"]]),
        ([], [("a", "b")], [["a"], ["b"], ["c"]]),
        ([("b", "c")], [("a", "b")], [["a"], ["b", "c"]]),
        ([("a", "b"), ("b", "c")], [("a", "c")], [["a", "b"], ["c"]]),  # a tie that would join a barred pair is left
    ],
)
def test_constraints_come_before_scores(
    same: list[tuple[str, str]], different: list[tuple[str, str]], expected: list[list[str]]
) -> None:
    assert cluster("abc", scores({"ab": 3.0}), 0.0, same, different) == expected


@st.composite
def graphs(draw: st.DrawFn) -> networkx.Graph:
    """Draw a graph of a few nodes."""
    nodes = range(draw(st.integers(1, 9)))
    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pair for pair in combinations(nodes, 2) if draw(st.booleans()))
    return graph


@given(graphs())
def test_components_are_those_of_networkx(graph: networkx.Graph) -> None:
    edges = {a: dict.fromkeys(graph[a], 1.0) for a in graph}
    ours = {frozenset(part) for part in components(sorted(graph), edges)}
    assert ours == {frozenset(part) for part in networkx.connected_components(graph)}


@given(graphs(), st.integers(1, 5))
def test_cut_parts_are_small_or_held_by_the_strongest_edges(graph: networkx.Graph, limit: int) -> None:
    edges = {a: {b: float((a + b) % 7) for b in graph[a]} for a in graph}
    parts = cut(sorted(graph), edges, limit)
    assert sorted(n for part in parts for n in part) == sorted(graph)
    strong = networkx.Graph((a, b) for a, b in graph.edges if (a + b) % 7 > 5.5)
    for part in parts:
        assert len(part) <= limit or networkx.is_connected(strong.subgraph(part))


@given(graphs())
def test_clusters_of_agreeing_scores_are_components(graph: networkx.Graph) -> None:
    parts = [set(part) for part in networkx.connected_components(graph)]
    together = cluster(sorted(graph), lambda a, b: 1.0 if any({a, b} <= part for part in parts) else -9.0)
    assert {frozenset(group) for group in together} == {frozenset(part) for part in parts}
