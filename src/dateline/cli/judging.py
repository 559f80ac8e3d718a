"""`judge`: decisions and their history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rich_click as click

from ..run.judging import Judged, judge, judge_history
from .options import Session, json_option, settings


@click.group("judge")
def judge_command() -> None:
    """Decide on claims and incidents, and look decisions up.

    A decision is kept with who made it, when and why; the incidents are derived again from claims and decisions.
    """


def _signed(command: Callable[..., Any]) -> Any:
    command = click.option("--why", required=True, metavar="TEXT", help="The reason.")(command)
    return click.option("--by", required=True, metavar="NAME", help="Who decides.")(command)


@judge_command.command("same")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@_signed
@json_option
@settings
def same(session: Session, ids: tuple[str, ...], by: str, why: str) -> None:
    """These claims or incidents tell of one event."""
    _told(session, judge("same", *ids, by=by, why=why, config=session.config))


@judge_command.command("different")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@_signed
@json_option
@settings
def different(session: Session, ids: tuple[str, ...], by: str, why: str) -> None:
    """These claims or incidents tell of different events."""
    _told(session, judge("different", *ids, by=by, why=why, config=session.config))


@judge_command.command("confirm")
@click.argument("id")
@_signed
@json_option
@settings
def confirm(session: Session, id: str, by: str, why: str) -> None:
    """This claim or incident was checked and holds."""
    _told(session, judge("confirm", id, by=by, why=why, config=session.config))


@judge_command.command("reject")
@click.argument("id")
@_signed
@json_option
@settings
def reject(session: Session, id: str, by: str, why: str) -> None:
    """This claim or incident does not hold."""
    _told(session, judge("reject", id, by=by, why=why, config=session.config))


@judge_command.command("amend")
@click.argument("id")
@click.option("--field", required=True, help="The field of the claim, as status.")
@click.option("--value", required=True, metavar="JSON", help="""What it should hold, as '"foiled"'.""")
@_signed
@json_option
@settings
def amend(session: Session, id: str, field: str, value: str, by: str, why: str) -> None:
    """A field of this claim should hold something else."""
    _told(session, judge("amend", id, by=by, why=why, field=field, value=value, config=session.config))


@judge_command.command("undo")
@click.argument("id")
@_signed
@json_option
@settings
def undo(session: Session, id: str, by: str, why: str) -> None:
    """Take a judgement back, by another one that can be undone too."""
    _told(session, judge("undo", id, by=by, why=why, config=session.config))


@judge_command.command("history")
@click.argument("id", default="")
@json_option
@settings
def history(session: Session, id: str) -> None:
    """List decisions, oldest first: on one claim or incident, or all."""
    states = judge_history(id, config=session.config)
    if session.output.json:
        session.output.records(states)
        return
    rows = [_row(state.judgement, state.in_force) for state in states]
    if not session.output.table(("id", "at", "by", "decision", "why", "holds"), rows):
        session.output.note("No judgements.")


def _row(judgement: Any, in_force: bool) -> tuple[str, ...]:
    change = f" {judgement.field} = {judgement.value}" if judgement.field else ""
    decision = f"{judgement.action} {', '.join(s[:12] for s in judgement.subjects)}{change}"
    at = judgement.at[:16].replace("T", " ")
    return judgement.id[:12], at, judgement.by, decision, judgement.why, "yes" if in_force else "no"


def _told(session: Session, judged: Judged) -> None:
    if session.output.json:
        session.output.records([judged])
    else:
        click.echo(judged.judgement.id)
        session.output.note(f"Kept; {judged.incidents} incidents now.")
