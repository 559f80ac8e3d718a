"""The `reports` benchmark answers in the form that its score reads."""

from __future__ import annotations

from dateline.gazetteer import Gazetteer
from dateline.run.bench_reports import predict


def test_answers_keep_order_and_form() -> None:
    items = [
        {
            "id": "b",
            "text": "2011-05-S-031\nFor Immediate Release\nKABUL, Afghanistan (May 10, 2011)\n"
            "Soldiers killed two men and detained a leader in Zurmat district, Paktia province, yesterday. "
            "An airstrike destroyed the house.",
        },
        {"id": "a", "text": "2011-05-S-033\nFor Immediate Release\nNobody was hurt."},
    ]
    assert predict(items, Gazetteer.open()) == [
        {
            "id": "b",
            "start_date": "2011-05-09",
            "province": ["Paktya"],
            "min_killed": 2,
            "min_captured": 1,
            "airstrike": True,
        },
        {
            "id": "a",
            "start_date": "2011-05-11",
            "province": [],
            "min_killed": 0,
            "min_captured": 0,
            "airstrike": False,
        },
    ]
