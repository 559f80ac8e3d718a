"""Time expressions, read as tables: the words, their TIMEX3 value, the days they cover.

All are read on Tuesday 3 September 2024, unless a table says otherwise.
"""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.language.times import TimeExpression, event_when, find_times, when_lasting
from dateline.language.times_grammar import RULES, Rule

TUESDAY = dt.date(2024, 9, 3)


def only(text: str, anchor: dt.date | None = TUESDAY) -> TimeExpression:
    found = find_times(text, anchor)
    assert len(found) == 1, [time.text for time in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # absolute days
        ("on Aug. 6, 2011", "2011-08-06"),
        ("on 6 August 2011", "2011-08-06"),
        ("on 6th of August, 2011", "2011-08-06"),
        ("2011-08-06", "2011-08-06"),
        ("at 2011-08-06 12:30", "2011-08-06T12:30"),
        ("on 8/6/2011", "2011-08-06"),
        ("on 26.8.2011", "2011-08-26"),
        ("on March eighth, 1998", "1998-03-08"),
        ("It was Monday, August 26", "2024-08-26"),
        ("on June 25", "2024-06-25"),
        ("It fell on Dec. 7", "2023-12-07"),
        ("It will open on Dec. 7", "2024-12-07"),
        ("It is payable Oct. 10", "2024-10-10"),
        # months, years, decades
        ("in February 2022", "2022-02"),
        ("in July", "2024-07"),
        ("It was cut in December", "2023-12"),
        ("It will be cut in December", "2024-12"),
        ("last April", "2024-04"),
        ("last November", "2023-11"),
        ("in January this year", "2024-01"),
        ("early November 2019", "2019-11"),
        ("in 2014", "2014"),
        ("late 2019", "2019"),
        ("in nineteen ninety-seven", "1997"),
        ("fiscal 1989", "1989"),
        ("the 1990s", "199"),
        ("the late 1970s", "197"),
        ("the 19th century", "18"),
        ("the summer of 2011", "2011-SU"),
        ("last fall", "2023-FA"),
        ("Good Friday 2011", "2011-04-22"),
        ("on Christmas Eve", "2023-12-24"),
        # quarters
        ("in the second quarter", "2024-Q2"),
        ("in the fourth quarter of 2019", "2019-Q4"),
        ("next year's first quarter", "2025-Q1"),
        ("the first half of 2020", "2020-H1"),
        # weekdays
        ("struck on Sunday", "2024-09-01"),
        ("struck on Tuesday", "2024-09-03"),
        ("early Sunday", "2024-09-01"),
        ("last Friday", "2024-08-30"),
        ("last Tuesday", "2024-08-27"),
        ("next Monday", "2024-09-09"),
        ("on Monday will sign", "2024-09-09"),
        ("will sign on Monday", "2024-09-09"),
        ("had been due to sign on Monday", "2024-09-02"),
        ("this coming Sunday", "2024-09-08"),
        ("Sunday night", "2024-09-01TNI"),
        ("10 p.m. on Monday", "2024-09-02T22:00"),
        ("Monday at noon", "2024-09-02T12:00"),
        # counted from publication
        ("today", "2024-09-03"),
        ("yesterday", "2024-09-02"),
        ("tomorrow", "2024-09-04"),
        ("last night", "2024-09-02TNI"),
        ("this morning", "2024-09-03TMO"),
        ("overnight", "2024-09-02TNI"),
        ("last week", "2024-W35"),
        ("this month", "2024-09"),
        ("earlier this year", "2024"),
        ("next year", "2025"),
        ("the end of the year", "2024"),
        ("over the weekend", "2024-W35-WE"),
        ("ten days ago", "2024-08-24"),
        ("two weeks ago", "2024-W34"),
        ("three months ago", "2024-06"),
        ("five years ago", "2019"),
        ("a year ago", "2023"),
        # lengths and sets
        ("for 18 months", "P18M"),
        ("two and a half", None),
        ("2 1/2 years", "P2Y6M"),
        ("a year and a half", "P1Y6M"),
        ("90 minutes", "PT90M"),
        ("a three-day visit", "P3D"),
        ("two decades", "P20Y"),
        ("for months", "PXM"),
        ("several years", "PXY"),
        ("the past two years", "P2Y"),
        ("every day", "P1D"),
        ("each Thursday", "XXXX-WXX-4"),
        ("twice a week", "P1W"),
        ("weekly", "XXXX-WXX"),
        # vague words
        ("now", "PRESENT_REF"),
        ("currently", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("soon", "FUTURE_REF"),
        ("in the near future", "FUTURE_REF"),
    ],
)
def test_values(text: str, value: str | None) -> None:
    assert [time.value for time in find_times(text, TUESDAY)] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "type_"),
    [("on Sunday", "DATE"), ("Sunday night", "TIME"), ("two weeks", "DURATION"), ("every week", "SET")],
)
def test_types(text: str, type_: str) -> None:
    assert only(text).type == type_


@pytest.mark.parametrize(
    "text",
    [
        "They may march, and the second may fall",
        "Some 2014 shells fell on the village in all",
        "The fall of the city",
        "More than $1989 was found",
        "USA Today",
        "The S-300 and Flight 1907",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, TUESDAY) == []


@pytest.mark.parametrize(
    ("text", "iso", "precision", "basis"),
    [
        ("Shells fell on Sunday.", "2024-09-01", "day", "relative"),
        ("Shells fell on Aug. 6.", "2024-08-06", "day", "stated"),
        ("Drones came overnight.", "2024-09-02/2024-09-03", "days", "relative"),
        ("Drones came during the night.", "2024-09-02/2024-09-03", "days", "relative"),
        ("Drones came last night.", "2024-09-02", "day", "relative"),
        ("The town fell last week.", "2024-08-26/2024-09-01", "week", "relative"),
        ("The town fell a week ago.", "2024-08-27", "day", "relative"),
        ("The town fell in July.", "2024-07", "month", "relative"),
        ("The town fell in 2014.", "2014", "year", "stated"),
        ("Five died in the past 24 hours.", "2024-09-02/2024-09-03", "days", "relative"),
        ("Five died in the past day.", "2024-09-02/2024-09-03", "days", "relative"),
        ("Five died in 24 hours of shelling.", "2024-09-02/2024-09-03", "days", "relative"),
        ("They fought for a third day.", "2024-09-01/2024-09-03", "days", "relative"),
        ("They fought from Friday to Sunday.", "2024-08-30/2024-09-01", "days", "relative"),
        ("They fought between March 3 and 5.", "2024-03-03/2024-03-05", "days", "stated"),
        ("They fought on 30-31 August.", "2024-08-30/2024-08-31", "days", "stated"),
        ("They fought on Dec. 31 and into the early hours of Jan. 1.", "2023-12-31/2024-01-01", "days", "stated"),
        ("They fought on the night of Sept. 1-2.", "2024-09-01/2024-09-02", "days", "stated"),
        ("They fought on August 3 and 4.", "2024-08-03/2024-08-04", "days", "stated"),
        ("They fought Aug. 30-Sept. 1.", "2024-08-30/2024-09-01", "days", "stated"),
        ("It burned overnight into Sunday.", "2024-08-31/2024-09-01", "days", "relative"),
        ("It burned within the past week.", "2024-08-27/2024-09-03", "days", "relative"),
        ("It burned over the last week.", "2024-08-27/2024-09-03", "days", "relative"),
        ("The prior day's raid killed two.", "2024-09-02", "day", "relative"),
        ("Six years after the massacre nobody is charged.", "2018", "year", "relative"),
        ("It burned half an hour later.", None, "unknown", "unknown"),
        ("Ten have died since February 2022.", "2022-02/2024-09", "month", "stated"),
        ("Ten have died since Sunday.", "2024-09-01/2024-09-03", "days", "relative"),
        ("Ten have died this year.", "2024-01-01/2024-09-03", "days", "relative"),
        ("It came two days after a raid on the port.", "2024-09-01", "day", "relative"),
        ("Prices rose.", None, "unknown", "unknown"),
        ("They talked for two weeks.", None, "unknown", "unknown"),
    ],
)
def test_event_days(text: str, iso: str | None, precision: str, basis: str) -> None:
    when = event_when(find_times(text, TUESDAY), text, TUESDAY)
    assert (when.iso, when.precision, when.basis) == (iso, precision, basis)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@settings(max_examples=30, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.data(), st.dates() | st.none())
def test_every_form_of_the_grammar_is_read_or_left(rule: Rule, data: st.DataObject, anchor: dt.date | None) -> None:
    told = data.draw(st.from_regex(rule.pattern, alphabet=st.characters(codec="ascii")))
    for text in (told, f"In July 2010, {told}"):
        assert all(text[time.start : time.end] == time.text for time in find_times(text, anchor))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("A mine went off on Aug. 6. The day before, a bus was hit.", "2024-08-05"),
        ("A mine went off on Aug. 6. The next day a bus was hit.", "2024-08-07"),
        ("A mine went off on Aug. 6. The same day a bus was hit.", "2024-08-06"),
        ("A mine went off on Aug. 6. Two days later a bus was hit.", "2024-08-08"),
        ("A mine went off on Aug. 6. Hours later a bus was hit.", "2024-08-06"),
        ("A mine went off on Aug. 6. A bus was hit at 3 a.m.", "2024-08-06"),
        ("A mine went off on Aug. 6. The previous Friday a bus was hit.", "2024-08-02"),
    ],
)
def test_narrative_days(text: str, iso: str) -> None:
    assert event_when(find_times(text, TUESDAY)[-1], text, TUESDAY).iso == iso


def test_since_ends_where_the_event_is_what_began() -> None:
    text = "Hundreds have died since the army took the port on Aug. 6."
    (time,) = find_times(text, TUESDAY)
    assert event_when(time, text, TUESDAY, trigger=text.index("died")).iso == "2024-08-06/2024-09-03"
    assert event_when(time, text, TUESDAY, trigger=text.index("took")).iso == "2024-08-06"


@pytest.mark.parametrize(
    ("text", "happened", "iso"),
    [
        # the verb beside the day is another's
        ("A court will rule on the blast in December", True, "2023-12"),
        ("A court will rule on the blast in December", None, "2024-12"),
        ("They will try him for the raid on February 21", True, "2024-02-21"),
        ("They will retake the town lost Thursday", True, "2024-08-29"),
        ("Leaders called on Saturday", True, "2024-08-31"),
        ("They called for a march on Saturday", False, "2024-09-07"),
        ("They called for a march on Tuesday", False, "2024-09-03"),
        # what has happened does not last beyond the report
        ("Two were shot earlier this week", True, "2024-09-02/2024-09-03"),
        ("Two were shot this month", True, "2024-09"),
        # a year that is written, or a day just ahead, stands
        ("They will try him for the raid of Dec. 7, 2024", True, "2024-12-07"),
        ("They will try him for the raid of Sept. 5", True, "2024-09-05"),
    ],
)
def test_what_has_happened_lies_before_the_report_and_what_is_planned_behind(
    text: str, happened: bool | None, iso: str
) -> None:
    assert event_when(find_times(text, TUESDAY), text, TUESDAY, happened=happened).iso == iso


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Net was flat in the second quarter, from a profit a year earlier.", ["2024-Q2", "2023-Q2"]),
        ("In the quarter ended June 30, sales rose from the year-ago quarter.", ["2024-Q2", "2024-06-30", "2023-Q2"]),
        ("Sales rose 5% in 2023, and more than a year earlier.", ["2023", "2022"]),
        ("14,340 died in July 2024, 4,824 more than the same month last year.", ["2024-07", "2023-07"]),
        ("4,824 more died than in the same month last year.", ["2023-09"]),
        ("Net fell against the year-ago three months.", ["P3M"]),
    ],
)
def test_a_year_earlier_follows_the_period_told(text: str, values: list[str]) -> None:
    assert [time.value for time in find_times(text, TUESDAY)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Sunday", "XXXX-WXX-7"),
        ("on Aug. 6", "XXXX-08-06"),
        ("in August", "XXXX-08"),
        ("yesterday", "XXXX-XX-XX"),
        ("last week", "PAST_REF"),
        ("Aug. 6, 2011", "2011-08-06"),
    ],
)
def test_without_a_publication_day(text: str, value: str) -> None:
    time = only(text, None)
    assert time.value == value
    assert (time.first is None) == ("2011" not in text)


def test_wrapped_lines_are_read_on() -> None:
    text = "The depot burned on Sept.\n1 and again last\nnight."
    assert [time.value for time in find_times(text, TUESDAY)] == ["2024-09-01", "2024-09-02TNI"]


def test_the_mention_is_kept() -> None:
    text = "The depot burned early on Sunday."
    when = event_when(find_times(text, TUESDAY), text, TUESDAY)
    assert when.mention is not None
    assert text[when.mention.start : when.mention.end] == when.mention.text == "early on Sunday"
    assert when.mention.by == "times:weekday"


_SOUP = (
    "the a last next on Sunday Aug. 6 2011 31 two weeks ago year earlier quarter overnight now March - , . since from"
    " to Easter night 10 p.m. century past 0 99"
)
_WORDS = st.sampled_from(_SOUP.split())


@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=100), st.dates() | st.none())
def test_any_text_gives_ordered_spans(text: str, anchor: dt.date | None) -> None:
    found = find_times(text, anchor)
    assert all(text[time.start : time.end] == time.text for time in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all((time.first is None) == (time.last is None) for time in found)
    for time in found:
        event_when(time, text, anchor)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("He left after two weeks of protests.", "2024-08-20/2024-09-03"),
        ("Nine months of street protests brought him down.", "2023-12/2024-09"),
        ("Three days of protests brought him down.", None),
        ("After a week of rain the protests went on.", None),
    ],
)
def test_an_event_told_by_its_length_ends_with_the_report(text: str, iso: str | None) -> None:
    assert when_lasting(find_times(text, TUESDAY), text, TUESDAY, text.index("protests")).iso == iso


def test_who_is_missing_since_a_day_was_taken_on_it() -> None:
    text = "Three aid workers have been missing since May 19 and are believed to have been kidnapped."
    assert event_when(find_times(text, TUESDAY), text, TUESDAY, text.index("kidnapped")).iso == "2024-05-19"
    text = "Three aid workers have been held since May 19."
    assert event_when(find_times(text, TUESDAY), text, TUESDAY, text.index("held")).iso == "2024-05-19/2024-09-03"
