"""Constrained average-link clustering of one connected component: a pure function of what it holds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Node = TypeVar("Node", bound=Hashable)
LIMIT = 400  # nodes compared all with all; a larger component is first cut at higher log-odds
BARRED = -1e9


def cluster(
    nodes: Sequence[Node],
    score: Callable[[Node, Node], float],
    threshold: float = 0.0,
    same: Iterable[tuple[Node, Node]] = (),
    different: Iterable[tuple[Node, Node]] = (),
) -> list[list[Node]]:
    """Merge the two clusters of greatest average score while that exceeds the threshold.

    `nodes` stand in their canonical order, which breaks ties. "same" ties nodes before anything else;
    no cluster ever holds two nodes that are "different", nor do ties that would join such.
    """
    index = {node: i for i, node in enumerate(nodes)}
    totals: NDArray[np.float64] = np.zeros((len(nodes), len(nodes)))
    for i, first in enumerate(nodes):
        for j in range(i):
            totals[i, j] = totals[j, i] = score(nodes[j], first)
    for first, second in different:
        if first in index and second in index:
            totals[index[first], index[second]] = totals[index[second], index[first]] = BARRED
    state = _State(totals)
    for i, j in sorted((min(index[a], index[b]), max(index[a], index[b])) for a, b in same):
        state.tie(i, j)
    state.merge_above(threshold)
    return [[nodes[i] for i in sorted(group)] for group in state.groups()]


class _State:
    """Sums of scores between clusters; a cluster stands at the index of its first node."""

    def __init__(self, totals: NDArray[np.float64]) -> None:
        self.totals = totals
        self.sizes = np.ones(len(totals))
        self.members: list[list[int]] = [[i] for i in range(len(totals))]
        self.at = list(range(len(totals)))

    def tie(self, first: int, second: int) -> None:
        a, b = sorted((self.at[first], self.at[second]))
        if a != b and self.totals[a, b] > BARRED / 2:
            self._merge(a, b)

    def merge_above(self, threshold: float) -> None:
        if len(self.totals) < 2:
            return
        averages = self.totals / np.outer(self.sizes, self.sizes)
        np.fill_diagonal(averages, -np.inf)
        for i, group in enumerate(self.members):
            if not group:
                averages[i, :] = averages[:, i] = -np.inf
        while True:
            a, b = divmod(int(np.argmax(averages)), len(averages))
            if averages[a, b] <= threshold:
                return
            a, b = sorted((a, b))
            self._merge(a, b)
            averages[a, :] = averages[:, a] = self.totals[a] / (self.sizes[a] * self.sizes)
            averages[b, :] = averages[:, b] = averages[a, a] = -np.inf
            for i, group in enumerate(self.members):
                if not group:
                    averages[a, i] = averages[i, a] = -np.inf

    def _merge(self, a: int, b: int) -> None:
        self.totals[a, :] += self.totals[b, :]
        self.totals[:, a] = self.totals[a, :]
        self.sizes[a] += self.sizes[b]
        for member in self.members[b]:
            self.at[member] = a
        self.members[a] += self.members[b]
        self.members[b] = []

    def groups(self) -> list[list[int]]:
        return [group for group in self.members if group]


def cut(nodes: Sequence[Node], edges: Mapping[Node, Mapping[Node, float]], limit: int = LIMIT) -> list[list[Node]]:
    """Cut a component into parts of at most `limit` nodes by dropping its weakest edges, level by level.

    The levels are fixed, so the parts depend on the edges alone. A part whose every edge is as strong
    as the last level stays whole.
    """
    parts, done = [list(nodes)], []
    for level in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5):
        large = [part for part in parts if len(part) > limit]
        done += [part for part in parts if len(part) <= limit]
        parts = [piece for part in large for piece in components(part, edges, level)]
    return done + parts


def components(
    nodes: Sequence[Node], edges: Mapping[Node, Mapping[Node, float]], least: float = 0.0
) -> list[list[Node]]:
    """List the connected components over edges above `least`, in the order of `nodes`."""
    wanted, seen, found = set(nodes), set[Node](), []
    order = {node: i for i, node in enumerate(nodes)}
    for node in nodes:
        if node in seen:
            continue
        seen.add(node)
        queue, part = [node], []
        while queue:
            at = queue.pop()
            part.append(at)
            for other, strength in edges.get(at, {}).items():
                if strength > least and other in wanted and other not in seen:
                    seen.add(other)
                    queue.append(other)
        found.append(sorted(part, key=order.__getitem__))
    return found
