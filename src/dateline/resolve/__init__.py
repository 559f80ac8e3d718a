"""From claims to incidents: near-copies, linking, tolls, grades. Pure: no store, no clock, no network."""

from .incidents import resolve_incidents
from .judgements import check_amendment, history
from .records import FeatureValue, Link, Resolution, ResolveOptions, incident_id

__all__ = [
    "FeatureValue",
    "Link",
    "Resolution",
    "ResolveOptions",
    "check_amendment",
    "history",
    "incident_id",
    "resolve_incidents",
]
