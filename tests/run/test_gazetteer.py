"""`gazetteer import`: a dump's places beside those shipped."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import dateline
from dateline.errors import ReadError


def line(id: int, name: str, alternates: str, kind: str, feature: str) -> str:
    return "\t".join(
        [str(id), name, name, alternates, "49.1", "36.2", kind, feature, "UA", "", "07", "", "", "", "431", "", "110",
         "Europe/Kyiv", "2025-01-01"]
    )  # fmt: skip


ROWS = [
    line(999000001, "Nova Vymyslivka", "Нова Вимислівка,nova vymyslivka", "P", "PPL"),
    line(999000002, "Vymyslivska Hromada", "", "A", "ADM3"),
    line(999000003, "Vymyslene Lake", "", "H", "LK"),
]


@pytest.fixture(params=["txt", "zip"])
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"UA.{request.param}"
    if request.param == "txt":
        path.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("UA.txt", "\n".join(ROWS))
    return path


def test_places_of_a_dump_are_found_beside_those_shipped(dump: Path, tmp_path: Path) -> None:
    out = tmp_path / "own.sqlite"
    assert dateline.gazetteer_import(dump, out) == 2
    own = dateline.Config(gazetteer=str(out))
    for name in ("Nova Vymyslivka", "Нова Вимислівка"):
        (place,) = dateline.gazetteer_find(name, config=own)
        assert (place.geonames_id, place.admin1_code, place.precision) == (999000001, "UA-63", "town")
    assert dateline.gazetteer_find("Vymyslivska Hromada", config=own)[0].precision == "district"
    assert not dateline.gazetteer_find("Vymyslene Lake", config=own)
    assert dateline.gazetteer_find("Odesa", config=own) == dateline.gazetteer_find("Odesa")


@pytest.mark.parametrize("content", ["", "no dump\n", "\t" * 18 + "\n" + "\t".join(["x"] * 6 + ["P"] + ["x"] * 12)])
def test_a_file_that_is_no_dump_leaves_nothing_behind(content: str, tmp_path: Path) -> None:
    path = tmp_path / "UA.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match="no dump of GeoNames"):
        dateline.gazetteer_import(path, tmp_path / "own.sqlite")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["UA.txt"]
