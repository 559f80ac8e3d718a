"""`bench`: answer the items of a public benchmark in the form that its scores read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..config import Config
from ..errors import UsageError
from ..resolve import resolve_incidents
from . import bench_events, bench_incidents, bench_places, bench_reports, bench_times
from .tools import load_extractor, open_gazetteer

Items = list[dict[str, Any]]
Progress = Callable[[int, int], None]
"""Told how many of how many items are answered."""

NAMES = ("events", "reports", "incidents", "places", "times")


def bench(
    name: str,
    items: str | Path,
    out: str | Path,
    *,
    link: bool = False,
    config: Config | None = None,
    progress: Progress | None = None,
) -> int:
    """Answer a benchmark's items (JSON lines) and write the answers (JSON lines); returns their number.

    `name` is events, reports, incidents, places or times. With `link`, events are read into one record
    and each carries the incident it belongs to.

    Raises:
        UsageError: the benchmark is not known, or the items cannot be read.
    """
    config = config or Config()
    if name not in NAMES:
        raise UsageError(f"There is no benchmark {name!r}.", remedy=f"Benchmarks are {', '.join(NAMES)}.")
    if link and name != "events":
        raise UsageError(f"The benchmark {name!r} has nothing to link.", remedy="--link goes with events.")
    rows = read_items(Path(items))
    told = progress or (lambda done, of: None)
    answers: Iterable[dict[str, object]]
    answers = _events(rows, link, config, told) if name == "events" else _PREDICT[name](rows, config)
    encoder, count = msgspec.json.Encoder(), 0
    with Path(out).open("wb") as lines:
        for answer in answers:
            lines.write(encoder.encode(answer) + b"\n")
            count += 1
    return count


def read_items(path: Path) -> Items:
    """Read a benchmark's items.

    Raises:
        UsageError: the file is missing, or a line is no JSON object with an id.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"Cannot read the items {path}: {error.strerror}.") from error
    rows: Items = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise UsageError(f"{path}, line {number}: {error}.") from error
        if "id" not in row or "text" not in row:
            raise UsageError(f"{path}, line {number}: an item needs an id and a text.")
        rows.append(row)
    return rows


def _events(rows: Items, link: bool, config: Config, progress: Progress) -> Iterator[dict[str, object]]:
    extractor = load_extractor(config)
    documents = [bench_events.document_of(row) for row in rows]
    claims = []
    for done, document in enumerate(documents, 1):
        claims.append(extractor.extract(document))
        progress(done, len(documents))
    incidents: Mapping[str, str] | None = None
    if link:
        every = [claim for found in claims for claim in found]
        resolution = resolve_incidents(every, documents)
        incidents = {claim.id: resolution.incident_of(claim.id) for claim in every}
    for row, found in zip(rows, claims, strict=True):
        yield bench_events.row_of(row["id"], found, incidents)


_PREDICT: dict[str, Callable[[Items, Config], list[dict[str, object]]]] = {
    "incidents": lambda rows, config: bench_incidents.predict(rows, open_gazetteer(config)),
    "places": lambda rows, config: bench_places.predict(rows, open_gazetteer(config)),
    "reports": lambda rows, config: bench_reports.predict(rows, open_gazetteer(config)),
    "times": lambda rows, config: bench_times.predict(rows),
}
