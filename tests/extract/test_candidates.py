"""What may play a part in an event: what the heads propose, and every count and time that the grammars read."""

import numpy as np
import pytest

from dateline.extract.candidates import DATE, FIGURE, find_spans, propose
from dateline.language.labels import ROLES

O, B, I = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)  # noqa: E741
HALF_B = (0.9, 0.1, 0.0)
LIKELY_I = (0.5, 0.1, 0.4)
SEAM = (0.1, 0.45, 0.45)


def tags(*words: tuple[float, float, float], role: int = FIGURE) -> np.ndarray:
    made = np.zeros((len(words), len(ROLES), 3), np.float32)
    made[..., 0] = 1
    made[:, role] = words
    return made


@pytest.mark.parametrize(
    ("words", "least", "spans"),
    [
        ([O, B, I, O], 0.5, [(1, 3)]),
        ([B, B, I], 0.5, [(0, 1), (1, 3)]),
        ([HALF_B, O], 0.5, []),
        ([HALF_B, O], 0.05, [(0, 1)]),
        ([I, O, B], 0.5, [(2, 3)]),  # an I without its B begins nothing
    ],
)
def test_spans_begin_at_a_b_and_run_over_its_is(words: list, least: float, spans: list) -> None:
    assert [(b, e) for b, e, _ in find_spans(np.array(words), least)] == spans


@pytest.mark.parametrize(
    ("words", "counts", "figures"),
    [
        ([O, O, O], [(1, 2)], [(1, 2)]),  # "killing nine people": the head saw nothing, the grammar a count
        ([O, O, SEAM], [(1, 2)], [(1, 2), (2, 3)]),  # ... but not what begins anew
        ([O, O, LIKELY_I], [(1, 2)], [(1, 3)]),  # ... and the noun behind it is taken in
        ([O, O, B], [(0, 3)], [(0, 3)]),  # "at least nine": the head's span grows to the whole count
        ([B, I, I], [(1, 2)], [(0, 3)]),  # a count inside a span changes nothing
        ([B, O, O], [(2, 3)], [(0, 1), (2, 3)]),  # "a soldier ... nine"
    ],
)
def test_figures_meet_the_grammar_of_numbers(words: list, counts: list, figures: list) -> None:
    found = propose(tags(*words), counts, [])
    assert [(b, e) for b, e, role in found if role == FIGURE] == figures


def test_every_time_expression_may_be_the_day() -> None:
    found = propose(tags(O, B, O, O, role=DATE), [], [(0, 2), (2, 4)])
    assert [(b, e) for b, e, role in found if role == DATE] == [(1, 2), (2, 4)]
