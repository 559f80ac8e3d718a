"""What is built once on a machine, before a command needs it."""

from __future__ import annotations

from ..run import tools
from .options import Session


def prepare(session: Session) -> None:
    """Build the gazetteer if there is none, and show how far it is: it takes some 15 seconds."""
    with session.output.progress("Building the gazetteer, once") as bar:
        tools.prepare(session.config, lambda stage, share: bar.tell(f"{stage}, {share:.0%}"))
