"""Plain text: one file, one report, perhaps under a head of "Name: value" lines and a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Published
from .dateline import find_dateline
from .draft import TOO_LONG_REMEDY, Draft, finish, metadata_date
from .encoding import decode, is_binary, normalise
from .input import Context, Input
from .record import Problem, Reading, ReadOptions, Unreadable
from .rows import USUAL_NAMES

MEDIA_TYPE = "text/plain"

_HEAD_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{2,20}):[ \t]*(\S.*)")
_HEAD_NAMES = {
    name: field for field, names in USUAL_NAMES.items() if field != "text" for name in names if name.isascii()
}
_LONGEST_TITLE = 160


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read one text.

    Raises:
        Unreadable: it is too long, or no text at all.
    """
    options = context.options
    # A character takes up to four bytes.
    raw = source.read_whole(min(options.max_bytes, 4 * options.max_characters), remedy=TOO_LONG_REMEDY)
    yield from finish(draft_text(raw, options), raw, source.origin, options)


def draft_text(raw: bytes, options: ReadOptions, declared: str = "") -> Draft:
    """Make the draft of a text from its bytes.

    Raises:
        Unreadable: the bytes are no text.
    """
    if is_binary(raw):
        raise Unreadable("binary", "These bytes are no text.", remedy="Give the report as text, HTML or a table.")
    decoded = decode(raw, declared)
    problems = [damage(decoded.damaged, decoded.encoding)] if decoded.damaged else []
    head, text = _split_head(normalise(decoded.text))
    title, text = (head["title"], text) if "title" in head else _split_title(text)
    published, date_problems = metadata_date(head.get("published"), options) if head else (Published(), ())
    return Draft(
        text=text,
        title=title,
        publisher=head.get("publisher", ""),
        url=head.get("url", ""),
        published=published,
        language=head.get("language", "")[:2].lower(),
        media_type=MEDIA_TYPE,
        problems=(*problems, *date_problems),
    )


def damage(count: int, encoding: str) -> Problem:
    """Name the problem of a text of which some characters could not be read."""
    message = f"{count:,} characters could not be read as {encoding}; they stand as \ufffd in the text."
    return Problem(reason="bad-encoding", message=message, remedy="Save it again as UTF-8.")


def _split_head(text: str) -> tuple[dict[str, str], str]:
    """Split a head of lines such as "Published: 2024-09-01", which a blank line ends, from the text."""
    block, _, rest = text.partition("\n\n")
    head: dict[str, str] = {}
    for line in block.split("\n"):
        match = _HEAD_LINE.fullmatch(line.strip())
        field = _HEAD_NAMES.get(re.sub(r"[\s_-]", "", match[1]).lower()) if match else None
        if match is None or field is None:
            return {}, text
        head.setdefault(field, match[2].strip())
    return head, rest.strip()


def _split_title(text: str) -> tuple[str, str]:
    """Split a title, a line that ends no sentence before a blank line or a dateline, from the text."""
    line, _, rest = text.partition("\n")
    title, body = line.strip(), rest.strip()
    if not body or not title or len(title) > _LONGEST_TITLE or title[-1] in ".:;,!—–-" or find_dateline(title).end:
        return "", text
    follows = rest.startswith("\n") or find_dateline(body.split("\n", 1)[0]).end
    return (title, body) if follows else ("", text)
