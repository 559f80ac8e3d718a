from __future__ import annotations

import pytest

from dateline.readers.detect import Format, detect_format
from dateline.readers.record import Unreadable

TELEGRAM = b'{\n "name": "A",\n "type": "public_channel",\n "id": 1,\n "messages": [\n'


@pytest.mark.parametrize(
    ("head", "name", "format"),
    [
        (b"KYIV, Sept 1 (Wire) - Two people", "a.txt", "text"),
        (b"KYIV, Sept 1 (Wire) - Two people", "", "text"),
        (b"[1] A footnote.", "a.txt", "text"),
        (b"{curly} words", "a.txt", "text"),
        (b"<3 is a heart", "a.txt", "text"),
        (b"date, place and text", "a.txt", "text"),
        (b"<!DOCTYPE html><html>", "a.txt", "html"),
        (b"\xef\xbb\xbf\n <html lang='en'>", "", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html xmlns="x">', "", "html"),
        (b"<!-- saved --><html>", "", "html"),
        (b'<html><body><div class="page_wrap"><div class="page_body chat_page">', "", "telegram-html"),
        (b"<p>A fragment</p>", "", "html"),
        (b"A fragment <p> without a root", "a.html", "html"),
        (b'<?xml version="1.0"?><rss version="2.0">', "a.xml", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "", "feed"),
        (b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x">', "", "feed"),
        (b'{"text": "a"}\n{"text": "b"}\n', "", "jsonl"),
        (b'{"text": "a"}\n', "", "jsonl"),
        (b'{"text": "a"}', "a.json", "json"),
        (b'{"text": broken\n{"text": "b"}\n', "", "jsonl"),
        (b'{"text": broken\n', "a.ndjson", "jsonl"),
        (b'{\n "text": "a"\n}', "", "json"),
        (b'[{"text": "a"}]', "", "json"),
        (b"[]", "", "json"),
        (TELEGRAM, "result.json", "telegram"),
        (TELEGRAM, "", "telegram"),
        (b'{"about": "", "chats": {"list": [{"type": "personal_chat"', "", "telegram"),
        (b"date,source,text\r\n", "", "csv"),
        (b"text,date\r\n", "", "csv"),
        (b'"Title";"Body"\n', "", "csv"),
        ("url\ttitle\ttext\n".encode("utf-16"), "", "csv"),
        (b"a,b,c\n", "a.csv", "csv"),
        (b"a\tb\tc\n", "a.tsv", "csv"),
        (b"WARC/1.1\r\n", "", "warc"),
        (b"PK\x03\x04", "a.docx", "zip"),
        (b"\x1f\x8b\x08", "", "gzip"),
    ],
)
def test_content_first_then_the_name(head: bytes, name: str, format: Format) -> None:
    assert detect_format(head, name) == format


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"%PDF-1.7", "unsupported-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported-format"),
        (b"\xfd7zXZ\x00", "unsupported-format"),
        (b"{\\rtf1", "unsupported-format"),
        (b'<?xml version="1.0"?><kml>', "unsupported-format"),
        (b"\x00\x00\x00\x20ftypmp42", "binary"),
    ],
)
def test_what_is_not_read_here(head: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        detect_format(head)
    assert error.value.problem.reason == reason
    assert error.value.remedy
