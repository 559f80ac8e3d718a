"""Telegram Desktop exports (result.json): of one chat, or of an account with its chats in a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from ..model import Published
from .dates import on_clock
from .draft import Draft, finish
from .input import Context, Input
from .json_rows import parse_json
from .json_walk import Path, walk
from .record import Problem, Reading, ReadOptions, Unreadable, fail

MEDIA_TYPE = "application/json"

_ROOMY = 900
"""No clock is further than 15 hours from UTC; what exceeds it is no offset."""


class _Entity(msgspec.Struct):
    text: object = ""


class Message(msgspec.Struct):
    """What is read of a message; Telegram writes null for names of deleted accounts."""

    id: int = 0
    type: str = "message"
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    forwarded_from: str | None = None
    text: object = ""
    text_entities: list[_Entity] | None = None


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read one report a message, chat by chat; service messages ("pinned a message") are passed over.

    Raises:
        Unreadable: the export ends or breaks early; what came before has been read.
    """
    options = context.options
    name, chat, services, found = "", "", 0, False
    for path, raw in walk(source.stream, _is_message, options.max_bytes):
        if not _is_message(path):
            if path[-1:] == ("name",) and _is_chat(path[:-1]):
                name = _word(raw)
            elif path[-1:] == ("id",) and _is_chat(path[:-1]):
                chat = _word(raw)
            continue
        place = "" if path[0] == "messages" else f"chat {chat}, "
        try:
            message = msgspec.json.decode(raw, type=Message)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            found = True
            problem = Problem(
                reason="bad-message",
                message=f"A message does not have the form that Telegram exports: {error}.",
                remedy="Export the chat again, as machine-readable JSON.",
            )
            yield fail(problem, source.origin.inside(f"{place}message"), raw)
            continue
        if message.type != "message":
            services += 1
            continue
        found = True
        origin = source.origin.inside(f"{place}message {message.id}")
        yield from finish(_draft(message, name, options), raw, origin, options)
    if not found:
        raise Unreadable(
            "no-documents",
            f"The export holds no message but {services} service notes.",
            remedy="Export the chat with its messages.",
        )


def _is_chat(path: Path) -> bool:
    return path in ((), ("chats", "list", "*"), ("left_chats", "list", "*"))


def _is_message(path: Path) -> bool:
    return path[-2:] == ("messages", "*") and _is_chat(path[:-2])


def _word(raw: bytes) -> str:
    value = parse_json(raw)
    return "" if value is None else str(value)


def _draft(message: Message, chat: str, options: ReadOptions) -> Draft:
    text = _joined(message.text)
    if not text and message.text_entities:
        text = "".join(_joined(entity.text) for entity in message.text_entities)
    value = _moment(message.date, message.date_unixtime, options)
    return Draft(
        text=text,
        publisher=chat,
        published=Published(value=value, basis="metadata") if value else Published(),
        media_type=MEDIA_TYPE,
        forwarded_from=message.forwarded_from or "",
        edited=_moment(message.edited, message.edited_unixtime, options) or "",
        problems=() if value else (_undated(message),),
    )


def _joined(text: object) -> str:
    """Join a text in pieces: plain strings, and links, names and bold words as objects."""
    if isinstance(text, list):
        return "".join(map(_joined, text))
    if isinstance(text, Mapping):
        return _joined(text.get("text"))
    return text if isinstance(text, str) else ""


def _moment(local: str | None, unix: str | int | None, options: ReadOptions) -> str | None:
    """Tell an instant on the clock of the machine that exported: `date` is its local time, `date_unixtime` is UTC."""
    clock = _parsed(local)
    try:
        instant = dt.datetime.fromtimestamp(int(unix), dt.UTC) if unix is not None else None
    except (ValueError, OverflowError, OSError):
        instant = None
    if instant is None:
        return clock.date().isoformat() if clock and clock.year > 1970 else None
    if options.timezone:
        return on_clock(instant, options.timezone).isoformat()
    minutes = round((clock - instant.replace(tzinfo=None)).total_seconds() / 60) if clock else 0
    offset = dt.timedelta(minutes=minutes if abs(minutes) <= _ROOMY and minutes % 15 == 0 else 0)
    return instant.astimezone(dt.timezone(offset)).isoformat()


def _parsed(local: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(local).replace(tzinfo=None) if local else None
    except ValueError:
        return None


def _undated(message: Message) -> Problem:
    text = f'The date "{message.date}" of the message cannot be read.'
    return Problem(reason="bad-date", message=text, remedy="Export the chat again; the message counts as undated.")
