"""Split text into words and sentences, by rules, with offsets.

Words follow the habits of the English treebanks: hyphens and clitics stand alone ("state", "-", "owned";
"does", "n't"), abbreviations and numbers stay whole ("U.S.", "Aug.", "5,000", "1.5bn").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl pvt brig adm cmdr gov sen rep rev hon st sr jr pres "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "no nos vs etc inc ltd co corp u.s u.n u.k e.u a.m p.m i.e e.g d.c approx est dept fig vol p pp km mt ft".split()
)
_NEVER_END = ABBREVIATIONS - frozenset("u.s u.n u.k e.u a.m p.m d.c etc inc ltd co corp jr sr km est no".split())

_WORD = re.compile(
    r"""
      (?:https?://|www\.)\S+                               # web addresses
    | [\w.+-]+@[\w-]+\.[\w.]+                              # mail addresses
    | (?:[A-Za-z]\.){2,}                                   # U.S., a.m.
    | \d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)                # 5 000 with fixed spaces
    | \d+(?:[.,:/]\d+)*(?:bn|[mk]n?|th|st|nd|rd|s)?\b      # 47, 1.5bn, 5,000, 10:30, 47th, 1990s
    | (?:(?!n['’]t\b)\w)+(?=n['’]t\b)                      # does|n't
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m|S)\b                           # clitics
    | (?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Gov|Sen|Rep|St|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Prof|vs|Jr|No)\.
    | [^\W\d_](?:[\w]|['’](?!s\b|re\b|ve\b|ll\b|d\b|m\b)(?=\w))*   # words, with inner apostrophes
    | \w+
    | \.\.\.|--+
    | [^\w\s]
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"\n\s*\n")
_WRAP_LEAST, _WRAP_MOST, _WRAP_LINES = 30, 110, 3
"""Widths that text is wrapped to, and how many lines of one block show that it is."""
_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-Z0-9“"А-ЯЁІЇЄҐ])""")


class Word(NamedTuple):
    """A word and its offsets, end exclusive."""

    text: str
    start: int
    end: int


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Split `text[start:end]` into words; offsets count in the whole text."""
    stop = len(text) if end is None else end
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, stop)]


def split_lines(text: str) -> list[tuple[int, int]]:
    """Split text into its lines, which are paragraphs and headings; blank ones are left out.

    The lines of a block count as one where they were wrapped to a width, as mail and wire copy are.
    """
    blanks = list(_BLANK.finditer(text))
    blocks = list(zip([0, *(m.end() for m in blanks)], [*(m.start() for m in blanks), len(text)], strict=True))
    width = max((_width(text[start:end].split("\n")) for start, end in blocks), default=0)
    lines: list[tuple[int, int]] = []
    for start, stop in blocks:
        ends = [start + m.start() for m in re.finditer("\n", text[start:stop])] + [stop]
        if width and _is_wrapped(text[start:stop].split("\n"), width):
            ends = [stop]
        for end in ends:
            if text[start:end].strip():
                lines.append((start, end))
            start = end
    return lines


def _width(lines: Sequence[str]) -> int:
    """Give the width that a block shows text to be wrapped to; 0 if it shows none."""
    longest = max(len(line.rstrip()) for line in lines)
    shows = len(lines) >= _WRAP_LINES and _WRAP_LEAST <= longest <= _WRAP_MOST
    return longest if shows and _is_wrapped(lines, longest) else 0


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Tell whether lines keep to a width and break only where the next word would not have fitted."""
    return all(len(line.rstrip()) <= width for line in lines) and all(
        below.strip() and len(line.rstrip()) + 1 + len(below.split(maxsplit=1)[0]) > width
        for line, below in itertools.pairwise(lines)
    )


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Split text into sentences: by lines, then after full stops that end one.

    Returns offsets without the white space around each sentence.
    """
    return [sentence for start, end in split_lines(text) for sentence in split_line(text, start, end)]


def split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split the line `text[start:end]` into its sentences; offsets count in the whole text."""
    for stop in [*(m.end() for m in _END.finditer(text, start, end) if _ends(text, m)), end]:
        piece = text[start:stop]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield start + left, start + len(piece.rstrip())
        start = stop


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a full stop before a capital ends a sentence."""
    if not stop.group().startswith(".") or stop.group().startswith("..."):
        return True
    before = re.search(r"[\w.]+$", text[max(0, stop.start() - 24) : stop.start()])
    word = before.group().lower() if before else ""
    if len(word) == 1 and word.isalpha():
        return False  # an initial: "George W. Bush"
    if word in _NEVER_END:
        return False
    # "3 a.m. Monday", "U.S. President": an inner stop does not end a sentence before a name
    return not ("." in word and re.match(r"\s+(?:[A-Z]\w+day\b|[A-Z])", text[stop.end() :]) and word in ABBREVIATIONS)
