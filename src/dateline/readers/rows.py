"""Rows of tables to drafts: which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..model import Record
from .draft import Draft, metadata_date
from .markup import strip_markup
from .record import FIELDS, ReadOptions, Unreadable

USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "contenttext", "fulltext", "articletext", "articlebody", "maintext", "message",
        "story", "article", "contenthtml", "bodytext", "plaintext", "post", "caption", "notes", "description",
        "summary", "текст",
    ),
    "title": ("title", "headline", "heading", "subject", "заголовок"),
    "publisher": (
        "publisher", "outlet", "outlets", "source", "sourcename", "sitename", "newspaper", "agency", "channel",
        "channelname", "media", "domain", "publication", "источник",
    ),
    "url": ("url", "link", "href", "permalink", "sourceurl", "articleurl", "canonicalurl", "webpage"),
    "published": (
        "published", "publishedat", "publisheddate", "publishdate", "publicationdate", "datepublished", "pubdate",
        "date", "datetime", "timestamp", "created", "createdat", "time", "day", "дата",
    ),
    "language": ("language", "lang", "язык"),
}  # fmt: skip
"""Names under which columns are found, best first; case and punctuation do not count."""

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
_TAG = re.compile(r"</?(?:p|br|div|a|b|i|strong|em|span|ul|li|h[1-6]|img)\b[^>]*>", re.IGNORECASE)


class Columns(Record, frozen=True, kw_only=True):
    """The column of each field, as a path of keys; () where there is none."""

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    language: tuple[str, ...] = ()


def find_columns(names: tuple[str, ...], mapping: Mapping[str, str]) -> Columns:
    """Find which column holds what: as mapped, else by its usual names."""
    return _find_columns(names, tuple(sorted(mapping.items())))


@lru_cache(maxsize=256)
def _find_columns(names: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> Columns:
    mapped = dict(mapping)
    plain = {_plain(name): name for name in reversed(names)}
    paths: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        if field in mapped:
            path = mapped[field]
            paths[field] = (path,) if path in names else tuple(path.split("."))
        else:
            paths[field] = tuple(plain[name] for name in USUAL_NAMES[field] if name in plain)[:1]
    return Columns(**paths)


def draft_row(row: Mapping[str, object], options: ReadOptions, media_type: str) -> Draft:
    """Make the draft of a row.

    Raises:
        Unreadable: no column holds a text.
    """
    columns = find_columns(tuple(row), options.mapping)
    if not columns.text and not columns.title:
        message = f"No column holds the text; columns are {', '.join(row)[:200] or 'none'}."
        raise Unreadable("no-text-column", message, remedy='Name it with a mapping: {"text": "COLUMN"}.')
    title = _words(_at(row, columns.title))
    text = _words(_at(row, columns.text))
    if _TAG.search(text):
        text = strip_markup(text)
    published, problems = metadata_date(_at(row, columns.published), options)
    language = _LANGUAGE.fullmatch(_words(_at(row, columns.language)))
    return Draft(
        text=text if text.strip() else title,
        title=title,
        publisher=_words(_at(row, columns.publisher), separator=", "),
        url=_words(_at(row, columns.url)),
        published=published,
        language=language[1].lower() if language else "",
        media_type=media_type,
        problems=problems,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _at(row: Mapping[str, object], path: tuple[str, ...]) -> object:
    value: object = row if path else None
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _words(value: object, separator: str = "\n\n") -> str:
    """Tell a value in words: a list joined, an object by its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return separator.join(filter(None, (_words(item) for item in value)))
    return "" if value is None or isinstance(value, bool) else str(value)
