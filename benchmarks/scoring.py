"""Score events against annotated ones: F1 in percent, micro-averaged.

Events are paired one to one by what ties them (trigger words, type, figures, places); every other measure counts on
the pairs or on the item's values. Used by the quality gate in the tests and by the model card.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from dateline.model import CLASS_OF

Event = dict[str, Any]
SMALL_WORDS = frozenset("the a an of in on at by to and for from with its their his her".split())
MEASURES = (
    "item", "event", "class", "type", "status", "figures", "casualties", "place", "actor", "target", "weapon",
    "said_by", "date", "record",
)  # fmt: skip


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def bag(text: str) -> set[str]:
    """The words of a name that carry meaning."""
    words = set(re.findall(r"\w+", text.lower()))
    return words - SMALL_WORDS or words


def alike(a: str, b: str) -> bool:
    """Two names are one where they share at least half of their words."""
    x, y = bag(a), bag(b)
    return bool(x | y) and 2 * len(x & y) >= len(x | y)


def matched(gold: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """Pair two lists one to one for the greatest sum of likeness; pairs of no likeness are left out."""
    if not gold or not found:
        return []
    likeness = np.array([[float(same(g, f)) for f in found] for g in gold])
    rows, columns = linear_sum_assignment(likeness, maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if likeness[r, c] > 0]


def figure_key(figure: Event) -> tuple[str, int | None, int | None]:
    """What makes two figures equal."""
    return figure["kind"], figure["low"], figure["high"]


def likeness(gold: Event, found: Event) -> float:
    """How far two events look like one."""
    words = bool(bag(gold.get("trigger", "")) & bag(found.get("trigger", "")))
    kind = gold["type"] == found["type"]
    family = CLASS_OF[gold["type"]] == CLASS_OF[found["type"]]
    figures = len({figure_key(f) for f in gold.get("figures", [])} & {figure_key(f) for f in found.get("figures", [])})
    places = any(alike(a, b) for a in gold.get("places", []) for b in found.get("places", []))
    tied = words or figures or (family and places) or (kind and not gold.get("places"))
    return 2 * words + kind + 0.5 * family + figures + places if tied else 0.0


def casualties(event: Event) -> list[Event]:
    """The killed and injured of an event."""
    return [f for f in event.get("figures", []) if f["kind"] in ("killed", "injured")]


def right_record(gold: Event, found: Event) -> bool:
    """Class, status, first place, actors and casualties: an analyst could file it as it is."""
    first_gold, first_found = (e.get("places", [""])[0] for e in (gold, found))
    actors = gold.get("actor", []), found.get("actor", [])
    return (
        CLASS_OF[gold["type"]] == CLASS_OF[found["type"]]
        and gold.get("status", "happened") == found.get("status", "happened")
        and sorted(map(str, map(figure_key, casualties(gold)))) == sorted(map(str, map(figure_key, casualties(found))))
        and (first_gold == first_found or alike(first_gold, first_found))
        and len(actors[0]) == len(actors[1]) == len(matched(*actors, alike))
    )


def score(rows: Iterable[tuple[Sequence[Event], Sequence[Event]]]) -> dict[str, float]:
    """Score (gold, found) lists of events, one pair an item."""
    tally = {m: np.zeros(3) for m in MEASURES}  # right, gold, found
    for gold, found in rows:
        pairs = [(gold[g], found[f]) for g, f in matched(gold, found, likeness)]

        def of_pairs(measure: str, same: Callable[[Event, Event], bool], g: Sequence[Event] = gold, f: Sequence[Event] = found, p: list[tuple[Event, Event]] = pairs) -> None:  # fmt: skip  # noqa: E501
            tally[measure] += (sum(same(a, b) for a, b in p), len(g), len(f))

        tally["item"] += (bool(gold) and bool(found), bool(gold), bool(found))
        of_pairs("event", lambda a, b: True)
        of_pairs("class", lambda a, b: CLASS_OF[a["type"]] == CLASS_OF[b["type"]])
        of_pairs("type", lambda a, b: a["type"] == b["type"])
        of_pairs("status", lambda a, b: a.get("status", "happened") == b.get("status", "happened"))
        of_pairs("record", right_record)
        dated = [(a, b) for a, b in pairs if a.get("date")]
        tally["date"] += (
            sum(a["date"] == b.get("date") for a, b in dated),
            sum("date" in e for e in gold),
            sum("date" in b for _, b in pairs),
        )
        for measure, values in _lists(gold, found).items():
            same = alike if isinstance((values[0] + values[1] + [""])[0], str) else _same_figure
            tally[measure] += (len(matched(*values, same)), len(values[0]), len(values[1]))
    return {m: round(200 * right / max(1.0, gold + found), 1) for m, (right, gold, found) in tally.items()}


def _same_figure(a: Event, b: Event) -> bool:
    return figure_key(a) == figure_key(b)


def _lists(gold: Sequence[Event], found: Sequence[Event]) -> dict[str, tuple[list[Any], list[Any]]]:
    """The values that are compared over a whole item, whichever event they stand in."""
    whole = lambda f: not f.get("part_of") and not f.get("total")  # noqa: E731
    pick: dict[str, Callable[[Event], list[Any]]] = {
        "figures": lambda e: e.get("figures", []),
        "casualties": lambda e: [f for f in casualties(e) if whole(f)],
        "said_by": lambda e: [s["who"] for s in e.get("said_by", [])],
    }
    lists = {m: ([x for e in gold for x in get(e)], [x for e in found for x in get(e)]) for m, get in pick.items()}
    for measure, key in (("place", "places"), ("actor", "actor"), ("target", "target"), ("weapon", "weapons")):
        names = [sorted({x for e in events for x in e.get(key, [])}) for events in (gold, found)]
        lists[measure] = (names[0], names[1])
    return lists
