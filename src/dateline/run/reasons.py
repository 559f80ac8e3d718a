"""Why a claim holds what it holds: for each value its words, what read it, and how sure."""

from __future__ import annotations

from ..model import Attribution, Claim, Figure, Party, PlaceMention, Record, Thing, Value
from ..report.passages import values_of
from ..report.views import bounds

RULES = {
    "head:trigger": "the model sees an event in these words",
    "head:actor": "the model ties these words to the event as who did it",
    "head:target": "the model ties these words to the event as who or what was hit",
    "head:place": "the model ties this name to the event as where; the gazetteer resolves it",
    "head:weapon": "the model ties these words to the event as the means; the lexicon names the kind",
    "head:date": "the model ties these words to the event as when; the grammar of times reads the day",
    "head:figure": "the model ties these words to the event as a count; the grammar of numbers reads it",
    "head:source": "the model ties these words to the event as who says so",
    "rule:own-word": "who did it is told to say so",
    "rule:share": "a share of the figure before it",
    "rule:main-event": "rules find the one act of violence that the report is about (scope: all violence)",
    "lexicon:infrastructure": "a word of the infrastructure list stands in what was hit",
}


FAMILIES = {
    "times": "the grammar of times reads the day from these words",
    "rule": "a rule of the grammars reads it",
    "lexicon": "the lists of the lexicon know these words",
}


class Reason(Record, frozen=True, kw_only=True):
    """One value of a claim: the field, what it holds, its words and where they stand, what read them, how sure."""

    field: str
    value: str
    words: str
    start: int
    end: int
    by: str
    how: str
    confidence: float


def reasons_of(claim: Claim) -> list[Reason]:
    """Explain each value of a claim, the type and status first."""
    trigger = claim.trigger
    reasons = [
        _reason("type", claim.type, trigger, "head:type", "the model's choice of 25 types", claim.type_confidence),
        _reason("status", claim.status, trigger, "head:status", "the model's choice of 7", claim.status_confidence),
    ]
    for field, value in values_of(claim):
        held = claim.when.iso or "unknown" if field == "date" else held_by(value)
        how = RULES.get(value.by) or FAMILIES.get(value.by.partition(":")[0], "")
        reasons.append(_reason(field, held, value, value.by, how, value.confidence))
    if claim.when.mention is None:
        reasons.append(_reason("date", "unknown", None, "", "no words of time are tied to the event", 1.0))
    return reasons


def held_by(value: Value) -> str:
    """Say in words what a value holds beyond its characters."""
    if isinstance(value, Figure):
        return _figure(value)
    if isinstance(value, PlaceMention):
        return _place(value)
    if isinstance(value, Party):
        return ", ".join(part for part in (value.organisation, value.kind, value.country) if part)
    if isinstance(value, Attribution):
        by = held_by(value.party) if value.party else ""
        return ", ".join(part for part in (value.stance, by, value.medium) if part)
    if isinstance(value, Thing):
        return value.kind or "of no listed kind"
    return "event"


def _figure(figure: Figure) -> str:
    group = "" if figure.group == "people" else figure.group
    notes = ["part of another figure"] * figure.part_of + ["running total, not added"] * figure.total
    return ", ".join(part for part in (f"{bounds(figure.low, figure.high)} {figure.kind}", group, *notes) if part)


def _place(mention: PlaceMention) -> str:
    place = mention.place
    if place is None:
        return "unresolved"
    where = ", ".join(part for part in (place.name, place.admin1, place.country_name or place.country) if part)
    return f"{where} ({place.latitude:.4f}, {place.longitude:.4f}; {place.precision})"


def _reason(field: str, held: str, value: Value | None, by: str, how: str, confidence: float) -> Reason:
    words, start, end = (value.text, value.start, value.end) if value else ("", 0, 0)
    return Reason(field=field, value=held, words=words, start=start, end=end, by=by, how=how, confidence=confidence)
