"""A small record of incidents, and one call that exports it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from typing import Any

from dateline.export import PUBLIC, ExportOptions, Written
from dateline.export.cells import plain_cell
from dateline.model import Claim, Incident

from .records import SUVA, claim, estimate, exactly, figure, incident, party, report, thing

STRIKE_CLAIMS = (
    claim(
        1,
        actors=(party("Russian forces", "state forces", "RU"),),
        targets=(party("a hospital"), party("Olena Petrivna")),
        infrastructure=(thing("hospital"),),
        figures=(exactly(3), exactly(1, group="children", part_of=True), exactly(9, "injured")),
    ),
    claim(
        2,
        actors=(party("Russian forces", "state forces", "RU"),),
        figures=(exactly(4), figure("10 drones", "intercepted", 10, 10, group="weapons")),
    ),
)
STRIKE = incident(
    *STRIKE_CLAIMS,
    estimates=(
        estimate("acled", 3, high=4),
        estimate("ucdp", 4, low=3),
        estimate("ucdp", 1, group="children"),
        estimate("ucdp", 9, kind="injured"),
    ),
    disagreements=("Olena Petrivna is counted once more", "killed: 3 or 4"),
    grade="fair",
)
UNDATED_CLAIM = claim(3, type="armed clash", figures=(exactly(2),))
UNDATED = incident(UNDATED_CLAIM, start=None, end=None, date_precision="unknown", place=None, place_name="=Nowhere")
MARCH_CLAIM = claim(4, type="peaceful protest", actors=(party("+Teachers|pupils", "protesters"),))
MARCH = incident(MARCH_CLAIM, place=SUVA, place_name="Suva", start=dt.date(2024, 9, 3), end=dt.date(2024, 9, 3))
WRONG_CLAIM = claim(5, type="attack", figures=(exactly(1),))
WRONG = incident(WRONG_CLAIM, judged="rejected")

ALL = (STRIKE, MARCH, UNDATED, WRONG)
CLAIMS = {c.id: c for c in (*STRIKE_CLAIMS, UNDATED_CLAIM, MARCH_CLAIM, WRONG_CLAIM)}
DOCUMENTS = {d.id: d for d in (report(1), report(2, title="-Two\tdead"), report(3), report(4), report(5))}


def write(
    export: Callable[..., Written],
    incidents: Iterable[Incident] = ALL,
    options: ExportOptions = PUBLIC,
    claims: Iterable[Claim] = (),
) -> tuple[bytes, Written]:
    """Export to bytes."""
    out = io.BytesIO()
    written = export(incidents, CLAIMS | {c.id: c for c in claims}, DOCUMENTS, out, options)
    return out.getvalue(), written


def read_csv(data: bytes) -> list[dict[str, Any]]:
    """Read CSV back, taking formula guards off."""
    rows = csv.reader(io.StringIO(data.decode(), newline=""))
    header = next(rows)
    return [dict(zip(header, map(plain_cell, row), strict=True)) for row in rows]
