"""Other processes: killed in the middle, writing at once, opening at once."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from pathlib import Path

from dateline.store import open_store

from .series import batch, key

ROOT = Path(__file__).parents[2]


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.store.writer", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_a_killed_reader_leaves_whole_batches_and_the_next_one_goes_on(location: str) -> None:
    size = 20
    with start(location, "a", 100_000, size) as process:  # far more than it will live to read
        assert process.stdout is not None
        for _ in range(3):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    with open_store(location) as store:
        done = next(number for number in itertools.count() if not store.is_finished(key("a", number)))
        assert done >= 3
        counts = store.counts()
        assert (counts.documents, counts.claims, counts.raw, counts.log) == (*[done * size] * 3, done)
        assert {claim.document for claim in store.claims()} == {document.id for document in store.documents()}
        assert len(store.search("market", limit=10**6)) == counts.documents
        for number in range(done - 1, done + 2):
            store.add(batch("a", number, size), finished=[key("a", number)])
        assert store.counts().documents == (done + 2) * size
        store.verify_log(evidence=True)


def test_writers_at_once_lose_nothing_and_keep_the_same_input_once(location: str) -> None:
    batches, size = 20, 5
    # All of them also open the store, which is not there yet: one makes it, the others wait.
    processes = [start(location, series, batches, size) for series in ("a", "a", "b")]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0, 0]

    with open_store(location) as store:
        counts = store.counts()
        assert (counts.documents, counts.claims, counts.log) == (2 * batches * size, 2 * batches * size, 2 * batches)
        store.verify_log(evidence=True)
