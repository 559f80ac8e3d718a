"""The words of military press releases: people, ways of referring to them, verbs of killing and capturing."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "ADJECTIVES",
    "ANYONE",
    "BE",
    "BYSTANDERS",
    "COLLECTIVE",
    "FILL",
    "INCLUDING",
    "INTRANSITIVE",
    "KNOWN",
    "LEAST",
    "LINK",
    "MORE",
    "NATIONS",
    "NOUNS",
    "NO_PERSON",
    "OWNERS",
    "PRONOUNS",
    "ROLES",
    "STOPS",
    "VERBS",
    "Kind",
]  # fmt: skip

Kind = Literal["killed", "captured"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LEAST = {
    "a large number": 5, "large numbers": 5, "scores": 40, "dozens": 24, "several dozen": 24, "numerous": 4, "many": 4,
    "several": 3, "multiple": 3, "various": 3, "a number": 3, "a few": 3, "a handful": 3, "some": 2, "a couple": 2,
    "a pair": 2, "a group": 2, "groups": 2, "a small number": 2, "a small group": 2,
}  # fmt: skip
"""The least number of each vague word, as researchers who code such releases take it."""

ANYONE = _words("""
    insurgent militant fighter individual person people man men male female combatant suspect gunman gunmen other enemy
    personnel terrorist associate member criminal attacker detainee rebel assailant subject one wounded body bodies
    civilian women woman child children target militiaman militiamen villager foreigner occupant extremist accomplice
    companion follower subordinate relative resident aide helper
""")
"""Nouns that tell nothing of a person's part."""

ROLES = _words("""
    leader commander sub-commander subcommander facilitator operative bomber dealer officer assassin expert financier
    smuggler emir courier trafficker chief official governor judge recruiter planner instructor supplier maker boss
    coordinator manufacturer specialist trainer transporter emplacer distributor deputy mullah mastermind imam doctor
    kidnapper builder runner supporter advisor adviser procurer organizer spokesman cleric policeman soldier head
    warlord lieutenant commandant sniper broker technician propagandist bodyguard driver guard cook observer lookout
    handler liaison agent collector farmer messenger counterpart senior second-in-command shopkeeper thief murderer
    robber extortionist scout spotter spy spies triggerman
""")
"""Nouns for one who is told apart: a leader, an expert."""

NO_PERSON = _words("national casualty marine victim")
"""Nouns that name people elsewhere, and forces or outcomes here."""

COLLECTIVE = _words("taliban enemy")
"""Nouns for people only where nothing follows them: "killed ten Taliban"."""

NATIONS = _words("afghans pakistanis uzbeks arabs chechens tajiks turks iranians")

PRONOUNS = {"him": 1, "he": 1, "she": 1, "his": 1, "them": 2, "they": 2, "both": 2, "who": 0, "whom": 0}
"""The least number of people that a pronoun stands for; 0 for as many as the phrase before it."""

KNOWN = _words("the both these those this that his their all its said")
MORE = _words("another additional other others more further")
OWNERS = _words("his their its her the these those")
BYSTANDERS = _words("resident occupant civilian woman women child children villager soldier policeman officer official")
"""People who are mentioned in a search without being its aim: a pronoun for the captured never means them."""

STOPS = _words("""
    and or but as well along with together in on at to from by for of after before during while when where which that
    who whom was were is are be been being has have had until since into near inside outside against through under over
    between around because if then so it they he she them him than resulting including include includes killed killing
    kill kills captured capturing capture captures detained detaining detain detains arrested arresting arrest arrests
    apprehended apprehending taken took shot seized seizing found recovered discovered wounded wounding injured injuring
    engaged targeted targeting based operating led leading known named identified associated attempting responsible
    involved tied linked within throughout about without upon via per not also later subsequently initially both
    destroyed destroying confirmed attacked fired left leaving did could would will may might can only suspected-of
    ; : ( ) [ ] " “ ” — – . , ! ?
""")
"""Words that end a noun phrase."""

ADJECTIVES = _words("targeted wounded injured captured detained known named associated identified confirmed initially")
"""Those of them that may stand inside one: "two wounded insurgents"."""

VERBS: dict[str, Kind] = {
    **dict.fromkeys(_words("kill kills killed killing eliminated eliminating slain died"), "killed"),
    **dict.fromkeys(
        _words("""
        capture captures captured capturing detain detains detained detaining arrest arrests arrested arresting
        apprehend apprehends apprehended apprehending surrendered"""),
        "captured",
    ),
}
NOUNS: dict[str, Kind] = {
    **dict.fromkeys(_words("death deaths killing killings bodies"), "killed"),
    **dict.fromkeys(_words("capture captures arrest arrests detention detentions detainment apprehension"), "captured"),
}
INTRANSITIVE = _words("died dead surrendered")
BE = _words("was were is are been being be")
FILL = BE | _words("""
    also later subsequently then both all shot and or reportedly immediately safely successfully had has have further
    confirmed positively engaged targeted located identified since wounded injured taken initially eventually already
    either quickly peacefully found
""")
"""Words between "was" and a participle."""

LINK = _words(", and or as well along with together in addition to plus & while")
INCLUDING = _words("including include includes")
