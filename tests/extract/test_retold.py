"""One claim for each event, however often the text comes back to it."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from dateline.extract.retold import fold_retellings
from dateline.language.words import split_sentences
from dateline.model import Claim, ClaimId, DocumentId, Figure, Party, PlaceMention, Value


def spot(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words), "by": "test"}


def claim(
    text: str, trigger: str, killed: str = "", actor: str = "", place: str = "", type: str = "air/drone strike"
) -> Claim:
    at = spot(text, trigger)
    count = int(re.sub(r"\D", "", killed) or 0)
    return Claim(
        id=ClaimId(""),
        document=DocumentId("doc-1"),
        type=type,  # type: ignore[arg-type]
        trigger=Value(**at),
        actors=tuple(Party(**spot(text, a)) for a in [actor] if a),
        places=tuple(PlaceMention(**spot(text, p)) for p in [place] if p),
        figures=tuple(Figure(**spot(text, k), kind="killed", low=count, high=count) for k in [killed] if k),
        sentence=next((a, b) for a, b in split_sentences(text) if a <= at["start"] < b),
    )


def folded(text: str, claims: Sequence[Claim]) -> list[tuple[str, list[int | None]]]:
    return [(c.trigger.text, [f.low for f in c.figures]) for c in fold_retellings(claims, text)]


def test_a_definite_noun_comes_back_to_an_event() -> None:
    text = "A drone hit a bus in Sumy. The strike killed 3 people."
    claims = [claim(text, "hit", place="Sumy"), claim(text, "strike", killed="3 people")]
    assert folded(text, claims) == [("hit", [3])]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A drone hit a bus in Sumy. A strike in Izium killed 3 people.", "3 people"),  # indefinite
        ("A drone hit a bus in Sumy. The strike in Izium killed 3 people.", "3 people"),  # elsewhere
    ],
)
def test_another_event_stands_alone(text: str, killed: str) -> None:
    claims = [claim(text, "hit", place="Sumy"), claim(text, "strike", killed=killed, place="Izium")]
    assert folded(text, claims) == [("hit", []), ("strike", [3])]


def test_a_toll_that_differs_is_kept() -> None:
    text = "A drone killed 2 people in Sumy. The strike killed 3 people."
    claims = [claim(text, "killed", killed="2 people", place="Sumy"), claim(text, "strike", killed="3 people")]
    assert folded(text, claims) == [("killed", [2]), ("strike", [3])]


def test_two_words_of_one_sentence_tell_one_event() -> None:
    text = "Russia launched drones at Sumy in an overnight assault, killing 3 people."
    claims = [
        claim(text, "launched", actor="Russia", place="Sumy"),
        claim(text, "assault", actor="Russia", killed="3 people"),
    ]
    assert folded(text, claims) == [("launched", [3])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"place": "Sumy"}, {"place": "Izium"}),
        ({"actor": "Russia"}, {"actor": "rebels"}),
        ({"killed": "3 people"}, {"killed": "2 more"}),
        ({}, {"type": "armed clash"}),
    ],
)
def test_two_events_of_one_sentence_have_something_of_their_own(first: dict, second: dict) -> None:
    text = "Russia hit Sumy, killing 3 people, and rebels struck Izium, where 2 more died."
    assert len(folded(text, [claim(text, "hit", **first), claim(text, "struck", **second)])) == 2
