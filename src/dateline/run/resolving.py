"""Derive the incidents of a store anew from its claims and judgements."""

from __future__ import annotations

from ..resolve import resolve_incidents
from ..store import Store


def resolve_again(store: Store) -> int:
    """Put the incidents that follow from what the store holds in the place of those there; returns their number."""
    resolution = resolve_incidents(store.claims(), store.documents(), store.judgements())
    return store.replace_incidents(resolution.incidents, resolution.redirects)
