"""What is chosen among: candidates, and the questions that names put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Place


class Candidate(NamedTuple):
    """A place that a name may mean, how the name stands to it, and how likely it is by itself."""

    place: Place
    standing: int
    prior: float


class Question(NamedTuple):
    """A name as written with its candidates, likeliest first, and the position of a name that it is said to lie in."""

    name: str
    candidates: Sequence[Candidate]
    within: int | None = None
