"""What extraction needs, loaded once a process and set of settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

from .. import __version__
from ..config import Config
from ..errors import LanguageError
from ..extract.extractor import Extractor
from ..extract.main_event import ACT, read_main_event
from ..gazetteer import Gazetteer
from ..language.engine import load_engine
from ..model import Claim, ClaimId, Document, content_id
from ..ontology import Lexicon, load_lexicon
from ..readers.language import LANGUAGES


def load_extractor(config: Config) -> Extractor:
    """Give the extractor of these settings, made at the first call a process.

    Raises:
        ResourceError: the model, the gazetteer or a lexicon is missing or does not fit.
    """
    # Where records are kept and how many read at once change nothing in what is read.
    return _extractor(msgspec.structs.replace(config, store="", workers=1))


def extract_claims(document: Document, config: Config) -> list[Claim]:
    """Read a document for claims; claims come in the order of the text.

    In the scope "all violence", a report that tells of no political violence is read by rules for the one
    shooting, stabbing or killing that it is about.

    Raises:
        LanguageError: the document is in another language than English. One whose language is not told is read.
    """
    language = document.language.partition("-")[0]
    if language not in ("en", ""):
        raise LanguageError(
            f"The text is taken for {LANGUAGES.get(language, language)}; claims are read from English only.",
            remedy="Translate it and read that; if it is English, say --language en.",
        )
    claims = load_extractor(config).extract(document)
    if config.scope == "all violence" and not claims and ACT.search(document.text):
        main = _as_told(read_main_event(document, open_gazetteer(config)))
        return [main] if main.places or main.figures else []
    return claims


def _as_told(claim: Claim) -> Claim:
    """Take out counts that no words of the text say: of nobody, concluded from silence, or of the headline."""
    claim = msgspec.structs.replace(claim, figures=tuple(f for f in claim.figures if f.low and f.end))
    return msgspec.structs.replace(claim, id=ClaimId(content_id("clm", claim)))


def prepare(config: Config, progress: Callable[[str, float], None]) -> None:
    """Build the gazetteer if this machine has none; `progress` is told the stage and the share done, if it has to."""
    Gazetteer.open(Config(gazetteer=config.gazetteer, cache=config.cache), progress).close()


def open_gazetteer(config: Config) -> Gazetteer:
    """Give the gazetteer of these settings, built at the first call on a machine."""
    return _gazetteer(config.gazetteer, config.cache)


def open_lexicon(config: Config) -> Lexicon:
    """Give the lists of organisations, weapons and words, the shipped ones and the analyst's own."""
    return _lexicon(config.lexicons)


def reading_version(config: Config) -> str:
    """Name what claims are read with: two readings of one document under one version give the same claims."""
    extractor = load_extractor(config)
    settings = (config.gazetteer, config.scope, config.threshold)
    return " ".join([__version__, extractor.engine.version, open_lexicon(config).version, *map(str, settings)])


@lru_cache(maxsize=4)
def _extractor(config: Config) -> Extractor:
    return Extractor(load_engine(config.threads), open_gazetteer(config), open_lexicon(config), config)


@lru_cache(maxsize=4)
def _gazetteer(gazetteer: str, cache: str) -> Gazetteer:
    return Gazetteer.open(Config(gazetteer=gazetteer, cache=cache))


@lru_cache(maxsize=4)
def _lexicon(paths: tuple[str, ...]) -> Lexicon:
    return load_lexicon([Path(path) for path in paths])
