from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from .reads import documents, failures, readings, reasons

# warcio leaves the temporary files of its writer to be closed by the interpreter.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)

TEXT = "Two people were killed and five wounded when shells fell on the market in Goma on Sunday, the mayor said."
PAGE = f"<html><head><title>Shells</title></head><body><article><h1>Shells</h1><p>{TEXT}</p></article></body></html>"
HTML = "text/html; charset=utf-8"


def archive(*pages: tuple[str, str, bytes, str], compressed: bool = True) -> bytes:
    """Write pages of (URL, content type, body, status) as a crawler does."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "a crawler"}))
    for url, kind, body, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2024-09-03T10:00:00Z"},
        )  # fmt: skip
        writer.write_record(record)
    return out.getvalue()


def pages(count: int) -> list[tuple[str, str, bytes, str]]:
    """Make pages that differ by their number of dead."""
    bodies = (PAGE.replace("Two people", f"{number + 10} people").encode() for number in range(count))
    return [(f"https://a.example/2024/09/0{n + 1}/x", HTML, body, "200 OK") for n, body in enumerate(bodies)]


@pytest.mark.parametrize("compressed", [True, False])
def test_pages(compressed: bool) -> None:
    data = archive(*pages(2), compressed=compressed)
    first, second = readings(data, "a.warc.gz")
    assert first.raw.startswith(b"WARC/1.0\r\n")
    assert first.raw.endswith(b"</html>")
    document = documents(data)[0]
    assert document.text == TEXT.replace("Two", "10")
    assert (document.url, document.locator) == ("https://a.example/2024/09/01/x", "record 2")
    assert (document.published.value, document.published.basis) == ("2024-09-01", "url")
    assert document.raw_sha256 == hashlib.sha256(first.raw).hexdigest()
    assert second.outcome.locator == "record 3"


def test_what_is_no_report_is_passed_over() -> None:
    data = archive(
        ("https://a.example/1", "image/png", b"\x89PNG", "200 OK"),
        ("https://a.example/2", HTML, PAGE.encode(), "404 Not Found"),
        ("https://a.example/3", "text/plain", TEXT.encode(), "200 OK"),
        ("https://a.example/4.json", "application/json", json.dumps({"text": TEXT}).encode(), "200 OK"),
    )
    assert [(d.text, d.url) for d in documents(data)] == [(TEXT, "https://a.example/3"), (TEXT, "")]
    assert reasons(archive(("https://a.example/1", "image/png", b"\x89PNG", "200 OK"))) == ["no-documents"]


def test_a_page_as_its_server_packed_it() -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html; charset=windows-1251"), ("Content-Encoding", "gzip")],
        protocol="HTTP/1.1",
    )  # fmt: skip
    russian = "Два человека погибли и пятеро ранены при обстреле рынка в Харькове, сообщил мэр города."
    body = gzip.compress(PAGE.replace(TEXT, russian).encode("cp1251"))
    writer.write_record(
        writer.create_warc_record("https://a.example", "response", payload=io.BytesIO(body), http_headers=headers)
    )
    assert documents(out.getvalue())[0].text == russian


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("cut", [1, 5, 9, 100, 300])
def test_a_cut_archive_is_noticed_to_the_last_byte(compressed: bool, cut: int) -> None:
    data = archive(*pages(3), compressed=compressed)
    whole = data if compressed else data[:-4]  # the blank lines behind the last record carry nothing
    assert reasons(whole[:-cut])[:2] == ["", ""]
    assert reasons(whole[:-cut])[-1] == "truncated"


def test_a_corrupt_record_does_not_take_others_with_it() -> None:
    data = bytearray(archive(*pages(3)))
    starts = [at for at in range(len(data)) if data[at : at + 3] == b"\x1f\x8b\x08"]
    data[starts[2] + 200] ^= 0xFF
    assert reasons(bytes(data)) == ["", "corrupt", ""]


def test_a_wrong_length_does_not_take_others_with_it() -> None:
    data = archive(*pages(3), compressed=False)
    head, separator, tail = data.partition(b"Content-Length: ")
    second = tail.index(b"Content-Length: ") + len(b"Content-Length: ")
    digits = tail[second : tail.index(b"\r\n", second)]
    shorter = str(int(digits) - 40).encode().zfill(len(digits))
    broken = head + separator + tail[:second] + shorter + tail[second + len(digits) :]
    found = reasons(broken)
    assert found[-2:] == ["", ""]
    assert "corrupt" in found
    assert "hash-mismatch" in found


def test_a_changed_page_differs_from_its_digest() -> None:
    data = archive(*pages(1), compressed=False).replace(b"10 people", b"99 people")
    assert reasons(data) == ["hash-mismatch", ""]


def wacz(*, tampered: bool) -> bytes:
    inner = archive(*pages(2))
    digest = hashlib.sha256(b"other" if tampered else inner).hexdigest()
    resources = [{"path": "archive/a.warc.gz", "hash": f"sha256:{digest}", "bytes": len(inner), "name": "a.warc.gz"}]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("archive/a.warc.gz", inner)
        packed.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n')
        packed.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return out.getvalue()


def test_wacz() -> None:
    found = documents(wacz(tampered=False), "a.wacz")
    assert [d.locator for d in found] == ["member archive/a.warc.gz, record 2", "member archive/a.warc.gz, record 3"]
    assert failures(wacz(tampered=False), "a.wacz") == []


def test_a_wacz_that_was_changed_says_so() -> None:
    assert reasons(wacz(tampered=True), "a.wacz") == ["hash-mismatch", "", ""]
