"""The head of a military press release, and the releases that stand one after the other in a text.

A head is a cluster of lines: title, command, release number ("2011-07-S-074"), "For Immediate Release", dateline
("KABUL, Afghanistan (July 25, 2011)"). What follows is the body.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..language.times import find_times
from ..model import Published

__all__ = ["Head", "estimate_days", "read_heads", "with_line_ends"]

_LONGEST_TITLE = 150
_CLUSTER_GAP = 60  # characters between two marks of one head
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTHS}\s*\d{{1,2}}|\d{{1,2}}\s+{_MONTHS})(?:\s*[,.]?\s*\d{{4}})?"
_NUMBER = re.compile(r"(?<![#\w-])(?P<year>2?0\d\d)-(?P<month>\d{1,2})-[A-Z]{1,3}-(?P<serial>\d{2,4})\b")
_DATELINE = re.compile(
    rf"(?:^[ \t]*|(?<=\s))[A-Z][A-Z'’ -]{{2,40}}(?:,\s+[A-Z][\w. ]{{2,30}})?\s*\((?P<day>{_DAY})\s*\)\s*(?:[-–—]+\s*)?"
    rf"|^[ \t]*[A-Z][\w'’ -]{{2,40}},\s+[A-Z]\w+\s*\((?P<day_there>{_DAY})\s*\)\s*(?:[-–—]+\s*)?"
    r"|^[ \t]*[A-Z][A-Z'’ -]{2,40},\s+[A-Z]\w+\s+[-–—]+\s+",
    re.MULTILINE,
)
_MARK = re.compile(
    r"(?i:for\s+immediate\s+release|download\s+pdf|^\s*news\s+release\b"
    r"|^.{0,80}\bjoint\s+command\s*-[^\n]{0,20}?(?=\n|\s{2}|\d{4}-))",
    re.MULTILINE,
)
_TITLE_DAY = re.compile(rf"\b{_DAY}(?!\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RULE = re.compile(r"^\s*[-=_*]{3,}\s*$", re.MULTILINE)
_WRAPPED = re.compile(r"(?<=[\w,])\n(?=[a-z])")
_LEAD = 500  # characters of a body in which its day is looked for
_NEAR_DAYS = 20  # within which releases of a series count as of one time


class Head(NamedTuple):
    """One release in a text: where it starts, where its body starts and ends, and the day it bears.

    `number` is the release number as written, `month` the year and month that it gives.
    """

    start: int
    body: int
    end: int
    published: Published
    number: str = ""
    month: tuple[int, int] | None = None
    day: tuple[int, int] | None = None  # month and day of the head, else of the lead: the year may not be said

    @property
    def serial(self) -> int | None:
        """The running number within the month."""
        found = _NUMBER.search(self.number)
        return int(found["serial"]) if found else None


def with_line_ends(text: str) -> str:
    """Write Unicode line separators as line ends, wrapped lines and fixed spaces with spaces; the length stays."""
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return _WRAPPED.sub(" ", text)


def read_heads(text: str, published: dt.date | None = None) -> list[Head]:
    """Find the releases of a text, in order; at least one. `published` stands where a head bears no day."""
    text = with_line_ends(text)
    clusters = list(_clusters(text))
    starts = [0, *(_title_start(text, start) for start, _ in clusters[1:])]
    ends = [*starts[1:], len(text)]
    bodies = [end for _, end in clusters] or [0]
    return [_head(text, *span, published) for span in zip(starts, bodies, ends, strict=True)]


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each run of marks."""
    marks = sorted(
        (match.start(), match.end(), pattern is _NUMBER and not _opens_line(text, match.start()))
        for pattern in (_MARK, _NUMBER, _DATELINE)
        for match in pattern.finditer(text)
    )
    held: tuple[int, int] | None = None
    for start, end, in_running_text in marks:
        if held is not None and len(text[held[1] : start].strip()) <= _CLUSTER_GAP:
            held = (held[0], max(held[1], end))
        elif not in_running_text:
            if held is not None:
                yield held
            held = (start, end)
    if held is not None:
        yield held


def _opens_line(text: str, position: int) -> bool:
    """Tell a number that heads a release from one that the text refers to."""
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()


def _title_start(text: str, mark: int) -> int:
    """Go back from a head's first mark over its title, to the rule or the blank line before it."""
    line = text.rfind("\n", 0, mark) + 1
    if text[line:mark].strip():
        return line
    before = text[:line].rstrip()
    title = before.rfind("\n") + 1
    is_title = 0 < len(before) - title < _LONGEST_TITLE and not before.endswith((".", "]", '"', "”"))
    return title if is_title else line


def estimate_days(heads: Sequence[Head]) -> list[dt.date | None]:
    """Give each release of a series its day, estimated where its head does not say it; None where nothing does.

    Numbers run on through a month, so that a number stands between the days of its neighbours. A day without a year
    belongs to the year in which fewest releases of the series bear days near it: those with a year were numbered.
    """
    known = [head.published.day for head in heads]
    dated = sorted(day for day in known if day)
    return [day or _between(head, heads) or _in_gap(head, dated) for head, day in zip(heads, known, strict=True)]


def _between(head: Head, heads: Sequence[Head]) -> dt.date | None:
    if head.month is None or head.serial is None:
        return None
    year, month = head.month
    first, last = dt.date(year, month, 1), dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    points = sorted(
        (other.serial, other.published.day)
        for other in heads
        if other.month == head.month and other.serial is not None and other.published.day is not None
    )
    before = max((p for p in points if p[0] <= head.serial), default=(0, first))
    after = min((p for p in points if p[0] >= head.serial), default=None)
    if after is None:
        pace = (before[1] - first).days / before[0] if before[0] else 0.0
        return min(last, before[1] + dt.timedelta(days=round(pace * (head.serial - before[0]))))
    if after[0] == before[0]:
        return before[1]
    share = (head.serial - before[0]) / (after[0] - before[0])
    return before[1] + dt.timedelta(days=round(share * (after[1] - before[1]).days))


def _in_gap(head: Head, dated: Sequence[dt.date]) -> dt.date | None:
    if not dated:
        return None
    if head.day is None:
        return dated[len(dated) // 2]
    near = dt.timedelta(days=_NEAR_DAYS)
    years = range(dated[0].year, dated[-1].year + 1)
    days = [dt.date(year, *head.day) for year in years if head.day != (2, 29) or year % 4 == 0]
    inside = [day for day in days if dated[0] <= day <= dated[-1]] or days
    middle = dated[len(dated) // 2]
    if not inside:  # 29 February, and no leap year among them
        return middle
    return min(inside, key=lambda day: (sum(abs(day - other) <= near for other in dated), abs(day - middle)))


def _head(text: str, start: int, body: int, end: int, published: dt.date | None) -> Head:
    head = text[start:body]
    number = _NUMBER.search(head)
    month = (int(number["year"][-2:]) + 2000, int(number["month"])) if number else None
    if month and not 1 <= month[1] <= 12:
        month = None
    rule = _RULE.search(text, body, end)
    end = rule.start() if rule else end
    datelines = [m["day"] or m["day_there"] for m in _DATELINE.finditer(head)]
    written = [day for day in [*datelines, *_TITLE_DAY.findall(head)] if day]
    named = [day for day in (_named_day(day) for day in written) if day is not None]
    if not named:  # a story under a byline gives its day with the deed: "in Paktika province, June 25."
        told = _TITLE_DAY.search(text, body, min(end, body + _LEAD))
        named = [found for found in [_named_day(told[0]) if told else None] if found]
    day = _day_of(head, named[0] if written or (named and named[0][0]) else None, month, published)
    number_text = number[0] if number else ""
    return Head(start, body, end, day, number_text, month, named[0][1:] if named else None)


def _named_day(written: str) -> tuple[int | None, int, int] | None:
    """Read "Nov. 20, 2011" to year, month and day; without a year, None for it."""
    year = _YEAR.search(written)
    bare = re.sub(r"(?<=[a-z.])(?=\d)", " ", re.sub(r"\s*[,.]?\s*\b\d{4}$", "", written))
    found = find_times(f"{bare}, {year[0] if year else 2000}", None)
    day = found[0].first if found else None
    return (int(year[0]) if year else None, day.month, day.day) if day else None


def _day_of(
    head: str, named: tuple[int | None, int, int] | None, month: tuple[int, int] | None, published: dt.date | None
) -> Published:
    """Give the head's day its year: its own, another one's in the head, the number's, or that nearest `published`."""
    other = _YEAR.search(head)
    if named is not None:
        year = named[0] or (int(other[0]) if other else month[0] if month else None)
        years = [year] if year else [published.year + i for i in (-1, 0, 1)] if published else []
        days = [dt.date(y, *named[1:]) for y in years if named[1:] != (2, 29) or y % 4 == 0]
        if days:
            day = min(days, key=lambda d: abs((d - published).days)) if published else days[0]
            return Published(value=day.isoformat(), basis="dateline")
    return Published(value=published.isoformat(), basis="option") if published else Published()
