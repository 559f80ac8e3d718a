"""Military press releases: who was killed and captured, when and where, from the air or not."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.extract.press_heads import estimate_days, read_heads
from dateline.extract.press_release import read_release, read_releases
from dateline.extract.press_tolls import read_tolls
from dateline.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def toll(text: str) -> tuple[int, int]:
    tolls = read_tolls(text)
    return tolls["killed"].least, tolls["captured"].least


@pytest.mark.parametrize(
    ("text", "killed", "captured"),
    [
        # numbers and vague words
        ("Twenty-five insurgents were killed in the fight.", 25, 0),
        ("Over 20 insurgents were killed and seven others captured.", 21, 7),
        ("The force detained more than a dozen suspected insurgents.", 0, 13),
        ("The patrol killed at least ten militants and captured a couple of fighters.", 10, 2),
        ("Several men were arrested.", 0, 3),
        ("A militant leader was captured along with a number of suspected militants.", 0, 4),
        ("The crew returned fire, killing numerous militants.", 4, 0),
        ("A large number of fighters were killed.", 5, 0),
        ("Troops killed 12 Taliban.", 12, 0),
        ("The suspects were taken into custody.", 0, 2),
        # objects, passives, nouns, gaps
        ("Two insurgents were killed and one was detained.", 2, 1),
        ("During the clearing operation 14 insurgents were killed and six detained.", 14, 6),
        ("The raid resulted in the death of two insurgents and the capture of another.", 2, 1),
        ("The shelling left four insurgents dead.", 4, 0),
        ("Police took five suspects into custody.", 0, 5),
        ("Several insurgents surrendered to the force.", 0, 3),
        ("After the fight, the force found the bodies of three militants.", 3, 0),
        ("The force engaged the enemy, killing one and wounding two.", 1, 0),
        ("Seven individuals believed to be insurgents were detained.", 0, 7),
        ("Troops killed two armed men and a third man was arrested.", 2, 1),
        ("The jets conducted a lethal strike in the hills against an insurgent.", 1, 0),
        # lists, parts and names
        ("The force killed a bomb maker, a financier and three guards.", 5, 0),
        ("The commander, Mullah Karim, was killed along with two other fighters.", 3, 0),
        ("The force killed Karim, a known bomb maker, and one of his guards.", 2, 0),
        ("Haqqani leader Karim and two associates were killed.", 3, 0),
        ("Security forces detained six insurgents, including two cell leaders.", 0, 6),
        ("Two insurgents, a commander and his deputy, were killed.", 2, 0),
        ("Six civilians, three of them children, were killed.", 6, 0),
        ("Four suspected insurgents, one of whom was wounded, were detained.", 0, 4),
        ("They arrested a judge of the shadow court and his two guards.", 0, 3),
        # no deed, another's deed, another time
        ("Nobody was killed. No insurgents were detained.", 0, 0),
        ("The captured leader led a cell of ten fighters.", 0, 0),
        ("The team captured a machine gun and 200 rounds.", 0, 0),
        ("The force went out to capture a leader. It detained six men.", 0, 6),
        ("The leader is responsible for the killing of two officials. The force arrested him.", 0, 1),
        ("He was killed in a fight last month. The force detained one man.", 0, 1),
        ("So far this year, the army has captured 40 commanders.", 0, 0),
        ("“We killed ten of them,” said the captain. One man was detained.", 0, 1),
    ],
)
def test_killed_and_captured(text: str, killed: int, captured: int) -> None:
    assert toll(text) == (killed, captured)


@pytest.mark.parametrize(
    ("text", "killed", "captured"),
    [
        ("A weapons smuggler was arrested. The smuggler had moved rifles and was detained at home.", 0, 1),
        ("Four men were detained, including a commander. The commander and three more suspects were taken in.", 0, 4),
        ("Five fighters were killed. Two fighters died at the gate, and three men were killed on the roof.", 5, 0),
        ("Forces killed five men. Later others opened fire, and three more men were killed.", 8, 0),
        ("A leader was captured. Two suspected insurgents were also detained.", 0, 3),
        ("A leader was captured. He and two of his associates were detained at the scene.", 0, 3),
        ("A rifleman ran from the house. The force shot him, killing him.", 1, 0),
        (
            "Several men were killed. A guard killed an armed man. Later, several fighters attacked; all were killed.",
            4,
            0,
        ),
        ("Troops detained several suspects. After questioning, the suspects were detained.", 0, 3),
    ],
)
def test_nobody_is_counted_twice(text: str, killed: int, captured: int) -> None:
    assert toll(text) == (killed, captured)


def release(body: str, head: str = "KABUL, Afghanistan (May 10, 2011) – ") -> str:
    return f"Evening Update\nExample Joint Command - Afghanistan 2011-05-S-031\nFor Immediate Release\n{head}{body}"


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Soldiers arrested a man yesterday.", "2011-05-09"),
        ("Soldiers arrested a man today.", "2011-05-10"),
        ("Soldiers arrested a man Monday.", "2011-05-09"),
        ("Soldiers arrested a man overnight.", "2011-05-10"),
        ("Soldiers arrested a man last night.", "2011-05-09"),
        ("The command confirmed today that a leader was captured May 4.", "2011-05-04"),
        ("Soldiers sought a planner of the April 2 attack. A man was arrested Sunday.", "2011-05-08"),
        ("Soldiers arrested a man.", None),
    ],
)
def test_day_of_the_operation(gazetteer: Gazetteer, body: str, day: str | None) -> None:
    start = read_release(release(body), gazetteer).start.start
    assert (start and start.isoformat()) == day


@pytest.mark.parametrize(
    ("head", "published", "day"),
    [
        ("KABUL, Afghanistan (May 10, 2011) – ", None, "2011-05-10"),
        ("KABUL, Afghanistan (May 10) – ", None, "2011-05-10"),  # the year of the release number
        ("KABUL, Afghanistan (May 10. 2011)\n", None, "2011-05-10"),
        ("  Download PDF   KABUL, Afghanistan (10 May 2011) -- ", None, "2011-05-10"),
        ("Kabul, Afghanistan (May10, 2011)\n", None, "2011-05-10"),
        ("", dt.date(2011, 5, 12), "2011-05-12"),
        ("", None, None),
    ],
)
def test_day_of_release(head: str, published: dt.date | None, day: str | None) -> None:
    (found,) = read_heads(release("Soldiers arrested a man.", head), published)
    assert found.published.value == day
    assert found.number == "2011-05-S-031"


def test_days_are_estimated_from_the_series() -> None:
    def text(number: str, head: str) -> str:
        return f"{number}\nFor Immediate Release\n{head}\nSoldiers arrested a man."

    texts = [
        text("2011-05-S-010", "KABUL, Afghanistan (May 4, 2011)"),
        text("2011-05-S-020", ""),
        text("2011-05-S-030", "KABUL, Afghanistan (May 10, 2011)"),
        "KABUL, Afghanistan (Jan. 10)\nSoldiers arrested a man.",
        text("2011-01-S-012", "KABUL, Afghanistan (Jan. 9, 2011)"),
        text("2012-05-S-012", "KABUL, Afghanistan (May 9, 2012)"),
        "Soldiers arrested a man.",
    ]
    days = estimate_days([read_heads(each)[0] for each in texts])
    assert [day and day.isoformat() for day in days[:4]] == ["2011-05-04", "2011-05-07", "2011-05-10", "2012-01-10"]


def test_a_day_in_the_lead_dates_a_release_whose_head_has_none() -> None:
    series = [
        "KABUL, Afghanistan (May 4, 2011)\nSoldiers arrested a man.",
        "KABUL, Afghanistan (May 9, 2013)\nSoldiers arrested a man.",
    ]
    lead = "By a sergeant\nSoldiers arrested a man in Paktika province, {}."
    years = [estimate_days([read_heads(each)[0] for each in [*series, lead.format(day)]])[2] for day in DAYS]
    assert [day and day.isoformat() for day in years] == ["2012-06-25", "2012-02-29", "2012-06-25"]


def test_a_leap_day_between_years_without_one_is_no_error() -> None:
    texts = ["KABUL, Afghanistan (Jan. 4, 2011)\nA man was held.", "By a sergeant\nA man was held in Kabul, Feb. 29."]
    assert estimate_days([read_heads(each)[0] for each in texts])[1] == dt.date(2011, 1, 4)


DAYS = ["June 25, 2012", "Feb. 29", "June 25"]


@pytest.mark.parametrize(
    ("body", "region"),
    [
        ("Soldiers arrested a man in Zurmat district, Paktiya province.", "AF-PIA"),
        ("In Konduz province, soldiers arrested a man who came from Kabul province.", "AF-KDZ"),
        ("In Kandahar City, soldiers arrested a man.", "AF-KAN"),
        ("Soldiers arrested a man in Gardez district.", "AF-PIA"),
        ("Soldiers arrested a man in Khandahar province.", "AF-KAN"),
        ("Soldiers arrested a man. He was active in Logar province.", "AF-LOG"),
    ],
)
def test_province(gazetteer: Gazetteer, body: str, region: str) -> None:
    (mention,) = read_release(release(body), gazetteer, country="AF").provinces
    assert mention.place is not None
    assert mention.place.admin1_code == region


@pytest.mark.parametrize(
    ("body", "airstrike"),
    [
        ("A precision airstrike killed two men.", "airstrike"),
        ("A jet dropped two bombs on the house.", "dropped two bombs"),
        ("Soldiers killed two men with mortars.", None),
    ],
)
def test_airstrike(gazetteer: Gazetteer, body: str, airstrike: str | None) -> None:
    found = read_release(release(body), gazetteer).airstrike
    assert (found and found.text) == airstrike


def test_release_and_update_are_read_apart_and_values_point_to_their_characters(gazetteer: Gazetteer) -> None:
    first = release("Soldiers killed two men and\u2028arrested several\u2028suspects in Logar province yesterday.")
    second = release("One of the men arrested is a leader.", "KABUL, Afghanistan (May 12, 2011) – ")
    text = f"{first}\n\n----\n\nUPDATE: {second}"
    one, other = read_releases(text, gazetteer, country="AF")
    assert (one.killed, one.captured, one.published.value, other.published.value) == (2, 3, "2011-05-10", "2011-05-12")
    values = [*one.killed_phrases, *one.captured_phrases, *other.captured_phrases, *one.provinces]
    assert [text[value.start : value.end] for value in values] == [value.text for value in values]
    assert [value.text for value in one.captured_phrases] == ["several\u2028suspects"]
