"""From claims to an incident: agreed values, sources counted once, disagreement named."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Judgement, JudgementId, Stance
from dateline.resolve import Resolution, ResolveOptions, incident_id, resolve_incidents

from .stories import tell
from .telling import claim, figure, report

TOLD = tell()
DOCUMENTS = [document for document, _ in TOLD]
CLAIMS = [c for _, rows in TOLD for _, c in rows]
EVENT = {c.id: event for _, rows in TOLD for event, c in rows}
RESOLVED = resolve_incidents(CLAIMS, DOCUMENTS, options=ResolveOptions(links=True))
MARKET = next(i for i in RESOLVED.incidents if EVENT[i.claims[0]] == "market")


def test_every_claim_is_in_one_incident_and_every_id_leads_there() -> None:
    assert sorted(c for i in RESOLVED.incidents for c in i.claims) == sorted(c.id for c in CLAIMS)
    for incident in RESOLVED.incidents:
        for told in incident.claims:
            assert RESOLVED.incident_of(told) == incident.id
    assert not set(RESOLVED.redirects) & {i.id for i in RESOLVED.incidents}


def test_incident_holds_what_sources_agree_on() -> None:
    assert MARKET.id == incident_id(MARKET.claims[0])
    assert (MARKET.type, MARKET.status) == ("shelling/artillery/missile attack", "happened")
    assert MARKET.place is not None
    assert MARKET.place.name == "Sumy"
    assert str(MARKET.start) == "2024-05-14"
    assert MARKET.actor_countries == ("RU",)
    assert MARKET.weapons == ("missile",)


def test_copies_and_one_publisher_are_one_source() -> None:
    assert len(MARKET.documents) == 5
    assert MARKET.independent_sources == 3  # Wire with its copy and its later report; Evening; Agency


def test_best_low_and_high_by_rule_set() -> None:
    best = {e.rules: (e.best, e.low, e.high) for e in MARKET.estimates if (e.kind, e.group) == ("killed", "people")}
    assert best == {"acled": (4, 4, 11), "ucdp": (11, 4, 11), "airwars": (4, 4, 11)}
    assert all(e.reason for e in MARKET.estimates)


def test_the_report_that_differs_is_named() -> None:
    assert any('killed: 9 in Evening 2024-05-15 "Toll of Sumy market strike climbs"' in d for d in MARKET.disagreements)


def test_links_inside_incidents_are_explained() -> None:
    later = sum(len(i.claims) - 1 for i in RESOLVED.incidents)
    assert len(RESOLVED.links) == later
    assert all(link.features for link in RESOLVED.links)
    assert resolve_incidents(CLAIMS, DOCUMENTS).links == ()


@settings(max_examples=20, deadline=None)
@given(st.permutations(CLAIMS), st.permutations(DOCUMENTS))
def test_order_of_claims_and_documents_changes_nothing(claims: list, documents: list) -> None:  # type: ignore[type-arg]
    again = resolve_incidents(claims, documents)
    assert again.incidents == RESOLVED.incidents
    assert again.redirects == RESOLVED.redirects


def judged(action: str, *subjects: str, field: str = "", value: str = "") -> Resolution:
    """Resolve with one judgement."""
    judgement = Judgement(
        id=JudgementId("jdg-1"),
        action=action,  # type: ignore[arg-type]
        subjects=subjects,
        by="ada",
        at="2024-06-01T10:00:00Z",
        why="seen",
        field=field,
        value=value,
    )
    return resolve_incidents(CLAIMS, DOCUMENTS, [judgement])


def test_same_and_different_hold_for_incidents_and_claims() -> None:
    for first, second in combinations(RESOLVED.incidents, 2):
        joined = judged("same", first.id, second.id)
        assert joined.incident_of(first.claims[0]) == joined.incident_of(second.claims[0])
        assert joined.redirects[max(first.id, second.id, key=lambda i: [x.id for x in RESOLVED.incidents].index(i))]
    apart = judged("different", MARKET.claims[0], MARKET.claims[1])
    assert apart.incident_of(MARKET.claims[0]) != apart.incident_of(MARKET.claims[1])


@pytest.mark.parametrize(("action", "verdict"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_an_incident_is_confirmed_or_rejected(action: str, verdict: str) -> None:
    again = judged(action, MARKET.id)
    assert next(i for i in again.incidents if i.id == MARKET.id).judged == verdict
    assert len(again.incidents) == len(RESOLVED.incidents)


def test_an_amended_place_moves_the_claim() -> None:
    told = MARKET.claims[-1]
    again = judged("amend", told, field="status", value='"denied"')
    holder = next(i for i in again.incidents if told in i.claims)
    assert any("status: denied" in d for d in holder.disagreements)


def test_stances_are_shown_as_such() -> None:
    document = report("A missile hit Sumy, Russia says; Ukraine denies it; the governor gave no comment.")
    said: tuple[tuple[str, Stance], ...] = (
        ("Russia", "confirms"),
        ("Ukraine", "denies"),
        ("the governor", "no comment"),
    )
    told = claim(
        document, "missile", place="Sumy", actor="Russia", target="Ukraine", figures=(figure("killed", 2),), said=said
    )
    (incident,) = resolve_incidents([told], [document]).incidents
    assert incident.disagreements == ("conceded by Russia", "denied by Ukraine", "no comment from the governor")
    assert (incident.grade, incident.toll[0].stance) == ("contested", "confirms")


def test_a_claim_of_an_unknown_document_is_kept() -> None:
    told = claim(report("A missile hit Sumy."), "missile", place="Sumy")
    (incident,) = resolve_incidents([told], []).incidents
    assert incident.claims == (told.id,)
