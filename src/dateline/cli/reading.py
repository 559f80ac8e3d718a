"""`read` and `extract`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import rich_click as click

from ..errors import UsageError
from ..readers import ReadOptions
from ..run.extracting import document_of_bytes
from ..run.reading import ReadReport, read
from ..run.showing import told_of
from ..run.tools import extract_claims
from .main import FAILED_DOCUMENTS
from .options import Session, json_option, reading, settings
from .preparing import prepare
from .showing import print_told


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", metavar="DATE", help="Day or time of publication where the source gives none.")
@click.option("--publisher", default="", metavar="NAME", help="Publisher where the source names none.")
@click.option("--language", default="", metavar="CODE", help="Language (ISO 639-1), else told from the text.")
@click.option("--year", type=int, help="Year of datelines that give none, as 'KYIV, Sept 1'.")
@click.option("--timezone", default="", metavar="NAME", help="The publishers' clock, as Europe/Kyiv.")
@click.option("--format", default="", metavar="NAME", help="Read as this format where name and content mislead.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help="Column of a field, as text=body.")
@click.option(
    "--max-characters",
    type=click.IntRange(1),
    default=ReadOptions().max_characters,
    show_default=True,
    help="A longer text is taken for no report and becomes a failure.",
)
@click.option("--workers", type=click.IntRange(1), help="Processes that read [default: 1]; the result is the same.")
@reading
@json_option
@settings
def read_command(session: Session, sources: tuple[str, ...], columns: tuple[str, ...], **given: Any) -> int:
    """Read reports into the store and derive the incidents.

    SOURCE is a file, a folder, an archive, or - for stdin: text, HTML, JSON lines, CSV, RSS and Atom files, WARC
    and WACZ, Telegram exports, zip. Reading the same again changes nothing. A run that was stopped goes on where
    it was. Exit code 3: finished, and some documents could not be processed (`dateline failures`).
    """
    options = ReadOptions(mapping=_columns(columns), **given)
    prepare(session)
    with session.output.progress("Reading") as bar:
        report = read(sources, config=session.config, options=options, progress=lambda state: bar.tell(_summary(state)))
    if session.output.json:
        session.output.records([report])
    else:
        session.output.note(f"{_summary(report)}; {report.incidents} incidents in {session.config.store}")
    if report.failures:
        session.output.note(f"{report.failures} could not be processed: dateline failures")
    return FAILED_DOCUMENTS if report.failures else 0


@click.command("extract")
@click.argument("file", type=click.Path(allow_dash=True, exists=True, dir_okay=False), default="-")
@click.option("--published", metavar="DATE", help="Day or time of publication; without it, 'yesterday' has no day.")
@click.option("--title", default="", help="Headline.")
@click.option("--publisher", default="", metavar="NAME", help="Who published it.")
@click.option("--language", default="", metavar="CODE", help="Language (ISO 639-1), else told from the text.")
@click.option("--why", is_flag=True, help="For each value: its words, which head or rule read it, how sure.")
@reading
@json_option
@settings
def extract_command(session: Session, file: str, why: bool, **given: Any) -> None:
    """Read one text and show its claims; no store is used.

    FILE is a text, or stdin; its head, title and dateline are read as `dateline read` does.
    """
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    document = document_of_bytes(data, source=file, **given)
    prepare(session)
    claims = extract_claims(document, session.config)
    if session.output.json:
        session.output.records(claims)
        return
    print_told(told_of(claim, document, why=why) for claim in claims)
    if not claims:
        session.output.note("No event of political violence is told in this text.")


def _columns(pairs: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            raise UsageError(f"{pair!r} maps no column.", remedy="Write --column FIELD=NAME, as text=body.")
        columns[field] = name
    return columns


def _summary(report: ReadReport) -> str:
    known = f", {report.known} there before" if report.known else ""
    return f"{report.documents} documents{known}, {report.claims} claims, {report.failures} failures"
