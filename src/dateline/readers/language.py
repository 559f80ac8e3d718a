"""The language of a text: English by its commonest words, the others by py3langid."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

LANGUAGES = (
    "am", "ar", "az", "bn", "de", "en", "es", "fa", "fr", "ha", "he", "hi", "hy", "it", "ka", "ku", "my", "nl",
    "pl", "ps", "pt", "ro", "ru", "rw", "so", "sw", "ta", "tr", "uk", "ur", "zh",
)  # fmt: skip
"""Those that reports on armed conflict are commonly written in: a short list errs less on short texts."""

_ENGLISH = frozenset({
    "the", "of", "and", "was", "were", "said", "that", "by", "with", "from", "after", "for", "has", "have", "had",
    "been", "at", "on",
})  # fmt: skip
_SAMPLE = 600
_LEAST_LETTERS = 20
_LEAST_CONFIDENCE = 0.6


class _Identifier(Protocol):
    def classify(self, instance: str) -> tuple[str, float]: ...


def identify_language(text: str) -> str:
    """Tell the ISO 639-1 code of a text's language, or "" where a text is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    words = sample.lower().split()
    common = _ENGLISH.intersection(words)
    # Plain English needs no model: loading it takes 0.7 s, and most reports are in English.
    if "the" in common and len(common) >= 4 and len(sample.encode()) < 1.05 * len(sample):
        return "en"
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return ""
    language, confidence = _identifier().classify(sample)
    return language if confidence >= _LEAST_CONFIDENCE else ""


@cache
def _identifier() -> _Identifier:
    module = import_module("py3langid.langid")
    identifier = module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return cast("_Identifier", identifier)
