"""Incidents as Apache Parquet: the flat row with typed columns, and the toll as a nested list."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import get_type_hints

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from .. import model
from ..model import Incident
from .columns import MEANINGS, Flat, flatten
from .output import writing
from .records import PUBLIC, ClaimLookup, DocumentLookup, ExportOptions, Output, Written
from .told import Told, gather

_GROUP = 10_000  # rows of a row group, which is held in memory

_TYPES = {
    str: pa.string(),
    int: pa.int64(),
    int | None: pa.int64(),
    bool: pa.bool_(),
    float | None: pa.float64(),
    dt.date | None: pa.date32(),
    str | None: pa.string(),
    tuple[str, ...]: pa.list_(pa.string()),
}


def export_parquet(
    incidents: Iterable[Incident],
    claims: ClaimLookup,
    documents: DocumentLookup,
    out: Output,
    options: ExportOptions = PUBLIC,
) -> Written:
    """Write one row an incident; what columns mean stands in their metadata."""
    left_out: Counter[str] = Counter()
    told = gather(incidents, claims, documents, options, left_out)
    rows = 0
    schema = _schema()
    with writing(out) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for group in _groups(told):
            table = [_row(one, options.rules) for one in group]
            writer.write_table(pa.Table.from_pylist(table, schema=schema))
            rows += len(table)
    return Written(rows=rows, left_out=dict(left_out))


def _row(told: Told, rules: str) -> dict[str, object]:
    row = msgspec.structs.asdict(flatten(told, rules))
    return {**row, "toll": [msgspec.structs.asdict(entry) for entry in told.incident.toll]}


def _schema() -> pa.Schema:
    toll = pa.list_(pa.struct(_fields(model.TollEntry)))
    return pa.schema([*_fields(Flat), pa.field("toll", toll)])


def _fields(record: type[msgspec.Struct]) -> list[pa.Field]:
    """Make columns from a record's fields; ids and words from a fixed list are strings."""
    hints = get_type_hints(record)
    return [
        pa.field(name, _TYPES.get(hints[name], pa.string()), metadata=_meaning(name))
        for name in record.__struct_fields__
    ]


def _meaning(name: str) -> dict[str, str] | None:
    return {"description": MEANINGS[name]} if name in MEANINGS else None


def _groups(told: Iterable[Told]) -> Iterator[list[Told]]:
    left = iter(told)
    while group := list(islice(left, _GROUP)):
        yield group
