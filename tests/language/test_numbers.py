"""Counts, read as a table: the phrase and what it means."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.numbers import Quantity, find_quantities, read_quantity, read_share
from dateline.language.numbers_cardinals import cardinal_value, lower


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("47", 47),
        ("12,000", 12_000),
        ("5 000", 5_000),
        ("1.2 million", 1_200_000),
        ("1.5bn", 1_500_000_000),
        ("3 thousand", 3_000),
        ("forty-nine", 49),
        ("one hundred and five", 105),
        ("two thousand three hundred and twelve", 2_312),
        ("a hundred", 100),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a couple of dozen", 24),
        ("thirty-thousand", 30_000),
    ],
)
def test_cardinals(text: str, value: int) -> None:
    assert cardinal_value(text) == value


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("47 people", 47, 47),
        ("at least 47 people", 47, None),
        ("no fewer than nine sailors", 9, None),
        ("more than a hundred homes", 100, None),
        ("well over 200 fighters", 200, None),
        ("70 or more villagers", 70, None),
        ("as many as 340 troops", None, 340),
        ("up to 30 families", None, 30),
        ("fewer than 30 militants", None, 30),
        ("no more than six guards", None, 6),
        ("between 20 and 30 neighbours", 20, 30),
        ("from 18 to 43 civilians", 18, 43),
        ("20–25 rockets", 20, 25),
        ("26-42 civilians", 26, 42),
        ("six or seven tenants", 6, 7),
        ("about 30 cars", 30, 30),
        ("nearly 40 miners", 40, 40),
        ("some 80 goats", 80, 80),
        ("an estimated 1.2 million", 1_200_000, 1_200_000),
        ("158 Ukrainian drones", 158, 158),
        ("dozens", 24, None),
        ("scores of protesters", 40, None),
        ("hundreds of houses", 200, None),
        ("several hundred mourners", 200, None),
        ("thousands", 2_000, None),
        ("tens of thousands of people", 20_000, None),
        ("several others", 2, None),
        ("a number of officers", 2, None),
        ("two dozen rebels", 24, 24),
        ("at least two dozen rebels", 24, None),
        ("half a dozen shells", 6, 6),
        ("a couple of tanks", 2, 2),
        ("a married couple", 2, 2),
        ("a family of five", 5, 5),
        ("a displaced family of six", 6, 6),
        ("both", 2, 2),
        ("twin sisters", 2, 2),
        ("no casualties", 0, 0),
        ("No reports of injuries or deaths", 0, 0),
        ("nobody", 0, 0),
        ("a soldier", 1, 1),
        ("A 63-year-old woman", 1, 1),
        ("one of them", 1, 1),
        ("another 12", 12, 12),
        ("another", 1, 1),
        ("two others", 2, 2),
        ("an Mi-8 helicopter", 1, 1),
        ("a Hermes 900 drone", 1, 1),
        ("two S-300 missiles", 2, 2),
        ("most of 500 pupils", None, 500),
        ("most of the rockets", 2, None),
        ("most of them", 2, None),
        ("most senior commander", 1, 1),
        ("all 178 staff", 178, 178),
        ("his driver", 1, 1),
        ("a baker and his son", 2, 2),
        ("their family", 2, None),
        ("Fijian troops", 2, None),
        ("doctors, nurses and a cook", 2, None),
        ("Ana Torres", 1, 1),
    ],
)
def test_phrases(phrase: str, low: int | None, high: int | None) -> None:
    quantity = read_quantity(phrase)
    assert quantity is not None
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("phrase", "whole", "part"),
    [
        ("most of them women", (20, 20), (None, 20)),
        ("mostly civilians", (20, 30), (None, 30)),
        ("most of them", (20, None), None),
        ("half of them", (20, 20), (10, 10)),
        ("about half of the dead", (40, None), (20, None)),
        ("a third of them children", (9, 9), (3, 3)),
        ("two-thirds of whom", (9, 9), (6, 6)),
        ("All of them", (3, 3), (3, 3)),
    ],
)
def test_a_share_is_read_by_its_whole(
    phrase: str, whole: tuple[int, int | None], part: tuple[int | None, int | None] | None
) -> None:
    share = read_share(phrase)
    assert share is not None
    assert share.of(*whole) == part


@pytest.mark.parametrize("phrase", ["five of them", "all five", "all but two of them", "a third", "A third soldier"])
def test_what_has_a_number_of_its_own_is_no_share(phrase: str) -> None:
    assert read_share(phrase) is None


def test_a_toll_that_rises_is_what_it_rose_to() -> None:
    (found,) = find_quantities("The death toll rose from 25 to 71.")
    assert (found.low, found.high) == (71, 71)
    phrase = read_quantity("from 25 to 71", before="The death toll has risen ")
    assert phrase is not None
    assert (phrase.low, phrase.high) == (71, 71)
    (apart,) = find_quantities("It killed from 25 to 71 people.")
    assert (apart.low, apart.high) == (25, 71)


@pytest.mark.parametrize(
    ("phrase", "part", "whole"),
    [("15 of 18 missiles", 15, 18), ("158 of the 170 drones", 158, 170), ("41 out of 51 rockets", 41, 51)],
)
def test_parts_of_a_whole(phrase: str, part: int, whole: int) -> None:
    quantity = read_quantity(phrase)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.of) == (part, part, whole)
    assert phrase[quantity.of_start :].startswith(str(whole))


@pytest.mark.parametrize(
    ("before", "phrase", "low", "high"),
    [
        ("At least three farmers were killed and ", "nine others", 9, 9),
        ("The blast killed at least three farmers and ", "nine others", 9, None),
        ("At least 35 police and ", "55 civilians", 55, None),
        ("It killed at least 20 soldiers and ", "a civilian", 1, 1),
        ("The blast killed at least three farmers and wounded ", "nine others", 9, 9),
        ("At least 20 people died, including a nurse and ", "two pupils", 2, 2),
        ("At least 20 people died. Later, ", "two pupils", 2, 2),
        ("More than 20 people were hurt and ", "two", 2, 2),
    ],
)
def test_shared_bounds(before: str, phrase: str, low: int, high: int | None) -> None:
    quantity = read_quantity(phrase, before=before)
    assert quantity is not None
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "the 47th brigade fired 155mm shells",
        "on May 5, 2024 and on 6 August",
        "in 2014 the S-300 battery",
        "a loan of $60 million, or 55 million euros",
        "some 40 percent, or 3.5 tonnes",
        "at 10:30 GMT, at 3 a.m.",
        "a three-year term, five years later, 20 km away",
        "Flight 17, Unit 8200 and Article 5",
        "Olha Marchenko, 34, said",
        "between 2 and 25 years in prison",
        "one of the worst raids",
        "a rebel faction, a refugee camp",
        "case 12345678901234567890",
        "12,345,678,901,234,567,890,123",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert find_quantities(text) == []


def test_a_sentence() -> None:
    text = "Three were killed and nine wounded, two of them children, when 15 of 18 drones hit; a man, 63, died."
    counts = [(text[q.start : q.end], q.low) for q in find_quantities(text)]
    assert counts == [("Three", 3), ("nine", 9), ("two", 2), ("15 of 18", 15), ("a man", 1)]


def test_the_bound_is_inside_the_span() -> None:
    text = "The raid left at least another 12 dead."
    assert find_quantities(text) == [Quantity(start=14, end=33, low=12, high=None)]


def test_wrapped_lines_are_read_on() -> None:
    text = "The raid left at least\n47 people dead.\n\nNine were hurt."
    assert [(text[q.start : q.end], q.high) for q in find_quantities(text)] == [("at least\n47", None), ("Nine", 9)]


def test_long_texts_are_read_in_pieces() -> None:
    text = "Then 12 men left. " * 10_000
    assert len(find_quantities(text)) == 10_000


def test_nothing_to_read() -> None:
    assert read_quantity("  ") is None
    with pytest.raises(ValueError, match="No number"):
        cardinal_value("drones")


@given(st.text(max_size=200))
def test_any_text_gives_ordered_spans(text: str) -> None:
    assert len(lower(text)) == len(text)
    spans = [(q.start, q.end) for q in find_quantities(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
