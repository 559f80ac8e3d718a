"""`gazetteer`, `log`, `bench`, `doctor`, `completion`."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click

from ..run import bench as benchmarks
from ..run.doctor import doctor
from ..run.gazetteer import gazetteer_find, gazetteer_import
from ..run.logbook import log_export, log_verify
from .main import FAILED, root
from .options import Session, json_option, reading, settings
from .preparing import prepare

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.group("gazetteer")
def gazetteer_command() -> None:
    """Find place names, or import more of them."""


@gazetteer_command.command("find")
@click.argument("name")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="At most so many places.")
@json_option
@settings
def find(session: Session, name: str, limit: int) -> None:
    """List the places that a name may mean, the likeliest first."""
    prepare(session)
    places = gazetteer_find(name, limit=limit, config=session.config)
    if session.output.json:
        session.output.records(places)
        return
    rows = [
        (
            str(place.geonames_id),
            place.name,
            f"{place.admin1} {place.admin1_code}".strip(),
            place.country_name or place.country,
            place.precision,
            f"{place.latitude:.4f}, {place.longitude:.4f}",
            f"{place.population:,}" if place.population else "",
        )
        for place in places
    ]
    columns = ("geonames", "name", "region", "country", "precision", "latitude, longitude", "people")
    if not session.output.table(columns, rows, right=("geonames", "people")):
        session.output.note(f"No place is called {name}.")


@gazetteer_command.command("import")
@click.argument("file", type=FILE)
@click.option("--out", type=OUT, required=True, help="The gazetteer to write; name it in the setting `gazetteer`.")
@settings
def import_(session: Session, file: Path, out: Path) -> None:
    """Add the places of a GeoNames dump (UA.zip, allCountries.txt) to those shipped."""
    prepare(session)
    with session.output.progress("Importing") as bar:
        count = gazetteer_import(file, out, config=session.config, progress=lambda done: bar.tell(f"{done:,} places"))
    session.output.note(f"{count:,} places in {out}")


@click.group("log")
def log_command() -> None:
    """Verify or export the evidence log."""


@log_command.command("verify")
@click.argument("file", type=FILE, required=False)
@click.option("--head", default="", metavar="HASH", help="The hash that the log has to end in.")
@click.option("--evidence", is_flag=True, help="Check every document and its bytes too.")
@json_option
@settings
def verify(session: Session, file: Path | None, head: str, evidence: bool) -> None:
    """Check that nothing in the log was changed, of the store or of an exported FILE."""
    check = log_verify(file, head=head, evidence=evidence, config=session.config)
    if session.output.json:
        session.output.records([check])
    else:
        click.echo(f"{check.entries} entries hold; the last is {check.head}")


@log_command.command("export")
@click.option("--out", type=OUT, help="The file to write; without it, stdout.")
@settings
def export(session: Session, out: Path | None) -> None:
    """Write the log as JSON lines that others can verify offline."""
    if out is None:
        log_export(sys.stdout.buffer, config=session.config)
        return
    with out.open("wb") as lines:
        count = log_export(lines, config=session.config)
    session.output.note(f"{count} entries in {out}")


@click.command("bench")
@click.argument("name", type=click.Choice(benchmarks.NAMES))
@click.option("--items", type=FILE, required=True, help="What to answer, JSON lines.")
@click.option("--out", type=OUT, required=True, help="Where answers go, JSON lines.")
@click.option("--link", is_flag=True, help="Read events into one record; each carries its incident.")
@reading
@settings
def bench_command(session: Session, name: str, items: Path, out: Path, link: bool) -> None:
    """Answer the items of a public benchmark."""
    prepare(session)
    with session.output.progress("Answering", total=1) as bar:
        count = benchmarks.bench(
            name, items, out, link=link, config=session.config, progress=lambda done, of: bar.tell(done=done, total=of)
        )
    session.output.note(f"{count} answers in {out}")


@click.command("doctor")
@json_option
@settings
def doctor_command(session: Session) -> int:
    """Tell what is installed and in use, and what is wrong.

    Exit code 1 where something is wrong.
    """
    checks = doctor(config=session.config)
    if session.output.json:
        session.output.records(checks)
    else:
        marks = {"ok": "ok", "note": "note", "wrong": "WRONG"}
        session.output.table(("", "what", "found"), [(marks[c.state], c.name, c.detail) for c in checks])
    return FAILED if any(check.state == "wrong" for check in checks) else 0


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script of a shell.

    For bash: dateline completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    click.echo(completion(root, {}, "dateline", "_DATELINE_COMPLETE").source())
