"""Each format as its programs write it, to the fields of a document."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.model import Document, Published
from dateline.readers import ReadOptions, read_documents

from .reads import documents, failures, named, readings, reasons

STORY = "Two people were killed and five wounded when shells fell on the market in Goma, the mayor said on Sunday."
MORE = "A school and two houses burned down. The mayor asked the neighbouring towns to take in those who had fled."
RUSSIAN = "Два человека погибли при обстреле рынка в Харькове, сообщил мэр города в воскресенье утром."


# ---------------------------------------------------------------- plain text


def test_plain_text_under_a_dateline_and_a_title() -> None:
    text = f"Shells fall on market\n\nGOMA, Sept 1, 2024 (Lakes Wire) - {STORY}"
    (document,) = documents(text.encode(), "a.txt")
    assert document.title == "Shells fall on market"
    assert (document.dateline_place, document.publisher) == ("GOMA", "Lakes Wire")
    assert document.published == Published(value="2024-09-01", basis="dateline")
    assert document.text[document.body_start :] == STORY
    assert document.raw_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (document.language, document.media_type, document.locator) == ("en", "text/plain", "")


def test_plain_text_under_a_head_of_names() -> None:
    head = "Publisher: Lakes Wire\nDate: 1 September 2024\nURL: https://lakes.example/1\nTitle: Shells fall\n\n"
    (document,) = documents((head + STORY).encode(), "a.txt")
    assert (document.publisher, document.url, document.title) == (
        "Lakes Wire",
        "https://lakes.example/1",
        "Shells fall",
    )
    assert document.published == Published(value="2024-09-01", basis="metadata")
    assert document.text == STORY


@pytest.mark.parametrize(
    ("options", "value", "basis"),
    [
        (ReadOptions(), None, "unknown"),
        (ReadOptions(year=2024), "2024-09-01", "dateline"),
        (ReadOptions(published="2024-09-02"), "2024-09-02", "option"),
        (ReadOptions(published="2024-09-02", year=2024), "2024-09-01", "dateline"),
        (ReadOptions(year=2031, today=dt.date(2026, 1, 1)), None, "unknown"),
    ],
)
def test_a_dateline_without_a_year(options: ReadOptions, value: str | None, basis: str) -> None:
    (document,) = documents(f"GOMA, Sept 1 (Lakes Wire) - {STORY}".encode(), options=options)
    assert (document.published.value, document.published.basis) == (value, basis)


# ---------------------------------------------------------------- tables


def test_json_lines_by_their_usual_names() -> None:
    rows = [
        {"body": STORY, "headline": "T", "source": {"name": "Lakes Wire"}, "publishedAt": "2024-09-01T10:00:00Z"},
        {"content_html": f"<p>{STORY}</p><p>More.</p>", "outlets": ["A", "B"], "url": "https://a.example/2024/09/01/x"},
    ]
    data = "\n\n".join(map(json.dumps, rows)).encode()
    first, second = documents(data, "rows.jsonl")
    assert (first.title, first.publisher, first.published.value) == ("T", "Lakes Wire", "2024-09-01T10:00:00+00:00")
    assert (first.locator, second.locator) == ("line 1", "line 3")
    assert (second.text, second.publisher) == (f"{STORY}\n\nMore.", "A, B")
    assert second.published == Published(value="2024-09-01", basis="url")
    assert readings(data)[0].raw == json.dumps(rows[0]).encode()


def test_columns_as_mapped() -> None:
    row = {"text": "not this", "a": {"b": STORY}, "who": "Lakes Wire"}
    options = ReadOptions(mapping={"text": "a.b", "publisher": "who"})
    (document,) = documents(json.dumps(row).encode(), "a.jsonl", options)
    assert (document.text, document.publisher) == (STORY, "Lakes Wire")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_csv(delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("Date", "Outlet", "Text"), ("2024-09-01", "А", f"{RUSSIAN}\n\n{RUSSIAN}"), ("", "Б", RUSSIAN)])
    first, second = documents(out.getvalue().encode(encoding), "a.csv")
    assert (first.text, first.publisher, first.published.value) == (f"{RUSSIAN}\n\n{RUSSIAN}", "А", "2024-09-01")
    assert (second.text, second.publisher, second.published.basis) == (RUSSIAN, "Б", "unknown")
    assert (first.locator, second.locator) == ("line 2", "line 5")


def test_a_broken_row_does_not_take_others_with_it() -> None:
    data = f'date,text\n2024-09-01,"{STORY}"\n2024-09-01,"left open\n2024-09-01,"{STORY}"\n2024-09-01,a,b\nx,y\n'
    assert reasons(data.encode(), "a.csv") == ["", "bad-csv", "", "bad-csv", "", "bad-date"]
    assert [failure.locator for failure in failures(data.encode(), "a.csv")] == ["line 3", "line 5", "line 6"]


@pytest.mark.parametrize(
    "data",
    [
        [{"text": STORY}, {"text": STORY}],
        {"articles": [{"content": STORY}, {"content": STORY}], "status": "ok"},
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": STORY}, {"content_text": STORY}]},
    ],
    ids=["list", "articles", "json-feed"],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_that_holds_a_list(data: object, indent: int | None) -> None:
    found = documents(json.dumps(data, indent=indent).encode(), "a.json")
    assert [(d.text, d.locator) for d in found] == [(STORY, "item 1"), (STORY, "item 2")]


def test_json_that_holds_one_report() -> None:
    (document,) = documents(json.dumps({"text": STORY, "items": []}, indent=1).encode(), "a.json")
    assert (document.text, document.locator) == (STORY, "")


def test_10_000_rows_in_seconds() -> None:
    rows = (json.dumps({"text": f"{STORY} {number} " * 8, "date": "2024-09-01"}) for number in range(10_000))
    data = "\n".join(rows).encode()
    begun = time.process_time()
    assert sum(1 for _ in read_documents(io.BytesIO(data))) == 10_000
    assert time.process_time() - begun < 5  # 0.5 s alone on the machine


# ---------------------------------------------------------------- pages and feeds


def page(head: str = "", body: str = STORY) -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>Shells fall</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Shells fall</h1><p>{body}</p><p>{MORE}</p></article><footer>Imprint</footer></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("head", "value", "basis"),
    [
        ("<meta property='article:published_time' content='2024-09-01T21:30:00+03:00'>", "2024-09-01T21:30:00+03:00",
         "metadata"),
        ("<meta name='date' content='2024-09-01'>", "2024-09-01", "metadata"),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2024-09-01T10:00:00Z"}]}</script>',
         "2024-09-01T10:00:00+00:00", "metadata"),
        ("<link rel='canonical' href='https://a.example/2024/09/01/shells'>", "2024-09-01", "url"),
        ("<meta name='copyright' content='2019'>", None, "unknown"),
        ("<meta name='date' content='2099-01-01'>", None, "unknown"),
    ],
)  # fmt: skip
def test_when_a_page_was_published(head: str, value: str | None, basis: str) -> None:
    (document,) = documents(page(head), "a.html")
    assert (document.published.value, document.published.basis) == (value, basis)
    assert document.text == f"{STORY}\n{MORE}"
    assert document.title == "Shells fall"


def test_who_published_a_page() -> None:
    (told,) = documents(page("<meta property='og:site_name' content='Lakes Wire'>"))
    (host,) = documents(page("<link rel='canonical' href='https://www.lakes.example/1'>"))
    assert told.publisher == "Lakes Wire"
    assert host.publisher == "lakes.example"
    assert host.url == "https://www.lakes.example/1"


def test_a_page_in_a_code_page() -> None:
    head = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>"
    (document,) = documents(page(head, RUSSIAN).decode().encode("cp1251"), "a.html")
    assert document.text.startswith(RUSSIAN)
    assert document.language == ""  # half Russian, half English: too mixed to tell, so its English is read


RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Lakes &amp; Hills</title>
<item><title>Shells fall</title><link>https://a.example/1</link><description>&lt;p&gt;{STORY}&lt;/p&gt;</description>
<pubDate>Sun, 01 Sep 2024 21:30:00 +0300</pubDate></item>
<item><title>Only a title, undated</title></item></channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lakes</title><entry>
<title>Shells fall</title><link href="https://a.example/1"/><published>2024-09-01T21:30:00+03:00</published>
<content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"""


def test_rss() -> None:
    first, second = documents(RSS.encode(), "a.xml")
    assert (first.text, first.title, first.publisher, first.url) == (
        STORY, "Shells fall", "Lakes & Hills", "https://a.example/1",
    )  # fmt: skip
    assert first.published == Published(value="2024-09-01T21:30:00+03:00", basis="feed")
    assert (second.text, second.published.basis) == ("Only a title, undated", "unknown")
    assert readings(RSS.encode())[0].raw.startswith(b"<item><title>Shells fall")


def test_atom() -> None:
    (document,) = documents(ATOM.encode(), "a.atom")
    assert (document.text, document.url, document.publisher) == (STORY, "https://a.example/1", "Lakes")
    assert document.published == Published(value="2024-09-01T21:30:00+03:00", basis="feed")


def test_a_feed_that_breaks_off_keeps_what_stands_before() -> None:
    cut = RSS[: RSS.index("<item><title>Only") + 20]
    assert reasons(cut.encode())[0] == ""
    assert reasons(cut.encode())[-1] == "bad-xml"


# ---------------------------------------------------------------- folders and archives


def test_a_folder_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_text(STORY)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY}) + "\n")
    (tmp_path / "README.md").write_text("What these are.")
    (tmp_path / ".hidden").write_text(STORY)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    found = readings(tmp_path)
    assert [Path(r.outcome.source).name for r in found] == ["a.jsonl", "1.txt", "nowhere.txt"]
    assert reasons(tmp_path) == ["", "", "no-file"]


def test_the_same_bytes_are_the_same_document_wherever_they_lie(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text(STORY)
    found = documents(tmp_path)
    assert len(found) == 50
    assert len({document.id for document in found}) == 1


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_archives_in_archives() -> None:
    inner = packed({"x/b.jsonl": json.dumps({"text": STORY}).encode(), "x/a.txt": STORY.encode()})
    data = packed({"in.zip": inner, "c.txt.gz": gzip.compress(STORY.encode()), "__MACOSX/c.txt": b"x"})
    assert [d.locator for d in documents(data)] == [
        "member c.txt.gz", "member in.zip, member x/a.txt", "member in.zip, member x/b.jsonl, line 1",
    ]  # fmt: skip


def test_archives_too_deep() -> None:
    data = STORY.encode()
    for _ in range(8):
        data = packed({"a.zip": data})
    assert reasons(data) == ["too-deep"]


def test_an_archive_bomb_stops_early() -> None:
    bomb = packed({f"{number}.txt": b" " * 32_000_000 for number in range(4)})
    data = packed({"a.zip": bomb, "b.zip": bomb})
    assert reasons(data) == ["too-long", "too-long", "archive-bomb"]
    assert reasons(gzip.compress(b" " * 128_000_000)) == ["archive-bomb"]


def test_a_corrupt_member_does_not_take_others_with_it() -> None:
    data = bytearray(packed({"a.txt": STORY.encode() * 30, "b.txt": STORY.encode()}))
    data[60] ^= 0xFF
    assert reasons(bytes(data)) == ["corrupt", ""]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page())))
    (reading,) = read_documents("-")
    assert isinstance(reading.outcome, Document)
    assert (reading.outcome.source, reading.outcome.media_type) == ("-", "text/html")


def test_a_format_can_be_forced() -> None:
    (document,) = documents(b"text,title\nx,y", "a.csv", ReadOptions(format="text"))
    assert document.text == "text,title\nx,y"


@pytest.mark.parametrize(
    "options",
    [{"published": "soon"}, {"mapping": {"body": "text"}}, {"timezone": "Mars/Olympus"}, {"max_bytes": 0}],
)
def test_options_that_cannot_be(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        ReadOptions(**options)  # type: ignore[arg-type]


def test_a_path_or_format_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        read_documents("/no/such/path")
    with pytest.raises(UsageError, match="no format"):
        read_documents(named(b"x"), ReadOptions(format="tea"))
