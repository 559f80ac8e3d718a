from __future__ import annotations

import pytest

from dateline.gazetteer.fold import ask, fold, without_articles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khar'kov", "Kharkov"),
        ("Sana’a", "Sanaa"),
        ("Şırnak", "Sirnak"),
        ("El-Fasher", "el fasher"),
        ("St. Petersburg", "Saint Petersburg"),
        ("U.S.", "US"),
        ("The Hague", "Hague"),
        ("Ivano–Frankivsk", "Ivano-Frankivsk"),
        ("ЗАПОРІЖЖЯ", "Запоріжжя"),
        ("Fort Bragg", "Ft. Bragg"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_arabic_articles_are_left_out() -> None:
    assert without_articles(fold("Deir ez-Zor")) == without_articles(fold("Deir al-Zor")) == "deir zor"


@pytest.mark.parametrize(
    ("name", "key", "feature"),
    [
        ("Kharkiv Oblast", "kharkiv", "ADM1"),
        ("province of Kunduz", "kunduz", "ADM1"),
        ("Nad Ali district", "nad ali", "ADM2"),
        ("village of Hroza", "hroza", "PPL"),
        ("southern Lebanon", "lebanon", ""),
        ("the Syrian border", "syrian", ""),
    ],
)
def test_words_of_kind_and_direction_are_set_apart(name: str, key: str, feature: str) -> None:
    asked = ask(name)
    assert key in asked.keys
    assert (feature in asked.features) if feature else not asked.features
