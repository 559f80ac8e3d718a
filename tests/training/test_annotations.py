"""Annotations give strings; training needs words. Which of several equal strings is meant?"""

from training.annotations import align

TEXT = (
    "Rebels shelled Goma on Monday, killing 5 people. In Bukavu, Goma's refugees marched; the rebels did not comment."
)


def aligned(**event: object) -> tuple[list[str], dict[str, list[list[str]]]]:
    """The words of the trigger, and those of each role."""
    report = align({"id": "x", "date": "2025-01-29", "text": TEXT}, [{"type": "armed clash", **event}])
    words = [w.text for w in report.words]
    made = report.events[0]
    roles: dict[str, list[list[str]]] = {}
    for argument in made.arguments:
        roles.setdefault(argument.role, []).append(words[argument.begin : argument.end])
    return words[made.begin : made.end], roles


def test_each_value_is_tied_to_its_words() -> None:
    trigger, roles = aligned(
        trigger="shelled",
        actor=["Rebels"],
        places=["Goma"],
        date="2025-01-27",
        figures=[{"text": "5 people", "kind": "killed", "low": 5, "high": 5}],
        said_by=[{"who": "rebels", "stance": "no comment"}],
    )
    assert trigger == ["shelled"]
    assert roles == {
        "actor": [["Rebels"]],
        "place": [["Goma"]],
        "date": [["Monday"]],
        "figure": [["5", "people"]],
        "source": [["rebels"]],
    }


def test_of_equal_strings_the_nearest_is_taken_and_the_other_teaches_nothing() -> None:
    report = align({"id": "x", "text": TEXT}, [{"trigger": "marched", "type": "peaceful protest", "places": ["Goma"]}])
    first, second = (i for i, w in enumerate(report.words) if w.text == "Goma")
    made = report.events[0]
    assert [(a.begin, a.end) for a in made.arguments] == [(second, second + 1)]
    assert made.ignored == [("place", first, first + 1)]


def test_counts_and_times_are_read_beside() -> None:
    report = align({"id": "x", "date": "2025-01-29", "text": TEXT}, [])
    words = [w.text for w in report.words]
    assert [words[a:b] for a, b in report.counts] == [["5"]]
    assert [words[a:b] for a, b in report.times] == [["Monday"]]
    assert not report.events


def test_a_day_is_tied_as_the_reading_would_read_it_for_what_happened_and_for_what_is_to_come() -> None:
    text = "Rebels attacked on Friday. The rebels plan to march on Friday."
    events = [
        {"trigger": "attacked", "type": "armed clash", "date": "2025-01-24"},
        {"trigger": "march", "type": "peaceful protest", "status": "planned", "date": "2025-01-31"},
    ]
    report = align({"id": "x", "date": "2025-01-29", "text": text}, events)
    fridays = [i for i, w in enumerate(report.words) if w.text == "Friday"]
    assert [[a.begin for a in e.arguments] for e in report.events] == [[fridays[0]], [fridays[1]]]
