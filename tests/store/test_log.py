"""The chain notices whatever is done to it, and needs nothing but the lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import StoreError
from dateline.store.log import FIRST, LogEntry, seal, verify_entries, verify_log_file


def a_log(*subjects: str) -> list[LogEntry]:
    entries: list[LogEntry] = []
    for seq, subject in enumerate(subjects, 1):
        prev = entries[-1].hash if entries else FIRST
        entries.append(seal(seq=seq, at="2024-09-01T00:00:00Z", action="read", subject=subject, detail={}, prev=prev))
    return entries


LOG = a_log("a", "b", "c", "d")


def forged(entry: LogEntry, **changes: object) -> LogEntry:
    return msgspec.structs.replace(entry, **changes)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda log: [forged(log[0], subject="z"), *log[1:]], "was changed"),
        (lambda log: [log[0], forged(log[1], detail={"rows": 1}), *log[2:]], "was changed"),
        (lambda log: [forged(log[0], at="2020-01-01T00:00:00Z"), *log[1:]], "was changed"),
        (lambda log: [log[0], *log[2:]], "should stand"),
        (lambda log: [log[1], log[0], *log[2:]], "should stand"),
        (lambda log: [*log, log[3]], "should stand"),
        (lambda log: [*log[:3], *a_log("x", "y", "z", "w")[3:]], "does not follow"),
        (lambda log: log[:3], "cut off"),
        (lambda log: a_log("w", "x", "y", "z"), "replaced"),
    ],
)
def test_a_changed_log_is_noticed(spoil: Callable[[list[LogEntry]], list[LogEntry]], message: str) -> None:
    with pytest.raises(StoreError, match=message):
        verify_entries(spoil(LOG), head=LOG[-1].hash)


def test_an_empty_log_holds() -> None:
    assert verify_entries([]).head == FIRST


def test_a_line_that_is_no_entry() -> None:
    with pytest.raises(StoreError, match="line 1 is no log entry"):
        verify_log_file([b"{}"])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.text(st.characters(codec="utf-8")), json_values, max_size=4))
def test_others_can_verify_with_the_standard_library_alone(detail: dict[str, object]) -> None:
    entry = seal(seq=1, at="2024-09-01T00:00:00Z", action="judge", subject="clm-1 «é»", detail=detail, prev=FIRST)
    fields = json.loads(msgspec.json.encode(entry))
    stated = fields.pop("hash")
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(canonical.encode()).hexdigest() == stated
