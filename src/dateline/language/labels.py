"""The label sets of the heads, in the order of the weights."""

from __future__ import annotations

from ..model import EVENT_TYPES, FIGURE_KINDS, GROUPS, STANCES, STATUSES

TRIGGER_TAGS = ("O", "B", "I")
TYPE_LABELS = EVENT_TYPES
STATUS_LABELS = STATUSES
ROLES = ("actor", "target", "place", "weapon", "date", "source", "figure")
FIGURE_KIND_LABELS = FIGURE_KINDS
GROUP_LABELS = GROUPS
STANCE_LABELS = STANCES
NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")

DISTANCES, SENTENCES, BETWEEN, ORDERS = 24, 8, 5, 16
"""How many buckets the weights have of distances, of sentences apart, of triggers between, of a trigger's rank."""


def distance_bucket(words: int) -> int:
    """Bucket a signed distance in words to 0..22: 11 is the trigger itself."""
    size = abs(words)
    step = size if size <= 4 else 5 if size <= 6 else 6 if size <= 9 else 7 if size <= 14 else 8 if size <= 24 else 9
    step = step if size <= 48 else 10 if size <= 96 else 11
    return 11 - step if words < 0 else 11 + step


def sentence_bucket(sentences: int) -> int:
    """Bucket a signed distance in sentences to 0..7: 3 is the same sentence."""
    return min(max(sentences, -3), 4) + 3


ATTRIBUTES = len(FIGURE_KIND_LABELS) + len(GROUP_LABELS) + 2 + len(STANCE_LABELS)
"""Scores of a span's attributes, in order: kinds, groups, part-of, total, stances."""
