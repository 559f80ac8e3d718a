"""RSS and Atom files: one report an item."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import feedparser

from ..model import Published
from .dates import read_moment
from .draft import Draft, finish
from .input import Context, Input
from .markup import strip_markup
from .record import Problem, Reading, ReadOptions, Unreadable, fail

_ITEM = re.compile(rb"<(?:\w+:)?(item|entry)(?:\s[^>]*)?>.*?</(?:\w+:)?\1\s*>", re.DOTALL)
_LONGEST_FEED = 8
"""Documents' worth of bytes that a feed may have: it is parsed whole."""


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read one report an item; what stands before a break in the XML is read.

    Raises:
        Unreadable: there is no item, or the file is too long.
    """
    options = context.options
    remedy = "Split it into smaller feeds, or raise max_bytes."
    raw = source.read_whole(_LONGEST_FEED * options.max_bytes, remedy=remedy)
    feed = _parse(raw)
    broken = _broken(feed)
    if not feed.entries:
        if broken:
            raise Unreadable("bad-xml", broken, remedy="Fetch the feed again.")
        raise Unreadable("empty", "The feed holds no item.", remedy="Nothing to do, unless it should have some.")
    slices = [match[0] for match in _ITEM.finditer(raw)]
    media_type = "application/atom+xml" if str(feed.version).startswith("atom") else "application/rss+xml"
    for number, entry in enumerate(feed.entries, start=1):
        # Where the cut by pattern and the parser disagree, the whole file is the evidence.
        piece = slices[number - 1] if len(slices) >= len(feed.entries) else raw
        origin = source.origin.inside(f"item {number}")
        yield from finish(_draft(entry, feed.feed, media_type, options), piece, origin, options)
    if broken:
        message = f"{broken} {len(feed.entries)} items before that were read."
        problem = Problem(reason="bad-xml", message=message, remedy="Fetch the feed again.")
        yield fail(problem, source.origin, raw)


def _parse(raw: bytes) -> Any:
    try:
        # A stream, as a string could be taken for an address to fetch.
        return feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        # feedparser lets errors of many kinds out of the text that it takes apart.
        message = f"The feed could not be taken apart: {type(error).__name__}: {error}."
        raise Unreadable("bad-xml", message, remedy="Fetch the feed again.") from error


def _broken(feed: Any) -> str:
    """Say where a feed is not well-formed; "" where it is."""
    error = feed.get("bozo_exception") if feed.bozo else None
    if error is None or isinstance(error, (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)):
        return ""
    line = getattr(error, "getLineNumber", lambda: None)()
    return f"The XML breaks{f' in line {line}' if line else ''}: {getattr(error, 'getMessage', lambda: error)()}."


def _draft(entry: Mapping[str, Any], feed: Mapping[str, Any], media_type: str, options: ReadOptions) -> Draft:
    title = strip_markup(str(entry.get("title") or ""))
    text = strip_markup(_longest(entry.get("content") or (), str(entry.get("summary") or "")))
    published, problems = _published(entry, options)
    source = entry.get("source")
    publisher = (source.get("title") if isinstance(source, Mapping) else "") or feed.get("title") or ""
    return Draft(
        text=text or title,
        title=title,
        publisher=strip_markup(str(publisher)),
        url=str(entry.get("link") or ""),
        published=published,
        media_type=media_type,
        problems=problems,
    )


def _longest(contents: Sequence[Mapping[str, Any]], summary: str) -> str:
    texts = [str(content.get("value") or "") for content in contents]
    return max([*texts, summary], key=len)


def _published(entry: Mapping[str, Any], options: ReadOptions) -> tuple[Published, tuple[Problem, ...]]:
    """Read the item's date as written, with its offset, or as feedparser understood it."""
    written = str(entry.get("published") or entry.get("updated") or entry.get("created") or "").strip()
    if not written:
        return Published(), ()
    parsed = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
    moment = read_moment(written, options.timezone)
    if moment is None and parsed:
        moment = read_moment("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6]), options.timezone)
    if moment is not None:
        return Published(value=moment, basis="feed"), ()
    message = f'The date of publication "{written[:60]}" cannot be read.'
    return Published(), (Problem(reason="bad-date", message=message, remedy="The document counts as undated."),)
