"""Count in how many news items each word stands: the table of rarity that `dateline.resolve.words` reads.

python training/count_words.py CORPUS.jsonl.xz src/dateline/resolve/data/word_counts.txt
"""

from __future__ import annotations

import collections
import json
import lzma
import re
import sys
from pathlib import Path

LEAST = 20
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*")


def main(corpus: Path, out: Path) -> None:
    """Write the number of items and the least count, then one word and its count a line."""
    counts: collections.Counter[str] = collections.Counter()
    items = 0
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            items += 1
            counts.update({plain(word) for word in WORD.findall(json.loads(line)["text"])})
    kept = sorted(word for word, n in counts.items() if n >= LEAST)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"{items} {LEAST}\n" + "".join(f"{w} {counts[w]}\n" for w in kept), encoding="utf-8")


def plain(token: str) -> str:
    """Write a word as `dateline.resolve.words` does."""
    word = token.casefold().replace("’", "'")
    return word[:-2] if word.endswith("'s") else word.rstrip("'")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
