"""What every store does, whatever keeps the rows."""

from __future__ import annotations

import datetime as dt
import hashlib
import io

import msgspec
import pytest

from dateline.errors import NotFoundError, StoreError, UsageError
from dateline.model import Published
from dateline.store import AddReport, Entry, Filter, Store, cursor_of, open_store, verify_log_file

from .records import (
    APIA,
    KHERSON,
    SUVA,
    a_claim,
    a_document,
    a_failure,
    a_judgement,
    an_entry,
    an_incident,
    estimated,
)

STRIKE = a_document("A drone struck a bakery in Kherson on Sunday, killing two.", day="2024-09-01")
RAID = a_document("Gunmen raided a village near Suva. Ten were hurt.", day="2024-09-03", publisher="Île Wire")
MARCH = a_document("Teachers marched through Apia; naïve hopes.", day=None, publisher="Gazette")

STRUCK = a_claim(
    STRIKE, "struck", type="air/drone strike", day="2024-09-01", place=KHERSON, actor=("Russian forces", "RU"), killed=2
)
RAIDED = a_claim(RAID, "raided", type="attack", day="2024-09-02", place=SUVA, actor=("Gunmen_x", ""), injured=10)
MARCHED = a_claim(MARCH, "marched", type="peaceful protest", place=APIA, actor=("Teachers", "WS"))

ENTRIES = [an_entry(STRIKE, STRUCK), an_entry(RAID, RAIDED), an_entry(MARCH, MARCHED)]
BROKEN = a_failure("bad.jsonl", "line 7", "bad-json")


def fill(store: Store) -> Store:
    store.add([*ENTRIES, Entry(failures=(BROKEN,))])
    store.replace_incidents([an_incident(STRUCK), an_incident(RAIDED), an_incident(MARCHED)])
    return store


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


@pytest.fixture(scope="module")
def library(kept_store: Store) -> Store:
    """Give a filled store that no test writes to."""
    return fill(kept_store)


def settings(value: object) -> str | None:
    """Name a test by what its filter sets."""
    if not isinstance(value, Filter):
        return None
    default = Filter()
    set_fields = {name: getattr(value, name) for name in value.__struct_fields__}
    return ",".join(f"{name}={held}" for name, held in set_fields.items() if held != getattr(default, name))


def test_what_is_added_comes_back(filled: Store) -> None:
    assert list(filled.documents()) == [STRIKE, RAID, MARCH]
    assert list(filled.claims()) == [STRUCK, RAIDED, MARCHED]
    assert list(filled.incidents()) == [an_incident(STRUCK), an_incident(RAIDED), an_incident(MARCHED)]
    assert list(filled.failures()) == [BROKEN]
    assert filled.raw(STRIKE.raw_sha256) == STRIKE.text.encode()
    assert filled.has_document(STRIKE.id)
    assert filled.incident_of(STRUCK.id) == an_incident(STRUCK).id


def test_reading_twice_changes_nothing(filled: Store) -> None:
    before = filled.counts(), list(filled.log())
    report = filled.add([*ENTRIES, Entry(failures=(BROKEN,))])
    assert report == AddReport(known=3)
    assert (filled.counts(), list(filled.log())) == before


def test_the_order_of_reading_does_not_show(store: Store) -> None:
    for entry in reversed(ENTRIES):
        store.add([entry])
    assert list(store.documents()) == [STRIKE, RAID, MARCH]
    assert list(store.claims()) == [STRUCK, RAIDED, MARCHED]


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (Filter(), "struck raided marched"),
        (Filter(newest_first=True), "marched raided struck"),
        (Filter(since=dt.date(2024, 9, 2)), "raided"),
        (Filter(until=dt.date(2024, 9, 1)), "struck"),
        (Filter(bbox=(30, 45, 35, 50)), "struck"),
        (Filter(bbox=(32.6178, 46.65581, 32.6178, 46.65581)), "struck"),
        (Filter(bbox=(32.61781, 46, 33, 47)), ""),
        (Filter(bbox=(170, -20, -170, -10)), "raided marched"),
        (Filter(place="kherson"), "struck"),
        (Filter(place="UKRAINE"), "struck"),
        (Filter(place="%"), ""),
        (Filter(country="fj"), "raided"),
        (Filter(admin1="UA-65"), "struck"),
        (Filter(admin1="khersons'ka oblast"), "struck"),
        (Filter(party="russian"), "struck"),
        (Filter(party="RU"), "struck"),
        (Filter(party="ws"), "marched"),
        (Filter(party="men_"), "raided"),
        (Filter(types=("attack", "peaceful protest")), "raided marched"),
        (Filter(classes=("explosions",)), "struck"),
        (Filter(statuses=("planned",)), ""),
        (Filter(min_killed=2), "struck"),
        (Filter(min_killed=3), ""),
        (Filter(min_injured=1), "raided"),
        (Filter(publisher="île wire"), "raided"),
        (Filter(language="en", publisher="gazette"), "struck marched"),
        (Filter(text="bakery drone"), "struck"),
        (Filter(text="bakery teachers"), ""),
        (Filter(text='"near suva"'), "raided"),
        (Filter(text='"suva near"'), ""),
        (Filter(text="bak*"), "struck"),
        (Filter(document=RAID.id), "raided"),
        (Filter(limit=2), "struck raided"),
        (Filter(limit=0), ""),
        (Filter(cursor=cursor_of(STRUCK), limit=1), "raided"),
        (Filter(cursor=cursor_of(RAIDED), newest_first=True), "struck"),
        (Filter(country="UA", min_killed=1, text="kherson", since=dt.date(2024, 8, 1)), "struck"),
    ],
    ids=settings,
)
def test_filters(library: Store, filter: Filter, found: str) -> None:
    expected = found.split()
    assert [claim.trigger.text for claim in library.claims(filter)] == expected
    if not filter.cursor:
        told = {an_incident(claim).id: claim.trigger.text for claim in (STRUCK, RAIDED, MARCHED)}
        assert [told[incident.id] for incident in library.incidents(filter)] == expected


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (Filter(), [STRIKE, RAID, MARCH]),
        (Filter(since=dt.date(2024, 9, 2)), [RAID]),
        (Filter(publisher="Gazette"), [STRIKE, MARCH]),
        (Filter(publisher="ÎLE WIRE"), [RAID]),
        (Filter(text="naïve hopes"), [MARCH]),
        (Filter(cursor=cursor_of(STRIKE)), [RAID, MARCH]),
        (Filter(incident=an_incident(STRUCK).id), [STRIKE]),
        (Filter(document=RAID.id), [RAID]),
    ],
    ids=settings,
)
def test_filters_of_documents(library: Store, filter: Filter, found: list[object]) -> None:
    assert list(library.documents(filter)) == found


def test_claims_of_an_incident(library: Store) -> None:
    assert list(library.claims(Filter(incident=an_incident(RAIDED).id))) == [RAIDED]


def test_the_estimate_counts_for_the_toll_of_an_incident(store: Store) -> None:
    store.add(ENTRIES)
    store.replace_incidents([estimated(an_incident(STRUCK), 7)])
    assert len(list(store.incidents(Filter(min_killed=7)))) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit": -1},
        {"since": dt.date(2024, 2, 1), "until": dt.date(2024, 1, 1)},
        {"bbox": (0, 50, 1, 40)},
        {"bbox": (0, 0, 200, 1)},
    ],
    ids=repr,
)
def test_a_filter_that_cannot_be_meant(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Filter(**wrong)


@pytest.mark.parametrize("text", ["", "  ", "*", '""', "--"])
def test_a_search_without_words(store: Store, text: str) -> None:
    with pytest.raises(UsageError):
        store.search(text)


@pytest.mark.parametrize(
    "text", ["AND", "a OR b", "near(", "title:x", "x'); --", "F-16 & !b", "c:*|d", 'half "open', "^a"]
)
def test_words_are_never_query_syntax(library: Store, text: str) -> None:
    assert isinstance(library.search(text), list)


def test_search_ranks_and_shows_the_match(library: Store) -> None:
    [hit] = library.search("bakery")
    assert hit.document == STRIKE
    assert "[bakery]" in hit.snippet


def test_a_cursor_that_is_none(store: Store) -> None:
    with pytest.raises(UsageError):
        list(store.claims(Filter(cursor="next")))


def test_pages_meet_without_gap_or_overlap(store: Store) -> None:
    documents = [a_document(f"Report number {n}.", day=f"2024-09-{n % 28 + 1:02}") for n in range(1203)]
    store.add([an_entry(document) for document in documents])
    streamed = list(store.documents())
    assert {document.id for document in streamed} == {document.id for document in documents}
    assert len(streamed) == len(documents)
    paged, cursor = [], ""
    while page := list(store.documents(Filter(limit=100, cursor=cursor))):
        paged += page
        cursor = cursor_of(page[-1])
    assert paged == streamed


def test_get_takes_any_id_in_full_or_short(filled: Store) -> None:
    judgement = a_judgement("confirm", STRUCK.id)
    filled.add_judgement(judgement)
    for record in (STRIKE, STRUCK, an_incident(STRUCK), judgement, BROKEN):
        assert filled.get(record.id) == record
        assert filled.get(record.id[:14]) == record


@pytest.mark.parametrize("id", ["doc-0000000000", "nonsense", "", "%", "clm-"])
def test_get_of_nothing_says_what_to_do(store: Store, id: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        store.get(id)
    assert caught.value.remedy


def test_get_of_two_asks_for_more(store: Store) -> None:
    store.add([an_entry(a_document(f"Report {n}.")) for n in range(40)])
    with pytest.raises(NotFoundError, match="more than one"):
        store.get("doc-" + next(store.documents()).id[4:5])


@pytest.mark.parametrize("fetch", ["document", "claim", "incident", "raw"])
def test_fetching_what_is_not_there(store: Store, fetch: str) -> None:
    with pytest.raises(NotFoundError):
        getattr(store, fetch)("x")


def test_a_new_reading_supersedes_the_claims_of_the_old(store: Store) -> None:
    older, newer = a_claim(STRIKE, "struck", engine="1"), a_claim(STRIKE, "struck", engine="2")
    store.add([an_entry(STRIKE, older)])
    assert store.add([an_entry(STRIKE, newer)]) == AddReport(claims=1, superseded=1, known=1)
    assert list(store.claims()) == [newer]
    assert store.counts().claims == 1
    assert set(store.claims(Filter(superseded=True))) == {older, newer}
    assert store.claim(older.id) == older
    store.add([an_entry(STRIKE, older)])
    assert list(store.claims()) == [older]


def test_a_document_without_extraction_keeps_its_claims(filled: Store) -> None:
    filled.add([Entry(document=STRIKE, raw=STRIKE.text.encode())])
    assert list(filled.claims(Filter(document=STRIKE.id))) == [STRUCK]


def test_inputs_are_finished_with_their_batch(store: Store) -> None:
    assert not store.is_finished("sha256:ab")
    store.add(ENTRIES, finished=["sha256:ab"])
    store.add([], finished=["sha256:cd"])
    assert store.is_finished("sha256:ab")
    assert store.is_finished("sha256:cd")


def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    false_bytes = Entry(document=RAID, raw=b"something else", claims=())
    with pytest.raises(StoreError, match="another hash"):
        store.add([ENTRIES[0], false_bytes])
    assert store.counts().documents == 0


@pytest.mark.parametrize("stated", ["", hashlib.sha256(b"\x1f\x8b half").hexdigest()])
def test_the_bytes_of_what_failed_are_kept_too(store: Store, stated: str) -> None:
    failure = msgspec.structs.replace(BROKEN, raw_sha256=stated)
    assert store.add([Entry(failures=(failure,), raw=b"\x1f\x8b half")]) == AddReport(failures=1, raw=1)
    assert store.raw(hashlib.sha256(b"\x1f\x8b half").hexdigest()) == b"\x1f\x8b half"


def test_one_record_twice_in_a_batch_is_one(store: Store) -> None:
    assert store.add([ENTRIES[0], ENTRIES[0]]) == AddReport(documents=1, claims=1, raw=1)


def test_texts_with_odd_characters_come_back_unchanged(store: Store) -> None:
    odd = [a_document(text) for text in ("NUL \0 inside", "emoji 🕊️ and عربي", "line\nbreak\ttab", "", "x" * 300_000)]
    store.add([an_entry(document) for document in odd])
    assert {d.id: d for d in store.documents()} == {d.id: d for d in odd}


def test_incidents_are_replaced_as_a_whole_and_by_id(filled: Store) -> None:
    merged = an_incident(STRUCK, RAIDED)
    gone = an_incident(RAIDED)
    filled.update_incidents([merged], removed=[gone.id], redirects={gone.id: merged.id})
    assert list(filled.incidents()) == [merged, an_incident(MARCHED)]
    assert filled.incident(gone.id) == merged
    assert filled.get(gone.id) == merged
    assert filled.get(gone.id[:14]) == merged
    assert filled.incident_of(RAIDED.id) == merged.id
    assert [i.id for i in filled.incidents(Filter(bbox=(170, -20, 179, -10)))] == []
    filled.replace_incidents([an_incident(MARCHED)], {merged.id: an_incident(MARCHED).id})
    assert filled.incident(gone.id) == an_incident(MARCHED)
    filled.replace_incidents([an_incident(STRUCK), gone])
    assert filled.incident(gone.id) == gone


def test_redirects_in_a_circle_end(store: Store) -> None:
    store.replace_incidents([], {"inc-aaaaaaa": "inc-bbbbbbb", "inc-bbbbbbb": "inc-aaaaaaa"})
    with pytest.raises(NotFoundError):
        store.incident("inc-aaaaaaa")


def test_judgements_keep_their_order(store: Store) -> None:
    late = a_judgement("same", "clm-1", "clm-2", at="2024-09-05T00:00:00+00:00")
    early = a_judgement("reject", "clm-3", at="2024-09-04T00:00:00+00:00")
    assert store.add_judgement(late)
    assert store.add_judgement(early)
    assert not store.add_judgement(late)
    assert list(store.judgements()) == [early, late]


def test_the_log_holds_every_act_and_verifies_offline(filled: Store) -> None:
    filled.add_judgement(a_judgement("confirm", STRUCK.id))
    filled.record("export", "geojson", {"rows": 3})
    assert [entry.action for entry in filled.log()] == ["read", "judge", "export"]
    check = filled.verify_log(evidence=True)
    assert check.entries == 3
    out = io.BytesIO()
    assert filled.export_log(out) == 3
    assert verify_log_file(out.getvalue().splitlines(), head=check.head) == check


def test_a_log_cut_short_is_noticed_by_its_head(filled: Store) -> None:
    head = filled.record("export", "acled").hash
    out = io.BytesIO()
    filled.export_log(out)
    with pytest.raises(StoreError, match="cut off"):
        verify_log_file(out.getvalue().splitlines()[:-1], head=head)


def test_counts(filled: Store) -> None:
    counts = msgspec.structs.asdict(filled.counts())
    assert counts == {
        "documents": 3, "claims": 3, "incidents": 3, "judgements": 0, "failures": 1, "raw": 3, "log": 1,
    }  # fmt: skip


def test_opening_again_finds_everything(location: str) -> None:
    with open_store(location) as store:
        store.add(ENTRIES)
    with open_store(location) as store:
        assert list(store.documents()) == [STRIKE, RAID, MARCH]


def test_a_store_may_be_written_while_it_is_read(filled: Store) -> None:
    for document in filled.documents():
        filled.add([an_entry(a_document(f"Seen {document.id}", day="2020-01-01"))])
    assert filled.counts().documents == 6


def test_many_copies_share_their_bytes(store: Store) -> None:
    copies = [a_document("One report, told again.", locator=f"line {n}") for n in range(50)]
    report = store.add([an_entry(copy) for copy in copies])
    assert (report.documents, report.raw) == (50, 1)
    assert store.raw(hashlib.sha256(b"One report, told again.").hexdigest()) == b"One report, told again."


def test_a_document_published_at_an_instant_is_ordered_by_its_own_day(store: Store) -> None:
    late = msgspec.structs.replace(
        a_document("Late."), published=Published(value="2024-09-01T23:30:00-05:00", basis="feed")
    )
    store.add([Entry(document=late, raw=None, claims=())])
    assert list(store.documents(Filter(until=dt.date(2024, 9, 1)))) == [late]
