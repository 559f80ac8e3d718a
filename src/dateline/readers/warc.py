"""WARC web archives: pages, texts and feeds that were fetched, one report a record.

Records are cut out by their own lengths here and taken apart by FastWARC: it reads a cut file to its end
without a word. What no reader could see as a report (requests, images, redirects) is passed over.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord

from .dates import read_moment
from .draft import Draft, finish
from .html_page import draft_page
from .input import Budget, Context, Input, read_up_to
from .plain_text import draft_text
from .record import Origin, Problem, Reading, ReadOptions, Unreadable, fail
from .warc_records import LONGEST_HEAD, Cut, Cutter

MEDIA_PAGE = ("text/html", "application/xhtml+xml")
MEDIA_INNER = (
    "application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/json",
    "application/feed+json", "text/csv", "application/x-ndjson",
)  # fmt: skip
_TYPES = (b"response", b"resource", b"conversion")
_TEXT_LIKE = re.compile(rb"\r?\ncontent-type:[ \t]*(?:text/html|text/plain|application/xhtml)", re.IGNORECASE)


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read one report a record.

    Raises:
        Unreadable: no record holds a report.
    """
    cutter = Cutter(source, context)
    found = False
    while True:
        try:
            cut = cutter.next()
        except Unreadable as error:
            found = True
            yield fail(error.problem, source.origin.inside(f"record {cutter.number}"))
            if error.problem.reason == "archive-bomb" or not cutter.resume(error):
                return
            continue
        if cut is None:
            break
        for reading in _read_record(cut, source.origin, context):
            found = True
            yield reading
    if not found:
        message = f"None of the {cutter.number} records is a page, a text or a feed."
        raise Unreadable("no-documents", message, remedy="Check that the crawl fetched what it should.")


def _read_record(cut: Cut, origin: Origin, context: Context) -> Iterator[Reading]:
    if cut.field(b"warc-type").encode() not in _TYPES:
        return
    inner = origin.inside(f"record {cut.number}", name=_name(cut.field(b"warc-target-uri")))
    raw = cut.head + cut.block
    if cut.beyond:
        if _TEXT_LIKE.search(cut.block[:LONGEST_HEAD]):
            message = f"The record has {len(raw) + cut.beyond:,} bytes; {context.options.max_bytes:,} are read."
            yield fail(Problem(reason="too-long", message=message, remedy="Raise max_bytes."), inner)
        return
    if not _digest_fits(cut):
        message = "The record's content differs from its digest."
        remedy = "Do not rely on it as evidence before you have compared it with its source."
        yield fail(Problem(reason="hash-mismatch", message=message, remedy=remedy), inner, raw)
    try:
        yield from _read_payload(cut, raw, inner, context)
    except Unreadable as error:
        yield fail(error.problem, inner, raw)


def _read_payload(cut: Cut, raw: bytes, origin: Origin, context: Context) -> Iterator[Reading]:
    record = _parse(raw)
    options = context.options
    if record.is_http:
        status = record.http_headers.status_code if record.http_headers is not None else None
        if status is None or not 200 <= status < 204:
            return
    kind = (record.http_content_type if record.is_http else cut.field(b"content-type")) or ""
    kind = kind.partition(";")[0].strip().lower()
    if kind in MEDIA_PAGE:
        url = cut.field(b"warc-target-uri").strip("<>")
        charset = (record.http_charset or "") if record.is_http else ""
        draft = draft_page(_payload(record, options), options, url=url, charset=charset, latest=_fetched(cut))
    elif kind == "text/plain":
        draft = draft_text(_payload(record, options), options)
    else:
        if kind in MEDIA_INNER:
            payload = Input(io.BytesIO(_payload(record, options)), origin)
            yield from context.descend(payload, context.budget or Budget(len(raw)))
        return
    yield from finish(_completed(draft, cut), raw, origin, options)


def _parse(raw: bytes) -> WarcRecord:
    try:
        return next(iter(ArchiveIterator(io.BytesIO(raw + b"\r\n\r\n"), parse_http=True, auto_decode="all")))
    except (OSError, ValueError, StopIteration) as error:
        message = f"The record cannot be taken apart: {error or 'no record was found in it'}."
        raise Unreadable("corrupt", message, remedy="Fetch the archive again.") from error


def _payload(record: WarcRecord, options: ReadOptions) -> bytes:
    try:
        data = read_up_to(cast("BinaryIO", record.reader), options.max_bytes + 1)
    except (OSError, ValueError) as error:
        message = f"The record's content cannot be unpacked: {error}."
        raise Unreadable("corrupt", message, remedy="Fetch the archive again.") from error
    if len(data) > options.max_bytes:
        message = f"The record unpacks to more than {options.max_bytes:,} bytes."
        raise Unreadable("too-long", message, remedy="Raise max_bytes if it is one report.")
    return data


def _completed(draft: Draft, cut: Cut) -> Draft:
    """Add what the record's head says: the address, and whether the crawler stopped early."""
    problems = draft.problems
    if why := cut.field(b"warc-truncated"):
        message = f"The crawler cut this record short ({why}); the text may be incomplete."
        problems = (*problems, Problem(reason="truncated", message=message, remedy="Fetch the page again."))
    url = draft.url or cut.field(b"warc-target-uri").strip("<>")
    return msgspec.structs.replace(draft, url=url, problems=problems)


def _fetched(cut: Cut) -> dt.date | None:
    """The day of the fetch: nothing on the page was published after it."""
    moment = read_moment(cut.field(b"warc-date"))
    return dt.date.fromisoformat(moment[:10]) if moment else None


def _digest_fits(cut: Cut) -> bool:
    """Compare the block with its digest; one that is missing or of an unknown kind says nothing."""
    name, _, value = cut.field(b"warc-block-digest").partition(":")
    name = name.lower().replace("-", "")
    if name not in ("md5", "sha1", "sha256", "sha512"):
        return True
    digest = hashlib.new(name, cut.block, usedforsecurity=False)
    base32 = base64.b32encode(digest.digest()).decode().rstrip("=")
    return value.strip().rstrip("=").lower() in (digest.hexdigest(), base32.lower())


def _name(url: str) -> str:
    return url.strip("<>").partition("?")[0].rstrip("/").rpartition("/")[2]
