"""From claims to incidents: near-copies, linking, tolls, grades. Pure: no store, no clock, no network."""

from .incidents import resolve_incidents
from .judgements import Decisions, check_amendment, decide, history
from .linker import Changes, Linker
from .records import FeatureValue, Link, Resolution, ResolveOptions, incident_id
from .syndication import Copies, CopyIndex, find_copies

__all__ = [
    "Changes",
    "Copies",
    "CopyIndex",
    "Decisions",
    "FeatureValue",
    "Link",
    "Linker",
    "Resolution",
    "ResolveOptions",
    "check_amendment",
    "decide",
    "find_copies",
    "history",
    "incident_id",
    "resolve_incidents",
]
