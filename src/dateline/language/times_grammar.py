"""The grammar of time expressions: one row a form, tried from top to bottom at each word that may begin one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import times_days as on_days
from . import times_lengths as on_lengths
from . import times_periods as on_periods
from .times_lexicon import (
    CLOCK,
    COUNT,
    DAY,
    HOLIDAY,
    MONTH,
    MONTH_ALONE,
    ORDINAL,
    PART,
    SEASON,
    SPELLED_YEAR,
    UNIT,
    WEEKDAY,
    YEAR,
)  # fmt: skip
from .times_record import Context, Found, Reading

__all__ = ["RULES", "Rule", "match_at"]

Resolver = Callable[[Found, Context], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of time expression: its name, its pattern over lower-case text, and what reads it."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver


_PIECES = {
    "CLOCK": CLOCK, "COUNT": COUNT, "DAY": DAY, "HOLIDAY": HOLIDAY, "MONTH": MONTH, "MONTH_ALONE": MONTH_ALONE,
    "ORDINAL": ORDINAL, "PART": PART, "SEASON": SEASON, "SPELLED_YEAR": SPELLED_YEAR, "UNIT": UNIT,
    "WEEKDAY": WEEKDAY, "YEAR": YEAR,
    "EDGE": (
        "(?:(?:early|late|earlier|later|sometime|mid)[- ](?:in |on )?"
        "|(?:the )?(?:very )?(?:end|beginning|start|middle|rest|remainder|course|close|turn|eve|night|morning|evening)"
        " of )"
    ),
    "NEAR": "last|past|next|coming|previous|following|first|final|latest|preceding",
    "NTH": "first|second|third|fourth|final|1st|2nd|3rd|4th",
}  # fmt: skip

# In a pattern white space counts for nothing, "_" stands for a space, and <NAME> for a piece.
_TABLE: tuple[tuple[str, Resolver, str], ...] = (
    # -- absolute days
    ("instant", on_days.instant, r"""
        (?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[t_](?P<clock>\d\d:\d\d(?::\d\d)?)(?:z|[+-]\d\d:?\d\d)?)?
        (?!\d)
    """),
    ("numeric date", on_days.numeric_date, r"""
        (?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)
        (?:_(?P<clock>\d\d:\d\d(?::\d\d)?))?(?!\d|\.\d)
    """),
    ("month, day", on_days.day_and_month, r"""
        <EDGE>?(?:(?:(?:this|last|next)(?:_coming|_past)?_)?(?P<wd><WEEKDAY>),?_)?
        (?P<mon><MONTH>)_(?:the_)?(?P<d><DAY>)(?:_and_(?P<d3><DAY>)(?=[.,;)]|_(?:in|at|by|near|on|after|when|against)\b))?
        (?:_?(?:-|–|to|through)_?(?P<d2><DAY>)(?!_<MONTH>))?(?:(?:,|,_in|_of)?_(?P<y><YEAR>))?
    """),
    ("between days", on_days.day_and_month, r"""
        (?:between|from)_(?P<mon><MONTH>)_(?P<d><DAY>)_(?:and|to|until)_(?P<d2><DAY>)(?:,?_(?P<y><YEAR>))?
    """),
    ("day, month", on_days.day_and_month, r"""
        <EDGE>?(?:(?P<wd><WEEKDAY>),?_)?(?:the_)?(?P<d><DAY>)(?:_?(?:-|–|to|and|/)_?(?P<d2><DAY>))?(?:_of)?_
        (?P<mon><MONTH>)(?:,?_(?P<y><YEAR>))?
    """),
    ("holiday", on_days.holiday, r"(?:(?P<rel>last|next|this)_)?(?P<h><HOLIDAY>)\b(?:,?_(?P<y><YEAR>))?"),
    # -- quarters, halves, company years
    ("quarter", on_periods.quarter, r"""
        (?:(?P<rel>last|this|next)_year['’]s_)?(?:the_|its_|their_)?(?:(?P<y><YEAR>)_)?
        (?P<ago>year-(?:ago|earlier)_)?(?:fiscal[-_])?(?P<n><NTH>)[-_]quarter(?P<pl>s)?\b
        (?:(?:_a)?_year_(?P<rel3>ago|earlier))?
        (?:,?_(?:of_|in_|for_)?(?:fiscal_)?(?:(?P<y2><YEAR>)|(?P<rel2>last|this|next)_year))?
    """),
    ("q3", on_periods.quarter, r"q(?P<n>[1-4])\b(?:_(?P<y><YEAR>))?"),
    ("half", on_periods.half_year, r"""
        (?:the_)?(?P<n>first|second|last|latter|1st|2nd)_(?:half|six_months|two_quarters)_of_
        (?:(?P<y><YEAR>)|(?P<rel>last|this|next|the)_year)
    """),
    ("year ago", on_periods.year_ago, r"""
        (?:(?:the|a)_)?(?:same|comparable|corresponding|like|equivalent|prior)?\s?
        (?:year-(?:ago|earlier)|prior-year)(?:_(?P<unit>quarter|period|month|third_quarter|<COUNT>_months))?\b
    """),
    ("same period", on_periods.year_ago, r"""
        (?:the_)?(?:(?:same|comparable|corresponding|like|equivalent)_)?(?P<unit>quarter|period|month)
        (?:_(?:of_)?(?:a_year_(?:ago|earlier|before)|last_year|the_(?:previous|prior)_year))
    """),
    ("last year's quarter", on_periods.year_ago, r"""
        (?:last|the_previous|the_prior|a)_year['’]s_
        (?P<unit>quarter|period|month)\b
    """),
    ("period", on_periods.period_of_focus, r"""
        (?:the_)(?:(?P<y><YEAR>)|latest|most_recent|current)_
        (?P<unit>quarter|period)\b
    """),
    # -- months and years
    ("month", on_days.month_named, r"""
        (?:(?P<mod>early|late|mid)[-_]|<EDGE>)?(?:(?P<rel>last|next|this(?:_past|_coming)?|each|every)_)?
        (?P<mon><MONTH_ALONE>)(?:,?(?:_of)?_(?P<y><YEAR>)|(?:,?_of)?_(?P<of>this|last|next)_year)?
    """),
    ("season", on_days.season, r"""
        (?:(?:the_)?(?:early|late|mid)[-_]|<EDGE>)?(?:the_)?
        (?:(?P<rel>last|this(?:_past|_coming)?|next|each|every)_)?(?P<s><SEASON>)\b
        (?:(?:_of)?,?_(?P<y><YEAR>))?
    """),
    ("decade", on_days.decade, r"""
        (?:<EDGE>)?(?:the_)?(?:(?:early|late|mid)[-_]?)?
        (?:
            (?P<c>1[5-9]|20)(?P<t>\d)0['’]?s\b|['’`](?P<t2>\d)0s\b|
            (?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b
        )
    """),
    ("century", on_days.century, r"""
        (?:the_)?(?:(?:early|late|mid)[-_])?(?P<n>\d\d?(?:st|nd|rd|th)|<ORDINAL>)[-_]century\b
    """),
    ("year", on_days.year_named, r"""
        (?:(?:early|late|mid)[-_](?:in_)?|<EDGE>)?(?:(?:the_)?fiscal_(?:year_)?|the_year_|calendar_)
        (?P<y><YEAR>|two_thousand)\b
    """),
    ("early year", on_days.year_named, r"(?:(?:early|late|mid)[-_](?:in_)?|<EDGE>)(?P<y><YEAR>)"),
    ("bare year", on_days.year_named, r"(?P<y>(?:1[5-9]|20)\d\d(?![\d:]|[.,]\d|%|-\w|/)|<SPELLED_YEAR>)\b"),
    # -- days of the week, parts of the day
    ("weekday", on_days.weekday, r"""
        <EDGE>?(?:(?:early|late|earlier|later)(?:_on)?_)?
        (?:
            (?P<rel>
                last|next|this(?:_past|_coming)?|(?:the_)?(?:previous|following|coming)
                |the_next|each|every
            )
            _
        )?
        (?:late_|early_)?(?P<wd><WEEKDAY>)(?P<pl>s)?\b(?:_(?P<part><PART>s?)\b)?
    """),
    ("named day", on_days.named_day, r"""
        (?:(?:early|late|earlier|later)_)?
        (?P<w>the_day_before_yesterday|the_day_after_tomorrow|today|tonight|yesterday|tomorrow)\b
        (?:_(?P<part><PART>)\b)?
    """),
    ("narrative", on_periods.narrative, r"""
        (?:late_|early_|earlier_|later_)?(?:the_|that_|on_)?(?:very_)?
        (?P<rel>previous|preceding|prior|following|same|that|next)_(?:same_)?
        (?P<unit>day|night|morning|afternoon|evening)\b
    """),
    ("nth day", on_lengths.nth_day, r"""
        (?:the_|a_|an_|its_|their_)?(?P<n><ORDINAL>)_(?:straight_|consecutive_|successive_)?
        (?P<unit>day|night)\b(?:_running|_in_a_row)?
    """),
    ("since then", on_lengths.since_then, r"(?<=since_)then\b"),
    ("day before", on_periods.narrative, r"""
        the_(?P<unit>day|night|evening|week|month|year)_(?P<dir>before|earlier|after)\b
        (?!_yesterday|_tomorrow)
    """),
    ("day part", on_days.day_part, r"""
        (?:
            (?P<overnight>overnight)|(?:(?:early|late|later|earlier)_)?
            (?P<rel>this|last|the|at|in_the|before)_(?:early_|late_)?(?P<part><PART>)
        )
        \b
    """),
    ("clock", on_days.clock, r"(?:(?:at|around|about|by)_)?(?P<clock><CLOCK>)"),
    # -- ago, later
    ("ago", on_periods.ago, r"""
        (?:(?:less|more)_than_)?(?:(?P<n><COUNT>)[-_])?(?P<unit><UNIT>s?)(?:_or_(?:so|two|more))?_
        (?P<dir>ago|earlier|before|previously|later|afterwards|after|from_now|hence)\b
    """),
    # -- last, this, next
    ("stretch", on_lengths.past_stretch, r"""
        (?:(?:the|these|its|his|their|each_of_the|in)_)?(?P<rel><NEAR>)_
        (?:(?P<n><COUNT>)(?:_(?:or|to)_<COUNT>)?_|(?=day\b))(?:\w+ing_|full_|more_)?(?P<unit><UNIT>s?)\b
    """),
    ("unit", on_periods.unit, r"""
        (?:<EDGE>)?(?:the_)?
        (?P<rel>last|this|next|past|previous|prior|following|coming|current|same|that|latest|preceding|upcoming)_
        (?:past_|coming_|whole_|entire_|same_|calendar_|fiscal_|full_)*
        (?P<unit>week|month|quarter|year|weekend|decade|century|fortnight)\b(?!-)
    """),
    ("end of unit", on_periods.unit, r"""
        (?:early|late|earlier|later|midway)_in_the_(?P<of>day|week|month|quarter|year|decade|century)\b
    """),
    ("edge of unit", on_periods.unit, r"<EDGE>(?:the_)(?P<of>day|week|month|quarter|year|decade|century)\b"),
    ("year end", on_periods.unit, r"(?:the_)?(?:year(?:['’]s)?[-_]end)\b"),
    ("the unit", on_periods.unit, r"""
        the_(?:full_|whole_|entire_|fiscal_)*(?P<unit>week|weekend|month|quarter|year)\b(?!-)
    """),
    # -- sets
    ("every", on_lengths.repeated, r"""
        (?:every|each)_(?P<other>other_)?(?:(?P<n><COUNT>)_)?(?P<unit><UNIT>|morning|afternoon|evening)s?\b
    """),
    ("times a unit", on_lengths.repeated, r"""
        (?:once|twice|(?:<COUNT>)_times)_(?:a|an|per|each|every)_
        (?P<unit><UNIT>)\b
    """),
    ("adverb", on_lengths.repeated, r"""
        (?P<adverb>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|annual)\b
    """),
    # -- lengths
    ("measured", on_lengths.measured, r"""
        (?:less_than_|more_than_|the_|another_|at_least_|an_additional_)?(?P<n><COUNT>)
        (?:_(?:or|to)_<COUNT>)?
        (?:
            _
            (?:
                or_more|full|straight|consecutive|additional|more|trading|working
                |business|fiscal|long|whole|brief
            )
        )?
        [-_](?P<unit><UNIT>)s?\b(?P<half>_and_a_half)?(?:-(?:old|long)\b)?
    """),
    ("vague", on_lengths.vague, r"""
        (?:(?:the_)?(?P<rel>recent|coming|past|previous|future|these|last|next|early)_)?
        (?P<unit>seconds|minutes|hours|days|nights|weeks|months|quarters|years|decades|centuries)\b
        (?:_and_(?:weeks|months|years)\b)?
    """),
    # -- vague words
    ("ref", on_lengths.vague_ref, r"""
        (?:
            (?P<present>
                (?:right_)?now|currently|nowadays|presently|current|at_present
                |at_the_moment|at_this_(?:time|moment|point)|these_days
            )
            |
            (?P<past>
                (?:more_|most_)?recently|recent|lately|once|previously|formerly|(?:in_)?the_past
                |at_the_time|long_ago|earlier
            )
            |
            (?P<ahead>
                soon(?!_as|_after)|the_(?:near_|foreseeable_|distant_|immediate_)?future
                |future|(?:the_)?(?:near|short)_term
            )
        )
        \b(?!-)
    """),
)  # fmt: skip


def _compile(template: str) -> re.Pattern[str]:
    parts = re.split(r"<([A-Z_]+)>", template)
    parts[::2] = [re.sub(r"\s+", "", part).replace("_", " ") for part in parts[::2]]
    parts[1::2] = [_PIECES[name] for name in parts[1::2]]
    return re.compile("".join(parts))


def _nameless(pattern: str) -> str:
    """Strip the names of groups, so that all rows fit into one alternation."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.replace("(?P=sep)", "[/.]"))


RULES: tuple[Rule, ...] = tuple(Rule(name, _compile(template), resolve) for name, resolve, template in _TABLE)
_ANY = re.compile("|".join(f"(?P<r{i}>{_nameless(rule.pattern.pattern)})" for i, rule in enumerate(RULES)))


def match_at(lowered: str, position: int) -> tuple[Rule, Found] | None:
    """Match the first row of the grammar that fits at a position."""
    quick = _ANY.match(lowered, position)
    if quick is None or quick.lastgroup is None:
        return None
    rule = RULES[int(quick.lastgroup[1:])]
    match = rule.pattern.match(lowered, position)
    return None if match is None else (rule, Found(match))
