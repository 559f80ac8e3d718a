"""ACLED and UCDP files: their columns, who gets a row, and what is counted as left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dateline.export import export_acled, export_ucdp
from dateline.export.acled import COLUMNS as ACLED_COLUMNS
from dateline.export.ucdp import COLUMNS as UCDP_COLUMNS
from dateline.model import Claim, Incident

from .records import BILOZERKA, KHERSON, UKRAINE, at, claim, estimate, exactly, incident, party
from .shelf import read_csv, write

RUSSIA = party("the Russian forces", "state forces", "RU")
UKRAINE_ARMY = party("Ukrainian troops", "state forces", "UA")
REBELS = party("Northern Front", "armed group")
PEOPLE = party("residents", "civilians", "UA")


def acled(*incidents: Incident, claims: tuple[Claim, ...]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    data, written = write(export_acled, incidents, claims=claims)
    rows = read_csv(data)
    assert written.rows == len(rows)
    return rows, written.left_out


def ucdp(*incidents: Incident, claims: tuple[Claim, ...]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    data, written = write(export_ucdp, incidents, claims=claims)
    rows = read_csv(data)
    assert written.rows == len(rows)
    return rows, written.left_out


def test_the_columns_are_theirs() -> None:
    assert (len(ACLED_COLUMNS), len(UCDP_COLUMNS)) == (31, 49)
    assert len(set(ACLED_COLUMNS)) == 31
    assert len(set(UCDP_COLUMNS)) == 49


def test_an_acled_row() -> None:
    told = claim(1, actors=(RUSSIA,), targets=(PEOPLE,), figures=(exactly(3), exactly(9, "injured")))
    [row], left_out = acled(incident(told, estimates=(estimate("acled", 3),)), claims=(told,))
    assert {name: row[name] for name in row if row[name]} == {
        "event_id_cnty": "UKR-inc-1", "event_date": "2024-09-01", "year": "2024", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "Russian forces", "inter1": "External/Other forces",
        "actor2": "residents", "inter2": "Civilians", "interaction": "Civilians – External/Other forces",
        "civilian_targeting": "Civilian targeting", "iso": "804", "region": "Europe", "country": "Ukraine",
        "admin1": "Kherson Oblast", "location": "Kherson", "latitude": "46.65581", "longitude": "32.6178",
        "geo_precision": "1", "source": "Paper 1", "notes": "Deaths: one source gives 3.", "fatalities": "3",
        "tags": "grade=weak; independent sources=1", "timestamp": "1725192000",
    }  # fmt: skip
    assert left_out == {"figures of injured": 1}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"judged": "rejected"}, "incidents that a person rejected"),
        ({"status": "planned"}, "incidents that did not happen or may not have"),
        ({"status": "unclear"}, "incidents that did not happen or may not have"),
        ({"start": None}, "incidents without a date"),
        ({"date_precision": "year", "end": dt.date(2025, 8, 31)}, "incidents dated less closely than a month"),
        ({"place": None}, "incidents without a place"),
        ({"place": UKRAINE}, "incidents placed in a country only"),
    ],
    ids=str,
)
def test_what_acled_records_no_event_for(changes: dict[str, Any], reason: str) -> None:
    told = claim(1, figures=(exactly(1),))
    assert acled(incident(told, **changes), claims=(told,)) == ([], {reason: 1})


def test_what_was_foiled_is_a_disrupted_use_of_weapons() -> None:
    told = claim(1, status="foiled")
    [row], _ = acled(incident(told), claims=(told,))
    assert row["sub_event_type"] == "Disrupted weapons use"


def test_a_total_over_days_is_split() -> None:
    told = claim(1, type="armed clash", time_text="over three days", figures=(exactly(7),))
    rows, _ = acled(incident(told, end=dt.date(2024, 9, 3), date_precision="days"), claims=(told,))
    assert [(r["event_date"], r["fatalities"], r["time_precision"]) for r in rows] == [
        ("2024-09-01", "3", "1"), ("2024-09-02", "2", "1"), ("2024-09-03", "2", "1"),
    ]  # fmt: skip
    assert "split evenly" in rows[0]["notes"]
    assert len({r["event_id_cnty"] for r in rows}) == 3


def test_a_day_between_two_is_not_split() -> None:
    told = claim(1, time_text="overnight", figures=(exactly(7),))
    [row], _ = acled(incident(told, end=dt.date(2024, 9, 2), date_precision="days"), claims=(told,))
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == ("2024-09-01", "2", "7")


def test_a_total_over_places_is_split() -> None:
    told = claim(1, places=at(KHERSON, BILOZERKA, UKRAINE), figures=(exactly(5),))
    rows, _ = acled(incident(told), claims=(told,))
    assert [(r["location"], r["fatalities"]) for r in rows] == [("Kherson", "3"), ("Bilozerka", "2")]


def test_the_higher_type_absorbs_the_lower() -> None:
    clash = claim(1, type="armed clash", actors=(RUSSIA,), figures=(exactly(2),))
    looting = claim(2, type="looting/property destruction", actors=(RUSSIA,))
    other_day = claim(3, type="attack", actors=(RUSSIA,))
    other_side = claim(4, type="attack", actors=(REBELS,))
    incidents = (
        incident(looting), incident(clash), incident(other_side),
        incident(other_day, start=dt.date(2024, 9, 2), end=dt.date(2024, 9, 2)),
    )  # fmt: skip
    rows, left_out = acled(*incidents, claims=(clash, looting, other_day, other_side))
    assert [row["sub_event_type"] for row in rows] == ["Armed clash", "Attack", "Attack"]
    assert "inc-2" in rows[0]["notes"]
    assert left_out["incidents absorbed by a higher type of the same day, place and actors"] == 1


def test_two_incidents_without_actors_stay_two() -> None:
    one, two = claim(1), claim(2)
    rows, _ = acled(incident(one), incident(two), claims=(one, two))
    assert len(rows) == 2


def test_a_ucdp_row() -> None:
    told = claim(
        1, actors=(RUSSIA,), targets=(UKRAINE_ARMY,), figures=(exactly(5), exactly(2, group="civilians", part_of=True))
    )
    estimates = (estimate("ucdp", 5, low=4, high=8), estimate("ucdp", 2, group="civilians"))
    [row], left_out = ucdp(incident(told, estimates=estimates), claims=(told,))
    assert {name: row[name] for name in row if row[name]} == {
        "id": "inc-1", "relid": "UKR-2024-1-inc-1", "year": "2024", "code_status": "Check", "type_of_violence": "1",
        "dyad_name": "Government of Russia - Government of Ukraine", "side_a": "Government of Russia",
        "side_b": "Government of Ukraine", "number_of_sources": "1",
        "source_article": 'Paper 1, 2024-09-01, "Report 1", https://paper1.example/a', "source_office": "Paper 1",
        "source_date": "2024-09-01", "source_headline": "Report 1", "source_original": "the mayor",
        "where_prec": "1", "where_coordinates": "Kherson", "where_description": "Kherson", "adm_1": "Kherson Oblast",
        "latitude": "46.65581", "longitude": "32.6178", "geom_wkt": "POINT (32.6178 46.65581)",
        "priogrid_gid": "196986", "country": "Ukraine", "country_id": "369", "region": "Europe", "event_clarity": "1",
        "date_prec": "1", "date_start": "2024-09-01", "date_end": "2024-09-01", "deaths_a": "0", "deaths_b": "0",
        "deaths_civilians": "2", "deaths_unknown": "3", "best": "5", "high": "8", "low": "4", "gwnoa": "365",
        "gwnob": "369",
    }  # fmt: skip
    assert left_out == {}


@pytest.mark.parametrize(
    ("actors", "targets", "side_a", "side_b"),
    [
        ((UKRAINE_ARMY,), (RUSSIA,), "Government of Russia", "Government of Ukraine"),
        ((REBELS,), (UKRAINE_ARMY,), "Government of Ukraine", "Northern Front"),
        ((REBELS,), (PEOPLE,), "Northern Front", "Civilians"),
        ((RUSSIA, UKRAINE_ARMY), (), "Government of Russia", "Government of Ukraine"),
    ],
)
def test_side_a_is_the_state(actors: Any, targets: Any, side_a: str, side_b: str) -> None:
    told = claim(1, type="armed clash", actors=actors, targets=targets, figures=(exactly(1),))
    [row], _ = ucdp(incident(told, estimates=(estimate("ucdp", 1),)), claims=(told,))
    assert (row["side_a"], row["side_b"]) == (side_a, side_b)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"judged": "rejected"}, "incidents that a person rejected"),
        ({"status": "denied"}, "incidents that did not happen or may not have"),
        ({"estimates": ()}, "incidents without a death"),
        ({"estimates": (estimate("ucdp", 0),)}, "incidents without a death"),
        ({"start": None}, "incidents without a date"),
        ({"place": None}, "incidents without a place"),
        ({"actors": (), "targets": ()}, "incidents without an organised side"),
    ],
    ids=str,
)
def test_what_ucdp_records_no_event_for(changes: dict[str, Any], reason: str) -> None:
    told = claim(1, actors=(RUSSIA,), targets=(UKRAINE_ARMY,))
    fields = {"estimates": (estimate("ucdp", 1),)} | changes
    assert ucdp(incident(told, **fields), claims=(told,)) == ([], {reason: 1})
