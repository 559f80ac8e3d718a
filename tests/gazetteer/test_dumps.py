from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dateline.errors import ReadError
from dateline.gazetteer import open_gazetteer
from dateline.gazetteer.dumps import import_dump

PLACE = (
    "99000001\tNova Vyhadka\tNova Vyhadka\tNovaya Vydumka,nwfa\t50.1\t36.2\tP\tPPL\tUA\t\t07\t\t\t\t120\t\t140"
    "\tEurope/Kyiv\t2024-01-01"
)
NAMES = "1\t706483\ten\tSlobodopolis\t\t\t\t\n2\t706483\tlink\tHttps Nowhere\t\t\t\t\n3\t5\ten\tNoplace\t\t\t\t\n"


def test_places_of_a_dump_are_added(tables: Path, tmp_path: Path) -> None:
    dump, out = tmp_path / "UA.zip", tmp_path / "own.sqlite"
    with zipfile.ZipFile(dump, "w") as archive:
        archive.writestr("readme.txt", "about the dump")
        archive.writestr("UA.txt", PLACE + "\n")
    told: list[int] = []
    assert import_dump(dump, tables, out, told.append) == 1
    assert told == [1]
    own = open_gazetteer(out)
    place = own.find("Novaya Vydumka")[0]
    assert (place.name, place.admin1_code, place.precision) == ("Nova Vyhadka", "UA-63", "town")
    assert own.version != open_gazetteer(tables).version
    assert own.known("Kharkiv")


def test_alternate_names_are_added_to_places_that_are_there(tables: Path, tmp_path: Path) -> None:
    dump, out = tmp_path / "alternateNamesV2.txt", tmp_path / "own.sqlite"
    dump.write_text(NAMES, encoding="utf-8")
    assert import_dump(dump, tables, out) == 2
    own = open_gazetteer(out)
    assert own.find("Slobodopolis")[0].name == "Kharkiv"
    assert not own.known("Https Nowhere")
    assert not own.known("Noplace")


@pytest.mark.parametrize("content", ["", "no dump at all\n", "a\tb\tc\td\n", PLACE.replace("50.1", "north") + "\n"])
def test_what_is_no_dump_is_told_and_leaves_nothing(tables: Path, tmp_path: Path, content: str) -> None:
    dump, out = tmp_path / "dump.txt", tmp_path / "own.sqlite"
    dump.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"dump\.txt, line 1"):
        import_dump(dump, tables, out)
    assert list(tmp_path.iterdir()) == [dump]
