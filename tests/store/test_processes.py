"""Other processes: killed in the middle, writing at once, opening at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.store import open_store

from .series import batch, key

ROOT = Path(__file__).parents[2]


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.store.writer", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize("lines", [1, 4])
def test_a_killed_reader_leaves_whole_batches_and_the_next_one_goes_on(location: str, lines: int) -> None:
    batches, size = 60, 40
    with start(location, "a", batches, size) as process:
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    with open_store(location) as store:
        done = [number for number in range(batches) if store.is_finished(key("a", number))]
        assert lines <= len(done) < batches
        counts = store.counts()
        assert (counts.documents, counts.claims, counts.raw) == (len(done) * size,) * 3
        assert {claim.document for claim in store.claims()} == {document.id for document in store.documents()}
        assert len(store.search("market", limit=10_000)) == counts.documents
        store.verify_log(evidence=True)
        for number in range(batches):
            store.add(batch("a", number, size), finished=[key("a", number)])
        assert store.counts().documents == batches * size
        store.verify_log(evidence=True)


def test_two_writers_at_once_lose_nothing(location: str) -> None:
    batches, size = 30, 10
    # Both also open the store, which is not there yet: one of them makes it, the other waits.
    with start(location, "a", batches, size) as one, start(location, "b", batches, size) as other:
        one.communicate()
        other.communicate()
    assert (one.returncode, other.returncode) == (0, 0)

    with open_store(location) as store:
        counts = store.counts()
        assert (counts.documents, counts.claims, counts.log) == (2 * batches * size, 2 * batches * size, 2 * batches)
        store.verify_log(evidence=True)


def test_two_readers_of_the_same_input_keep_it_once(location: str) -> None:
    with start(location, "a", 5, 10) as one, start(location, "a", 5, 10) as other:
        one.communicate()
        other.communicate()
    with open_store(location) as store:
        assert store.counts().documents == 50
        assert store.counts().log == 5
