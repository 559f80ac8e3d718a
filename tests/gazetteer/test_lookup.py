from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from dateline.config import Config
from dateline.errors import ResourceError
from dateline.gazetteer import Gazetteer, open_gazetteer

FOUND = [
    # as written, name, country, ISO 3166-2 code, precision
    ("Kharkiv", "Kharkiv", "UA", "UA-63", "town"),
    ("Kharkov", "Kharkiv", "UA", "UA-63", "town"),
    ("Харків", "Kharkiv", "UA", "UA-63", "town"),
    ("Харьков", "Kharkiv", "UA", "UA-63", "town"),
    ("Kharkiv Oblast", "Kharkiv", "UA", "UA-63", "province"),
    ("Kharkiv region", "Kharkiv", "UA", "UA-63", "province"),
    ("Kharkivska oblast", "Kharkiv", "UA", "UA-63", "province"),
    ("Artemivsk", "Bakhmut", "UA", "UA-14", "town"),
    ("Kirovohrad", "Kropyvnytskyi", "UA", "UA-35", "town"),
    ("Kiev", "Kyiv", "UA", "UA-30", "town"),
    ("Mykolaiv", "Mykolayiv", "UA", "UA-48", "town"),
    ("Robotyne", "Robotyne", "UA", "UA-23", "town"),
    ("Helmand province", "Helmand", "AF", "AF-HEL", "province"),
    ("Deir ez-Zour", "Deir ez-Zor", "SY", "SY-DY", "province"),
    ("Saladin Governorate", "Saladin", "IQ", "IQ-SD", "province"),
    ("Rangoon", "Yangon", "MM", "MM-06", "town"),
    ("El-Fasher", "El Fasher", "SD", "SD-DN", "town"),
    ("Quebec", "Quebec", "CA", "CA-QC", "province"),
    ("Western Australia", "Western Australia", "AU", "AU-WA", "province"),
    ("Ukrainian", "Ukraine", "UA", "", "country"),
    ("Ukrainians", "Ukraine", "UA", "", "country"),
    ("U.S.", "United States", "US", "", "country"),
    ("UAE", "United Arab Emirates", "AE", "", "country"),
    ("DRC", "Democratic Republic of the Congo", "CD", "", "country"),
    ("Burma", "Myanmar", "MM", "", "country"),
    ("Украина", "Ukraine", "UA", "", "country"),
    ("Damascenes", "Damascus", "SY", "SY-DI", "town"),
    ("Donbass", "Donbas", "UA", "", "area"),
    ("Gaza", "Gaza Strip", "PS", "", "province"),
    ("Gaza City", "Gaza", "PS", "", "town"),
    ("the Golan", "Golan Heights", "SY", "", "area"),
    ("Black Sea", "Black Sea", "", "", "area"),
    ("Sahel", "Sahel", "", "", "area"),
]


@pytest.mark.parametrize(("written", "name", "country", "region", "precision"), FOUND)
def test_names_are_found(
    gazetteer: Gazetteer, written: str, name: str, country: str, region: str, precision: str
) -> None:
    place = gazetteer.find(written)[0]
    assert (place.name, place.country, place.admin1_code, place.precision) == (name, country, region, precision)


@pytest.mark.parametrize("written", ["Qwertyville", "", "14"])
def test_what_no_place_bears_is_unknown(gazetteer: Gazetteer, written: str) -> None:
    assert gazetteer.find(written) == []
    assert not gazetteer.known(written)


NAMESAKES = [
    # names of a document in order, country and region of the first
    (["Tripoli", "Beirut", "Lebanon"], "LB", "LB-AS"),
    (["Tripoli", "Benghazi", "Libya"], "LY", "LY-TB"),
    (["Donetsk", "Rostov Oblast", "Russia"], "RU", "RU-ROS"),
    (["Donetsk", "Kramatorsk"], "UA", "UA-14"),
    (["Hama", "Idlib"], "SY", "SY-HM"),
    (["Georgia", "Atlanta", "Alabama"], "US", "US-GA"),
    (["Georgia", "Tbilisi"], "GE", ""),
    (["Rafah", "Khan Younis"], "PS", ""),
    (["Rafah", "Sinai", "Egypt", "Arish"], "EG", "EG-SIN"),
]


@pytest.mark.parametrize(("names", "country", "region"), NAMESAKES)
def test_namesakes_are_told_apart_by_the_other_places(
    gazetteer: Gazetteer, names: list[str], country: str, region: str
) -> None:
    place = gazetteer.resolve(names)[0]
    assert place is not None
    assert (place.country, place.admin1_code) == (country, region)


def test_context_and_hint_help_and_need_no_answer(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.resolve(["Tripoli"], context=["Beirut", "Sidon"])) == 1
    (by_context,) = gazetteer.resolve(["Tripoli"], context=["Beirut", "Sidon"])
    (by_hint,) = gazetteer.resolve(["Tripoli"], country_hint="LB")
    assert by_context is not None
    assert by_context == by_hint
    assert by_context.country == "LB"


@pytest.mark.parametrize("names", [["Qwertyville"], ["Springfield Heights Annex"], []])
def test_unknown_stays_unresolved(gazetteer: Gazetteer, names: list[str]) -> None:
    assert gazetteer.resolve(names) == [None] * len(names)


def test_places_contain_and_are_distant(gazetteer: Gazetteer) -> None:
    kharkiv, oblast, ukraine, russia = (
        gazetteer.find(name)[0] for name in ("Kharkiv", "Kharkiv Oblast", "Ukraine", "Russia")
    )
    donbas, bakhmut = gazetteer.find("Donbas")[0], gazetteer.find("Bakhmut")[0]
    assert gazetteer.contains(oblast, kharkiv)
    assert gazetteer.contains(ukraine, oblast)
    assert gazetteer.contains(donbas, bakhmut)
    assert not gazetteer.contains(kharkiv, oblast)
    assert not gazetteer.contains(russia, kharkiv)
    assert gazetteer.distance_km(kharkiv, gazetteer.find("Kyiv")[0]) == pytest.approx(410, abs=15)
    assert gazetteer.distance_km(kharkiv, kharkiv) == 0


def test_the_lists_have_a_place_for_every_further_name(tables: Path) -> None:
    with sqlite3.connect(tables) as connection:
        (unmatched,) = connection.execute("SELECT value FROM meta WHERE name = 'unmatched'").fetchone()
    assert unmatched == ""


def test_a_gazetteer_of_the_users_own_is_opened(tables: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    shutil.copy(tables, own)
    gazetteer = Gazetteer.open(Config(gazetteer=str(own)))
    assert gazetteer.path == own
    assert gazetteer.known("Kharkiv")
    gazetteer.close()


def test_what_is_no_gazetteer_is_told(tmp_path: Path) -> None:
    text = tmp_path / "notes.sqlite"
    text.write_text("This is no database, only a text that is long enough to be read as one." * 20)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE meta (name, value)")
    for path in (tmp_path / "missing.sqlite", text, other):
        with pytest.raises(ResourceError):
            open_gazetteer(path)
