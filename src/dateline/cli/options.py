"""Options that commands share, and the records they become."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import msgspec
import rich_click as click

from ..config import Config, load_config
from ..errors import UsageError
from ..model import EVENT_TYPES, STATUSES, EventClass, Record, Scope
from ..store.filters import Filter
from .output import Output

Command = Callable[..., Any]

DAY = click.DateTime(formats=["%Y-%m-%d"])
CONFIG_FILE = "dateline.toml"


class Session(Record, frozen=True, kw_only=True):
    """What every command gets first: the settings, and where output goes."""

    config: Config
    output: Output


def settings(command: Command) -> Command:
    """Add --config, --store, -q and -v; the command gets a Session in their place."""

    @wraps(command)
    def wrapped(
        config_file: Path | None,
        store: str | None,
        quiet: bool,
        verbose: bool,
        as_json: bool = False,
        threshold: float | None = None,
        scope: str | None = None,
        workers: int | None = None,
        lexicons: tuple[Path, ...] = (),
        **others: Any,
    ) -> Any:
        if config_file is None and Path(CONFIG_FILE).is_file():
            config_file = Path(CONFIG_FILE)
        config = load_config(
            config_file,
            os.environ,
            store=store,
            threshold=threshold,
            scope=scope,
            workers=workers,
            lexicons=tuple(map(str, lexicons)) or None,
        )
        output = Output(json=as_json, quiet=quiet, verbose=verbose)
        output.detail(f"settings: {msgspec.json.encode(config).decode()}")
        return command(Session(config=config, output=output), **others)

    options = [
        click.option("--store", metavar="PATH|URL", help="The store: an SQLite file or a postgresql:// address."),
        click.option(
            "--config",
            "config_file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help=f"A settings file (TOML); {CONFIG_FILE} here is read unasked.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="No progress and no summary."),
        click.option("-v", "--verbose", is_flag=True, help="Tell more on stderr."),
    ]
    return _with(wrapped, options)


def reading(command: Command) -> Command:
    """Add what changes how texts are read: --threshold, --scope, --lexicon."""
    options = [
        click.option(
            "--threshold", type=click.FloatRange(0, 1), help="Least confidence of a claim that is kept [default: 0.5]."
        ),
        click.option(
            "--scope", type=click.Choice(get_args(Scope)), help="Political violence alone, or all [default: political]."
        ),
        click.option(
            "--lexicon",
            "lexicons",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Your own list of organisations, weapons or words (YAML); may be given several times.",
        ),
    ]
    return _with(command, options)


def json_option(command: Command) -> Command:
    """Add --json."""
    return _with(command, [click.option("--json", "as_json", is_flag=True, help="JSON lines, one record a line.")])


def filters(command: Command) -> Command:
    """Add the options of a Filter; the command gets `filter` in their place."""

    @wraps(command)
    def wrapped(*args: Any, **values: Any) -> Any:
        given = {name: values.pop(name) for name in _FILTERS}
        return command(*args, filter=make_filter(**given), **values)

    options = [
        click.option("--since", type=DAY, metavar="DAY", help="On this day or later (2024-09-01)."),
        click.option("--until", type=DAY, metavar="DAY", help="On this day or earlier."),
        click.option("--place", default="", metavar="NAME", help="A place or region; part of its name is enough."),
        click.option("--country", default="", metavar="CODE", help="Two letters, as UA (ISO 3166-1)."),
        click.option("--region", default="", metavar="NAME|CODE", help="First-order region, as UA-63 (ISO 3166-2)."),
        click.option("--bbox", default="", metavar="W,S,E,N", help="A box in degrees."),
        click.option("--party", default="", metavar="NAME", help="Who did it, or whom it hit."),
        click.option("--type", "types", multiple=True, type=click.Choice(EVENT_TYPES), metavar="TYPE", help=_TYPE_HELP),
        click.option("--class", "classes", multiple=True, type=click.Choice(get_args(EventClass)), help=_CLASS_HELP),
        click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Whether it happened."),
        click.option("--min-killed", type=click.IntRange(0), help="At least so many killed."),
        click.option("--min-injured", type=click.IntRange(0), help="At least so many injured."),
        click.option("--publisher", default="", metavar="NAME", help="Who published it."),
        click.option("--text", default="", metavar="WORDS", help='Words, "phrases" and prefixes* in the report.'),
        click.option("--newest-first", is_flag=True, help="The last day first."),
        click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many."),
    ]
    return _with(wrapped, options)


_CLASS_HELP = "A class of types; may be given several times."
_TYPE_HELP = 'Kind of event, as "armed clash"; may be given several times.'
_FILTERS = (
    "since", "until", "place", "country", "region", "bbox", "party", "types", "classes", "statuses",
    "min_killed", "min_injured", "publisher", "text", "newest_first", "limit",
)  # fmt: skip


def make_filter(*, region: str, bbox: str, country: str, **values: Any) -> Filter:
    """Make a Filter of the values of the options."""
    since, until = _day(values.pop("since")), _day(values.pop("until"))
    return Filter(admin1=region, bbox=_box(bbox), country=country.upper(), since=since, until=until, **values)


def _day(value: dt.datetime | None) -> dt.date | None:
    return value.date() if value else None


def _box(value: str) -> tuple[float, float, float, float] | None:
    if not value:
        return None
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as error:
        raise UsageError(f"{value!r} is no box.", remedy="Give west,south,east,north, as 22,44,40,52.") from error
    return west, south, east, north


def _with(command: Command, options: Sequence[Callable[[Any], Any]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
