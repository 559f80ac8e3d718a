"""`documents`, `claims`, `incidents`, `failures`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import rich_click as click

from ..model import Claim, Document, Failure, Figure, Incident, Record
from ..report.views import bounds
from ..run import queries
from ..store.filters import Filter
from .options import Session, filters, json_option, settings

SHORT = 12
"""Characters of an id that are shown; they are enough for `show`."""


@click.command("documents")
@filters
@json_option
@settings
def documents_command(session: Session, filter: Filter) -> None:
    """List the reports in the store.

    Of the filters, time (of publication), publisher and text count.
    """
    found = queries.documents(filter, config=session.config)
    columns = ("id", "published", "publisher", "title", "source")
    _list(session, found, columns, _document_row, "No documents.")


@click.command("claims")
@filters
@json_option
@settings
def claims_command(session: Session, filter: Filter) -> None:
    """List events as single reports tell them."""
    found = queries.claims(filter, config=session.config)
    columns = ("id", "when", "type", "status", "where", "who", "to whom", "figures", "sure")
    _list(session, found, columns, _claim_row, "No claims.")


@click.command("incidents")
@filters
@json_option
@settings
def incidents_command(session: Session, filter: Filter) -> None:
    """List incidents, each with the reports that tell of it.

    Killed and injured are the best estimates under UCDP's rules; `show ID` gives all three rule sets.
    """
    found = queries.incidents(filter, config=session.config)
    columns = ("id", "when", "type", "where", "killed", "injured", "who", "to whom", "reports", "grade")
    _list(session, found, columns, _incident_row, "No incidents.", right=("killed", "injured", "reports"))


@click.command("failures")
@click.option("--source", default="", metavar="PATH", help="A part of the path or address.")
@click.option("--reason", default="", metavar="CODE", help="What went wrong, as empty or bad-json.")
@json_option
@settings
def failures_command(session: Session, source: str, reason: str) -> None:
    """List what could not be processed, and what to do."""
    columns = ("source", "where", "reason", "what", "what to do")
    found = queries.failures(source=source, reason=reason, config=session.config)
    _list(session, found, columns, _failure_row, "No failures.")


def _list(
    session: Session,
    found: Iterable[Record],
    columns: Sequence[str],
    row: Any,
    none: str,
    right: Sequence[str] = (),
) -> None:
    if session.output.json:
        session.output.records(found)
    elif not session.output.table(columns, map(row, found), right=right):
        session.output.note(none)


def short(id: str) -> str:
    """Shorten an id to what is shown."""
    return id[:SHORT]


def best(incident: Incident, kind: str) -> str:
    """Write the best figure of a kind for everybody, by UCDP's rules; "" where nobody counts."""
    for estimate in incident.estimates:
        if (estimate.rules, estimate.kind, estimate.group) == ("ucdp", kind, "people") and estimate.best is not None:
            more = estimate.high is not None and estimate.high != estimate.low
            return f"{estimate.best}" + (f" ({estimate.low}-{estimate.high})" if more else "")
    return ""


def days(incident: Incident) -> str:
    """Write the days of an incident as precisely as they are known."""
    if incident.start is None:
        return "unknown"
    if incident.date_precision in ("month", "year"):
        return incident.start.strftime("%Y-%m" if incident.date_precision == "month" else "%Y")
    if incident.end and incident.end != incident.start:
        same_month = incident.start.replace(day=1) == incident.end.replace(day=1)
        return f"{incident.start}/{incident.end:%d}" if same_month else f"{incident.start}/{incident.end:%m-%d}"
    return incident.start.isoformat()


def town(incident: Incident) -> str:
    """Write the place of an incident briefly."""
    place = incident.place
    return f"{place.name}, {place.country}" if place and place.name != place.country_name else where(incident)


def where(incident: Incident) -> str:
    """Write the place of an incident, or its name as written where it is unresolved."""
    place = incident.place
    if place is None:
        return f"{incident.place_name} (unresolved)" if incident.place_name else "unknown"
    region = place.admin1 if place.admin1 != place.name else ""
    return ", ".join(part for part in (place.name, region, place.country) if part)


def _document_row(document: Document) -> Sequence[str]:
    published = document.published.value or "unknown"
    return short(document.id), published[:16], document.publisher, document.title, document.url or document.source


def _claim_row(claim: Claim) -> Sequence[str]:
    return (
        short(claim.id),
        claim.when.iso or "unknown",
        claim.type,
        claim.status,
        ", ".join(mention.text for mention in claim.places),
        ", ".join(party.text for party in claim.actors),
        ", ".join(party.text for party in claim.targets),
        ", ".join(map(_figure, claim.figures)),
        f"{claim.confidence:.2f}",
    )


def _figure(figure: Figure) -> str:
    group = "" if figure.group == "people" else f" {figure.group}"
    note = " in all" if figure.total else ""
    return f"{bounds(figure.low, figure.high)}{group} {figure.kind}{note}"


def _incident_row(incident: Incident) -> Sequence[str]:
    judged = f", {incident.judged}" if incident.judged else ""
    return (
        short(incident.id),
        days(incident),
        incident.type if incident.status == "happened" else f"{incident.type} ({incident.status})",
        town(incident),
        best(incident, "killed"),
        best(incident, "injured"),
        ", ".join(incident.actors[:2]),
        ", ".join(incident.targets[:2]),
        str(len(incident.documents)),
        incident.grade + judged,
    )


def _failure_row(failure: Failure) -> Sequence[str]:
    return failure.source, failure.locator, failure.reason, failure.message, failure.remedy
