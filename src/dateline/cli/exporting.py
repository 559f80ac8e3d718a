"""`export`."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click

from ..errors import UsageError
from ..export.records import ExportOptions
from ..run.exporting import BINARY, FORMATS, export
from ..store.filters import Filter
from .options import Session, filters, json_option, settings
from .preparing import prepare


@click.command("export")
@click.argument("format", type=click.Choice(FORMATS))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; without it, stdout.")
@click.option("--exact", is_flag=True, help="Keep exact coordinates of homes, shelters and hospitals.")
@click.option("--names", is_flag=True, help="Keep the names of private persons.")
@filters
@json_option
@settings
def export_command(session: Session, format: str, out: Path | None, exact: bool, names: bool, filter: Filter) -> None:
    """Write incidents in a format that others read.

    acled, ucdp: CSV in their published columns. geojson, hxl, jsonl, parquet, xlsx: all fields. html: a page
    with map and table in one file. What a format cannot hold is counted on stderr.
    """
    if out is None and format in BINARY and sys.stdout.isatty():
        raise UsageError(f"{format} is no text for a terminal.", remedy="Name a file with --out.")
    if format == "html":
        prepare(session)
    options = ExportOptions(exact=exact, names=names)
    written = export(format, out or sys.stdout.buffer, filter=filter, options=options, config=session.config)
    if session.output.json and out is not None:
        session.output.records([written])
        return
    session.output.note(f"{written.rows} rows" + (f" in {out}" if out else ""))
    for what, count in sorted(written.left_out.items()):
        session.output.note(f"left out: {count} {what}")
