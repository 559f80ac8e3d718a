"""A process that reads numbered reports into a store, batch by batch, for the tests to run and to kill.

Arguments: address, name of the series, number of batches, reports a batch.
"""

from __future__ import annotations

import sys

from dateline.store import open_store
from tests.store.series import batch, key


def main(address: str, series: str, batches: int, size: int) -> None:
    with open_store(address) as store:
        for number in range(batches):
            if not store.is_finished(key(series, number)):
                store.add(batch(series, number, size), finished=[key(series, number)])
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
