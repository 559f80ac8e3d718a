"""How many were killed and how many captured in the operation that a release tells of, at the least.

A release says it twice: first as a summary, then step by step. What the steps add up to and what the summary says are
the same people, so the larger holds; "another" and "additional" add.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from ..language.words import split_sentences
from ..model import Figure
from .press_patients import Mention, Sentence, find_mentions
from .press_people import People
from .press_words import BYSTANDERS, Kind

__all__ = ["Kind", "Toll", "read_tolls"]

_QUOTE = re.compile(r"[\"“][^\"“”]{0,1500}[\"”]")


class Toll(NamedTuple):
    """The least number of one kind, with the phrases that it was added up from."""

    least: int
    phrases: tuple[Figure, ...]


@dataclass(slots=True)
class _Sum:
    """People added up: those told apart by their part, the others, and in which sentence each was counted."""

    roles: int = 0
    others: int = 0
    further: int = 0  # those of the others who are said to be more than all before
    seen: dict[People, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.roles + self.others

    def add(self, person: People, sentence: int) -> None:
        self.seen[person] = sentence
        if person.role:
            self.roles += person.least
        else:
            self.others += person.least
        if person.reference == "further":
            self.further += person.least

    def set_apart(self, person: People) -> None:
        """Take people out of the others and among the roles: "four insurgents, including a leader"."""
        self.roles, self.others = self.roles + person.least, max(self.others - person.least, 0)


def read_tolls(text: str, elsewhere: Callable[[int, int], bool] = lambda start, end: False) -> dict[Kind, Toll]:
    """Count who was killed and who was captured in the body of one release; what is quoted does not count.

    `elsewhere` tells of a sentence, by its offsets, that it is about another operation.
    """
    text = text.expandtabs(1)
    unquoted = _QUOTE.sub(lambda match: " " * len(match[0]), text)
    everyone: list[People] = []
    mentions: list[Mention] = []
    for number, (start, end) in enumerate(split_sentences(unquoted)):
        sentence = Sentence.read(unquoted, start, end)
        found = find_mentions(sentence, number, everyone)
        if not (mentions and found and elsewhere(start, end)):
            mentions.extend(found)
        everyone.extend(person for person in sentence.people if not person.pronoun)
    return {kind: _add_up(text, [m for m in mentions if m.kind == kind], everyone) for kind in get_args(Kind)}


def _add_up(text: str, mentions: Sequence[Mention], everyone: Sequence[People]) -> Toll:
    if not mentions:
        return Toll(0, ())
    summary, steps = _Sum(), _Sum()
    for mention in mentions:
        _count(summary if mention.sentence == mentions[0].sentence else steps, mention, everyone, summary)
    least, people = _join(summary, steps)
    kind = mentions[0].kind
    figures = (
        Figure(text=text[p.start : p.end], start=p.start, end=p.end, by="rule:toll", kind=kind, low=p.least)
        for p in people
    )
    return Toll(least, tuple(figures))


def _join(summary: _Sum, steps: _Sum) -> tuple[int, list[People]]:
    """Take the larger of summary and steps; a summary that tells only of leaders leaves the others to the steps."""
    others = [p for p in steps.seen if not p.role]
    if summary.others == 0 or _refines(steps, summary):
        leaders = summary if summary.roles >= steps.roles else steps
        return leaders.roles + steps.others, [*(p for p in leaders.seen if p.role), *others]
    if summary.total + steps.further < steps.total:
        return steps.total, list(steps.seen)
    return summary.total + steps.further, [*summary.seen, *(p for p in others if p.reference == "further")]


def _refines(steps: _Sum, summary: _Sum) -> bool:
    """Tell whether the steps count those whom the summary calls "several others"."""
    vague = [p for p in summary.seen if not p.role]
    exact = [p for p in steps.seen if not p.role]
    return all(p.vague and p.reference == "more" for p in vague) and all(
        not p.vague and p.reference == "more" for p in exact
    ) and bool(vague and exact)  # fmt: skip


def _count(into: _Sum, mention: Mention, everyone: Sequence[People], summary: _Sum) -> None:
    person = _meant(mention, everyone, into, summary)
    if person is None:
        return
    if mention.inside:
        into.set_apart(person)
    else:
        into.add(person, mention.sentence)


def _meant(mention: Mention, everyone: Sequence[People], into: _Sum, summary: _Sum) -> People | None:
    """Give the people whom a mention adds to a sum; None where it goes back to people counted."""
    person = mention.people
    counted = [*summary.seen, *into.seen]
    if person.reference != "known":
        return None if _is_again(mention, into, counted) else person
    if mention.inside:
        return person
    if person.head == "name":
        return None if any(not p.plural for p in counted) else person
    if not person.plural and any(not p.plural or p.head == person.head for p in counted):
        return None
    referent = _referent(person, everyone)
    if referent is not None and (
        referent.least == person.least or (referent.least > person.least and not person.counted)
    ):
        return None if referent in counted else referent
    return None if person.least <= sum(p.least for p in counted) else person


def _is_again(mention: Mention, into: _Sum, counted: Sequence[People]) -> bool:
    """Tell whether an indefinite phrase repeats one of an earlier sentence: the same number, or a bare plural."""
    person = mention.people
    earlier = [p for p, sentence in into.seen.items() if sentence != mention.sentence]
    if person.reference == "further":
        return False
    if person.reference == "more":
        bare = person.vague and person.plural and not _says_number(person)
        return bare and any(p.reference == "more" and p.plural for p in counted if p in earlier or p not in into.seen)
    if person.vague and not person.counted and any(p.plural for p in counted if into.seen.get(p) != mention.sentence):
        return True
    return any(p.least == person.least and p.role == person.role and p.reference != "more" for p in earlier)


def _says_number(person: People) -> bool:
    return person.least != 2


def _referent(person: People, everyone: Sequence[People]) -> People | None:
    """Find whom a pronoun or "the insurgents" goes back to: the last of the same number, best of the same noun."""
    earlier = [
        p
        for p in everyone
        if p.end <= person.start and p.reference != "known" and p.plural == person.plural and p.head not in BYSTANDERS
    ]
    same = [p for p in earlier if p.head == person.head]
    return next(reversed(same or earlier), None)
