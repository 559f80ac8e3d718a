"""What `resolve` takes and gives beside the records of `model`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..model import ClaimId, Document, DocumentId, Incident, IncidentId, Record

RuleSet = Literal["acled", "ucdp", "airwars"]


class ResolveOptions(Record, frozen=True, kw_only=True):
    """How claims are joined and which estimates are made.

    `threshold` is the least calibrated probability at which two groups are one incident; None is the one
    fitted with the weights. `links` asks for the explained links inside the incidents.
    """

    threshold: float | None = None
    links: bool = False
    rules: tuple[RuleSet, ...] = ("acled", "ucdp", "airwars")


class FeatureValue(Record, frozen=True, kw_only=True):
    """One feature of a pair: its value, what it adds to the log-odds, and the explanation shown."""

    name: str
    value: float
    weight: float
    explanation: str

    @property
    def effect(self) -> float:
        """What the feature adds to the log-odds that the two claims tell of one event."""
        return self.value * self.weight


class Link(Record, frozen=True, kw_only=True):
    """Two claims compared: the calibrated probability that they tell of one event, and why."""

    first: ClaimId
    second: ClaimId
    probability: float
    features: tuple[FeatureValue, ...] = ()


class Resolution(Record, frozen=True, kw_only=True):
    """Incidents in order of their founding, redirects of every other id, and the links inside them."""

    incidents: tuple[Incident, ...]
    redirects: Mapping[IncidentId, IncidentId]
    links: tuple[Link, ...] = ()

    def incident_of(self, claim: ClaimId) -> IncidentId:
        """Give the id of the incident that holds the claim."""
        own = incident_id(claim)
        return self.redirects.get(own, own)


def incident_id(founder: ClaimId) -> IncidentId:
    """Make the id of the incident that this claim founds."""
    return IncidentId("inc-" + founder.removeprefix("clm-"))


def founding_claim(incident: str) -> ClaimId:
    """Give the claim that founded the incident of this id."""
    return ClaimId("clm-" + incident.removeprefix("inc-"))


def published_key(document: Document | None) -> tuple[str, str, DocumentId]:
    """Order documents by the time of publication; those without one come last."""
    if document is None:
        return ("9999", "", DocumentId(""))
    value = document.published.value
    return (value[:10] if value else "9999", value or "", document.id)
