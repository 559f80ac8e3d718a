"""`extract`: one text to claims, with no store."""

from __future__ import annotations

import datetime as dt
import hashlib

from ..config import Config
from ..errors import UsageError
from ..model import Claim, Document, Published, document_id
from ..readers import ReadOptions
from ..readers.dateline import find_dateline
from ..readers.dates import read_moment
from ..readers.encoding import normalise
from ..readers.language import identify_language
from ..readers.plain_text import draft_text
from .tools import extract_claims


def extract(
    text: str,
    *,
    published: str | dt.date | None = None,
    title: str = "",
    publisher: str = "",
    language: str = "",
    config: Config | None = None,
) -> list[Claim]:
    r"""Read one report for the events that it tells of; claims come in the order of the text.

    `published` is the day or instant of publication (ISO 8601), against which "yesterday" is resolved.
    Without it, only a full date in the text's own dateline stands in. `language` is an ISO 639-1 code; without it,
    the text tells. Offsets count code points in the text as the readers normalise it: NFC, "\n" line ends, no white
    space around it.

    Raises:
        UsageError: `published` is no date.
        LanguageError: the text is not in English.
    """
    document = document_of(text, published=published, title=title, publisher=publisher, language=language)
    return extract_claims(document, config or Config())


def document_of(
    text: str,
    *,
    published: str | dt.date | None = None,
    title: str = "",
    publisher: str = "",
    language: str = "",
    source: str = "",
) -> Document:
    """Make a document of a text at hand, as the readers do: normalised, its dateline read, its language told."""
    body = normalise(text)
    raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    dateline = find_dateline(body)
    return Document(
        id=document_id(raw_sha256=raw, locator="", text=body),
        text=body,
        title=title,
        publisher=publisher or dateline.agency,
        published=_published(published, dateline.day),
        language=language or identify_language(body),
        raw_sha256=raw,
        media_type="text/plain",
        source=source,
        dateline_place=dateline.place,
        body_start=dateline.end,
    )


def document_of_bytes(
    data: bytes,
    *,
    published: str | None = None,
    title: str = "",
    publisher: str = "",
    language: str = "",
    source: str = "",
) -> Document:
    """Make a document of a text file's bytes: encoding, head lines and title are told as `read` tells them.

    Raises:
        ReadError: the bytes are no text.
    """
    if not data:
        return document_of("", published=published, title=title, publisher=publisher, language=language, source=source)
    draft = draft_text(data, ReadOptions())
    return document_of(
        draft.text,
        published=published or draft.published.value,
        title=title or draft.title,
        publisher=publisher or draft.publisher,
        language=language,
        source=source,
    )


def _published(given: str | dt.date | None, dateline_day: dt.date | None) -> Published:
    if given:
        moment = given.isoformat() if isinstance(given, dt.date) else read_moment(given)
        if moment is None:
            raise UsageError(f"{given!r} is no date of publication.", remedy="Write it as 2024-09-01.")
        return Published(value=moment, basis="option")
    if dateline_day:
        return Published(value=dateline_day.isoformat(), basis="dateline")
    return Published()
