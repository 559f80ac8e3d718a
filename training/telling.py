"""Fit which words show that a sentence tells of an event, so that the rest of a report need not be read.

A logistic regression on the words of a sentence, its digits and whether it holds a cue of the lexicon.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.language.telling import CUE, Telling, marks
from dateline.ontology import Lexicon

from .annotations import Report

LEAST_SENTENCES = 4
"""In how many sentences a word has to stand to count."""


def fit_telling(reports: Iterable[Report], lexicon: Lexicon) -> Telling:
    """Fit the weights of words on annotated reports: does the sentence hold a trigger?"""
    rows, tells = [], []
    for report in reports:
        telling = {report.sentence[e.begin] for e in report.events}
        for number, words, text in sentences(report):
            rows.append(marks(words) | ({CUE} if lexicon.find_cues(text) else set()))
            tells.append(number in telling)
    counts = collections.Counter(mark for row in rows for mark in row)
    known = sorted(mark for mark, n in counts.items() if n >= LEAST_SENTENCES)
    weights = regress(matrix(rows, {mark: i for i, mark in enumerate(known)}), np.array(tells, dtype=float))
    return Telling(
        bias=round(float(weights[-1]), 2),
        weights={m: round(float(w), 2) for m, w in zip(known, weights[:-1], strict=True)},
    )


def sentences(report: Report) -> Iterable[tuple[int, list[str], str]]:
    """Give number, words and text of each sentence."""
    by_number: dict[int, list[int]] = collections.defaultdict(list)
    for i, number in enumerate(report.sentence):
        by_number[number].append(i)
    for number, inside in by_number.items():
        words = [report.words[i] for i in inside]
        yield number, [w.text for w in words], report.text[words[0].start : words[-1].end]


def matrix(rows: Sequence[set[str]], known: dict[str, int]) -> csr_matrix:
    at = [(i, known[mark]) for i, row in enumerate(rows) for mark in sorted(row) if mark in known]
    places = tuple(zip(*at, strict=True))
    return csr_matrix((np.ones(len(at)), places), shape=(len(rows), len(known)))


def regress(x: csr_matrix, y: np.ndarray) -> np.ndarray:
    """Fit a logistic regression with a unit ridge; the bias stands last."""

    def lost(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        wrong = 1 / (1 + np.exp(-z)) - y
        loss = (np.logaddexp(0, z) - y * z).sum() + 0.5 * (w[:-1] ** 2).sum()
        return float(loss), np.append(x.T @ wrong + w[:-1], wrong.sum())

    return minimize(lost, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
