"""Which span goes to which event, once the heads have said how likely each pair is."""

import numpy as np
import pytest

from dateline.extract.candidates import Span
from dateline.extract.spans import Window, decode_window, link
from dateline.language.engine import EventScores, WordScores
from dateline.language.labels import ATTRIBUTES, ROLES, STATUS_LABELS, TYPE_LABELS
from dateline.language.pairs import Pairs

ACTOR, TARGET, PLACE, FIGURE, DATE = (ROLES.index(r) for r in ("actor", "target", "place", "figure", "date"))


@pytest.mark.parametrize(
    ("role", "links", "taken"),
    [
        (FIGURE, [[0.9], [0.8]], {0: [0], 1: []}),  # nobody dies twice
        (FIGURE, [[0.2], [0.3]], {0: [], 1: [0]}),  # a count that no event was sure of goes to the surest
        (FIGURE, [[0.1], [0.1]], {0: [], 1: []}),
        (PLACE, [[0.9], [0.8]], {0: [0], 1: [0]}),  # two events may share a place
        (ACTOR, [[0.45], [0.1]], {0: [0], 1: []}),
        (DATE, [[0.35], [0.1]], {0: [], 1: []}),
    ],
)
def test_spans_are_given_out(role: int, links: list, taken: dict) -> None:
    assert link(np.array(links), [(4, 5, role)], [0, 1]) == taken


def test_events_left_out_get_nothing() -> None:
    assert link(np.array([[0.9], [0.8]]), [(4, 5, FIGURE)], [1]) == {1: [0]}


class Sure:
    """An engine that says yes to everything: each trigger an event, each span its own."""

    calibration: dict = {}  # noqa: RUF012

    def events(self, vectors: np.ndarray, pairs: Pairs) -> EventScores:
        t, s = len(pairs.triggers), len(pairs.spans)
        return EventScores(
            np.ones(t), np.eye(len(TYPE_LABELS))[[0] * t], np.eye(len(STATUS_LABELS))[[0] * t], np.ones((t, s)),
            np.zeros((t, s, ATTRIBUTES)),
        )  # fmt: skip


def decoded(triggers: list[str], targets: list[str], sentence: list[int]) -> list[tuple[Span, list[Span]]]:
    tags = lambda letters: np.eye(3)[["OBI".index(letter) for letter in letters]]  # noqa: E731
    spans = np.zeros((len(targets), len(ROLES), 3))
    spans[..., 0] = 1
    spans[:, TARGET] = tags(targets)
    scores = WordScores(np.zeros((len(targets) + 1, 4)), tags(triggers), spans, np.zeros((len(targets), 7)))
    window = Window(offset=100, sentence=sentence, counts=[], times=[])
    return [((e.begin, e.end), [(s.begin, s.end) for s in e.spans]) for e in decode_window(Sure(), scores, window, 0.5)]


def test_no_span_goes_on_into_the_next_sentence() -> None:
    assert decoded(list("OBOOO"), list("OOBII"), [0, 0, 0, 0, 1]) == [((101, 102), [(102, 104)])]
    assert decoded(list("OOOBI"), list("BIIOO"), [0, 0, 2, 2, 3]) == [((103, 104), [(100, 102)])]


def test_without_a_trigger_there_is_no_event() -> None:
    assert decoded(list("OOO"), list("BIO"), [0, 0, 0]) == []


def test_an_event_may_have_no_spans() -> None:
    assert decoded(list("OBO"), list("OOO"), [0, 0, 0]) == [((101, 102), [])]
