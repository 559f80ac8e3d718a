"""Telegram Desktop exports as web pages (messages.html, messages2.html ...): one report a message."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..model import Published
from .dates import on_clock
from .draft import Draft, finish
from .encoding import decode
from .input import Context, Input
from .markup import strip_markup
from .record import Problem, Reading, ReadOptions, Unreadable

MEDIA_TYPE = "text/html"

_MESSAGE = re.compile(rb'<div class="message (default|service)\b[^"]*" id="message(-?\d+)"')
_NAME = re.compile(r'<div class="page_header.*?<div class="text bold">(.*?)</div>', re.DOTALL)
_TEXT = re.compile(r'<div class="text">(.*?)</div>', re.DOTALL)
_FORWARDED = re.compile(r'<div class="forwarded body">.*?<div class="from_name">(.*?)(?:<span|</div>)', re.DOTALL)
_DATE = re.compile(
    r'date details" title="(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: UTC([+-]\d\d):(\d\d))?"',
)
_PAGES = 8
"""Documents' worth of bytes that a page of messages may have: Telegram starts a new one after a thousand."""


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read one report a message; service messages are passed over.

    Raises:
        Unreadable: the page is too long, or holds no message.
    """
    options = context.options
    page = source.read_whole(_PAGES * options.max_bytes, remedy="Export the chat as JSON, or raise max_bytes.")
    marks = list(_MESSAGE.finditer(page))
    named = _NAME.search(decode(page[: marks[0].start() if marks else None]).text)
    chat = strip_markup(named[1]) if named else ""
    ends = [*(mark.start() for mark in marks[1:]), len(page)]  # one too many where there is no message
    found = False
    for mark, end in zip(marks, ends, strict=False):
        if mark[1] == b"service":
            continue
        found = True
        raw = page[mark.start() : end].rstrip()
        origin = source.origin.inside(f"message {mark[2].decode()}")
        yield from finish(_draft(decode(raw, "utf-8").text, chat, options), raw, origin, options)
    if not found:
        raise Unreadable("no-documents", "The page holds no message.", remedy="Export the chat with its messages.")


def _draft(message: str, chat: str, options: ReadOptions) -> Draft:
    text, forwarded = _TEXT.search(message), _FORWARDED.search(message)
    value = _moment(message, options)
    remedy = "Export the chat again; the message counts as undated."
    undated = Problem(reason="bad-date", message="The message has no date that can be read.", remedy=remedy)
    return Draft(
        text=strip_markup(text[1]) if text else "",
        publisher=chat,
        published=Published(value=value, basis="metadata") if value else Published(),
        media_type=MEDIA_TYPE,
        forwarded_from=strip_markup(forwarded[1]) if forwarded else "",
        problems=() if value else (undated,),
    )


def _moment(message: str, options: ReadOptions) -> str | None:
    """Read the time of a message: an instant, or the day where an older export leaves the offset out."""
    match = _DATE.search(message)
    if match is None:
        return None
    day, month, year, hour, minute, second = map(int, match.groups()[:6])
    try:
        clock = dt.datetime(year, month, day, hour, minute, second)
        if match[7] is None:
            return clock.date().isoformat()
        sign = -1 if match[7].startswith("-") else 1
        offset = dt.timezone(sign * dt.timedelta(hours=abs(int(match[7])), minutes=int(match[8])))
    except ValueError:
        return None
    return on_clock(clock.replace(tzinfo=offset), options.timezone).isoformat()
