"""Whether a noun phrase without a number names one or many: "a soldier", "his family", "Russian troops"."""

from __future__ import annotations

import re

__all__ = ["COMPOUND_HEADS", "PERSONS", "is_plural", "names_many"]

_PERSONS_WORDS = """
man woman boy girl child baby infant toddler teenager teen person civilian resident villager student pupil teacher
soldier serviceman servicewoman officer policeman policewoman guard fighter militant gunman insurgent rebel
terrorist bomber attacker assailant suspect commander general colonel leader cleric priest imam journalist reporter
cameraman photographer medic paramedic doctor nurse worker engineer driver pilot farmer fisherman passer-by passerby
bystander protester demonstrator activist politician lawmaker mayor governor minister official judge prosecutor
lawyer rescuer firefighter volunteer aid-worker contractor hostage prisoner inmate settler migrant refugee tourist
shopkeeper vendor watchman peacekeeper sailor marine crewman trooper paramilitary conscript recruit member employee
guest passenger cyclist motorist pedestrian pensioner grandmother grandfather mother father son daughter brother
sister wife husband widow citizen national victim casualty
"""
PERSONS = frozenset(_PERSONS_WORDS.split())
"""Singular nouns for people, before which "a" or "another" is a count of one."""

COMPOUND_HEADS = (
    "jet|plane|bus|camp|protest|strike|faction|group|convoy|base|station|attack|incident|cell|act|organi[sz]ation"
    "|council|car|boat|train|ferry|ship|centre|center|hospital|ward|school|prison|post|movement|leader|commander"
    "|army|force|unit|battalion|brigade|position|vehicle|truck|van|suspect|march|rally|crisis|flow|exchange|swap"
    "|services?|protection|casualt(?:y|ie)|victim|population|soldier|fighter|drone"
)
"""Nouns that a person noun only qualifies: "a rebel faction", "a passenger bus"."""

_PLURALS_WORDS = """
people men women children police troops personnel staff crew gendarmes servicemen servicewomen policemen policewomen
gunmen fishermen crewmen cameramen firemen clergymen militiamen tribesmen infantry cattle aircraft dead wounded
injured others family families couple population passers-by spacecraft youth clergy cavalry
"""
_PLURALS = frozenset(_PLURALS_WORDS.split())
_SINGULARS_WORDS = """
series campus corps virus bus gas crisis chaos press congress hamas apparatus headquarters barracks businesswoman
nexus census consensus status canvas atlas bias iris james hercules kalibr species means
"""
_SINGULARS = frozenset(_SINGULARS_WORDS.split())
_HEAD_ENDS = re.compile(
    r"\s(?:of|in|from|who|that|which|with|at|on|for|near|by|during|after|before|while|when|including|belonging)\s|[,(;]"
)
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+(?<!ans)(?<!ers)(?<!ists)(?<!ees)(?<!ese)")
_WORD = re.compile(r"[\w’'-]+")


def is_plural(word: str) -> bool:
    """Tell whether a lower-case noun is written as a plural."""
    if word in _PLURALS:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and word not in _SINGULARS
    )


def names_many(phrase: str) -> bool:
    """Tell whether a phrase without a number names more than one: by the head noun, or by the first of a list."""
    head = _HEAD_ENDS.split(phrase.lower(), maxsplit=1)[0]
    words = _WORD.findall(head)
    if not words or _NAME.fullmatch(phrase):
        return False
    return any(is_plural(part[-1]) for part in _parts(words))


def _parts(words: list[str]) -> list[list[str]]:
    """Cut a list of words at "and" and "or"."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in {"and", "or"}:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]
