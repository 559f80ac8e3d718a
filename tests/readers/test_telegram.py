from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from dateline.model import Published
from dateline.readers import ReadOptions, read_documents

from .reads import documents, failures, readings, reasons

CLOCK = {"date": "2024-09-01T21:30:00", "date_unixtime": "1725215400"}


def message(id: int, text: object, **more: object) -> dict[str, object]:
    return {"id": id, "type": "message", **CLOCK, "from": "Channel", "text": text, "text_entities": [], **more}


def chat(*messages: object, name: str | None = "Channel") -> dict[str, object]:
    return {"name": name, "type": "public_channel", "id": 77, "messages": list(messages)}


def export(*messages: object, name: str | None = "Channel") -> bytes:
    return json.dumps(chat(*messages, name=name), indent=1, ensure_ascii=False).encode()


def test_one_chat() -> None:
    (document,) = documents(export(message(12, "Two killed in Sumy.")), "result.json")
    assert (document.text, document.publisher, document.locator) == ("Two killed in Sumy.", "Channel", "message 12")
    assert document.published == Published(value="2024-09-01T21:30:00+03:00", basis="metadata")


def test_an_account_with_its_chats() -> None:
    account = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "first_name": "A"},
        "chats": {"about": "", "list": [chat(message(1, "In Sumy.")), {**chat(message(1, "In Goma.")), "id": 78}]},
        "left_chats": {"about": "", "list": [chat(message(5, "In Gaza."), name=None)]},
    }
    found = documents(json.dumps(account, indent=1).encode(), "result.json")
    assert [(d.text, d.locator, d.publisher) for d in found] == [
        ("In Sumy.", "chat 77, message 1", "Channel"),
        ("In Goma.", "chat 78, message 1", "Channel"),
        ("In Gaza.", "chat 77, message 5", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two killed in Sumy.",
        ["Two ", {"type": "bold", "text": "killed"}, " in ", {"type": "link", "text": "Sumy"}, "."],
        [{"type": "text_link", "text": "Two killed in Sumy.", "href": "https://a.example"}],
    ],
)
def test_text_in_pieces(text: object) -> None:
    assert documents(export(message(1, text)))[0].text == "Two killed in Sumy."


def test_text_only_in_entities() -> None:
    entities = [{"type": "plain", "text": "Two killed "}, {"type": "bold", "text": "in Sumy."}]
    assert documents(export(message(1, "", text_entities=entities)))[0].text == "Two killed in Sumy."


def test_forwards_and_edits() -> None:
    first, second = documents(
        export(
            message(1, "a b", forwarded_from="Sumy OVA", edited="2024-09-01T21:45:00", edited_unixtime="1725216300"),
            message(2, "a b", forwarded_from=None),
        )
    )
    assert (first.forwarded_from, first.edited) == ("Sumy OVA", "2024-09-01T21:45:00+03:00")
    assert (second.forwarded_from, second.edited) == ("", "")


@pytest.mark.parametrize(
    ("times", "options", "value"),
    [
        (CLOCK, ReadOptions(), "2024-09-01T21:30:00+03:00"),
        (CLOCK, ReadOptions(timezone="Asia/Yangon"), "2024-09-02T01:00:00+06:30"),
        ({"date": "2024-09-01T13:30:00", "date_unixtime": "1725215400"}, ReadOptions(), "2024-09-01T13:30:00-05:00"),
        ({"date": "2024-09-01T21:30:00", "date_unixtime": None}, ReadOptions(), "2024-09-01"),
        ({"date": "1999-01-01T00:00:00", "date_unixtime": "1725215400"}, ReadOptions(), "2024-09-01T18:30:00+00:00"),
        ({"date": None, "date_unixtime": "soon"}, ReadOptions(published="2024-09-02"), "2024-09-02"),
    ],
)
def test_times(times: dict[str, object], options: ReadOptions, value: str) -> None:
    assert documents(export({**message(1, "a b"), **times}), options=options)[0].published.value == value


def test_messages_without_text_are_failures_and_service_notes_are_not() -> None:
    service = {"id": 1, "type": "service", **CLOCK, "action": "pin_message", "text": ""}
    photo = message(2, "", photo="photos/photo_1.jpg")
    assert reasons(export(service, photo, message(3, "In Sumy."))) == ["no-text", ""]
    assert failures(export(photo))[0].locator == "message 2"
    assert reasons(export(service)) == ["no-documents"]


def test_a_message_of_another_form_does_not_take_others_with_it() -> None:
    assert reasons(export({"id": "x", "type": 3, "text": "a"}, 7, message(3, "In Sumy."))) == [
        "bad-message", "bad-message", "",
    ]  # fmt: skip


@pytest.mark.parametrize("cut", [30, 200, 1000])
def test_an_export_that_breaks_off_keeps_what_stands_before(cut: int) -> None:
    data = export(*(message(number, f"{number} killed in Sumy.") for number in range(20)))
    found = reasons(data[:-cut])
    assert found[-1] == "truncated"
    assert found[:-1] == [""] * (len(found) - 1)
    assert len(found) > 10


def test_the_bytes_of_a_message_are_its_own() -> None:
    first, second = readings(export(message(1, 'say "yes" \\ {no}'), message(2, "b]}")))
    assert json.loads(first.raw) == message(1, 'say "yes" \\ {no}')
    assert json.loads(second.raw) == message(2, "b]}")


def test_a_large_export_is_read_in_pieces() -> None:
    data = export(*(message(number, "В Сумах двое погибших. " * 40) for number in range(5_000)))
    assert len(data) > 8_000_000
    assert sum(1 for _ in read_documents(io.BytesIO(data), ReadOptions(language="ru", max_bytes=4096))) == 5_000


def test_what_telegram_writes_beside_its_export_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "chat" / "photos").mkdir(parents=True)
    (tmp_path / "chat" / "photos" / "photo_1.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "chat" / "messages.html").write_text("<html></html>")
    (tmp_path / "chat" / "result.json").write_bytes(export(message(1, "In Sumy.")))
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "other.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert reasons(tmp_path) == ["", "unsupported-format"]


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"/><title>Exported Data</title></head><body onload="CheckLocation();">
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Sumy &amp; around
</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">1 September 2024</div></div>
<div class="message default clearfix" id="message12"><div class="body">
<div class="pull_right date details" title="01.09.2024 21:30:00 UTC+03:00">21:30</div>
<div class="from_name">Sumy &amp; around</div>
<div class="text">Two <strong>killed</strong> in Sumy.<br><br>One is a child.</div></div></div>
<div class="message default clearfix joined" id="message13"><div class="body">
<div class="pull_right date details" title="01.09.2024 21:31:00">21:31</div>
<div class="forwarded body"><div class="from_name">Sumy OVA <span class="date details" title="01.09.2024 20:00:00">
01.09.2024 20:00:00</span></div><div class="text">A drone hit a house.</div></div></div></div>
<div class="message default clearfix joined" id="message14"><div class="body">
<div class="pull_right date details" title="01.09.2024 21:32:00 UTC+03:00">21:32</div>
<div class="media_wrap clearfix"><a class="photo_wrap" href="photos/photo_1.jpg"></a></div></div></div>
</div></div></div></body></html>"""


def test_an_export_as_web_page() -> None:
    first, second = documents(PAGE.encode(), "messages.html")
    assert (first.text, first.publisher) == ("Two killed in Sumy.\n\nOne is a child.", "Sumy & around")
    assert first.published == Published(value="2024-09-01T21:30:00+03:00", basis="metadata")
    assert (second.text, second.forwarded_from, second.locator) == ("A drone hit a house.", "Sumy OVA", "message 13")
    assert second.published.value == "2024-09-01"
    assert reasons(PAGE.encode()) == ["", "", "no-text"]


def test_pictures_beside_an_export_as_web_pages_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "photo_1.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "messages.html").write_text(PAGE)
    (tmp_path / "messages2.html").write_text(PAGE)
    assert reasons(tmp_path) == ["", "", "no-text"] * 2
