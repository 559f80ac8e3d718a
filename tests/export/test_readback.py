"""Export, then read back: the identity on what the format holds."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.export import EXPORTS, PUBLIC, export_geojson, export_hxl, export_jsonl, export_parquet, export_xlsx
from dateline.export.cells import plain_cell, safe_cell
from dateline.export.columns import MEANINGS, Flat, flatten
from dateline.export.geojson import Feature
from dateline.export.hxl import TAGS
from dateline.export.told import Told, gather
from dateline.model import Incident

from .shelf import ALL, CLAIMS, DOCUMENTS, MARCH, STRIKE, UNDATED, read_csv, write


def told_of(*incidents: Incident) -> list[Told]:
    return list(gather(incidents, CLAIMS, DOCUMENTS, PUBLIC, Counter()))


def flat_of(*incidents: Incident) -> list[Flat]:
    return [flatten(told, PUBLIC.rules) for told in told_of(*incidents)]


def test_jsonl_holds_the_whole_record() -> None:
    data, written = write(export_jsonl)
    assert [msgspec.json.decode(line, type=Incident) for line in data.splitlines()] == [
        told.incident for told in told_of(*ALL)
    ]
    assert written.rows == 4


def test_geojson_holds_the_flat_row_and_the_toll() -> None:
    data, written = write(export_geojson)
    collection = json.loads(data)
    features = [msgspec.convert(feature, Feature) for feature in collection["features"]]
    assert collection["type"] == "FeatureCollection"
    assert [Flat(**{n: getattr(f.properties, n) for n in Flat.__struct_fields__}) for f in features] == flat_of(*ALL)
    assert [f.properties.toll for f in features] == [told.incident.toll for told in told_of(*ALL)]
    assert [f.geometry.coordinates if f.geometry else None for f in features] == [
        (32.62, 46.66), (178.44149, -18.14161), None, (32.6178, 46.65581),
    ]  # fmt: skip
    assert written.left_out["places on the map (unplaced incidents have no geometry)"] == 1


def test_parquet_holds_the_flat_row_and_the_toll() -> None:
    data, _ = write(export_parquet)
    table = pq.read_table(io.BytesIO(data))
    rows = table.to_pylist()
    tolls = [row.pop("toll") for row in rows]
    assert [msgspec.convert(row, Flat) for row in rows] == flat_of(*ALL)
    assert tolls == [[msgspec.structs.asdict(e) for e in told.incident.toll] for told in told_of(*ALL)]
    assert table.schema.field("start").type == "date32[day]"
    assert table.schema.field("grade").metadata == {b"description": MEANINGS["grade"].encode()}


def test_hxl_holds_its_tagged_columns() -> None:
    data, written = write(export_hxl)
    tags, *rows = read_csv(data)
    assert tags == TAGS
    assert rows == [{name: as_text(getattr(flat, name)) for name in TAGS} for flat in flat_of(STRIKE, MARCH, UNDATED)]
    assert written.rows == 3
    assert written.left_out["incidents that a person rejected"] == 1
    assert written.left_out["figures of intercepted"] == 1


def as_text(value: object) -> str:
    if isinstance(value, tuple):
        return " | ".join(str(item).replace("|", "¦") for item in value)
    return "" if value is None else str(value)


def test_xlsx_holds_the_flat_row_the_tolls_and_the_reports() -> None:
    data, written = write(export_xlsx)
    header, *rows = read_sheet(data, 1)
    assert header == list(Flat.__struct_fields__)
    assert [dict(zip(header, row, strict=False)) for row in rows] == [
        {name: as_cell(getattr(flat, name)) for name in header} for flat in flat_of(*ALL)
    ]
    assert len(read_sheet(data, 2)) == 1 + sum(len(incident.toll) for incident in ALL)
    assert [row[2] for row in read_sheet(data, 3)[1:]] == ["Report 1", "-Two\tdead", "Report 3", "Report 4", "Report 5"]
    assert written.rows == 4


def test_xlsx_has_no_formula() -> None:
    data, _ = write(export_xlsx)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in book.read(name) for name in sheets)


def test_a_text_longer_than_a_cell_is_cut_and_counted() -> None:
    long = msgspec.structs.replace(STRIKE, disagreements=("x" * 40_000,))
    data, written = write(export_xlsx, [long])
    header, row = read_sheet(data, 1)
    assert len(row[header.index("disagreements")]) == 32_767
    assert written.left_out["ends of texts longer than 32767 characters"] == 1


def as_cell(value: object) -> Any:
    if isinstance(value, dt.date):
        return (value - dt.date(1899, 12, 30)).days
    if isinstance(value, tuple):
        return as_text(value) or None
    return None if value == "" else value


def read_sheet(data: bytes, number: int) -> list[list[Any]]:
    """Read the cells of a sheet, None where there is none."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in sheet.iter(f"{space}row"):
        cells = {}
        for cell in row.iter(f"{space}c"):
            letters = cell.get("r", "").rstrip("0123456789")
            column = sum((ord(c) - 64) * 26**n for n, c in enumerate(reversed(letters))) - 1
            text = "".join(cell.itertext())
            cells[column] = text if cell.get("t") == "inlineStr" else float(text)
        rows.append([cells.get(column) for column in range(max(cells) + 1)])
    width = max(map(len, rows))
    return [row + [None] * (width - len(row)) for row in rows]


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    assert write(EXPORTS[name]) == write(EXPORTS[name])


@pytest.mark.parametrize("name", EXPORTS)
def test_a_record_without_incidents(name: str) -> None:
    data, written = write(EXPORTS[name], [])
    assert data or name == "jsonl"
    assert (written.rows, written.left_out) == (0, {})


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_appears_only_when_it_is_whole(name: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    written = EXPORTS[name](ALL, CLAIMS.__getitem__, DOCUMENTS.__getitem__, path)
    assert written.rows > 0
    kept = path.read_bytes()
    with pytest.raises(KeyError):
        EXPORTS[name](ALL, {}.__getitem__, DOCUMENTS, path)
    assert path.read_bytes() == kept
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Cannot write"):
        export_jsonl([], {}, {}, tmp_path / "none" / "out.jsonl")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+44", "'+44"), ("-5", "'-5"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("＝1", "'＝1"), ("'=1", "''=1"), ("'quoted'", "'quoted'"), ("plain", "plain"), ("", ""), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_formulas_are_disarmed(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@settings(deadline=None)
@given(st.text())
def test_guards_come_off_again(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
