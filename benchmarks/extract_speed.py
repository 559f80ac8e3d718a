"""Time reading reports to claims on one core, and the memory it takes.

    python benchmarks/extract_speed.py REPORTS.jsonl [--words 400] [--count 200]

REPORTS holds one report a line ({"text", "date"}). Reports are cut or joined to about `--words` words, so that
figures from different collections compare. Prints reports a second, the share of each stage, and peak memory.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import os
import pstats
import resource
import time
from pathlib import Path


def reports(path: Path, words: int, count: int) -> list[tuple[str, str]]:
    """Join short texts, or cut long ones at a paragraph, to about `words` words."""
    made: list[tuple[str, str]] = []
    text, date = "", ""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, date = (text + "\n\n" + row["text"]).strip(), row.get("date") or date
        if len(text.split()) >= words:
            made.append((cut(text, words), date))
            text = ""
        if len(made) == count:
            break
    return made


def cut(text: str, words: int) -> str:
    """Cut a text after the line in which it comes to so many words."""
    lines = text.split("\n")
    count = 0
    for number, line in enumerate(lines, 1):
        count += len(line.split())
        if count >= words:
            return "\n".join(lines[:number])
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    from dateline.config import Config
    from dateline.language.engine import load_engine

    load_engine(1)
    loaded = time.perf_counter() - began
    import dateline

    texts = reports(args.reports, args.words, args.count)
    dateline.extract(texts[0][0], published=texts[0][1], config=Config())
    profile = cProfile.Profile()
    began = time.perf_counter()
    if args.profile:
        profile.enable()
    claims = sum(len(dateline.extract(text, published=date, config=Config())) for text, date in texts)
    profile.disable()
    seconds = time.perf_counter() - began
    words = sum(len(t.split()) for t, _ in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(texts)} reports of {words / len(texts):.0f} words, {claims} claims")
    print(f"{len(texts) / seconds:.1f} reports/s, {words / seconds:,.0f} words/s on one core")
    print(f"model load {loaded:.2f} s, peak memory {peak:.0f} MB")
    if args.profile:
        out = io.StringIO()
        pstats.Stats(profile, stream=out).sort_stats("tottime").print_stats(25)
        print(out.getvalue())


if __name__ == "__main__":
    main()
