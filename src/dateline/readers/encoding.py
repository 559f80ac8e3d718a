"""Bytes to text: Unicode by its form, Cyrillic code pages by their letters, the rest by charset-normalizer."""

from __future__ import annotations

import codecs
import re
import unicodedata
from importlib import import_module

from ..model import Record

SAMPLE = 64 * 1024
"""Bytes that decide on an encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "iso-8859-5", "mac-cyrillic", "cp866")

_FREQUENT = "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё" + "іїєґ"
_WEIGHTS = {letter: 2.0 - rank * 0.05 for rank, letter in enumerate(_FREQUENT)}
"""How much a lower-case letter speaks for Cyrillic: by its rank in Russian, then the Ukrainian letters."""

_CYRILLIC_PUNCTUATION = "«»—–“”„’…№ "
_LEAST_CYRILLIC = 1.0
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_WRITTEN_HIGH_RUN = 2.5
"""Words of a script of its own have longer runs of high bytes than accents in Latin words."""

_ALPHABET_BLOCKS = (0x00, 0x04, 0x05, 0x06, 0x20)
"""High bytes of Latin, Cyrillic, Hebrew, Arabic and of typographic marks."""

_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_DELETE_ALL_BUT_CONTROLS = bytes(b for b in range(256) if b not in _CONTROLS)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Decoded(Record, frozen=True, kw_only=True):
    """A text with the encoding it was read by; `damaged` counts characters that could not be read."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode bytes; a declared encoding holds if they fit it."""
    encoding = detect_encoding(data[:SAMPLE], declared)
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError:
        pass
    if declared and encoding != "utf-8":  # the sample fitted what was declared, the rest does not
        return decode(data)
    text = data.decode(encoding, errors="replace")
    return Decoded(text=text, encoding=encoding, damaged=text.count("\ufffd"))


def detect_encoding(sample: bytes, declared: str = "") -> str:
    """Tell the encoding of a text from its beginning, which may end inside a character."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if sample.isascii() and not _looks_utf16(sample):
        return "utf-8"
    if declared and _fits(sample, declared):
        return codecs.lookup(declared).name
    if _fits(sample, "utf-8") and b"\x00" not in sample:
        return "utf-8"
    if encoding := _looks_utf16(sample):
        return encoding
    if _is_damaged_utf8(sample):
        return "utf-8"
    return _detect_code_page(sample)


def is_binary(sample: bytes) -> bool:
    """Tell whether bytes are no text in any encoding that is read here."""
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _looks_utf16(sample):
        return False
    controls = len(sample.translate(None, _DELETE_ALL_BUT_CONTROLS))
    return b"\x00" in sample or controls > len(sample) / 50


def normalise(text: str) -> str:
    """Bring a text to the form that offsets count in: NFC, "\\n" line ends, nothing that no store could keep."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("\ufffd", text)).strip()


def _fits(sample: bytes, encoding: str) -> bool:
    try:
        b"a\0\0\0".decode(encoding)  # refuses what is no encoding of text, such as "base64"
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except (LookupError, ValueError, AttributeError):
        return False
    return True


def _looks_utf16(sample: bytes) -> str:
    """Tell UTF-16 without a mark: every second byte is the high byte of an alphabet's character or a space."""
    even, odd = sample[0::2], sample[1::2]
    if len(odd) < 8:
        return ""
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        blocks = sum(map(high.count, _ALPHABET_BLOCKS))
        if blocks > 0.85 * len(high) and low.count(0) < 0.02 * len(low) and (0 in high):
            return encoding
    return ""


def _is_damaged_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - damaged
    return whole > 3 * damaged


def _detect_code_page(sample: bytes) -> str:
    runs = _HIGH_RUN.findall(sample)
    if sum(map(len, runs)) < _WRITTEN_HIGH_RUN * len(runs):
        return "cp1252" if _fits(sample, "cp1252") else "latin-1"
    best = max(CYRILLIC, key=lambda encoding: _cyrillic_score(sample, encoding))
    if _cyrillic_score(sample, best) >= _LEAST_CYRILLIC:
        return best
    # Loaded late: it takes 20 ms, and few texts come here.
    match = import_module("charset_normalizer").from_bytes(sample).best()
    return str(match.encoding) if match is not None else "latin-1"


def _cyrillic_score(sample: bytes, encoding: str) -> float:
    """Score how well bytes read as Russian or Ukrainian: 2 for the commonest letters, below 0 for noise."""
    text = sample[:4096].decode(encoding, errors="replace")
    score, count, previous = 0.0, 0, " "
    for character in text:
        if character > "\x7f":
            count += 1
            if character in _WEIGHTS:
                score += _WEIGHTS[character]
            elif character.lower() in _WEIGHTS:
                score += -1.0 if previous.islower() else 0.5
            elif character not in _CYRILLIC_PUNCTUATION:
                score -= 2.0
        previous = character
    return score / count if count else 0.0
