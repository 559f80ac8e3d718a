from __future__ import annotations

import pytest

from dateline.readers.language import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two people were killed when shells fell on the market of Goma, the mayor said.", "en"),
        ("Nine soldiers killed in Burkina Faso attack", "en"),
        ("Российские войска обстреляли Харьков", "ru"),
        ("Російські війська обстріляли Харків", "uk"),
        ("قصف مدفعي على مدينة الفاشر", "ar"),
        ("Bombardement à Goma : dix morts, selon l'armée", "fr"),
        ("Ataque en Arauca deja cinco muertos", "es"),
        ("Mashambulizi ya Goma yaua watu kumi", "sw"),
        ("Souleymane Ndéné Ndiaye replaces Cheikh Hadjibou Soumaré as Prime Minister of Senegal.", ""),
        ("Al menos tres muertos en Cali, dijo la policía a The New York Times y a la agencia EFE el martes.", "es"),
        ("KYIV", ""),
        ("12:30 — 14:00, +380 50 123", ""),
        ("", ""),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert identify_language(text) == language
