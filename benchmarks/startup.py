"""How long `dateline --help` takes: the least and the median of some runs, in milliseconds. Asked: under 150."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 20
ASKED_MS = 150


def main() -> int:
    """Time the command and print the figures."""
    command = [str(Path(sys.executable).with_name("dateline")), "--help"]
    times = []
    for _ in range(RUNS + 1):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(1000 * (time.perf_counter() - begun))
    times = times[1:]  # the first run also writes the compiled modules
    median = statistics.median(times)
    print(f"dateline --help: least {min(times):.0f} ms, median {median:.0f} ms over {RUNS} runs (asked: {ASKED_MS})")
    return 0 if median < ASKED_MS else 1


if __name__ == "__main__":
    sys.exit(main())
