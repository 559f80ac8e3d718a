"""Bad input never stops a run and never vanishes: a failure that says what, where and what to do, or a document."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import json
import socket
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.model import Document, Failure
from dateline.readers import FORMATS, ReadOptions, read_documents
from dateline.readers.encoding import normalise

from .reads import documents, failures, named, readings, reasons

STORY = "Two people were killed and five wounded when shells fell on the market in Goma, the mayor said on Sunday."


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "a.txt", ["empty"]),
        (b" \n\t\n", "a.txt", ["no-text"]),
        (b"\x00\x01\x02\x03" * 9, "a.txt", ["binary"]),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "a.txt", ["unsupported-format"]),
        (b"%PDF-1.7 ...", "a.html", ["unsupported-format"]),
        (b"<html><body><p>Loading</p></body></html>", "a.html", ["no-article"]),
        (b"<html><head><title>x</title></head></html>", "a.html", ["no-article"]),
        (b'<?xml version="1.0"?><catalogue><x/></catalogue>', "a.xml", ["unsupported-format"]),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "a.xml", ["empty"]),
        (b'{"text": "a b"}\n{"text": \n{"text": "c d"}\n', "a.jsonl", ["", "bad-json", ""]),
        (b'{"text": ""}\n{"title": "Shells"}\n', "a.jsonl", ["no-text", ""]),
        (b'{"text": "a", "date": "2099-01-01"}\n', "a.jsonl", ["", "future-date"]),
        (b'{"text": "a", "date": "soon"}\n', "a.jsonl", ["", "bad-date"]),
        (b'{"text": "a"}\n', "a.jsonl", [""]),
        (b'{"a": "b"}\n', "a.jsonl", ["no-text-column"]),
        (b'{"text": "a"', "a.json", ["bad-json"]),
        (b'[{"text": "a"}, {"text": "b"', "a.json", ["", "truncated"]),
        (b"date,source\n2024-09-01,A\n", "a.csv", ["no-text-column"]),
        (b"date,text\n", "a.csv", ["empty"]),
        (b"\xef\xbb\xbf\n\n", "a.jsonl", ["empty"]),
        (b"[]", "a.json", ["empty"]),
        (b"PK\x03\x04 cut off", "a.zip", ["truncated"]),
        (gzip.compress(STORY.encode(), mtime=0)[:-1], "a.txt.gz", ["truncated"]),
        (gzip.compress(STORY.encode(), mtime=0)[:40], "a.txt.gz", ["truncated"]),
        (gzip.compress(STORY.encode(), mtime=0)[:-8] + bytes(8), "a.txt.gz", ["corrupt"]),
        (gzip.compress(b"", mtime=0), "a.txt.gz", ["empty"]),
        (gzip.compress(b'{"text":"a b"}\n' * 3, mtime=0)[:-1], "a.jsonl.gz", ["", "", "", "truncated"]),
    ],
)
def test_what_comes_of_it(data: bytes, name: str, expected: list[str]) -> None:
    assert reasons(data, name) == expected
    for failure in failures(data, name):
        assert failure.source == name
        assert failure.message.startswith(name)
        assert failure.message.endswith((".", ")"))
        assert failure.remedy


def test_a_broken_line_is_named_by_its_number() -> None:
    (failure,) = failures(b'{"text": "a b"}\n\n{"text": oops}\n', "a.jsonl")
    assert failure.locator == "line 3"
    assert failure.message == "a.jsonl (line 3): This is no valid JSON: Expecting value at character 10."


def test_a_date_in_the_future_counts_as_unknown() -> None:
    data = json.dumps({"text": STORY, "date": "2024-09-03"}).encode()
    (today,) = documents(data, options=ReadOptions(today=dt.date(2024, 9, 2)))  # it is tomorrow somewhere
    (before,) = documents(data, options=ReadOptions(today=dt.date(2024, 9, 1)))
    assert today.published.value == "2024-09-03"
    assert (before.published.value, before.published.basis) == (None, "unknown")


def test_a_text_of_50_mb_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for _ in range(500):
            out.write(STORY.encode() * 1000)
            digest.update(STORY.encode() * 1000)
    assert path.stat().st_size > 50_000_000
    tracemalloc.start()
    begun = time.process_time()
    (reading,) = readings(path)
    spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(reading.outcome, Failure)
    assert reading.outcome.reason == "too-long"
    assert "max_characters" in reading.outcome.remedy
    assert (reading.raw, reading.outcome.raw_sha256) == (b"", digest.hexdigest())
    assert peak < 20_000_000
    assert spent < 5


def test_a_long_text_is_read_if_asked_for() -> None:
    data = (STORY * 6000).encode()
    assert reasons(data) == ["too-long"]
    assert reasons(data, options=ReadOptions(max_characters=1_000_000)) == [""]


def test_a_line_of_50_mb_between_others() -> None:
    lines = [json.dumps({"text": text}).encode() for text in ("a b", "x" * 50_000_000, "c d")]
    assert reasons(b"\n".join(lines), "a.jsonl") == ["", "too-long", ""]


def test_10_000_copies_of_one_report() -> None:
    row = json.dumps({"text": STORY, "date": "2024-09-01"})
    data = (row + "\n").encode() * 10_000
    begun = time.process_time()
    ids = {document.id for document in documents(data, "a.jsonl")}
    assert len(ids) == 10_000  # each line is a place of its own
    assert time.process_time() - begun < 5
    assert {document.id for document in documents(data, "b.jsonl")} == ids


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert reasons(tmp_path / "s") == ["no-access"]
        assert reasons(tmp_path) == ["no-file"]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert reasons(tmp_path) == ["empty"]


def test_a_disk_that_fails_in_the_middle() -> None:
    class Failing(io.RawIOBase):
        left = 3

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            self.left -= 1
            if self.left < 0:
                raise OSError(5, "Input/output error")
            line = b'{"text": "a b"}\n'
            buffer[: len(line)] = line
            return len(line)

    found = [r.outcome for r in read_documents(io.BufferedReader(Failing()))]
    assert isinstance(found[-1], Failure)
    assert found[-1].reason == "no-access"


# ---------------------------------------------------------------- properties

OPENINGS = [
    b"", b"<html><body><article><p>", b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>",
    b'{"name":"a","type":"public_channel","id":1,"messages":[{"id":1,"type":"message","text":', b'{"text":"a"}\n',
    b'[{"text":"a"},', b"date,text\n1,", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n", b"PK\x03\x04",
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"\xff\xfe", b"\xef\xbb\xbf", b"KYIV, Sept 1 (Wire) - ", b"Date: ",
]  # fmt: skip
NAMES = ["a.txt", "a.html", "a.csv", "a.jsonl", "a.json", "a.xml", "a", "a.gz"]


def check(data: bytes, name: str, options: ReadOptions) -> None:
    """Read, and check what holds of every reading."""
    found = list(read_documents(named(data, name), options))
    assert found
    for reading in found:
        outcome = reading.outcome
        assert outcome.id
        assert not reading.raw or outcome.raw_sha256 == hashlib.sha256(reading.raw).hexdigest()
        if isinstance(outcome, Document):
            assert outcome.text
            assert outcome.text == normalise(outcome.text)
            assert 0 <= outcome.body_start <= len(outcome.text)
            assert (outcome.published.value is None) == (outcome.published.basis == "unknown")
            outcome.text.encode()
        else:
            assert outcome.reason
            assert outcome.message
            assert outcome.remedy
    assert found == list(read_documents(named(data, name), options))


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=600), opening=st.sampled_from(OPENINGS), name=st.sampled_from(NAMES))
@example(data=b"\x00" * 40, opening=b"\x1f\x8b\x08", name="a.gz")
def test_arbitrary_bytes(data: bytes, opening: bytes, name: str) -> None:
    check(opening + data, name, ReadOptions(language="en"))


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300), opening=st.sampled_from(OPENINGS), name=st.sampled_from(NAMES))
def test_arbitrary_text(text: str, opening: bytes, name: str) -> None:
    check(opening + text.encode(errors="surrogatepass"), name, ReadOptions(language="en"))


@settings(max_examples=100, deadline=None)
@given(data=st.binary(min_size=1, max_size=300), format=st.sampled_from(FORMATS))
def test_arbitrary_bytes_as_any_format(data: bytes, format: str) -> None:
    check(data, "a", ReadOptions(language="en", format=format))


@settings(max_examples=100, deadline=None)
@given(at=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255), data=st.data())
def test_one_changed_byte_in_each_example(at: int, flip: int, data: st.DataObject) -> None:
    examples = sorted(path for path in (Path(__file__).parents[2] / "examples").rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(examples))
    changed = bytearray(path.read_bytes())
    changed[at % len(changed)] ^= flip
    check(bytes(changed), path.name, ReadOptions())
    check(bytes(changed)[: at % len(changed)], path.name, ReadOptions())
