"""A real PostgreSQL server in a folder of its own, without a port, for as long as the tests run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "dateline"


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """Start a server and give the URL of its first database, with `{name}` in the place of the database's name."""
    data, sockets = folder / "data", folder / "sockets"
    sockets.mkdir()
    if os.getuid() == 0:  # PostgreSQL refuses to run as root; Debian's package makes this user
        shutil.chown(folder, "postgres")
        shutil.chown(sockets, "postgres")
        for parent in folder.parents[:2]:
            parent.chmod(0o755)
    _as_server(
        "initdb", "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"
    )
    settings = f"-k {sockets} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    _as_server("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "server.log"), "-o", settings, "start")
    try:
        yield f"postgresql://{USER}@/{{name}}?host={sockets}"
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
