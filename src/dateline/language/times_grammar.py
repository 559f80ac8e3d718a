"""The grammar of time expressions: one row a form, tried from top to bottom at each word that may begin one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import times_days as on_days
from . import times_periods as on_periods
from .times_lexicon import (
    CLOCK, COUNT, DAY, HOLIDAY, MONTH, MONTH_ALONE, ORDINALS, PART, SEASON, SPELLED_YEAR, UNIT, WEEKDAY, YEAR,
)  # fmt: skip
from .times_record import Context, Reading

__all__ = ["RULES", "Rule", "match_at"]

Resolver = Callable[["re.Match[str]", Context], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of time expression: its name, its pattern over lower-case text, and what reads it."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver


_PAST_OR_NEXT = "last|past|next|coming|previous|following|first|final|latest|preceding"
_EDGE = r"(?:(?:early|late|earlier|later|sometime|mid)[- ](?:in |on )?|(?:the )?(?:very )?(?:end|beginning|start|middle|rest|remainder|course|close|turn|eve|night|morning|evening) of )"
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_ORDINAL4 = "first|second|third|fourth|final|1st|2nd|3rd|4th"
_UNITS = rf"(?P<unit>{UNIT}s?)\b"
_QUARTER_YEAR = rf"(?:,? (?:of |in |for )?(?:fiscal )?(?:(?P<y2>{YEAR})|(?P<rel2>last|this|next) year))?"

_TABLE: tuple[tuple[str, str, Resolver], ...] = (
    # -- absolute days
    ("instant", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[t ](?P<clock>\d\d:\d\d)(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?(?!\d)", on_days.instant),
    ("numeric date", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?![\d.])", on_days.numeric_date),
    ("month, day", rf"(?:(?P<wd>{WEEKDAY}),? )?(?P<mon>{MONTH}) (?:the )?(?P<d>{DAY})(?: ?(?:-|–|to|through) ?(?P<d2>{DAY})(?! {MONTH}))?(?:(?:,|, in| of)? (?P<y>{YEAR}))?", on_days.day_and_month),
    ("between days", rf"(?:between|from) (?P<mon>{MONTH}) (?P<d>{DAY}) (?:and|to|until) (?P<d2>{DAY})(?:,? (?P<y>{YEAR}))?(?P<wd>)", on_days.day_and_month),
    ("day, month", rf"(?:(?P<wd>{WEEKDAY}),? )?(?:the )?(?P<d>{DAY})(?: ?(?:-|–|to|and|/) ?(?P<d2>{DAY}))?(?: of)? (?P<mon>{MONTH})(?:,? (?P<y>{YEAR}))?", on_days.day_and_month),
    ("holiday", rf"(?:(?P<rel>last|next|this) )?(?P<h>{HOLIDAY})\b(?:,? (?P<y>{YEAR}))?", on_days.holiday),
    # -- quarters, halves, company years
    ("quarter", rf"(?:(?P<rel>last|this|next) year['’]s )?(?:the |its |their )?(?:(?P<y>{YEAR}) )?(?P<ago>year-(?:ago|earlier) )?(?:fiscal[- ])?(?P<n>{_ORDINAL4})[- ]quarter(?P<pl>s)?\b(?:(?: a)? year (?P<rel3>ago|earlier))?{_QUARTER_YEAR}", on_periods.quarter),
    ("q3", rf"q(?P<n>[1-4])\b(?: (?P<y>{YEAR}))?(?P<y2>)(?P<rel>)(?P<rel2>)(?P<rel3>)(?P<pl>)(?P<ago>)", on_periods.quarter),
    ("half", rf"(?:the )?(?P<n>first|second|last|latter|1st|2nd) (?:half|six months|two quarters) of (?:(?P<y>{YEAR})|(?P<rel>last|this|next|the) year)", on_periods.half_year),
    ("year ago", r"(?:(?:the|a) )?(?:same|comparable|corresponding|like|equivalent|prior)?\s?(?:year-(?:ago|earlier)|prior-year)(?: (?P<unit>quarter|period|month|third quarter|\w+ months))?\b", on_periods.year_ago),
    ("same period", r"(?:the )?(?:(?:same|comparable|corresponding|like|equivalent) )?(?P<unit>quarter|period|month)(?: (?:of )?(?:a year (?:ago|earlier|before)|last year|the (?:previous|prior) year))", on_periods.year_ago),
    ("last year's quarter", r"(?:last|the previous|the prior|a) year['’]s (?P<unit>quarter|period|month)\b", on_periods.year_ago),
    ("period", rf"(?:the )(?:(?P<y>{YEAR})|latest|most recent|current) (?P<unit>quarter|period)\b", on_periods.period_of_focus),
    # -- months and years
    ("month", rf"(?:(?P<mod>early|late|mid)[- ]|{_EDGE})?(?:(?P<rel>last|next|this(?: past| coming)?|each|every) )?(?P<mon>{MONTH_ALONE})(?:,?(?: of)? (?P<y>{YEAR})|(?:,? of)? (?P<of>this|last|next) year)?", on_days.month_named),
    ("season", rf"(?:(?:the )?(?:early|late|mid)[- ]|{_EDGE})?(?:the )?(?:(?P<rel>last|this(?: past| coming)?|next|each|every) )?(?P<s>{SEASON})\b(?:(?: of)?,? (?P<y>{YEAR}))?", on_days.season),
    ("decade", rf"(?:{_EDGE})?(?:the )?(?:(?:early|late|mid)[- ]?)?(?:(?P<c>1[5-9]|20)(?P<t>\d)0['’]?s\b|['’`](?P<t2>\d)0s\b|(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)", on_days.decade),
    ("century", rf"(?:the )?(?:(?:early|late|mid)[- ])?(?P<n>\d\d?(?:st|nd|rd|th)|{_ORDINAL})[- ]century\b", on_days.century),
    ("year", rf"(?:(?:early|late|mid)[- ](?:in )?|{_EDGE})?(?:(?:the )?fiscal (?:year )?|the year |calendar )(?P<y>{YEAR}|two thousand)\b", on_days.year_named),
    ("early year", rf"(?:(?:early|late|mid)[- ](?:in )?|{_EDGE})(?P<y>{YEAR})", on_days.year_named),
    ("bare year", rf"(?P<y>(?:1[5-9]|20)\d\d(?![\d:]|[.,]\d|%|-\w|/)|{SPELLED_YEAR})\b", on_days.year_named),
    # -- days of the week, parts of the day
    ("weekday", rf"(?:(?:early|late|earlier|later)(?: on)? )?(?:(?P<rel>last|next|this(?: past| coming)?|(?:the )?(?:previous|following|coming)|the next|each|every) )?(?:late |early )?(?P<wd>{WEEKDAY})(?P<pl>s)?\b(?: (?P<part>{PART}s?)\b)?", on_days.weekday),
    ("named day", rf"(?:(?:early|late|earlier|later) )?(?P<w>the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow)\b(?: (?P<part>{PART})\b)?", on_days.named_day),
    ("narrative", r"(?:late |early |earlier |later )?(?:the |that |on )?(?:very )?(?P<rel>previous|preceding|following|same|that|next) (?:same )?(?P<unit>day|night|morning|afternoon|evening)\b(?P<dir>)", on_periods.narrative),
    ("nth day", rf"(?:the |a |an |its |their )?(?P<n>{_ORDINAL}) (?:straight |consecutive |successive )?(?P<unit>day|night)\b(?: running| in a row)?", on_periods.nth_day),
    ("since then", r"(?<=since )then\b", on_periods.since_then),
    ("day before", r"the (?P<unit>day|night|evening|week|month|year) (?P<dir>before|earlier|after)\b(?! yesterday| tomorrow)(?P<rel>)", on_periods.narrative),
    ("day part", rf"(?:(?P<overnight>overnight)|(?:(?:early|late|later|earlier) )?(?P<rel>this|last|the|at|in the|before) (?:early |late )?(?P<part>{PART}))\b", on_days.day_part),
    ("clock", rf"(?:(?:at|around|about|by) )?(?P<clock>{CLOCK})", on_days.clock),
    # -- ago, later
    ("ago", rf"(?:(?:less|more) than )?(?:(?P<n>{COUNT})[- ])?(?P<unit>{UNIT}s?)(?: or (?:so|two|more))? (?P<dir>ago|earlier|before|previously|later|afterwards|after|from now|hence)\b", on_periods.ago),
    # -- last, this, next
    ("stretch", rf"(?:(?:the|these|its|his|their|each of the|in) )?(?P<rel>{_PAST_OR_NEXT}) (?:(?P<n>{COUNT})(?: (?:or|to) {COUNT})? |(?=day\b))(?:\w+ing |full |more )?{_UNITS}", on_periods.past_stretch),
    ("unit", rf"(?:{_EDGE})?(?:the )?(?P<rel>last|this|next|past|previous|following|coming|current|same|that|latest|preceding|upcoming) (?:past |coming |whole |entire |same |calendar |fiscal |full )*(?P<unit>week|month|quarter|year|weekend|decade|century|fortnight)\b(?!-)(?P<of>)", on_periods.unit),
    ("end of unit", r"(?:early|late|earlier|later|midway) in the (?P<of>day|week|month|quarter|year|decade|century)\b(?P<unit>)(?P<rel>)", on_periods.unit),
    ("edge of unit", rf"{_EDGE}(?:the )(?P<of>day|week|month|quarter|year|decade|century)\b(?P<unit>)(?P<rel>)", on_periods.unit),
    ("year end", r"(?:the )?(?:year(?:['’]s)?[- ]end)\b(?P<of>)(?P<unit>)(?P<rel>)", on_periods.unit),
    ("the unit", r"the (?:full |whole |entire |fiscal )*(?P<unit>week|weekend|month|quarter|year)\b(?!-)(?P<of>)(?P<rel>)", on_periods.unit),
    # -- sets
    ("every", rf"(?:every|each) (?P<other>other )?(?:(?P<n>{COUNT}) )?(?P<unit>{UNIT}|morning|afternoon|evening)s?\b(?P<adverb>)", on_periods.repeated),
    ("times a unit", rf"(?:once|twice|(?:{COUNT}) times) (?:a|an|per|each|every) (?P<unit>{UNIT})\b(?P<adverb>)(?P<n>)(?P<other>)", on_periods.repeated),
    ("adverb", r"(?P<adverb>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|annual)\b(?P<unit>)(?P<n>)(?P<other>)", on_periods.repeated),
    # -- lengths
    ("measured", rf"(?:less than |more than |the |another |at least |an additional )?(?P<n>{COUNT})(?: (?:or|to) {COUNT})?(?: (?:or more|full|straight|consecutive|additional|more|trading|working|business|fiscal|long|whole|brief))?[- ](?P<unit>{UNIT})s?\b(?P<half> and a half)?(?:-(?:old|long)\b)?", on_periods.measured),
    ("vague", r"(?:(?:the )?(?P<rel>recent|coming|past|previous|future|these|last|next|early) )?(?P<unit>seconds|minutes|hours|days|nights|weeks|months|quarters|years|decades|centuries)\b(?: and (?:weeks|months|years)\b)?", on_periods.vague),
    # -- vague words
    ("ref", r"(?:(?P<present>(?:right )?now|currently|nowadays|presently|current|at present|at the moment|at this (?:time|moment|point)|these days)|(?P<past>(?:more |most )?recently|recent|lately|once|previously|formerly|(?:in )?the past|at the time|long ago|earlier)|(?P<ahead>soon(?! as| after)|the (?:near |foreseeable |distant |immediate )?future|future|(?:the )?(?:near|short) term))\b(?!-)", on_periods.vague_ref),
)  # fmt: skip
# The rows are long because each is one form; wrapping them would hide which parts belong together.

RULES: tuple[Rule, ...] = tuple(Rule(name, re.compile(pattern), resolve) for name, pattern, resolve in _TABLE)
_BACKREFERENCE = re.compile(r"\(\?P=\w+\)")


def _plain(pattern: str) -> str:
    """Strip the names of groups, so that all rows fit into one alternation."""
    return re.sub(r"\(\?P<\w+>", "(?:", _BACKREFERENCE.sub("[/.]", pattern))


_ANY = re.compile("|".join(f"(?P<r{i}>{_plain(pattern)})" for i, (_, pattern, _) in enumerate(_TABLE)))


def match_at(lowered: str, position: int) -> tuple[Rule, re.Match[str]] | None:
    """Match the first row of the grammar that fits at a position."""
    quick = _ANY.match(lowered, position)
    if quick is None or quick.lastgroup is None:
        return None
    rule = RULES[int(quick.lastgroup[1:])]
    match = rule.pattern.match(lowered, position)
    return None if match is None else (rule, match)
