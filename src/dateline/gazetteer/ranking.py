"""Choose among namesakes: how likely a place is by itself, and what the document's other places say."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from ..model import Place
from .beliefs import likeliest
from .fold import ask
from .geometry import contains, distance_km
from .ranking_types import Candidate, Question
from .schema import Standing

_SAME_COUNTRY = 2.4
_SAME_REGION = 1.6
_NEAR = 1.6
_NEAR_KM = 150.0
_MOST_SUPPORT = 4.0  # else a village beside a London would outdo Washington
_WITHIN = 5.0  # "Columbia, Missouri"
_FAMOUS = 5.4  # a prior that needs no support even in a report on other countries: a town of some 100,000
_CLEAR = 1.0  # a lead over namesakes in other countries
_CONTAINER = 3.0  # "Bronx, New York": what something lies in is a region rather than a town
_SURE = 4.7  # a prior that needs no support: a town of some 15,000, a region, a country
_ENOUGH = 3.0  # the least score with a document's support
_MOST_TRIED = 40  # namesakes weighed in context


_BY_STANDING = {
    Standing.PREFERRED: 2.5,
    Standing.MAIN: 0.0,
    Standing.ALIAS: -0.1,
    Standing.ALTERNATE: -1.0,
    Standing.REDUCED: -0.8,
    Standing.ADJECTIVE: 0.0,
    Standing.INHABITANT: 0.0,
    Standing.ABBREVIATION: -1.5,
}
_LARGE = {"CONT": 9.0, "OCN": 9.0, "SEA": 8.0, "RGN": 7.2}


def prior(place: Place, standing: int) -> float:
    """Weigh a place by itself: a country above a region above a town, each by the decimal magnitude of its people."""
    people = math.log10(place.population + 10)
    if place.feature.startswith("PCL"):
        weight = 5.0 + 0.6 * people
    elif place.feature == "ADM1":
        weight = 2.6 + 0.6 * people if place.population else 6.6
    elif place.feature == "ADM2":
        weight = 1.0 + 0.6 * people if place.population else 6.0
    elif place.feature.startswith("PPL"):
        weight = 0.9 + 0.9 * people + (0.8 if place.feature == "PPLC" else 0.0)
        if place.geonames_id < 0:
            weight += 3.0  # a settlement that reports name, else it would not be in our list
    else:
        weight = _LARGE.get(place.feature, 6.6)
    return weight + _BY_STANDING[standing]


def choose(questions: Sequence[Question], country_hint: str = "") -> list[Place | None]:
    """Choose a place for each name, or None: all by themselves first, then each in the light of the others."""
    sure = [_sure(question) for question in questions]
    likely = likeliest(questions, sure)
    chosen = [place or likely.get(question.name.casefold()) for question, place in zip(questions, sure, strict=True)]
    for _ in range(2):
        scene = _Scene([question.name for question in questions], chosen, country_hint)
        chosen = [_choose(question, position, questions, chosen, scene) for position, question in enumerate(questions)]
        chosen = _agree(questions, chosen)
    return chosen


class _Scene:
    """The countries, regions and places that a document tells of."""

    def __init__(self, names: Sequence[str], places: Sequence[Place | None], country_hint: str) -> None:
        pairs = zip(names, places, strict=True)
        self.named = {(name.casefold(), place.country) for name, place in pairs if place is not None and place.country}
        if country_hint:
            self.named.add(("", country_hint))
        held = list({place.geonames_id: place for place in places if place is not None}.values())  # each once
        self.countries = Counter(place.country for place in held if place.country)
        if country_hint:
            self.countries[country_hint] += 3
        self.regions = Counter((place.country, place.admin1) for place in held if place.admin1)
        self.regions.update((place.country, place.admin1) for place in held if place.feature == "ADM1")  # named: twice
        self.points = list(
            {place.geonames_id: place for place in held if place.precision in ("town", "district")}.values()
        )
        self.total = sum(self.countries.values())

    def is_foreign(self, place: Place, name: str) -> bool:
        """Tell whether the document names countries, by other names than this one, and not the place's."""
        if not place.country or place.feature.startswith("PCL"):
            return False
        elsewhere = {country for other, country in self.named if other != name.casefold()}
        return bool(elsewhere) and place.country not in elsewhere

    def support(self, candidate: Candidate, own: Place | None) -> float:
        """Weigh a candidate by what the document says elsewhere; `own` is what the name itself gave before."""
        place = candidate.place
        here = self.countries[place.country] - (own is not None and own.country == place.country)
        others = self.total - (own is not None and bool(own.country))
        score = _SAME_COUNTRY * math.sqrt(here / others) if here > 0 and others > 0 else 0.0
        if place.admin1 and place.admin1 != "England" and not place.feature.startswith("PCL"):  # too large
            region = (place.country, place.admin1)
            same = self.regions[region] - (own is not None and (own.country, own.admin1) == region)
            score += _SAME_REGION * min(1.0, same / 2) if same > 0 else 0.0
        if place.precision in ("town", "district"):
            nearest = min(
                (
                    distance_km(place, other)
                    for other in self.points
                    if other.geonames_id != place.geonames_id and (own is None or other.geonames_id != own.geonames_id)
                ),
                default=math.inf,
            )
            score += _NEAR * math.exp(-nearest / _NEAR_KM)
        return min(score, _MOST_SUPPORT)


def _sure(question: Question) -> Place | None:
    """Give the first candidate of a name that is clear by itself."""
    if not question.candidates:
        return None
    best = question.candidates[0]
    second = question.candidates[1].prior if len(question.candidates) > 1 else 0.0
    if best.prior >= _SURE and (best.prior - second >= 0.8 or best.place.feature.startswith("PCL")):
        return best.place
    return None


def _choose(
    question: Question, position: int, questions: Sequence[Question], chosen: Sequence[Place | None], scene: _Scene
) -> Place | None:
    containers = {other.within for other in questions}
    container = chosen[question.within] if question.within is not None else None
    if question.within is not None and container is None and questions[question.within].candidates:
        container = questions[question.within].candidates[0].place
    is_town = "PPL" in ask(question.name).features  # "Quebec City"
    best: tuple[float, float, Candidate] | None = None
    for candidate in question.candidates[:_MOST_TRIED] if container is None else question.candidates:
        support = scene.support(candidate, chosen[position])
        if container is not None and container.geonames_id != candidate.place.geonames_id:
            support += _WITHIN if contains(container, candidate.place) else 0.0
        if position in containers and candidate.place.feature in ("ADM1", "PCLI") and not is_town:
            support += _CONTAINER
        score = candidate.prior + support
        if best is None or score > best[0]:
            best = (score, support, candidate)
    if best is None:
        return None
    score, support, candidate = best
    if container is not None and _is_elsewhere(container, candidate):
        return None
    alone = len({c.place.country for c in question.candidates}) == 1 and candidate.standing <= Standing.ALIAS
    if (
        not _is_clear(candidate, question)
        and candidate.prior < _FAMOUS
        and scene.is_foreign(candidate.place, question.name)
    ):
        return None
    if candidate.prior >= _SURE or (support >= 0.8 and score >= _ENOUGH):
        return candidate.place
    return candidate.place if alone and candidate.prior >= _ENOUGH else None


def _is_elsewhere(container: Place, candidate: Candidate) -> bool:
    """Tell whether a small town is not in the region that the text puts it in ("Holliday, Missouri")."""
    region = container.feature == "ADM1" and candidate.place.feature in ("PPL", "ADM2")
    return region and candidate.prior < _FAMOUS and not contains(container, candidate.place)


def _is_clear(candidate: Candidate, question: Question) -> bool:
    """Tell whether no namesake in another country comes near."""
    others = (other.prior for other in question.candidates if other.place.country != candidate.place.country)
    return candidate.prior - max(others, default=0.0) >= _CLEAR


def _agree(questions: Sequence[Question], chosen: list[Place | None]) -> list[Place | None]:
    """Let one name mean one place in a document: what stands in a container, else the first that was found."""
    meant: dict[str, Place] = {}
    for question, place in zip(questions, chosen, strict=True):
        if place is not None and question.within is not None:
            meant.setdefault(question.name.casefold(), place)
    for question, place in zip(questions, chosen, strict=True):
        if place is not None:
            meant.setdefault(question.name.casefold(), place)
    return [meant.get(question.name.casefold(), place) for question, place in zip(questions, chosen, strict=True)]
