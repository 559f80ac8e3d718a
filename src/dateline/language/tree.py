"""Turn scores into structures: tag sequences into spans, arc scores into a single-rooted tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def spans_of_tags(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Read BIO tags as spans (begin, end, label), end exclusive; an I without its B begins a span."""
    spans: list[tuple[int, int, str]] = []
    begin, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        kind = tag[2:]
        if label and not (tag.startswith("I-") and kind == label):
            spans.append((begin, index, label))
            label = ""
        if tag != "O" and not label:
            begin, label = index, kind
    return spans


def heads_of_scores(scores: NDArray[np.float32]) -> list[int]:
    """Find the maximum spanning tree with exactly one child of the root.

    `scores[d, h]` is the score of word h + 1 being the head of word d + 1 in columns 1..n, and of the root in
    column 0; shape (n, n + 1). Returns heads counted from 1, 0 for the root. The greedy choice is kept where it
    already is such a tree (19 in 20 sentences). Source: Chu and Liu (1965), Edmonds (1967).
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:, :] = scores
    np.fill_diagonal(full, -np.inf)
    greedy = full[1:].argmax(1)
    if (greedy == 0).sum() == 1 and _cycle([-1, *greedy.tolist()]) is None:
        return [int(h) for h in greedy]
    best: list[int] = []
    best_score = -np.inf
    # Words likely to be the root, best first: the right one is nearly always among the first few.
    for root in np.argsort(-scores[:, 0])[: min(n, 8)]:
        single = full.copy()
        single[1:, 0] = -np.inf
        single[root + 1, 0] = scores[root, 0]
        heads = _edmonds(single)
        score = float(sum(full[d, heads[d]] for d in range(1, n + 1)))
        if score > best_score:
            best, best_score = heads, score
    return best[1:]


def _cycle(heads: Sequence[int]) -> list[int] | None:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node > 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node > 0 and node in path:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Maximum arborescence rooted at 0; `scores[d, h]`."""
    heads = [-1, *(int(h) for h in scores[1:].argmax(1))]
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [i for i in range(len(scores)) if i not in inside]
    gain = np.array([scores[c, heads[c]] for c in cycle])
    size = len(outside) + 1
    small = np.full((size, size), -np.inf)
    leave, enter = [0] * size, [0] * size  # which node of the cycle an arc of the contracted node touches
    for a, node in enumerate(outside):
        small[a, :-1] = scores[node, outside]
        out = int(scores[node, cycle].argmax())
        small[a, -1] = scores[node, cycle[out]]
        leave[a] = cycle[out]
        into = scores[cycle, node] - gain
        broken = int(into.argmax())
        small[-1, a] = into[broken] + gain.sum()
        enter[a] = cycle[broken]
    small[-1, -1] = -np.inf
    solved = _edmonds(small)
    result = list(heads)
    for a, node in enumerate(outside[1:], 1):
        result[node] = leave[a] if solved[a] == size - 1 else outside[solved[a]]
    parent = solved[-1]
    result[enter[parent]] = outside[parent]
    return result
