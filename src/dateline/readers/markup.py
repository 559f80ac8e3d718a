"""Fragments of HTML to plain text; whole pages are the subject of `html_page`."""

from __future__ import annotations

import re
from html import unescape

_DROPPED = re.compile(r"<(script|style|figure|iframe|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_BLOCK_END = re.compile(
    r"</(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table|section|article)\s*>|<br\s*/?>\s*<br\s*/?>", re.I
)
_LINE_END = re.compile(r"<br\b[^>]*>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_LINES = re.compile(r" ?\n ?(?:\n ?)*")


def strip_markup(fragment: str) -> str:
    """Turn a fragment of HTML to text: blocks become paragraphs, entities characters."""
    text = _BLANKS.sub(" ", _DROPPED.sub(" ", fragment).replace("\n", " "))
    text = _LINE_END.sub("\n", _BLOCK_END.sub("\n\n", text))
    text = unescape(_TAG.sub("", text))
    return _LINES.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", text).strip()
