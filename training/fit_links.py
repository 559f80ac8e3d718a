"""Fit and calibrate the weights of linking on stories told more than once.

    python training/fit_links.py src/dateline/resolve/data/link_weights.json [EVENTS_FOLDER]

Each story is also told with values lost or blurred, as extraction loses them, and beside events of other
stories moved to its places and days, as wars repeat themselves. Annotated news items (EVENTS_FOLDER) give pairs
of events that are alike and cannot be one, since the days of the news lie apart. Weights are fitted by logistic
regression (ridge, signs bounded to what a feature says), calibrated on stories left out of the fit.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
import zlib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize

from dateline.config import Config
from dateline.gazetteer import Gazetteer
from dateline.model import Claim, ClaimId, Document, PlaceMention, When
from dateline.ontology import load_lexicon
from dateline.resolve.blocks import Key, sought_keys, stored_keys
from dateline.resolve.features import FEATURES, KIN, features_of
from dateline.resolve.linker import Linker
from dateline.resolve.profiles import Profile, profiles_of
from dateline.resolve.records import ResolveOptions
from dateline.resolve.weights import Weights
from gold_claims import claims_of, gold_documents
from link_stories import Told, read_stories

SPEAKS_AGAINST = {
    "days_apart", "told_long_after", "news_of_other_days", "told_before_it_happened", "published_apart", "places_apart",
    "names_of_places_differ", "place_untold", "other_actor", "other_target", "other_weapon", "clashing_figures",
    "no_names_shared", "same_report",
}  # fmt: skip
RIDGE = 1.0
ROUNDS = 5
BETA = 0.8  # below 1, precision counts for more
APART, WELL_APART = "apart", 6  # days
FEW_FOR_MANY = 15.0  # a pair of news items apart stands for so many: they are most of what a store compares
THRESHOLDS = (0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)
KEPT = {"words": 0.5, "title": 0.4, "names": 0.15, "numbers": 0.1, "full_names": 0.05}  # by another event of a series
MOVED = 2


class Pairs(msgspec.Struct):
    """Rows of features, whether each pair is one event, and the story that each comes from."""

    rows: list[list[float]]
    same: list[bool]
    story: list[str]


def main(out: Path, annotated: Path | None = None) -> None:
    """Fit on all stories, calibrate by leaving one out at a time, and write the weights."""
    random.seed(7)
    stories = read_stories()
    pairs = gather(stories)
    if annotated is not None:
        add_apart(pairs, annotated)
    x, y = np.array(pairs.rows), np.array(pairs.same, dtype=float)
    story = np.array(pairs.story)
    counts = np.where(story == APART, FEW_FOR_MANY, 1.0)
    held = np.zeros(len(y))
    for name in [*stories, APART] if annotated is not None else stories:
        left = story == name
        weights, constant = fit(x[~left], y[~left], counts[~left])
        held[left] = x[left] @ weights + constant
    scale, shift = fit_line(held, y)
    threshold = best_threshold(stories, x, y, counts, story, scale, shift)
    weights, constant = fit(x, y, counts)
    report(held * scale + shift, y)
    fitted = {
        "weights": {f.__name__: round(float(w), 4) for f, w in zip(FEATURES, weights, strict=True)},
        "constant": round(float(constant), 4),
        "scale": round(scale, 4),
        "shift": round(shift, 4),
        "threshold": threshold,
    }
    out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    for name, weight in sorted(fitted["weights"].items(), key=lambda row: row[1]):
        print(f"{weight:8.3f}  {name}")


def gather(stories: dict[str, list[Told]]) -> Pairs:
    """Make the pairs that blocks would compare: as told, with losses, and with other events moved beside them."""
    pairs = Pairs([], [], [])
    for name, told in stories.items():
        others = [t for other, rows in stories.items() if other != name for t in rows]
        add_pairs(pairs, name, told)
        for _ in range(ROUNDS):
            lossy = [blur(t) for t in told]
            add_pairs(pairs, name, lossy + [moved for t in told for moved in beside(t, others)], siblings(lossy))
    return pairs


def add_pairs(pairs: Pairs, story: str, told: Sequence[Told], more: Sequence[tuple[str, Profile]] = ()) -> None:
    """Add every pair of events that share a block, those aside that were both made up."""
    rows = [*zip((t.incident for t in told), profile(told), strict=True), *more]
    keys = [(set(stored_keys(p)), set(sought_keys(p))) for _, p in rows]
    for (i, (one, a)), (j, (other, b)) in combinations(enumerate(rows), 2):
        made_up = one.startswith("moved/") and other.startswith("moved/")
        if not made_up and keys[i][1] & keys[j][0]:
            pairs.rows.append(features_of(a, b))
            pairs.same.append(one == other)
            pairs.story.append(story)


def add_apart(pairs: Pairs, folder: Path) -> None:
    """Add pairs of annotated events whose days, or days of publication where none is told, lie well apart."""
    lexicon, gazetteer = load_lexicon(), Gazetteer.open(Config())

    def party(text: str) -> tuple[str, str, str]:
        facts = lexicon.party(text)
        return (facts.kind, facts.country, facts.organisation) if facts else ("other", "", "")

    told = []
    for document, events in gold_documents(folder):
        context = [place for event in events for place in event.get("places", [])]
        claims = claims_of(document, events, lambda names, _, c=context: gazetteer.resolve(names, context=c), party)
        told += [Told(f"moved/{claim.id}", claim, document) for claim in claims]
    profiles = profile([blur(t) if random.random() < 0.3 else t for t in told])
    index: dict[Key, list[int]] = {}
    for number, p in enumerate(profiles):
        for other in sorted({o for key in sought_keys(p) for o in index.get(key, ())}):
            q = profiles[other]
            days = abs((p.first or p.published) - (q.first or q.published))
            if days >= WELL_APART and told[number].document.id != told[other].document.id:
                pairs.rows.append(features_of(p, q))
                pairs.same.append(False)
                pairs.story.append(APART)
        for key in stored_keys(p):
            index.setdefault(key, []).append(number)


def siblings(told: Sequence[Told]) -> list[tuple[str, Profile]]:
    """Tell each event again in much the same words, but of another place or day: a series, not one event."""
    profiles = profile(told)
    made = []
    for number, (t, p) in enumerate(zip(told, profiles, strict=True)):
        elsewhere = [
            q for q in profiles if q.spots and p.spots and not {s.id for s in q.spots} & {s.id for s in p.spots}
        ]
        days = random.choice((1, 2, 3, 7))
        if elsewhere and random.random() < 0.6:
            place = random.choice(elsewhere)
            changes = {"spots": place.spots, "place_names": place.place_names}
        elif p.first:
            changes = {"first": p.first + days, "last": p.last + days, "published": p.published + days}
        else:
            continue
        if random.random() < 0.8:
            changes["counts"] = tuple((k, n, n) for k, *_ in p.counts for n in [random.choice((1, 2, 3, 5, 8, 13))])
        for field, keep in KEPT.items():
            changes[field] = tuple(w for w in getattr(p, field) if random.random() < keep)
        made.append(
            (
                f"moved/{t.incident}/sibling/{number}",
                msgspec.structs.replace(p, report=random.getrandbits(62), **changes),
            )
        )
    return made


def profile(told: Sequence[Told]) -> list[Profile]:
    """Read the profiles of events, the claims of one document together."""
    found: dict[int, Profile] = {}
    documents = {t.document.id: t.document for t in told}
    for key, document in documents.items():
        own = [(i, t.claim) for i, t in enumerate(told) if t.document.id == key]
        by_claim = profiles_of([c for _, c in own], document)
        found.update({i: by_claim[c.id] for i, c in own})
    return [found[i] for i in range(len(told))]


def blur(told: Told) -> Told:
    """Lose or blur values of a claim as extraction may."""
    claim, changes = told.claim, {}
    if random.random() < 0.2:
        changes["when"] = When()
    elif random.random() < 0.12 and told.document.published.day:
        day = told.document.published.day  # the commonest slip: the day of the report for that of the event
        changes["when"] = When(start=day, end=day, precision="day", basis="relative")
    elif random.random() < 0.06 and claim.when.start and claim.when.end:
        shift = dt.timedelta(days=random.choice((-1, 1)))
        changes["when"] = msgspec.structs.replace(
            claim.when, start=claim.when.start + shift, end=claim.when.end + shift
        )
    if claim.places and random.random() < 0.15:
        changes["places"] = (widened(claim.places[0]),) if random.random() < 0.6 else ()
    elif random.random() < 0.25:
        changes["places"] = tuple(msgspec.structs.replace(p, place=None) for p in claim.places)
    if random.random() < 0.12:
        changes["status"] = random.choice(("unclear", "ongoing", "denied", "foiled", "happened"))
    for field in ("actors", "targets", "weapons", "figures"):
        if random.random() < 0.25:
            changes[field] = ()
    if random.random() < 0.15:
        changes["type"] = random.choice(sorted(KIN.get(claim.type, {claim.type})))
    if random.random() < 0.1:
        changes["actors"], changes["targets"] = claim.targets, claim.actors
    return told._replace(claim=msgspec.structs.replace(claim, **changes))


def widened(mention: PlaceMention) -> PlaceMention:
    """Name only the region, or where there is none the country, of a place."""
    place = mention.place
    if place is None:
        return mention
    wide = "province" if place.admin1_code and place.precision == "town" else "country"
    key = zlib.crc32(f"{place.admin1_code if wide == 'province' else place.country} {wide}".encode())
    return msgspec.structs.replace(mention, place=msgspec.structs.replace(place, geonames_id=key, precision=wide))


def beside(told: Told, others: Sequence[Told]) -> list[Told]:
    """Move events of other stories to the places, sides and near the days of this one: alike, but not the same."""
    kin = [o for o in others if o.claim.type in KIN.get(told.claim.type, ()) or o.claim.type == told.claim.type]
    moved = []
    for number, other in enumerate(random.sample(kin, min(MOVED, len(kin)))):
        days = random.choice((0, 1, 1, 2, 3, 5, 8))
        moved.append(_moved(told, blur(other), days, number))
    return moved


def _moved(told: Told, other: Told, days: int, number: int) -> Told:
    published = told.document.published.day
    if published is None:
        return other
    when = told.claim.when
    if when.start is not None and other.claim.when.start is not None:
        start = when.start + dt.timedelta(days=days)
        when = msgspec.structs.replace(when, start=start, end=start, precision="day")
    else:
        when = other.claim.when if other.claim.when.start is None else told.claim.when
    date = (published + dt.timedelta(days=days)).isoformat()
    document: Document = msgspec.structs.replace(
        other.document,
        id=f"{other.document.id}-{told.claim.id}-{number}",
        published=msgspec.structs.replace(other.document.published, value=date),
    )
    claim: Claim = msgspec.structs.replace(
        other.claim,
        id=f"{other.claim.id}-{told.claim.id}-{number}",
        places=told.claim.places,
        when=when,
        actors=told.claim.actors if random.random() < 0.6 else other.claim.actors,
        document=document.id,
    )
    return Told(f"moved/{other.incident}/{told.incident}/{number}", claim, document)


def fit(x: np.ndarray, y: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, float]:
    """Fit a logistic regression with ridge; each weight has the sign that its feature speaks with."""
    columns = np.hstack([x, np.ones((len(x), 1))])
    bounds = [(None, 0.0) if f.__name__ in SPEAKS_AGAINST else (0.0, None) for f in FEATURES] + [(None, None)]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = columns @ w
        p = 1 / (1 + np.exp(-z))
        value = np.sum(counts * (np.logaddexp(0, z) - y * z)) + RIDGE * np.sum(w[:-1] ** 2) / 2
        return value, columns.T @ (counts * (p - y)) + RIDGE * np.append(w[:-1], 0)

    found = minimize(loss, np.zeros(columns.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B")
    return found.x[:-1], found.x[-1]


def best_threshold(
    stories: dict[str, list[Told]],
    x: np.ndarray,
    y: np.ndarray,
    counts: np.ndarray,
    story: np.ndarray,
    scale: float,
    shift: float,
) -> float:
    """Choose the probability at which left-out stories, blurred and beside others, cluster best (pairwise F)."""
    hits = dict.fromkeys(THRESHOLDS, (0, 0, 0))
    for name, told in stories.items():
        fitted, constant = fit(x[story != name], y[story != name], counts[story != name])
        named = {f.__name__: float(w) for f, w in zip(FEATURES, fitted, strict=True)}
        weights = Weights(weights=named, constant=float(constant), scale=scale, shift=shift)
        others = [t for other, rows in stories.items() if other != name for t in rows]
        for _ in range(4):
            lossy = [blur(t) for t in told]
            lossy += [moved for t in told for moved in beside(t, others)]
            rows = list(zip((t.incident for t in lossy), profile(lossy), strict=True))
            for threshold in THRESHOLDS:
                found = cluster_hits(rows, weights, threshold)
                hits[threshold] = tuple(a + b for a, b in zip(hits[threshold], found, strict=True))  # type: ignore[assignment]
    scores = {t: f_score(*found) for t, found in hits.items()}
    for t, (hit, said, true) in hits.items():
        print(f"threshold {t}: precision {hit / max(1, said):.3f} recall {hit / true:.3f} F {scores[t]:.3f}")
    return max(scores, key=lambda t: (scores[t], t))


def f_score(hit: int, said: int, true: int) -> float:
    """Weigh precision and recall: to join two events hides one, to leave one in two shows it twice."""
    return (1 + BETA**2) * hit / max(1, said + BETA**2 * true)


def cluster_hits(rows: Sequence[tuple[str, Profile]], weights: Weights, threshold: float) -> tuple[int, int, int]:
    """Cluster events and count pairs: right, put together, truly together; pairs both made up are left out."""
    linker = Linker(ResolveOptions(threshold=threshold), weights=weights)
    for number, (_, p) in enumerate(rows):
        linker.insert_profile(ClaimId(str(number)), p, (str(p.published), "", ""))
    linker.settle()
    hit = said = true = 0
    group = {c: n for n, claims in enumerate(linker.groups()) for c in claims}
    for (i, (one, _)), (j, (other, _)) in combinations(enumerate(rows), 2):
        if one.startswith("moved/") and other.startswith("moved/"):
            continue
        together = group[ClaimId(str(i))] == group[ClaimId(str(j))]
        hit, said, true = hit + (together and one == other), said + together, true + (one == other)
    return hit, said, true


def fit_line(z: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Fit scale and shift that turn held-out log-odds into calibrated ones (Platt)."""

    def loss(w: np.ndarray) -> float:
        return float(np.sum(np.logaddexp(0, w[0] * z + w[1]) - y * (w[0] * z + w[1])))

    scale, shift = minimize(loss, np.array([1.0, 0.0])).x
    return float(scale), float(shift)


def report(z: np.ndarray, y: np.ndarray) -> None:
    """Print how well held-out pairs are told apart, and how well the probabilities hold."""
    p = 1 / (1 + np.exp(-z))
    hit = ((p > 0.5) & (y > 0)).sum()
    print(f"{len(y)} pairs, {int(y.sum())} same; held out: precision {hit / max(1, (p > 0.5).sum()):.3f}", end=" ")
    print(f"recall {hit / y.sum():.3f}, log loss {np.mean(np.logaddexp(0, z) - y * z):.3f}")
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.any():
            print(f"  said {p[inside].mean():.2f}  true {y[inside].mean():.2f}  of {inside.sum()}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
