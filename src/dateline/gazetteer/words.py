"""Words around names: tokens, titles, prepositions of place, and the lists of words that mislead."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import NamedTuple

from .fold import fold, words

_DATA = Path(__file__).parent / "data"
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|(?:al|el|ad|as|ash|at|an|ar|az|ez)[-–][^\W\d_]+(?:[’'ʼ‘`][^\W\d_]+)*"  # al-Fasher
    r"|[^\W\d_]+(?:[’'ʼ‘`][^\W\d_]+)*|\d+"
)
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_ARTICLE = re.compile(r"(?:al|el|ad|as|ash|at|an|ar|az|ez)[-–][^\W\d_]")

TITLES = words(
    "mr mrs ms miss dr sir lord lady dame prof professor president premier chancellor minister secretary "
    "senator sen rep congressman congresswoman governor gov mayor judge justice sheriff officer detective "
    "constable inspector superintendent chief captain capt general gen lieutenant lt colonel col major "
    "maj sergeant sgt corporal cpl private pvt admiral commander cmdr spokesman spokeswoman spokesperson "
    "king queen prince princess pope father bishop archbishop cardinal rabbi imam sheikh ayatollah rev "
    "reverend pastor sister brother attorney coach director analyst editor reporter author actor actress "
    "singer ambassador envoy commissioner councillor councilman deputy dep adm brig staff const insp supt "
    "det ald pm mp"
)
LOCATIVE = words(
    "в во на под у из около возле городу город городе село селе до від біля місто місті "
    "in at near from to outside around across towards toward into inside throughout between via of off "
    "leaving reached entered above over along within visited visiting bound through beyond left against "
    "capital beside surrounding via aboard"
)
STRICT_LOCATIVE = words(
    "в во на под у из около возле городу город городе село селе до від біля місто місті "
    "in at near outside around across towards toward into inside throughout between within via through from"
)
# Capitalised, and never a place by itself, though some village is called so.
NEVER = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter ramadan eid "
    "thanksgiving dad mom mum university olympic olympics court city federal grand met alliance god internet english "
    "the a of and dr mr mrs i in on at district county street saint st house state union church university island "
    "north south east west northern southern eastern western central river lake college school hospital mount fort "
    "christian muslim islam islamic catholic orthodox jewish arab nazi sunni shia shiite facebook twitter google apple"
    " xinhua reuters tass interfax anadolu sana wafa irna mena hamas fatah"
)
STREETS = words(
    "road rd street st avenue ave lane drive close boulevard blvd way highway hwy crescent terrace square bridge rd. "
    "str farms farm castle"
)
_TONGUE = words("in speak speaks speaking spoke fluent teaching teach learn learning taught into from")
# Heads of names of offices, firms and teams: the place before one is part of that name.
BODY_HEADS = words(
    "workers idol brigade regiment times post tribune herald gazette journal star sun mirror "
    "telegraph guardian chronicle globe mail news press airlines airways air bank motors university college "
    "institute foundation fund united fc rovers wanderers albion giants knicks rangers cowboys texans patriots "
    "yankees dodgers oilers flames jets leafs canadiens senators accord agreement protocol treaty declaration "
    "convention marathon open derby"
)


class Word(NamedTuple):
    """A word of the text, a possessive ending left out."""

    text: str
    start: int
    end: int
    key: str
    capital: bool
    first: bool  # of its sentence, or of a quotation


def read_words(text: str) -> list[Word]:
    """Split a text to words and numbers with their offsets."""
    found: list[Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        token = _POSSESSIVE.sub("", match.group()) or match.group()
        gap = text[last : match.start()]
        first = not found or "\n" in gap or bool(re.search(r"[.!?:;\"“”‘(\[—•*]", gap.strip("’'")))
        if first and found and gap.strip() in (".", ")") and _is_short(found[-1].text):
            first = False
        capital = token[0].isupper() or bool(_ARTICLE.match(token) and any(c.isupper() for c in token))
        found.append(Word(token, match.start(), match.start() + len(token), fold(token), capital, first))
        last = match.end()
    return found


def is_tongue(text: str, found: list[Word], position: int) -> bool:
    """Tell whether an adjective names a language ("in Turkish, he said", "speaks French")."""
    before, word = found[position - 1] if position else None, found[position]
    if before is None or before.key not in _TONGUE:
        return False
    return not re.match(r"\s+[^\W\d_]", text[word.end : word.end + 3]) or bool(
        re.match(r"\s+(?:and|to|or|that|which|as)\b", text[word.end : word.end + 8])
    )


def _is_short(word: str) -> bool:
    """Tell whether a full stop after the word most likely shortens it ("St.", "Gen.", "J.")."""
    return word[0].isupper() and (len(word) == 1 or fold(word) in TITLES or fold(word) in _SHORT)


_SHORT = words("st ft mt ste jr sr vs no gen lt sgt ky mo ont sask man alta que calif va pa")


@functools.cache
def listed(name: str) -> frozenset[str]:
    """Read one of our word lists: "common_words", "rarely_places" or "given_names"."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@functools.cache
def capitals_only() -> frozenset[str]:
    """Give the keys that are names only in capitals ("US", "UK", "UAE"): in lower case they are words."""
    return words(
        "us usa uk uae uss drc car prc dprk rok png nz ksa rsa dpr lpr dmz loc gta kpk bc nsw qld act fct fyrom "
        "bih dc nyc la dr ussr rdc nt sa wa vic tas kp barmm armm fata nwfp vraem znpp cdmx"
    )
