"""Whether the words around a time expression point back or ahead: "struck on Monday", "will meet on Monday"."""

from __future__ import annotations

import re

__all__ = ["tense_at"]

_PAST_FORMS = (
    "said|was|were|had|did|been|began|took|went|made|came|fell|rose|told|won|lost|shot|hit|killed|left|found|broke"
    "|held|met|saw|got|gave|sent|brought|fought|struck|spoke|wrote|drove|led|kept|became|stood|blew|ran|set off|cut"
    "|since|ago|earlier|last"
)
_AHEAD = (
    r"(?:will|won't|shall|'ll|’ll|is to|are to|to be|would)(?: not)?(?: be| have)?(?: \w+(?=\s))?"
    "|(?:is |are )?(?:scheduled|expected|set to|due|likely)|is set|expects?|intends?|plans? to|planning|planned"
    "|going to|upcoming|payable|expires|ahead of|prepares?|preparing|effective|agreed to"
    "|(?:aim|want|vow|pledge|threaten)s? to"
    "|(?:vow|pledg|threaten)ed to|urged|beginning|starting|deadline|maturing"
    "|call(?:ed|s|ing)? for (?:an?|another|more|further|new)"
)
_CUE = re.compile(
    r"\b(?:(?P<planned>(?:was|were|had been|been) (?:scheduled|expected|due|set|planned|supposed|to be))"
    rf"|(?P<ahead>{_AHEAD})|(?P<back>{_PAST_FORMS}|[a-z]{{2,}}ed))\b"
)
_CUE_AFTER = re.compile(
    rf"\s?(?:\w+ ){{0,2}}?(?:(?P<ahead>will|is to|are to|shall)|(?P<back>{_PAST_FORMS}|[a-z]{{2,}}ed))\b"
)
_STOP = re.compile(r"[.!?]\s|\n|[;:]\s")
_LEADS_AHEAD = re.compile(r"\b(?:for|until|till) (?:early |late |next )?$")
_WEEKDAY = re.compile(r"(?:next |early |late )*(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_WINDOW_BEFORE = 70
_WINDOW_AFTER = 24


def tense_at(lowered: str, start: int, end: int) -> bool | None:
    """Tell whether the nearest verb of the clause points ahead of publication; None where none tells."""
    left = lowered[max(0, start - _WINDOW_BEFORE) : start]
    stops = list(_STOP.finditer(left))
    if stops:
        left = left[stops[-1].end() :]
    if _LEADS_AHEAD.search(left) and _WEEKDAY.match(lowered, start, end):
        return True
    cues = list(_CUE.finditer(left))
    if cues:
        return bool(cues[-1]["ahead"])
    after = _CUE_AFTER.match(lowered[end : end + _WINDOW_AFTER])
    return None if after is None else bool(after["ahead"])
