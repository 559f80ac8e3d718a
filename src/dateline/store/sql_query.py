"""Filters to conditions in SQL that hold in every database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, not_, or_, select, tuple_

from ..errors import UsageError
from .filters import UNKNOWN_DAY, Filter, split_cursor
from .sql_tables import claims, documents, incident_claims, incident_documents, incidents

Condition = ColumnElement[bool]
Box = tuple[float, float, float, float]
MatchText = Callable[[str], Condition]
MatchBox = Callable[[Table, Box], Condition]


def select_documents(filter: Filter, match_text: MatchText) -> Select[Any]:
    """Choose documents; only time, publisher, language, text and incident count."""
    where: list[Condition] = []
    if filter.since or filter.until:
        where.append(documents.c.day != UNKNOWN_DAY)
    if filter.since:
        where.append(documents.c.day >= filter.since.isoformat())
    if filter.until:
        where.append(documents.c.day <= filter.until.isoformat())
    if filter.publisher:
        where.append(documents.c.publisher_key == filter.publisher.casefold())
    if filter.language:
        where.append(documents.c.language == filter.language)
    if filter.text:
        where.append(match_text(filter.text))
    if filter.document:
        where.append(documents.c.id == filter.document)
    if filter.incident:
        behind = select(incident_documents.c.document_id).where(incident_documents.c.incident_id == filter.incident)
        where.append(documents.c.id.in_(behind))
    return select(documents).where(*where)


def select_claims(filter: Filter, match_text: MatchText, match_box: MatchBox) -> Select[Any]:
    """Choose claims; `publisher`, `language` and `text` are those of their document."""
    where = _event_conditions(claims, filter, match_box)
    if not filter.superseded:
        where.append(not_(claims.c.superseded))
    if filter.publisher:
        where.append(claims.c.publisher_key == filter.publisher.casefold())
    if filter.document:
        where.append(claims.c.document_id == filter.document)
    if filter.incident:
        members = select(incident_claims.c.claim_id).where(incident_claims.c.incident_id == filter.incident)
        where.append(claims.c.id.in_(members))
    if filter.text or filter.language:
        where.append(claims.c.document_id.in_(_told_in(filter, match_text)))
    return select(claims).where(*where)


def select_incidents(filter: Filter, match_text: MatchText, match_box: MatchBox) -> Select[Any]:
    """Choose incidents; `publisher`, `language`, `text` and `document` hold where one report behind them fits."""
    where = _event_conditions(incidents, filter, match_box)
    if filter.incident:
        where.append(incidents.c.id == filter.incident)
    if filter.publisher or filter.text or filter.language or filter.document:
        reports = select(incident_documents.c.incident_id).where(
            incident_documents.c.document_id.in_(_told_in(filter, match_text))
        )
        where.append(incidents.c.id.in_(reports))
    return select(incidents).where(*where)


def in_order(chosen: Select[Any], table: Table, filter: Filter, size: int) -> Select[Any]:
    """Order by day, then id, and take the page of `size` that follows the filter's cursor."""
    position = tuple_(table.c.day, table.c.id)
    if filter.cursor:
        day, identity = split_cursor(filter.cursor)
        after = tuple_(day, identity)
        chosen = chosen.where(position < after if filter.newest_first else position > after)
    if filter.newest_first:
        return chosen.order_by(table.c.day.desc(), table.c.id.desc()).limit(size)
    return chosen.order_by(table.c.day, table.c.id).limit(size)


def _told_in(filter: Filter, match_text: MatchText) -> Select[Any]:
    by_report = Filter(publisher=filter.publisher, language=filter.language, text=filter.text, document=filter.document)
    return select_documents(by_report, match_text).with_only_columns(documents.c.id)


def _event_conditions(table: Table, filter: Filter, match_box: MatchBox) -> list[Condition]:
    return [
        *_time_conditions(table, filter),
        *_place_conditions(table, filter, match_box),
        *_content_conditions(table, filter),
    ]


def _time_conditions(table: Table, filter: Filter) -> list[Condition]:
    where: list[Condition] = []
    if filter.since or filter.until:
        where.append(table.c.day != UNKNOWN_DAY)
    if filter.since:
        where.append(table.c.end_day >= filter.since.isoformat())
    if filter.until:
        where.append(table.c.day <= filter.until.isoformat())
    return where


def _place_conditions(table: Table, filter: Filter, match_box: MatchBox) -> list[Condition]:
    where: list[Condition] = []
    if filter.country:
        where.append(table.c.country == filter.country.upper())
    if filter.admin1:
        name, code = filter.admin1.casefold(), filter.admin1.upper()
        where.append(or_(table.c.admin1_key == name, table.c.admin1_code == code))
    if filter.place:
        where.append(table.c.places_key.contains(filter.place.casefold(), autoescape=True))
    if filter.bbox:
        where.append(or_(*(_within(table, box, match_box) for box in _boxes(filter.bbox))))
    return where


def _content_conditions(table: Table, filter: Filter) -> list[Condition]:
    where: list[Condition] = []
    if filter.party:
        name = filter.party.casefold()
        # Two letters are a country; within names they would match nearly everything.
        needle = f"\n{name}\n" if len(name) == 2 else name
        where.append(table.c.parties_key.contains(needle, autoescape=True))
    if filter.types:
        where.append(table.c.type.in_(filter.types))
    if filter.classes:
        where.append(table.c["class"].in_(filter.classes))
    if filter.statuses:
        where.append(table.c.status.in_(filter.statuses))
    if filter.min_killed is not None:
        where.append(table.c.killed >= filter.min_killed)
    if filter.min_injured is not None:
        where.append(table.c.injured >= filter.min_injured)
    return where


def _within(table: Table, box: Box, match_box: MatchBox) -> Condition:
    west, south, east, north = box
    # The index answers roughly (an R-tree holds 32-bit floats); the columns decide.
    return and_(
        match_box(table, box),
        table.c.latitude.between(south, north),
        table.c.longitude.between(west, east),
    )


def _boxes(bbox: Box) -> list[Box]:
    west, south, east, north = bbox
    if west <= east:
        return [bbox]
    return [(west, south, 180.0, north), (-180.0, south, east, north)]


def split_words(query: str) -> list[tuple[str, bool]]:
    """Split a search into words and "phrases", each with whether it is a prefix* only.

    Raises:
        UsageError: there is nothing to search for.
    """
    parts: list[tuple[str, bool]] = []
    for number, piece in enumerate(query.replace("\0", " ").split('"')):
        for word in [piece] if number % 2 else piece.split():
            text, prefix = word.strip("* "), word.endswith("*") and not number % 2
            if any(character.isalnum() for character in text):
                parts.append((text, prefix))
    if not parts:
        raise UsageError(f"There is no word to search for in {query!r}.", remedy="Give a word, or a phrase in quotes.")
    return parts
