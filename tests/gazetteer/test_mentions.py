from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gazetteer import Gazetteer

TEXTS = [
    # text, mentions of places
    ("Russian forces shelled Kharkiv overnight.", ["Russian", "Kharkiv"]),
    ("Two people died in Robotyne, Zaporizhzhia Oblast.", ["Robotyne", "Zaporizhzhia Oblast"]),
    ("KYIV, Sept 1 (Agency) - Drones hit the city.", ["KYIV"]),
    ("Mr Paris told reporters that he had left.", []),
    ("Jordan Smith spoke; Smith then left.", []),
    ("The border between Jordan and Syria was shut.", ["Jordan", "Syria"]),
    ("He speaks Turkish, she said.", []),
    ("The Turkish army crossed into Syria.", ["Turkish", "Syria"]),
    ("It was reported by the Washington Post on Monday in March.", []),
    ("They met us in the US and in the UK.", ["US", "UK"]),
    ("Fighting went on near el-Fasher, in North Darfur.", ["el-Fasher", "North Darfur"]),
    ("A bus burned in Lexington, Ky., on Friday.", ["Lexington", "Ky"]),
    ("Russia-Ukraine talks ended in Istanbul.", ["Russia", "Ukraine", "Istanbul"]),
    ("Militants held the village of Qwertyabad for a day.", ["Qwertyabad"]),
    ("Reading and nice words are no mobile places.", []),
    ("Удар по городу Харьков был нанесён ночью.", ["Харьков"]),
    ("В Одессе и в Киеве было тихо.", ["Одессе", "Киеве"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_places_are_found_in_text(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in gazetteer.find_mentions(text)] == expected


def test_forms_are_told_apart(gazetteer: Gazetteer) -> None:
    text = "Ukrainians fled as Ukrainian troops left Ukraine."
    assert [mention.form for mention in gazetteer.mentions(text)] == ["people", "adjective", "name"]


def test_a_tagger_overrules(gazetteer: Gazetteer) -> None:
    text = "Lincoln said that Nova Hora was quiet."
    assert gazetteer.find_mentions(text, [(0, 7, "PER"), (18, 27, "LOC")]) == [(18, 27)]


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("A man was shot in Columbia, Missouri.", "Columbia", "US-MO"),
        ("A man was shot in Columbia, South Carolina.", "Columbia", "US-SC"),
        ("A blast hit Kunduz province, in Afghanistan.", "Kunduz", "AF-KDZ"),
        ("New York Governor Doe spoke in Albany.", "New York", "US-NY"),
    ],
)
def test_places_are_located_by_what_they_lie_in(gazetteer: Gazetteer, text: str, name: str, region: str) -> None:
    mention, place = gazetteer.locate(text)[0]
    assert text[mention.start : mention.end] == name
    assert place is not None
    assert place.admin1_code == region


def test_offsets_hold_and_do_not_overlap(gazetteer: Gazetteer) -> None:
    text = "In Kyiv, Lviv and Odesa — and in Kharkiv region — sirens sounded.\nNew York, N.Y., was quiet."
    mentions = gazetteer.mentions(text)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert "Kharkiv region" in [mention.name for mention in mentions]


@given(st.text(alphabet=st.sampled_from("AaKkİßхХ ʼ'’-–.,\n\u00a0Éé1St."), max_size=60))
def test_any_text_is_read(gazetteer: Gazetteer, text: str) -> None:
    mentions = gazetteer.mentions(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert len(gazetteer.locate(text)) == len(mentions)
