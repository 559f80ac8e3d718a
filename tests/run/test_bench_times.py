"""The `times` benchmark answers in the form that its score reads."""

from __future__ import annotations

from dateline.run.bench_times import predict


def test_answers_keep_order_and_form() -> None:
    items = [
        {"id": "b", "date": "2024-09-03", "text": "The port, 27 years old, closed on Sunday."},
        {"id": "a", "date": "", "text": "Nothing is dated here."},
    ]
    assert predict(items) == [
        {"id": "b", "times": [{"start": 34, "end": 40, "value": "2024-09-01", "type": "DATE"}]},
        {"id": "a", "times": []},
    ]


def test_words_that_timebank_leaves_are_left() -> None:
    (answer,) = predict(
        [{"id": "a", "date": "2024-09-03", "text": "A previously closed port now pays a quarterly fee."}]
    )
    assert [time["value"] for time in answer["times"]] == ["PRESENT_REF"]  # type: ignore[attr-defined]
