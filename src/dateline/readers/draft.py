"""From what a format tells of a report to the Document, or to the Failure, that comes of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from ..model import Document, Published, Record, document_id
from .dateline import find_dateline
from .dates import read_moment, read_url_day
from .encoding import normalise
from .language import identify_language
from .record import Origin, Problem, Reading, ReadOptions, fail


class Draft(Record, frozen=True, kw_only=True):
    """A report as its format tells it, before it is checked and normalised.

    `problems` are parts of it that could not be processed: each becomes a Failure beside the Document.
    """

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: Published = Published()
    language: str = ""
    media_type: str = ""
    forwarded_from: str = ""
    edited: str = ""
    problems: tuple[Problem, ...] = ()


def finish(draft: Draft, raw: bytes, origin: Origin, options: ReadOptions) -> Iterator[Reading]:
    """Make the readings of a report: its Document, and a Failure for each part that could not be processed."""
    raw_sha256 = hashlib.sha256(raw).hexdigest()
    text = normalise(draft.text)
    problem = _refusal(text, options)
    if problem is not None:
        yield fail(problem, origin, raw, raw_sha256)
        return
    dateline = find_dateline(text, options.year)
    published, problems = _published(draft, dateline.day, options)
    yield Reading(
        outcome=Document(
            id=document_id(raw_sha256=raw_sha256, locator=origin.locator, text=text),
            text=text,
            title=" ".join(normalise(draft.title).split()),
            publisher=" ".join(normalise(draft.publisher).split()) or dateline.agency or options.publisher,
            url=normalise(draft.url),
            published=published,
            language=options.language or draft.language or identify_language(text),
            raw_sha256=raw_sha256,
            media_type=draft.media_type,
            source=origin.source,
            locator=origin.locator,
            dateline_place=dateline.place,
            body_start=dateline.end,
            forwarded_from=normalise(draft.forwarded_from),
            edited=draft.edited,
        ),
        raw=raw,
    )
    for problem in (*draft.problems, *problems):
        yield fail(problem, origin, raw, raw_sha256)


def metadata_date(value: object, options: ReadOptions) -> tuple[Published, tuple[Problem, ...]]:
    """Read the date that a source gives for a report; one that cannot be read is a problem, none is not."""
    if value is None or value == "":
        return Published(), ()
    moment = read_moment(value, options.timezone)
    if moment is not None:
        return Published(value=moment, basis="metadata"), ()
    message = f'The date of publication "{str(value)[:60]}" cannot be read.'
    remedy = 'Write it as "2024-09-01"; until then the document counts as undated.'
    return Published(), (Problem(reason="bad-date", message=message, remedy=remedy),)


def _refusal(text: str, options: ReadOptions) -> Problem | None:
    if not text:
        remedy = "Nothing to do, unless words were lost on the way here."
        return Problem(reason="no-text", message="It holds no text.", remedy=remedy)
    if len(text) > options.max_characters:
        message = f"The text has {len(text):,} characters; one document may have {options.max_characters:,}."
        return Problem(reason="too-long", message=message, remedy=TOO_LONG_REMEDY)
    return None


TOO_LONG_REMEDY = "Split it into its reports, or raise max_characters if it is one report."


def _published(draft: Draft, dateline_day: dt.date | None, options: ReadOptions) -> tuple[Published, list[Problem]]:
    """Take the first that says the time: the source, the URL, the dateline, the option."""
    published, problems = draft.published, list[Problem]()
    if published.day is not None and published.day > options.latest:
        message = f"The date of publication, {published.value}, lies in the future; the document counts as undated."
        remedy = "Check the source, or the clock of this machine."
        problems.append(Problem(reason="future-date", message=message, remedy=remedy))
        published = Published()
    if published.value is None and (day := read_url_day(draft.url)) and day <= options.latest.isoformat():
        published = Published(value=day, basis="url")
    if published.value is None and dateline_day is not None and dateline_day <= options.latest:
        published = Published(value=dateline_day.isoformat(), basis="dateline")
    if published.value is None and options.published:
        published = Published(value=read_moment(options.published, options.timezone), basis="option")
    return published, problems
