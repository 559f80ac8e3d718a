"""The language of a text: English by its commonest words, the others by py3langid."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

LANGUAGES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "bn": "Bengali", "de": "German", "en": "English",
    "es": "Spanish", "fa": "Persian", "fr": "French", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hy": "Armenian",
    "it": "Italian", "ka": "Georgian", "ku": "Kurdish", "my": "Burmese", "nl": "Dutch", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "so": "Somali", "sw": "Swahili",
    "ta": "Tamil", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "zh": "Chinese",
}  # fmt: skip
"""Those that reports on armed conflict are commonly written in: a short list errs less on short texts."""

_ENGLISH = frozenset({
    "the", "of", "and", "was", "were", "said", "that", "by", "with", "from", "after", "for", "has", "have", "had",
    "been", "at", "on",
})  # fmt: skip
_ENGLISH_ONLY = frozenset({"the", "of", "and", "with", "from", "that", "said", "by", "after", "for"})
_SHARE_OF_ENGLISH = 1 / 15
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
    if confidence < _LEAST_CONFIDENCE:
        return ""
    # Foreign names draw a short English text to their language; a name such as "The Hague" makes no other text English.
    if language != "en" and sum(word in _ENGLISH_ONLY for word in words) >= _SHARE_OF_ENGLISH * len(words):
        return ""
    return language


@cache
def _identifier() -> _Identifier:
    module = import_module("py3langid.langid")
    identifier = module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)
    identifier.set_languages(tuple(LANGUAGES))
    return cast("_Identifier", identifier)
