"""Linking does not depend on the order of arrival, obeys judgements, and keeps every id leading somewhere."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import NotFoundError
from dateline.model import ClaimId
from dateline.resolve.blocks import sought_keys, stored_keys
from dateline.resolve.features import FEATURES, explanation, features_of
from dateline.resolve.judgements import Decisions
from dateline.resolve.linker import Linker
from dateline.resolve.profiles import profiles_of
from dateline.resolve.records import founding_claim, incident_id

from .stories import tell

TOLD = tell()
REPORTS = [(document, [c for _, c in rows]) for document, rows in TOLD]
EVENT = {c.id: event for _, rows in TOLD for event, c in rows}
CLAIMS = sorted(EVENT)
PROFILES = [p for document, claims in REPORTS for p in profiles_of(claims, document).values()]


def link(order: list[int], decisions: Decisions | None = None) -> Linker:
    """Add the reports one by one."""
    linker = Linker(decisions=decisions)
    for number in order:
        document, claims = REPORTS[number]
        linker.add(claims, document)
    return linker


ALL = link(list(range(len(REPORTS))))


def test_events_told_by_several_reports_are_one_incident_each() -> None:
    events: dict[str, set[ClaimId]] = defaultdict(set)
    for claim, event in EVENT.items():
        events[event].add(claim)
    assert {frozenset(group) for group in ALL.groups()} == {frozenset(group) for group in events.values()}


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(REPORTS))))
def test_order_of_arrival_does_not_matter(order: list[int]) -> None:
    assert link(order).groups() == ALL.groups()


def pairs() -> st.SearchStrategy[frozenset[tuple[ClaimId, ClaimId]]]:
    """Draw a few pairs of claims."""
    return st.frozensets(st.sampled_from(list(combinations(CLAIMS, 2))), max_size=3)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(REPORTS))), pairs(), pairs())
def test_judgements_are_obeyed_whenever_they_come(
    order: list[int], same: frozenset[tuple[ClaimId, ClaimId]], different: frozenset[tuple[ClaimId, ClaimId]]
) -> None:
    tied = {c for pair in same for c in pair}
    barred = frozenset(pair for pair in different if not tied.intersection(pair))
    decisions = Decisions(same=same, different=barred)
    before = link(order, decisions)
    after = link(order)
    after.judge(decisions)
    assert before.groups() == after.groups()
    for first, second in same:
        assert before.incident_of(first) == before.incident_of(second)
    for first, second in barred:
        assert before.incident_of(first) != before.incident_of(second)
    after.judge(Decisions())
    assert after.groups() == ALL.groups()


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(REPORTS))), st.sets(st.sampled_from(range(len(REPORTS))), min_size=1))
def test_taking_claims_out_leaves_no_trace(order: list[int], gone: set[int]) -> None:
    linker = link(order)
    linker.remove([c.id for number in gone for c in REPORTS[number][1]])
    linker.settle()
    assert linker.groups() == link([n for n in range(len(REPORTS)) if n not in gone]).groups()


def test_changes_tell_of_new_ids_and_where_old_ones_lead() -> None:
    linker = Linker()
    shown: set[str] = set()
    known: dict[str, str] = {}
    for document, claims in reversed(REPORTS):
        changes = linker.add(claims, document)
        shown |= set(changes.changed)
        known.update({str(old): str(new) for old, new in changes.redirected.items()})
    for identity in shown:
        at = identity
        while at in known:
            at = known[at]
        assert at == linker.incident_of(founding_claim(identity))  # no id that was shown is lost


def test_an_incident_is_named_by_its_earliest_report() -> None:
    founders = {group[0] for group in ALL.groups()}
    for group in ALL.groups():
        assert {ALL.incident_of(c) for c in group} == {incident_id(group[0])}
        assert ALL.claims_of(group[-1]) == group
    assert len(founders) == len(ALL.groups())


def test_adding_twice_changes_nothing() -> None:
    linker = link(list(range(len(REPORTS))))
    document, claims = REPORTS[2]
    assert linker.add(claims, document).changed == ()
    assert linker.groups() == ALL.groups()


def test_rejected_claims_stand_alone() -> None:
    claims = REPORTS[0][1]
    verdicts = Decisions(verdicts={str(claims[0].id): "rejected"})
    linker = link(list(range(len(REPORTS))), verdicts)
    assert linker.claims_of(claims[0].id) == (claims[0].id,)


def test_a_claim_never_added_is_told() -> None:
    with pytest.raises(NotFoundError):
        ALL.incident_of(ClaimId("clm-none"))


@pytest.mark.parametrize(("a", "b"), list(combinations(PROFILES, 2)))
def test_two_claims_find_each_other_or_neither_does(a: object, b: object) -> None:
    found = [set(sought_keys(x)) & set(stored_keys(y)) for x, y in ((a, b), (b, a))]  # type: ignore[arg-type]
    assert bool(found[0]) == bool(found[1])
    assert features_of(a, b) == features_of(b, a)  # type: ignore[arg-type]


def test_a_link_is_explained_feature_by_feature() -> None:
    first, second = REPORTS[0][1][0].id, REPORTS[2][1][0].id
    link = ALL.explain(first, second)
    told = {f.name: f for f in link.features}
    assert told["same_place"].explanation == "They name the same town or district."
    assert told["same_days"].effect > 0
    total = sum(f.effect for f in link.features)
    assert (link.probability > 0.5) == (total > 0)
    assert ALL.explain(second, first) == link


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.__name__)
def test_every_feature_explains_itself_in_one_sentence(feature: object) -> None:
    sentence = explanation(feature)  # type: ignore[arg-type]
    assert sentence.endswith(".")
    assert sentence != feature.__name__  # type: ignore[attr-defined]
