"""What a public export does not say."""

from __future__ import annotations

import io
from collections import Counter

import msgspec
import pytest

from dateline.errors import NotFoundError
from dateline.export import PUBLIC, ExportOptions, export_jsonl
from dateline.export.privacy import looks_like_person, withhold
from dateline.export.told import gather
from dateline.model import Incident, Thing

from .records import KHERSON, at, claim, incident, party, thing
from .shelf import ALL, CLAIMS, DOCUMENTS, write


@pytest.mark.parametrize(
    "name",
    [
        "Olena Petrivna", "Ivan Petrenko", "Mr Okafor", "Dr. Amina Yusuf", "Jean-Luc Okri", "Ahmed al-Hassan",
        "Maria de la Cruz", "Іван Петренко", "Олена Іванівна", "Mary O'Neill", "J. Smith",
    ],
)  # fmt: skip
def test_names_of_persons(name: str) -> None:
    assert looks_like_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Russian forces", "a hospital", "Kherson Regional Hospital", "Red Cross", "Hezbollah", "NATO", "UN", "IDF",
        "Islamic Jihad", "Security Forces", "the mayor", "two women", "158 drones", "Houthi fighters", "Unit 731", "",
        "Ministry of Defence", "Energy Infrastructure",
    ],
)  # fmt: skip
def test_names_of_others(name: str) -> None:
    assert not looks_like_person(name)


def test_only_whole_names_are_withheld() -> None:
    text = withhold("Ann Lee told Ann Leeds; Ann Lee.", ["Ann Lee"])
    assert text == "a person (name withheld) told Ann Leeds; a person (name withheld)."


def read(data: bytes) -> list[Incident]:
    return [msgspec.json.decode(line, type=Incident) for line in data.splitlines()]


def test_names_are_withheld_everywhere_and_counted() -> None:
    data, written = write(export_jsonl)
    assert b"Petrivna" not in data
    assert "a person (name withheld)" in read(data)[0].targets
    assert written.left_out["names of private persons"] == 1


def test_what_is_written_beside_an_incident_can_withhold_the_same_names() -> None:
    [told] = gather([ALL[0]], CLAIMS, DOCUMENTS, PUBLIC, Counter())
    assert told.withheld == ("Olena Petrivna",)


def test_a_known_organisation_is_no_person() -> None:
    told = claim(9, targets=(party("Boko Haram", "armed group"), party("Médecins Monde", organisation="mdm")))
    data, _ = write(export_jsonl, [incident(told, documents=())], claims=[told])
    assert read(data)[0].targets == ("Boko Haram", "Médecins Monde")


@pytest.mark.parametrize(
    "more",
    [
        {"places": at(msgspec.structs.replace(KHERSON, name="Nova Vesna"))},
        {"infrastructure": (Thing(text="Nova Vesna", start=0, end=10, kind="farm"),)},
        {"targets": (party("Nova Vesna", "armed group"),)},
    ],
    ids=["place", "building", "group"],
)
def test_names_of_places_buildings_and_groups_stay(more: dict[str, object]) -> None:
    told = claim(9, **({"targets": (party("Nova Vesna"),)} | more))
    data, _ = write(export_jsonl, [incident(told, documents=())], claims=[told])
    assert read(data)[0].targets == ("Nova Vesna",)


@pytest.mark.parametrize(
    ("kind", "options", "place"),
    [
        ("hospital", ExportOptions(), (46.66, 32.62)),
        ("residential building", ExportOptions(), (46.66, 32.62)),
        ("shelter", ExportOptions(), (46.66, 32.62)),
        ("hospital", ExportOptions(exact=True), (46.65581, 32.6178)),
        ("bridge", ExportOptions(), (46.65581, 32.6178)),
        ("bridge", ExportOptions(sensitive="bridge".__eq__), (46.66, 32.62)),
    ],
)
def test_coordinates_are_blurred(kind: str, options: ExportOptions, place: tuple[float, float]) -> None:
    told = claim(9, infrastructure=(thing(kind),))
    data, written = write(export_jsonl, [incident(told, documents=())], options, [told])
    found = read(data)[0].place
    assert found is not None
    assert (found.latitude, found.longitude) == place
    blurred = place != (KHERSON.latitude, KHERSON.longitude)
    assert written.left_out.get("exact coordinates of sensitive places", 0) == blurred


def test_inside_an_office_nothing_is_withheld() -> None:
    data, written = write(export_jsonl, options=ExportOptions(exact=True, names=True))
    assert tuple(read(data)) == ALL
    assert written.left_out == {}


def test_a_missing_claim_is_named() -> None:
    with pytest.raises(NotFoundError, match="clm-77"):
        export_jsonl([incident(claim(77))], {}, {}, io.BytesIO())
