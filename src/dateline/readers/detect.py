"""What format bytes are in: told by the content, then by the name."""

from __future__ import annotations

import re
from typing import Literal, get_args

from .csv_rows import DELIMITERS, find_delimiter
from .encoding import SAMPLE, detect_encoding, is_binary
from .gzip_file import MAGIC as GZIP_MAGIC
from .gzip_file import unpacked_head
from .record import Unreadable
from .rows import USUAL_NAMES

Format = Literal["text", "html", "json", "jsonl", "csv", "feed", "telegram", "telegram-html", "warc", "zip", "gzip"]

FORMATS: tuple[Format, ...] = get_args(Format)

_ENDINGS: dict[str, Format] = {
    "html": "html", "htm": "html", "xhtml": "html", "jsonl": "jsonl", "ndjson": "jsonl", "json": "json", "csv": "csv",
    "tsv": "csv", "rss": "feed", "atom": "feed",
}  # fmt: skip

_FOREIGN = (
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"(\xb5/\xfd", "packed with Zstandard"),
    (b"7z\xbc\xaf", "packed with 7-Zip"),
    (b"Rar!", "packed with RAR"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_ROOT = re.compile(
    r"\s*(?:<\?xml.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?[^>]*>|\s+)*<([a-z][\w:.-]*)", re.I | re.S
)
_TAGS = re.compile(r"</(?:p|div|body|head|h1|article|span|td|a)>", re.IGNORECASE)
_TELEGRAM = re.compile(r'"messages"\s*:\s*\[|"chats"\s*:\s*\{')
_TELEGRAM_TYPE = re.compile(
    r'"type"\s*:\s*"(?:message|service|[a-z]+_(?:chat|channel|group|supergroup))"|"date_unixtime"'
)
_TELEGRAM_PAGE = re.compile(r'<div class="page_wrap">.*<div class="(?:page_body chat_page|history)">', re.DOTALL)
_OPEN_OBJECT = re.compile(r"\{\s*(?:\"|\}|$)")
_LIST_OF_VALUES = re.compile(r"\[\s*(?:[\[{\"]|\]\s*$)")


def detect_format(head: bytes, name: str = "") -> Format:
    """Tell the format of a file from its beginning and its name.

    Raises:
        Unreadable: it is of a kind that is not read here, or no text at all.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(GZIP_MAGIC):
        return "warc" if unpacked_head(head).startswith(b"WARC/") else "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            remedy = "Unpack it and read what it holds." if kind.startswith("packed") else "Convert it to text or HTML."
            raise Unreadable("unsupported-format", f"This is {kind}, which is not read here.", remedy=remedy)
    if is_binary(head):
        raise Unreadable("binary", "These bytes are no text.", remedy="Give the report as text, HTML or a table.")
    sample = head[:SAMPLE].decode(detect_encoding(head), errors="replace").lstrip("\ufeff").lstrip()
    return _detect_text(sample, name.lower().rpartition(".")[2])


def _detect_text(sample: str, ending: str) -> Format:
    if sample.startswith("<") and (root := _ROOT.match(sample)):
        found = _detect_markup(root[1].lower(), sample, ending)
        if found:
            return found
    by_name = _ENDINGS.get(ending)
    if _OPEN_OBJECT.match(sample) or _LIST_OF_VALUES.match(sample):
        return _detect_json(sample, by_name)
    if by_name in ("csv", "html", "jsonl") or _is_table(sample):
        return by_name if by_name in ("csv", "html", "jsonl") else "csv"
    return "text"


def _detect_markup(root: str, sample: str, ending: str) -> Format | None:
    local = root.rpartition(":")[2]
    if local in ("rss", "feed", "rdf"):
        return "feed"
    if _TELEGRAM_PAGE.search(sample):
        return "telegram-html"
    if local in ("html", "head", "body") or _TAGS.search(sample) or _ENDINGS.get(ending) == "html":
        return "html"
    if sample.lower().startswith("<!doctype html"):
        return "html"
    if sample.startswith("<?xml"):
        message = f"This is XML whose root is <{root}>; of XML, feeds and pages are read."
        raise Unreadable("unsupported-format", message, remedy="Convert it to HTML, RSS or a table.")
    return None


def _detect_json(sample: str, by_name: Format | None) -> Format:
    if _TELEGRAM.search(sample) and _TELEGRAM_TYPE.search(sample):
        return "telegram"
    first, _, second = sample.partition("\n")
    if by_name == "jsonl" or (first.rstrip().endswith("}") and second.lstrip().startswith("{")):
        return "jsonl"
    if first.count("{") == 1 and first.rstrip().endswith("}") and not second.strip() and by_name != "json":
        return "jsonl"
    if second.startswith('{"') and sample.startswith("{"):
        return "jsonl"  # its first line is broken
    return "json"


def _is_table(sample: str) -> bool:
    """Tell whether the first line names columns, one of them for the text."""
    first = sample.partition("\n")[0]
    delimiter = find_delimiter(first.encode())
    names = [name.strip(" \"'\r").lower().replace("_", "") for name in first.split(delimiter)]
    known = {usual for names in USUAL_NAMES.values() for usual in names}
    texts = {*USUAL_NAMES["text"], *USUAL_NAMES["title"]}
    return (
        delimiter in DELIMITERS and sum(name in known for name in names) >= 2 and any(name in texts for name in names)
    )
