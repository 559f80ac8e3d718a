"""The online linker: each claim is compared with those of its block, and its component clustered anew."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ..errors import NotFoundError
from ..model import Claim, ClaimId, Document, IncidentId, Record
from .blocks import BlockIndex
from .clusters import LIMIT, cluster, cut
from .judgements import Decisions
from .profiles import Profile, profiles_of
from .records import Link, ResolveOptions, founding_claim, incident_id, published_key
from .weights import Scorer, Weights

Order = tuple[tuple[str, str, str], ClaimId]
TIED = math.inf
SPOKEN_FOR = 6  # reports that speak for a cluster where a component is too large to compare all with all


class Changes(Record, frozen=True, kw_only=True):
    """What adding claims did: incidents that are new or hold other claims now, and ids that lead elsewhere now."""

    changed: tuple[IncidentId, ...] = ()
    redirected: Mapping[IncidentId, IncidentId] = {}


class _Node(msgspec.Struct):
    """Claims with one profile (copies of a report), founder first, and the cluster they are in."""

    profile: Profile
    members: list[Order]
    alone: bool = False
    cluster: tuple[int, ...] = ()
    shown: IncidentId | None = None


class Linker:
    """Keep claims grouped into incidents while they arrive in any order.

    The groups are a function of the claims and decisions alone. What is kept of a claim is its
    profile, not the claim.
    """

    def __init__(
        self,
        options: ResolveOptions | None = None,
        decisions: Decisions | None = None,
        weights: Weights | None = None,
    ) -> None:
        self._scorer = Scorer(weights)
        threshold = (options or ResolveOptions()).threshold
        self._threshold = _log_odds(self._scorer.weights.threshold if threshold is None else threshold)
        self._nodes: dict[int, _Node] = {}
        self._node_of: dict[ClaimId, int] = {}
        self._by_profile: dict[tuple[Profile, ClaimId | None], int] = {}
        self._index = BlockIndex()
        self._edges: dict[int, dict[int, float]] = {}
        self._inner: dict[int, dict[int, float]] = {}
        self._dirty: set[int] = set()
        self._next = 0
        self._set(decisions or Decisions())

    def add(self, claims: Sequence[Claim], document: Document) -> Changes:
        """Add or replace a document's claims and tell which incidents that changed."""
        self.insert(claims, document)
        return self.settle()

    def insert(self, claims: Sequence[Claim], document: Document) -> None:
        """Add or replace a document's claims without clustering yet; `settle` does that."""
        order = published_key(document)
        for claim, profile in profiles_of(claims, document).items():
            self.insert_profile(claim, profile, order)

    def insert_profile(self, claim: ClaimId, profile: Profile, published: tuple[str, str, str]) -> None:
        """Add or replace one claim by its profile."""
        own = claim if claim in self._judged else None
        known = self._node_of.get(claim)
        if known is not None:
            if self._nodes[known].profile == profile:
                return
            self.remove([claim])
        number = self._by_profile.get((profile, own))
        if number is None:
            number = self._new_node(profile, own, alone=claim in self._rejected)
        node = self._nodes[number]
        node.members.append((published, claim))
        node.members.sort()
        self._node_of[claim] = number
        self._dirty.add(number)
        for other in self._tied.get(claim, ()):
            if other in self._node_of and self._node_of[other] != number:
                self._join(number, self._node_of[other], TIED)

    def remove(self, claims: Iterable[ClaimId]) -> None:
        """Take claims out; `settle` clusters what they leave behind."""
        for claim in claims:
            number = self._node_of.pop(claim)
            node = self._nodes[number]
            self._dirty.update(n for n in node.cluster if n in self._nodes)
            self._dirty.update(self._edges.get(number, ()))
            self._dirty.add(number)
            node.members = [row for row in node.members if row[1] != claim]
            if not node.members:
                self._drop_node(number, claim)
        self._dirty &= self._nodes.keys()

    def judge(self, decisions: Decisions) -> Changes:
        """Replace the judgements in force and regroup the claims that they concern."""
        before = self._judged, self._tied, self._barred, self._rejected
        self._set(decisions)
        concerned = {
            c
            for old, new in zip(before, (self._judged, self._tied, self._barred, self._rejected), strict=True)
            for c in {*old, *new}
        }
        again = []
        for claim in sorted(concerned & self._node_of.keys()):
            node = self._nodes[self._node_of[claim]]
            order = next(row[0] for row in node.members if row[1] == claim)
            again.append((claim, node.profile, order))
        self.remove([claim for claim, *_ in again])
        for claim, profile, order in again:
            self.insert_profile(claim, profile, order)
        return self.settle()

    def settle(self) -> Changes:
        """Cluster the components that changed since the last time."""
        changed: set[IncidentId] = set()
        former: set[IncidentId] = set()
        seen: set[int] = set()
        for number in self._dirty:
            if number in seen:
                continue
            component = self._component(number)
            seen.update(component)
            for group in map(tuple, self._clusters(component)):
                identity = self._id(group)
                for node in (self._nodes[n] for n in group):
                    if node.cluster != group or node.shown != identity or not self._dirty.isdisjoint(group):
                        changed.add(identity)
                        former |= {node.shown} if node.shown else set()
                    node.cluster, node.shown = group, identity
        self._dirty.clear()
        moved = {old: founding_claim(old) for old in former if founding_claim(old) in self._node_of}
        redirected = {old: new for old, claim in moved.items() if (new := self.incident_of(claim)) != old}
        return Changes(changed=tuple(sorted(changed)), redirected=dict(sorted(redirected.items())))

    def incident_of(self, claim: ClaimId) -> IncidentId:
        """Give the incident that holds a claim.

        Raises:
            NotFoundError: the claim was never added.
        """
        return self._id(self._nodes[self._number(claim)].cluster)

    def claims_of(self, claim: ClaimId) -> tuple[ClaimId, ...]:
        """List the claims of the incident that holds a claim, its founder first.

        Raises:
            NotFoundError: the claim was never added.
        """
        return self._members(self._nodes[self._number(claim)].cluster)

    def groups(self) -> list[tuple[ClaimId, ...]]:
        """List the claims of every incident, founders first, in order of founding."""
        clusters = {node.cluster for node in self._nodes.values()}
        found = sorted(sorted(row for n in numbers for row in self._nodes[n].members) for numbers in clusters)
        return [tuple(claim for _, claim in rows) for rows in found]

    def explain(self, first: ClaimId, second: ClaimId) -> Link:
        """Compare two claims and explain the comparison, feature by feature.

        Raises:
            NotFoundError: one of them was never added.
        """
        a, b = sorted((first, second))
        return self._scorer.link(a, self._nodes[self._number(a)].profile, b, self._nodes[self._number(b)].profile)

    def strongest(self, claim: ClaimId, among: Iterable[ClaimId]) -> Link | None:
        """Explain the strongest link of a claim to others; None where there are none."""
        mine = self._nodes[self._number(claim)].profile
        scored = [
            (-self._scorer.log_odds(mine, self._nodes[self._number(other)].profile), other)
            for other in among
            if other != claim
        ]
        return self.explain(claim, min(scored)[1]) if scored else None

    def __len__(self) -> int:
        return len(self._node_of)

    def _set(self, decisions: Decisions) -> None:
        self._tied = _partners(decisions.same)
        self._barred = _partners(decisions.different)
        self._rejected = {ClaimId(c) for c, verdict in decisions.verdicts.items() if verdict == "rejected"}
        self._judged = {*self._tied, *self._barred, *self._rejected}

    def _number(self, claim: ClaimId) -> int:
        if claim not in self._node_of:
            raise NotFoundError(f"No claim {claim} is linked.", remedy="Read its document first.")
        return self._node_of[claim]

    def _new_node(self, profile: Profile, own: ClaimId | None, *, alone: bool) -> int:
        number = self._next
        self._next += 1
        self._nodes[number] = _Node(profile, [], alone)
        self._by_profile[profile, own] = number
        if alone:
            return number
        for other in self._index.near(profile):
            strength = self._scorer.log_odds(profile, self._nodes[other].profile)
            if strength > self._threshold:
                self._join(number, other, strength)
        self._index.add(number, profile)
        return number

    def _join(self, a: int, b: int, strength: float) -> None:
        self._edges.setdefault(a, {})[b] = strength
        self._edges.setdefault(b, {})[a] = strength

    def _drop_node(self, number: int, claim: ClaimId) -> None:
        node = self._nodes.pop(number)
        self._by_profile.pop((node.profile, claim if (node.profile, claim) in self._by_profile else None))
        for other in self._edges.pop(number, {}):
            del self._edges[other][number]
        if not node.alone:
            self._index.remove(number, node.profile)
        for other in self._inner.pop(number, {}):
            del self._inner[other][number]

    def _component(self, number: int) -> list[int]:
        seen, queue = {number}, [number]
        while queue:
            for other in self._edges.get(queue.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return sorted(seen, key=self._order)

    def _clusters(self, component: list[int]) -> list[list[int]]:
        """Cluster a component; one that had to be cut is put together again by what stands for each cluster."""
        if len(component) == 1:
            return [component]
        parts = cut(component, self._edges)
        groups = [group for part in parts for group in self._cluster(part)]
        if len(parts) == 1 or len(groups) > LIMIT:
            return groups
        names = [tuple(group) for group in groups]
        holder = {c: group for group in names for n in group for _, c in self._nodes[n].members if c in self._judged}
        barred = [(g, holder[o]) for c, g in holder.items() for o in self._barred.get(c, ()) if o in holder]
        joined = cluster(names, self._average, self._threshold, different=barred)
        return [sorted((n for name in merged for n in name), key=self._order) for merged in joined]

    def _cluster(self, part: list[int]) -> list[list[int]]:
        inside = {c: n for n in part for _, c in self._nodes[n].members if c in self._judged}
        same = [(n, inside[o]) for c, n in inside.items() for o in self._tied.get(c, ()) if o in inside]
        barred = [(n, inside[o]) for c, n in inside.items() for o in self._barred.get(c, ()) if o in inside]
        return cluster(part, self._score, self._threshold, same, barred)

    def _average(self, a: tuple[int, ...], b: tuple[int, ...]) -> float:
        """Give the average score of the earliest reports of two clusters."""
        scores = [self._score(x, y) for x in a[:SPOKEN_FOR] for y in b[:SPOKEN_FOR]]
        return sum(scores) / len(scores)

    def _order(self, number: int) -> Order:
        return self._nodes[number].members[0]

    def _score(self, a: int, b: int) -> float:
        known = self._inner.setdefault(a, {}).get(b)
        if known is None:
            known = self._scorer.log_odds(self._nodes[a].profile, self._nodes[b].profile)
            self._inner[a][b] = self._inner.setdefault(b, {})[a] = known
        return known

    def _id(self, numbers: tuple[int, ...]) -> IncidentId:
        return incident_id(min(self._nodes[n].members[0] for n in numbers)[1])

    def _members(self, numbers: tuple[int, ...]) -> tuple[ClaimId, ...]:
        return tuple(claim for _, claim in sorted(row for n in numbers for row in self._nodes[n].members))


def _partners(pairs: Iterable[tuple[ClaimId, ClaimId]]) -> dict[ClaimId, list[ClaimId]]:
    partners: dict[ClaimId, list[ClaimId]] = {}
    for first, second in pairs:
        partners.setdefault(first, []).append(second)
        partners.setdefault(second, []).append(first)
    return partners


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
