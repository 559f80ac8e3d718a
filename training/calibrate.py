"""Fit how sure a value is to how often it is right, on held-out items (Platt's scaling), and show how well it fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from benchmarks.scoring import Event, alike, figure_key, likeness, matched
from scipy.optimize import minimize

from dateline.extract import Extractor
from dateline.model import Claim
from dateline.run.bench_events import document_of, event_of

from .labels import Labelled

Seen = dict[str, list[tuple[float, bool]]]


def observe(extractor: Extractor, labelled: Iterable[Labelled]) -> Seen:
    """Collect (confidence, right) of every value found in annotated items."""
    seen: Seen = defaultdict(list)
    for item, gold in labelled:
        claims = extractor.extract(document_of(item))
        found = [event_of(c) for c in claims]
        partner = {f: g for g, f in matched(gold, found, likeness)}
        for number, claim in enumerate(claims):
            seen["trigger"].append((claim.confidence, number in partner))
            if number in partner:
                _observe_values(seen, claim, gold[partner[number]])
    return seen


def _observe_values(seen: Seen, claim: Claim, gold: Event) -> None:
    seen["type"].append((claim.type_confidence, claim.type == gold["type"]))
    seen["status"].append((claim.status_confidence, claim.status == gold.get("status", "happened")))
    names: dict[str, tuple[Sequence[Any], Sequence[str]]] = {
        "actor": (claim.actors, gold.get("actor", [])),
        "target": (claim.targets, gold.get("target", [])),
        "place": (claim.places, gold.get("places", [])),
        "weapon": (claim.weapons, gold.get("weapons", [])),
        "source": (claim.attributions, [s["who"] for s in gold.get("said_by", [])]),
    }
    for role, (values, right) in names.items():
        seen[role] += [(v.confidence, any(alike(v.text, r) for r in right)) for v in values]
    figures = {figure_key(f) for f in gold.get("figures", [])}
    seen["figure"] += [(f.confidence, (f.kind, f.low, f.high) in figures) for f in claim.figures]
    if claim.when.mention:
        seen["date"].append((claim.when.mention.confidence, claim.when.iso == gold.get("date")))


def fit(seen: Seen) -> dict[str, list[float]]:
    """Fit p -> sigmoid(a * logit(p) + b) for each kind of value, drawn towards (1, 0) where there is little to see."""
    fitted = {}
    for name, pairs in sorted(seen.items()):
        logit = np.array([np.log(p / (1 - p)) for p in (min(max(c, 0.01), 0.99) for c, _ in pairs)])
        right = np.array([r for _, r in pairs], dtype=float)

        def lost(ab: np.ndarray, x: np.ndarray = logit, y: np.ndarray = right) -> float:
            z = ab[0] * x + ab[1]
            return float((np.logaddexp(0, z) - y * z).sum() + 2 * (ab[0] - 1) ** 2 + 0.5 * ab[1] ** 2)

        a, b = minimize(lost, np.array([1.0, 0.0])).x
        fitted[name] = [round(max(float(a), 0.05), 3), round(float(b), 3)]
    return fitted


def reliability(seen: Seen) -> list[tuple[str, int, float, float]]:
    """Rows of (band, values, mean confidence, share right), in percent, over all kinds of value."""
    rows = []
    everything = [pair for pairs in seen.values() for pair in pairs]
    for low, high in ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        band = [(c, r) for c, r in everything if low <= c < high]
        if band:
            mean, share = (100 * sum(x) / len(band) for x in zip(*band, strict=True))
            rows.append((f"{low:.2f}-{min(high, 1):.2f}", len(band), round(mean, 1), round(share, 1)))
    return rows
