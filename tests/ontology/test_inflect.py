from __future__ import annotations

import pytest

from dateline.ontology.inflect import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("shell", {"shell", "shells", "shelled", "shelling"}),
        ("stab", {"stab", "stabs", "stabbed", "stabbing"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("repel", {"repel", "repels", "repelled", "repelling"}),
        ("strike", {"strike", "strikes", "striking", "struck", "stricken"}),
        ("shoot down", {"shoot down", "shoots down", "shooting down", "shot down"}),
        ("occupy", {"occupy", "occupies", "occupied", "occupying"}),
        ("ambush", {"ambush", "ambushes", "ambushed", "ambushing"}),
        ("flee", {"flee", "flees", "fled", "fleeing"}),
    ],
)
def test_verbs(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) == forms


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("casualty", {"casualty", "casualties"}),
        ("gun battle", {"gun battle", "gun battles"}),
        ("gunman", {"gunman", "gunmen"}),
        ("IED", {"IED", "IEDs"}),
        ("fighting", {"fighting"}),
    ],
)
def test_nouns(noun: str, forms: set[str]) -> None:
    assert noun_forms(noun) == forms
