"""Countries as the field's data sets number and group them.

Source: ISO 3166-1; Gleditsch and Ward, list of independent states; ACLED and UCDP regions.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from ..model import Record


class Country(Record, frozen=True, kw_only=True):
    """One country; empty where a list does not know it."""

    alpha2: str = ""
    alpha3: str = ""
    numeric: str = ""
    name: str = ""
    gw: str = ""  # number in the Gleditsch-Ward list
    acled_region: str = ""
    ucdp_region: str = ""


def find_country(alpha2: str) -> Country:
    """Look a country up by its ISO 3166-1 alpha-2 code; all fields but the code are empty where there is none."""
    return _countries().get(alpha2, Country(alpha2=alpha2))


@cache
def _countries() -> dict[str, Country]:
    table = files(__package__).joinpath("data/countries.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return {row["alpha2"]: Country(**row) for row in rows}
