"""The `incidents` benchmark answers in the form that its score reads."""

from __future__ import annotations

from dateline.extract.main_event import read_main_event
from dateline.gazetteer import Gazetteer
from dateline.run.bench_incidents import predict

from ..resolve.telling import report

ITEMS = [
    {
        "id": "a",
        "date": "2019-03-04",
        "title": "Two shot at Tulsa car wash",
        "text": "TULSA, Okla. - Two people were shot at the Suds Barrel car wash in the 5300 block of South Harlan "
        "Avenue on Sunday night. Detective Lorna Pritchett says a man and a woman were taken to hospital.",
    },
    {
        "id": "b",
        "date": "2019-03-05",
        "title": "Man dies after shooting at car wash",
        "text": "One of two people shot at the Suds Barrel in Tulsa on Sunday has died. Deshawn Ollery, 19, bled to "
        "death after surgery, Detective Lorna Pritchett said. Maribel Santuzzi was wounded on Harlan Avenue.",
    },
    {
        "id": "c",
        "date": "2019-03-06",
        "title": "Woman wounded in Tulsa drive-by",
        "text": "A woman was shot in the arm when somebody fired at a house on Xanthus Place in Tulsa on Wednesday.",
    },
]


def test_articles_of_one_shooting_share_an_incident() -> None:
    rows = {row["id"]: row for row in predict(ITEMS)}
    assert list(rows) == ["a", "b", "c"]
    assert rows["a"]["incident"] == rows["b"]["incident"] != rows["c"]["incident"]
    assert (rows["c"]["killed"], rows["c"]["injured"]) == (0, 1)


def test_the_main_event_is_read_from_title_and_lead() -> None:
    document = report(str(ITEMS[0]["text"]), day="2019-03-04", title=str(ITEMS[0]["title"]))
    claim = read_main_event(document, Gazetteer.open(), "US")
    assert claim.when.iso == "2019-03-03"
    assert claim.places[0].place is not None
    assert claim.places[0].place.name == "Tulsa"
    assert [(f.kind, f.low) for f in claim.figures] == [("injured", 2)]
    for value in (claim.trigger, *claim.places):
        assert document.text[value.start : value.end] == value.text
