"""What a public export does not say: names of private persons, and just where the sheltered are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files

import msgspec

from ..model import Claim, Incident, PartyKind, Place, TollEntry
from ..ontology import load_lexicon

WITHHELD = "a person (name withheld)"
BLUR_DECIMALS = 2
"""Decimals of blurred coordinates: about a kilometre."""

# Parties of these kinds may be persons; the others are organisations and groups.
_MAY_BE_PERSONS: tuple[PartyKind, ...] = ("civilians", "other")

_PATRONYMIC = re.compile(r"(?:ович|евич|йович|івна|ївна|овна|евна)\b")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")


@cache
def _words(kind: str) -> frozenset[str]:
    """Read words that tell about names: particles and titles in those of persons, words of organisations and places."""
    table = files(__package__).joinpath("data/name_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return frozenset(word for found, word in rows if found == kind)


def looks_like_person(name: str) -> bool:
    """Tell whether a name has the form of a person's: two to four capitalised words, or a title before one.

    Errs towards yes. Not done: names in scripts without capitals.
    """
    words = _WORD.findall(name)
    titled = bool(words) and words[0].rstrip(".").casefold() in _words("title")
    parts = [word for word in words[titled:] if word.casefold() not in _words("particle")]
    if not parts or len(parts) > 4 or any(character.isdigit() for character in name):
        return False
    if any(part.casefold() in _words("public") for part in words):
        return False
    if _PATRONYMIC.search(name):
        return True
    return all(map(_is_capitalised, parts)) and (titled or len(parts) >= 2)


def _is_capitalised(word: str) -> bool:
    """Tell a name ("al-Hassan", "O'Neill") from a common word and from an abbreviation ("UNICEF")."""
    last = re.split(r"[-'’]", word)[-1]
    return (word[0].isupper() or last[:1].isupper()) and not (len(word) > 3 and word.isupper())


def private_names(incident: Incident, claims: Iterable[Claim], publishers: Iterable[str] = ()) -> tuple[str, ...]:
    """List the names in an incident that may be those of private persons, longest first.

    Known organisations, offices, places, buildings and publishers are none.
    """
    public = {*publishers, *(name for claim in claims for name in _public_names(claim))}
    named = {*incident.actors, *incident.targets, *(entry.source for entry in incident.toll)}
    return tuple(sorted((n for n in named - public if looks_like_person(n)), key=lambda n: (-len(n), n)))


def _public_names(claim: Claim) -> Iterator[str]:
    parties = [*claim.actors, *claim.targets, *(said.party for said in claim.attributions if said.party)]
    yield from (p.text for p in parties if p.organisation or p.kind not in _MAY_BE_PERSONS)
    yield from (thing.text for thing in claim.infrastructure)
    for mention in claim.places:
        yield mention.text
        if mention.place:
            yield mention.place.name


def withhold(text: str, names: Iterable[str]) -> str:
    """Put "a person (name withheld)" in the place of these names."""
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", WITHHELD, text)
    return text


def withhold_names(incident: Incident, names: tuple[str, ...]) -> Incident:
    """Take names out of every text of an incident."""

    def each(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(withhold(text, names) for text in texts))

    def entry(told: TollEntry) -> TollEntry:
        return msgspec.structs.replace(told, source=withhold(told.source, names))

    return msgspec.structs.replace(
        incident,
        actors=each(incident.actors),
        targets=each(incident.targets),
        grade_reasons=each(incident.grade_reasons),
        disagreements=each(incident.disagreements),
        estimates=tuple(msgspec.structs.replace(e, reason=withhold(e.reason, names)) for e in incident.estimates),
        toll=tuple(map(entry, incident.toll)),
    )


def is_sensitive(claims: Iterable[Claim], sensitive: Callable[[str], bool] | None = None) -> bool:
    """Tell whether a claim names infrastructure in which people shelter, live or are cared for."""
    return any(map(sensitive or load_lexicon().sensitive, {t.kind for c in claims for t in c.infrastructure}))


def blur(place: Place) -> Place:
    """Round coordinates to two decimals."""
    return msgspec.structs.replace(
        place, latitude=round(place.latitude, BLUR_DECIMALS), longitude=round(place.longitude, BLUR_DECIMALS)
    )
