"""A real PostgreSQL server in a folder of its own, without a port, for as long as the tests run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

USER = "dateline"


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server and give the URL of its databases, with `{name}` in the place of their name."""
    # Not pytest's folder: others may not enter it, and the path of a socket is 107 bytes at most.
    with TemporaryDirectory(prefix="pg") as folder:
        if os.getuid() == 0:  # PostgreSQL refuses to run as root; Debian's package makes this user
            shutil.chown(folder, "postgres")
        with _serving(Path(folder)) as url:
            yield url


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    data = folder / "data"
    _as_server(
        "initdb", "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"
    )
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    _as_server("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "server.log"), "-o", settings, "start")
    try:
        yield f"postgresql://{USER}@/{{name}}?host={folder}"
    finally:
        _as_server("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")


def _as_server(program: str, *arguments: str) -> None:
    command = [_find(program), *arguments]
    if os.getuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, capture_output=True, cwd="/")


def _find(program: str) -> str:
    found = shutil.which(program)
    if found:
        return found
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not installed:
        raise FileNotFoundError(f"There is no {program}: run scripts/install-test-services.")
    return str(installed[-1])
