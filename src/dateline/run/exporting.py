"""`export`: the store's incidents, written in the formats of others."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ..config import Config
from ..errors import UsageError
from ..export import EXPORTS, ExportOptions, Written
from ..export.records import Output
from ..store import EVERYTHING, Filter
from .page import export_page
from .queries import existing_store
from .tools import open_gazetteer, open_lexicon

FORMATS = (*EXPORTS, "html")
BINARY = ("parquet", "xlsx")


def export(
    format: str,
    out: Output,
    *,
    filter: Filter = EVERYTHING,
    options: ExportOptions | None = None,
    config: Config | None = None,
) -> Written:
    """Write incidents to a file or binary stream, as acled, ucdp, geojson, hxl, parquet, jsonl, xlsx or html.

    Names of private persons are withheld and coordinates of what is sensitive are coarsened unless the
    options say otherwise; what is left out is counted. The export is entered in the evidence log.

    Raises:
        UsageError: the format is not known, or the file cannot be written.
    """
    options, config = options or ExportOptions(), config or Config()
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}.", remedy=f"Formats are {', '.join(FORMATS)}.")
    if options.sensitive is None:  # an analyst's own lists may mark more than ours
        options = msgspec.structs.replace(options, sensitive=open_lexicon(config).sensitive)
    with existing_store(config) as store:
        incidents = store.incidents(filter)
        if format == "html":
            gazetteer = open_gazetteer(config).path
            written = export_page(incidents, store.claim, store.document, out, options, gazetteer)
        else:
            written = EXPORTS[format](incidents, store.claim, store.document, out, options)
        subject = Path(out).name if isinstance(out, str | Path) else "stream"
        detail = {"format": format, "rows": written.rows, "exact": options.exact, "names": options.names}
        store.record("export", subject, detail)
    return written
