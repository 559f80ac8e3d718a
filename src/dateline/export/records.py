"""What every export takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import PathLike
from typing import IO, Literal, TypeAlias

from ..model import Claim, ClaimId, Document, DocumentId, Record

ClaimLookup: TypeAlias = Mapping[ClaimId, Claim] | Callable[[ClaimId], Claim]
DocumentLookup: TypeAlias = Mapping[DocumentId, Document] | Callable[[DocumentId], Document]
Output: TypeAlias = str | PathLike[str] | IO[bytes]


class ExportOptions(Record, frozen=True, kw_only=True):
    """What may leave the machine, and under which rules a toll is summed up.

    `exact` keeps the coordinates of what is sensitive, `names` those of private persons; both are for
    use inside an office, not for publishing. `sensitive` tells it of a kind of infrastructure; None asks
    the ontology that is shipped. `rules` chooses the estimates of our own columns; the ACLED and UCDP
    forms use their own.
    """

    exact: bool = False
    names: bool = False
    sensitive: Callable[[str], bool] | None = None
    rules: Literal["acled", "ucdp", "airwars"] = "ucdp"


PUBLIC = ExportOptions()


class Written(Record, frozen=True, kw_only=True):
    """How many rows were written, and what the format could not hold or the public may not see, by name."""

    rows: int
    left_out: dict[str, int]
