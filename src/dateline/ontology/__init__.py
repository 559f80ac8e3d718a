"""Event types and their cues, weapons, infrastructure, parties: what words of reports stand for."""

from .lexicon import CueSpan, Lexicon, PartyFacts, load_lexicon

__all__ = ["CueSpan", "Lexicon", "PartyFacts", "load_lexicon"]
