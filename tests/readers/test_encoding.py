from __future__ import annotations

import pytest

from dateline.readers.encoding import decode, is_binary, normalise

from .reads import documents, reasons

RUSSIAN = (
    "Российские войска обстреляли Харьков в ночь на воскресенье. Ранены пять человек, сообщил глава области: "
    "«Пожар потушен, разрушены три дома»."
)
UKRAINIAN = (
    "Російські війська обстріляли Харків у ніч на неділю. Поранено п'ятьох людей, повідомив голова області; "
    "її мати загинула, пошкоджено житлові будинки."
)
FRENCH = "Des hommes armés ont attaqué un convoi près de Djibo; dix civils ont été tués, a déclaré l’armée."
ARABIC = "قالت وزارة الصحة في غزة إن أربعة عشر شخصا قتلوا وأصيب أكثر من عشرين آخرين في غارة جوية على منزل في دير البلح"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN, FRENCH, ARABIC], ids=["ru", "uk", "fr", "ar"])
def test_unicode(text: str, encoding: str) -> None:
    assert normalise(decode(text.encode(encoding)).text) == normalise(text)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso-8859-5", "mac-cyrillic", "cp866"])
def test_cyrillic_code_pages_in_russian(encoding: str) -> None:
    data = RUSSIAN.encode(encoding, errors="ignore")
    assert normalise(decode(data).text) == normalise(data.decode(encoding))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "iso-8859-5", "mac-cyrillic"])
def test_cyrillic_code_pages_in_ukrainian(encoding: str) -> None:
    assert decode(UKRAINIAN.encode(encoding)).text == UKRAINIAN


@pytest.mark.parametrize("text", ["Харьков", "Взрывы в Киеве", "Удар по Сумах: 3 погибших"])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_a_few_words_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("text", "encoding"), [(FRENCH, "cp1252"), (ARABIC, "cp1256")])
def test_other_code_pages(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_declared_encoding_holds_only_if_it_fits() -> None:
    assert decode(FRENCH.encode("utf-8"), "latin-1").text != FRENCH  # any byte is a letter there
    assert decode(RUSSIAN.encode("cp1251"), "utf-8").text == RUSSIAN
    assert decode(RUSSIAN.encode(), "no-such-thing").text == RUSSIAN
    assert decode(RUSSIAN.encode(), "base64").text == RUSSIAN


def test_damage_is_counted_and_said() -> None:
    data = RUSSIAN.encode()[:-2]
    assert decode(data).damaged == 1
    assert reasons(data) == ["", "bad-encoding"]


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"Kyiv: two people died.", False),
        (b"tabs\tand\r\nlines\x0c", False),
        ("Kyiv".encode("utf-16"), False),
        (b"\x00\x01\x02\x03", True),
        (b"\x7fELF\x02\x01\x01" + bytes(9), True),
        (b"text with a \x00 in it", True),
    ],
)
def test_binary(data: bytes, binary: bool) -> None:
    assert is_binary(data) is binary


def test_offsets_count_in_nfc_with_plain_line_ends() -> None:
    text = "Café in Bamako.\r\nTwo died.\rOne more."
    (document,) = documents(text.encode())
    assert document.text == "Café in Bamako.\nTwo died.\nOne more."
    assert normalise("a\x00b\ud800c") == "a\ufffdb\ufffdc"
