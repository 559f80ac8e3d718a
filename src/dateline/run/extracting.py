"""`extract`: one text to claims, with no store."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata

from ..config import Config
from ..errors import UsageError
from ..model import Claim, Document, Published, document_id
from .tools import load_extractor


def extract(
    text: str,
    *,
    published: str | dt.date | None = None,
    title: str = "",
    publisher: str = "",
    config: Config | None = None,
) -> list[Claim]:
    """Read one report for the events that it tells of; claims come in the order of the text.

    `published` is the day or instant of publication (ISO 8601), against which "yesterday" is resolved.
    Offsets count code points in the text, normalised as `document_of` does.

    Raises:
        UsageError: `published` is no date.
    """
    document = document_of(text, published=published, title=title, publisher=publisher)
    return load_extractor(config or Config()).extract(document)


def document_of(
    text: str, *, published: str | dt.date | None = None, title: str = "", publisher: str = "", source: str = ""
) -> Document:
    """Make a document of a text at hand, in NFC and with "\\n" line ends."""
    body = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    value = published_value(published)
    return Document(
        id=document_id(raw_sha256=raw, locator="", text=body),
        text=body,
        title=title,
        publisher=publisher,
        published=Published(value=value, basis="option") if value else Published(),
        raw_sha256=raw,
        media_type="text/plain",
        source=source,
    )


def published_value(published: str | dt.date | None) -> str | None:
    """Write a day or instant as ISO 8601.

    Raises:
        UsageError: it is no date.
    """
    if published is None or published == "":
        return None
    if isinstance(published, dt.date):
        return published.isoformat()
    try:
        dt.datetime.fromisoformat(published)
    except ValueError as error:
        raise UsageError(f"{published!r} is no date.", remedy="Write it like 2024-09-01.") from error
    return published
