"""The evidence log: every import, decision and export, each entry sealed by the hash of the one before.

An entry's hash is SHA-256 over its canonical JSON without `hash`: keys sorted, no spaces, UTF-8. Whoever
holds the last hash can tell whether anything before it was changed, put in or taken out.
Source: Berkeley Protocol: every access and change logged, in an export that others can verify.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import cast

import msgspec

from ..errors import StoreError
from ..model import Record

FIRST = "0" * 64
"""What stands for the hash before the first entry."""


class LogEntry(Record, frozen=True, kw_only=True):
    """One act: when (ISO, UTC), what was done to what, and the seal."""

    seq: int
    at: str
    action: str
    subject: str
    detail: dict[str, object]
    prev: str
    hash: str


class LogCheck(Record, frozen=True, kw_only=True):
    """The outcome of a check: how many entries hold, and the hash of the last."""

    entries: int
    head: str


def seal(*, seq: int, at: str, action: str, subject: str, detail: Mapping[str, object], prev: str) -> LogEntry:
    """Make an entry that follows the one whose hash is `prev`."""
    # Through JSON once, so that what is hashed is what will be read back.
    plain = cast("dict[str, object]", msgspec.json.decode(msgspec.json.encode(dict(detail))))
    entry = LogEntry(seq=seq, at=at, action=action, subject=subject, detail=plain, prev=prev, hash="")
    return msgspec.structs.replace(entry, hash=_digest(entry))


def _digest(entry: LogEntry) -> str:
    fields = msgspec.to_builtins(entry)
    del fields["hash"]
    return hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()


def verify_entries(entries: Iterable[LogEntry], *, head: str = "") -> LogCheck:
    """Check that each entry follows the one before and that nothing in it was changed.

    Raises:
        StoreError: an entry does not hold, or the last hash is not `head`.
    """
    count, last = 0, FIRST
    for entry in entries:
        count += 1
        if entry.seq != count:
            raise _broken(f"where entry {count} should stand, there is entry {entry.seq}")
        if entry.prev != last:
            raise _broken(f"entry {entry.seq} does not follow the one before it")
        if entry.hash != _digest(entry):
            raise _broken(f"entry {entry.seq} ({entry.action} {entry.subject}) was changed after it was written")
        last = entry.hash
    if head and head != last:
        raise _broken(f"it ends in {last[:12]}… and not in the expected {head[:12]}…: entries were cut off or replaced")
    return LogCheck(entries=count, head=last)


def verify_log_file(lines: Iterable[bytes], *, head: str = "") -> LogCheck:
    """Check an exported log without its store.

    Raises:
        StoreError: a line is no log entry, or the chain does not hold.
    """
    return verify_entries(_decode(lines), head=head)


def _decode(lines: Iterable[bytes]) -> Iterable[LogEntry]:
    decoder = msgspec.json.Decoder(LogEntry)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            raise _broken(f"line {number} is no log entry ({error})") from error


def _broken(what: str) -> StoreError:
    return StoreError(
        f"The evidence log does not hold: {what}.",
        remedy="Compare it with an exported copy; work on from a copy that verifies.",
    )
