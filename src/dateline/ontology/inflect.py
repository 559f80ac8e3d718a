"""Make the inflected forms of English verbs and nouns, so that lists of cues need base forms only."""

from __future__ import annotations

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "shoot": ("shot",), "fight": ("fought",), "strike": ("struck", "stricken"), "hit": ("hit",),
    "beat": ("beat", "beaten"),
    "blow": ("blew", "blown"), "overrun": ("overran", "overrun"), "retake": ("retook", "retaken"),
    "take": ("took", "taken"), "seek": ("sought",), "lose": ("lost",), "steal": ("stole", "stolen"),
    "fall": ("fell", "fallen"), "set": ("set",), "withdraw": ("withdrew", "withdrawn"), "break": ("broke", "broken"),
    "go": ("went", "gone"), "shoot down": ("shot down",), "flee": ("fled",), "burn": ("burnt",), "hurt": ("hurt",),
    "split": ("split",), "sink": ("sank", "sunk"), "overthrow": ("overthrew", "overthrown"), "hold": ("held",),
    "drive": ("drove", "driven"), "throw": ("threw", "thrown"), "slay": ("slew", "slain"), "mow": ("mown",),
    "free": ("freed",), "swear": ("swore", "sworn"),
}  # fmt: skip
_PLURALS = {
    "gunman": "gunmen", "serviceman": "servicemen", "policeman": "policemen", "man": "men", "woman": "women",
    "child": "children", "militiaman": "militiamen", "tribesman": "tribesmen", "herdsman": "herdsmen",
    "spokesman": "spokesmen", "airman": "airmen", "fisherman": "fishermen", "cameraman": "cameramen",
    "businessman": "businessmen", "person": "people", "knife": "knives", "policewoman": "policewomen",
    "servicewoman": "servicewomen", "spokeswoman": "spokeswomen", "exchange of fire": "exchanges of fire",
}  # fmt: skip
_VOWELS = "aeiou"


def verb_forms(verb: str) -> set[str]:
    """Give the forms of a verb; of several words ("shoot down") the first is inflected."""
    first, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = {first, _with_s(first), _with_ing(first)}
    forms.update(_IRREGULAR.get(first, (_with_ed(first),)))
    if first == "burn":
        forms.add("burned")
    return {form + tail for form in forms}


def noun_forms(noun: str) -> set[str]:
    """Give singular and plural of a noun; of several words the last is inflected."""
    if noun in _PLURALS:
        return {noun, _PLURALS[noun]}
    head, _, last = noun.rpartition(" ")
    lead = f"{head} " if head else ""
    if last in ("fighting", "looting", "rioting", "unrest"):
        return {noun}
    if last.isupper():
        return {noun, f"{noun}s"}
    return {noun, lead + _PLURALS.get(last, _with_s(last))}


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go",):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _with_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "ye", "oe")):
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _doubled(word: str) -> str:
    """Double the last letter where one short vowel stands before it ("stab", "kidnap")."""
    if len(word) < 3 or word[-1] in "aeiouwxy" or word[-2] not in _VOWELS or word[-3] in _VOWELS:
        return word
    short = sum(letter in _VOWELS for letter in word) == 1
    return word + word[-1] if short or word in ("kidnap", "repel") else word
