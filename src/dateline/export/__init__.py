"""Write incidents in the formats of the field, and count what a format cannot hold."""

from __future__ import annotations

from collections.abc import Callable

from .acled import export_acled
from .geojson import export_geojson
from .hxl import export_hxl
from .jsonl import export_jsonl
from .parquet import export_parquet
from .records import PUBLIC, ExportOptions, Written
from .ucdp import export_ucdp
from .xlsx import export_xlsx

__all__ = [
    "EXPORTS",
    "PUBLIC",
    "ExportOptions",
    "Written",
    "export_acled",
    "export_geojson",
    "export_hxl",
    "export_jsonl",
    "export_parquet",
    "export_ucdp",
    "export_xlsx",
]

EXPORTS: dict[str, Callable[..., Written]] = {
    "acled": export_acled,
    "ucdp": export_ucdp,
    "geojson": export_geojson,
    "hxl": export_hxl,
    "parquet": export_parquet,
    "jsonl": export_jsonl,
    "xlsx": export_xlsx,
}
"""Every format by its name; each takes incidents, claims, documents, where to write, and options."""
