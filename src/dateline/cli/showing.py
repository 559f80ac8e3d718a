"""`show`: a record, with its sentences highlighted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import rich_click as click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model import Document, Failure, Incident, Judgement
from ..report.passages import Passage
from ..report.views import bounds
from ..run.reasons import Reason
from ..run.showing import Shown, Told, show
from .listing import days, short, where
from .options import Session, json_option, settings
from .output import clean, safe, stdout

STYLES = {
    "trigger": "bold reverse",
    "actor": "bold red",
    "target": "bold yellow",
    "place": "bold green",
    "date": "bold cyan",
    "figure": "bold magenta",
    "weapon": "bold blue",
    "infrastructure": "yellow",
    "source": "italic cyan",
}


@click.command("show")
@click.argument("id")
@click.option("--why", is_flag=True, help="For each value: its words, which head or rule read it, how sure.")
@json_option
@settings
def show_command(session: Session, id: str, why: bool) -> None:
    """Show one record with the sentences it was read from.

    ID is that of a document, claim, incident, judgement or failure; its beginning is enough.
    """
    shown = show(id, why=why, config=session.config)
    if session.output.json:
        session.output.records([shown])
        return
    for line in _head(shown):
        stdout().print(line)
    print_told(shown.told)


def print_told(claims: Iterable[Told]) -> None:
    """Print claims with their sentences and, where they carry them, their reasons."""
    console = stdout()
    for told in claims:
        console.print()
        for line in _told(told):
            console.print(line)
        if told.reasons:
            console.print(Padding(_reasons(told.reasons), (0, 0, 0, 2), expand=False))


def _head(shown: Shown) -> Iterator[Text | Table]:
    record = shown.record
    if isinstance(record, Incident):
        yield from _incident(record)
    elif isinstance(record, Document):
        yield Text(record.id, style="bold")
        published = record.published.value or "unknown"
        yield safe(f"{record.title or 'Untitled'} - {record.publisher or 'publisher unknown'}, {published}")
        yield safe(f"from {record.url or record.source} {record.locator}".rstrip())
        yield safe(f"bytes {record.raw_sha256}")
    elif isinstance(record, Judgement):
        yield Text(record.id, style="bold")
        change = f": {record.field} = {record.value}" if record.field else ""
        yield safe(f"{record.action} {', '.join(record.subjects)}{change}")
        yield safe(f"by {record.by} at {record.at}: {record.why}")
    elif isinstance(record, Failure):
        yield Text(record.id, style="bold")
        yield safe(f"{record.source} {record.locator}: {record.message} {record.remedy}")


def _incident(incident: Incident) -> Iterator[Text | Table]:
    yield Text(incident.id, style="bold")
    yield safe(f"{incident.type}, {incident.status} - {where(incident)} - {days(incident)}")
    if incident.actors or incident.targets:
        yield safe(f"by {', '.join(incident.actors) or 'unknown'}; hit: {', '.join(incident.targets) or 'unknown'}")
    yield safe(f"{incident.grade}: {'; '.join(incident.grade_reasons)}")
    for disagreement in incident.disagreements:
        yield safe(f"disagreement: {disagreement}")
    if incident.judged:
        yield safe(f"judged: {incident.judged}")
    if incident.toll:
        table = _table("published", "publisher", "who says so", "figure", "claim")
        for entry in incident.toll:
            group = "" if entry.group == "people" else f"{entry.group} "
            note = " (part of another)" if entry.part_of else " (running total)" if entry.total else ""
            figure = f"{bounds(entry.low, entry.high)} {group}{entry.kind}{note}"
            said = f"{entry.source}: {entry.stance}" if entry.source else ""
            row = (entry.published or "unknown", entry.publisher, said, figure, short(entry.claim))
            table.add_row(*map(safe, row))
        yield table
    if incident.estimates:
        table = _table("rules", "figure", "best", "low", "high", "because")
        for one in incident.estimates:
            what = one.kind if one.group == "people" else f"{one.group} {one.kind}"
            numbers = ["" if n is None else str(n) for n in (one.best, one.low, one.high)]
            table.add_row(*map(safe, (one.rules, what, *numbers, one.reason)))
        yield table


def _told(told: Told) -> Iterator[Text | Padding]:
    claim = told.claim
    head = Text(short(claim.id), style="bold")
    head.append(f"  {claim.type}, {claim.status}, {claim.when.iso or 'day unknown'}", style="none")
    yield head
    report = ", ".join(part for part in (told.publisher, told.published, told.title) if part)
    yield Padding(safe(report or told.source), (0, 0, 0, 2), expand=False)
    for number, passage in enumerate(told.passages):
        yield Padding(highlighted(passage, more=number > 0), (0, 0, 0, 2), expand=False)
    if not _in_colour():
        return
    legend = Text("  ")
    for field in dict.fromkeys(s.field for p in told.passages for s in p.segments if s.field):
        legend.append(field, style=STYLES.get(field, "bold")).append(" ")
    yield legend


def highlighted(passage: Passage, *, more: bool = False) -> Text:
    """Write a passage with its values in their colours; without colours, they stand in brackets."""
    text = Text("... " if more else "")
    colours = _in_colour()
    for segment in passage.segments:
        words = clean(segment.text)
        if segment.field and not colours:
            words = f"[{segment.field}: {words}]"
        text.append(words, style=STYLES.get(segment.field, ""))
    return text


def _in_colour() -> bool:
    console = stdout()
    return console.color_system is not None and not console.no_color


def _reasons(reasons: tuple[Reason, ...]) -> Table:
    table = _table("field", "holds", "words", "read by", "sure", "how")
    for reason in reasons:
        at = f"{reason.words} [{reason.start}:{reason.end}]" if reason.words else ""
        row = (reason.field, reason.value, at, reason.by, f"{reason.confidence:.2f}", reason.how)
        table.add_row(*map(safe, row))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
