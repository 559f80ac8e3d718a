"""`log verify` and `log export`: the evidence log, checked by anyone."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from ..config import Config
from ..errors import UsageError
from ..store import LogCheck, verify_log_file
from .queries import existing_store


def log_verify(
    file: str | Path | None = None, *, head: str = "", evidence: bool = False, config: Config | None = None
) -> LogCheck:
    """Check the chain of the store's log, or of an exported file without its store.

    `head` is the hash that the log has to end in; `evidence` also checks documents and bytes.

    Raises:
        StoreError: the chain or the evidence does not hold.
    """
    if file is None:
        with existing_store(config) as store:
            return store.verify_log(head=head, evidence=evidence)
    if evidence:
        raise UsageError("An exported log holds no evidence to check.", remedy="Check the store itself.")
    try:
        with Path(file).open("rb") as lines:
            return verify_log_file(lines, head=head)
    except OSError as error:
        raise UsageError(f"Cannot read {file}: {error.strerror}.") from error


def log_export(out: IO[bytes], *, config: Config | None = None) -> int:
    """Write the log as JSON lines that others can verify without the store; returns the number of entries."""
    with existing_store(config) as store:
        return store.export_log(out)
