"""Best, low and high of a toll under the conventions of ACLED, UCDP and Airwars: one pure function each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..model import DatePrecision, Estimate, FigureKind, Group, PlacePrecision, Record
from .records import RuleSet

ACLED_WORDS: tuple[tuple[str, int], ...] = (
    (r"\bhundreds\b", 100),
    (r"\bdozens\b|\bscores\b", 12),
    (r"\btens\b", 10),
    (r"\bseveral\b|\bmany\b|\bfew\b|\bsome\b|\bnumber of\b", 3),
)


class SourceToll(Record, frozen=True, kw_only=True):
    """The count that one independent source gives, in its latest version.

    `words` is the figure as written, `reliable` False where a belligerent speaks of its enemy's losses
    or the text itself only claims.
    """

    source: str
    published: str
    low: int | None
    high: int | None
    words: str = ""
    reliable: bool = True
    name: str = ""

    @property
    def least(self) -> int:
        """The least number that the source allows."""
        return self.low if self.low is not None else 0

    @property
    def most(self) -> int:
        """The greatest number that the source commits to; an open upper bound commits to the lower."""
        return self.high if self.high is not None else self.least


def latest_by_source(reports: Sequence[SourceToll]) -> list[SourceToll]:
    """Keep what each source said last; the order is that of publication."""
    latest: dict[str, SourceToll] = {}
    for report in sorted(reports, key=lambda r: (r.published, r.source, r.least, r.most)):
        latest[report.source] = report
    return sorted(latest.values(), key=lambda r: (r.published, r.source))


def acled_count(words: str, low: int | None, high: int | None, *, significant: bool = False) -> int:
    """Turn a figure into the number that ACLED records.

    "several", "many", "few" and a bare plural are 3, or 10 for a significant attack; tens 10, dozens
    12, hundreds 100; else the least number told.

    Source: ACLED codebook, fatalities.
    """
    text = words.lower()
    if not re.search(r"\d", text):
        for pattern, number in ACLED_WORDS:
            if re.search(pattern, text):
                return 10 if number == 3 and significant else number
        if high is None and low == 2:
            return 10 if significant else 3
    return low if low is not None else (high or 0)


def split_evenly(total: int, parts: int) -> list[int]:
    """Split a total told over several days or places evenly, the remainder on the first.

    Source: ACLED codebook, fatalities over several days or locations.
    """
    share, rest = divmod(total, parts)
    return [share + rest] + [share] * (parts - 1)


def acled(reports: Sequence[SourceToll], kind: FigureKind, group: Group = "people") -> Estimate:
    """Estimate by ACLED: the lowest figure while sources differ, a higher one once two sources give it.

    Source: ACLED codebook, fatalities ("the most conservative estimate"); dozens 12, hundreds 100.
    """
    counts = {r.source: acled_count(r.words, r.low, r.high) for r in latest_by_source(reports)}
    if not counts:
        return _none("acled", kind, group)
    times = Counter(counts.values())
    corroborated = [n for n, sources in times.items() if sources > 1]
    low, high = min(times), max(times)
    best = max(corroborated) if corroborated else low
    if low == high:
        reason = f"{_sources(len(counts))} {'give' if len(counts) > 1 else 'gives'} {best}"
    elif corroborated:
        reason = f"{times[best]} of {len(counts)} independent sources give {best}"
    else:
        reason = f"sources differ from {low} to {high}, none corroborated: the lowest is taken"
    return Estimate(rules="acled", kind=kind, group=group, best=best, low=low, high=high, reason=reason)


def ucdp(reports: Sequence[SourceToll], kind: FigureKind, group: Group = "people") -> Estimate:
    """Estimate by UCDP: best the most likely, low and high the lowest and highest reliable figure.

    Most likely is the number that most independent reliable sources give in their latest version; of
    equals, the one told last. What only an enemy claims raises the high, never the best.

    Source: UCDP GED codebook, fatality estimates.
    """
    latest = latest_by_source(reports)
    if not latest:
        return _none("ucdp", kind, group)
    reliable = [r for r in latest if r.reliable] or latest
    votes = Counter(r.least if r.low is not None else r.most for r in reliable)
    last = {r.least if r.low is not None else r.most: (r.published, r.source) for r in reliable}
    best = max(votes, key=lambda n: (votes[n], last[n], -n))
    low = min(r.least if r.low is not None else r.most for r in reliable)
    high = max(r.most for r in latest)
    reason = f"{votes[best]} of {_sources(len(reliable))} give {best}"
    if high > max(r.most for r in reliable):
        reason += f"; {high} is told by a party to the fight only"
    return Estimate(
        rules="ucdp", kind=kind, group=group, best=best, low=min(low, best), high=max(high, best), reason=reason
    )


def airwars(reports: Sequence[SourceToll], kind: FigureKind, group: Group = "people") -> Estimate:
    """Estimate by Airwars: minimum and maximum over all sources, the minimum leading.

    Source: Airwars methodology, casualty ranges by group.
    """
    latest = latest_by_source(reports)
    if not latest:
        return _none("airwars", kind, group)
    low = min(r.least if r.low is not None else r.most for r in latest)
    high = max(r.most for r in latest)
    reason = f"the range over {_sources(len(latest))}"
    return Estimate(rules="airwars", kind=kind, group=group, best=low, low=low, high=high, reason=reason)


def event_clarity(date: DatePrecision, place: PlacePrecision) -> int:
    """Give UCDP's event clarity: 1 where day and place identify the event, else 2.

    Source: UCDP GED codebook, event_clarity.
    """
    return 1 if date == "day" and place in ("town", "district") else 2


RULES = {"acled": acled, "ucdp": ucdp, "airwars": airwars}


def _none(rules: RuleSet, kind: FigureKind, group: Group) -> Estimate:
    return Estimate(rules=rules, kind=kind, group=group, best=None, low=None, high=None, reason="no source counts")


def _sources(count: int) -> str:
    return "1 independent source" if count == 1 else f"{count} independent sources"
