"""What an analyst may rely on in every claim: characters, versions, one reading whatever the machine does."""

import datetime as dt
import textwrap
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline.config import Config
from dateline.extract import Extractor
from dateline.gazetteer import Gazetteer
from dateline.language.engine import OnnxEngine
from dateline.model import CLASS_OF, Claim, Value, content_id
from dateline.ontology import load_lexicon
from dateline.run.extracting import document_of

REPORT = """SUMY, Ukraine, Aug 14 (Agency) - A Russian drone hit a bus stop in the city of Sumy on Tuesday, killing \
three people and wounding nine others, including two children, the regional governor said on Telegram.

Ukraine's air force said it had shot down 23 of 31 drones overnight. Moscow did not comment.

Grain prices were little changed in Chicago."""


def values_of(claim: Claim) -> list[Value]:
    lists = (claim.actors, claim.targets, claim.weapons, claim.places, claim.figures, claim.attributions)
    dated = [claim.when.mention] if claim.when.mention else []
    return [claim.trigger, *dated, *(v for values in lists for v in values)]


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return dateline.extract(REPORT, published="2024-08-14")


def test_a_strike_is_read_whole(claims: list[Claim]) -> None:
    strike = claims[0]
    assert strike.type == "air/drone strike"
    assert [p.country for p in strike.actors] == ["RU"]
    assert strike.places[0].place is not None
    assert strike.places[0].place.admin1_code == "UA-59"
    assert strike.when.start == strike.when.end == dt.date(2024, 8, 13)
    assert {(f.kind, f.low, f.high, f.group) for f in strike.figures} >= {
        ("killed", 3, 3, "people"),
        ("injured", 9, 9, "people"),
        ("injured", 2, 2, "children"),
    }
    assert [f.part_of for f in strike.figures if f.group == "children"] == [True]
    assert strike.attributions[0].text == "regional governor"


def test_a_part_of_a_whole_says_both(claims: list[Claim]) -> None:
    figures = {(f.kind, f.low) for claim in claims for f in claim.figures}
    assert {("intercepted", 23), ("launched", 31)} <= figures


def test_a_share_of_the_dead_is_counted_by_their_number() -> None:
    (claim,) = dateline.extract("Shells killed 12 people in Sumy on Friday, half of them children, police said.")
    assert [(f.low, f.high, f.part_of, f.group) for f in claim.figures if f.kind == "killed"] == [
        (12, 12, False, "people"),
        (6, 6, True, "children"),
    ]


@pytest.mark.parametrize(
    ("told", "stance"),
    [
        ("Ukraine says it shot down 20 Russian drones over Sumy.", "says"),
        ("Ukraine claims to have shot down 20 Russian drones over Sumy.", "claims"),
        ("Ukraine has confirmed that it shot down 20 Russian drones over Sumy.", "confirms"),
    ],
)
def test_who_tells_of_an_act_of_its_own_is_a_speaker(told: str, stance: str) -> None:
    (claim,) = dateline.extract(told)
    assert [a.text for a in claim.actors] == ["Ukraine"]
    assert [(said.text, said.stance) for said in claim.attributions] == [("Ukraine", stance)]


def test_equal_counts_of_one_sentence_are_all_kept_and_one_told_again_later_is_not() -> None:
    text = (
        "Three militants and three police officers were killed in a gun battle in Quetta on Tuesday, police said. "
        "The three police officers were killed at the gate of the station."
    )
    dead = [(f.text, f.group) for c in dateline.extract(text, published="2024-08-14") for f in c.figures]
    assert sorted(dead) == [("Three militants", "militants"), ("three police officers", "police")]


def test_an_aircraft_told_by_its_mark_counts_as_one() -> None:
    text = "Turkish fighter jets shot down a Russian Sukhoi Su-24 aircraft near the border on Tuesday, Ankara said."
    claim = dateline.extract(text, published="2015-11-25")[0]
    assert [(f.text, f.low, f.high) for f in claim.figures] == [("a Russian Sukhoi Su-24 aircraft", 1, 1)]


def test_somebody_told_by_age_counts_as_one() -> None:
    text = "An 18-year-old Palestinian was killed on Tuesday as Israeli soldiers raided Al-Arroub camp, medics said."
    claim = dateline.extract(text, published="2022-06-01")[0]
    assert [(f.text, f.kind, f.low, f.high) for f in claim.figures] == [("An 18-year-old Palestinian", "killed", 1, 1)]


def test_a_dateline_gives_no_place() -> None:
    text = "Kyiv: Two people were killed by a Russian missile strike on Kharkiv on Tuesday, officials said."
    claim = dateline.extract(text, published="2024-08-14")[0]
    assert [p.text for p in claim.places] == ["Kharkiv"]


def test_places_come_most_specific_first_the_district_of_a_town_before_the_town() -> None:
    text = "In Homs, Syrian army shells hit the Baba Amr district on Tuesday, killing four people, activists said."
    claim = dateline.extract(text, published="2012-02-15")[0]
    assert [p.text.removesuffix(" district") for p in claim.places] == ["Baba Amr", "Homs"]


def test_places_told_side_by_side_keep_their_order() -> None:
    text = "Gunmen attacked Tillia and Yebi in Niger on Tuesday, killing four people, officials said."
    claim = dateline.extract(text, published="2024-06-11")[0]
    assert [p.text for p in claim.places] == ["Tillia", "Yebi", "Niger"]


def test_prices_are_no_event(claims: list[Claim]) -> None:
    assert all(c.trigger.start < REPORT.index("Grain") for c in claims)


def test_every_value_stands_in_the_text(claims: list[Claim]) -> None:
    for claim in claims:
        for value in values_of(claim):
            assert REPORT[value.start : value.end] == value.text
            assert value.by
            assert 0 <= value.confidence <= 1


def test_ids_are_hashes_of_the_content(claims: list[Claim]) -> None:
    for claim in claims:
        assert claim.id == content_id("clm", claim)
        assert claim.type in CLASS_OF
        assert claim.engine
        assert claim.lexicon


def test_threads_do_not_change_a_claim(claims: list[Claim]) -> None:
    config = Config()
    reader = Extractor(OnnxEngine(threads=2), Gazetteer.open(config), load_lexicon(), config)
    assert reader.extract(document_of(REPORT, published="2024-08-14")) == claims


def test_a_higher_threshold_keeps_fewer_claims() -> None:
    kept = [
        len(dateline.extract(REPORT, published="2024-08-14", config=Config(threshold=t))) for t in (0.05, 0.5, 0.99)
    ]
    assert kept == sorted(kept, reverse=True)


def test_without_a_publication_day_nothing_stands_in_for_it() -> None:
    claims = dateline.extract("Shelling killed two people in Kherson on Tuesday, officials said.")
    assert claims
    assert all(c.when.start is None for c in claims)


@pytest.mark.parametrize("text", ["", " \n ", "No events here.", "Слава Україні!", "\u0000\ufffd", "a" * 5000])
def test_odd_texts_are_read_in_peace(text: str) -> None:
    assert isinstance(dateline.extract(text, published="2024-08-14"), list)


def test_a_long_report_is_read_to_its_end() -> None:
    filler = "Rebels and soldiers fought in the valley again, residents said. " * 300
    text = f"{filler}\n\nA car bomb killed four soldiers in Mogadishu on Monday."
    assert len(text) > 19_000
    claims = dateline.extract(text, published="2024-08-14")
    assert [f.low for c in claims for f in c.figures if f.kind == "killed"] == [4]


def words_read(text: str, *lexicons: Path) -> list[str]:
    """The words of a text that the encoder is given."""
    config = Config()
    reader = Extractor(OnnxEngine(), Gazetteer.open(config), load_lexicon(lexicons), config)
    seen: list[str] = []
    pieces = reader.engine.pieces
    encode = pieces.encode
    pieces.encode = lambda words, breaks: (seen.extend(words), encode(words, breaks))[1]  # type: ignore[method-assign]
    reader.extract(document_of(text, published="2024-08-14"))
    return seen


BOMB = "A car bomb killed four soldiers in Mogadishu."
PRICES = "The central bank cut interest rates."


def test_a_line_that_tells_of_nothing_is_passed_over() -> None:
    assert words_read(f"{PRICES}\n{BOMB}\n{PRICES}") == BOMB.replace(".", " .").split()
    assert words_read(PRICES) == []


def test_a_story_goes_on_while_its_lines_count_or_say_something() -> None:
    follow = "Nine are in hospital, a doctor said.\nTwo of the nine will need new legs, she said."
    read = words_read(f"{BOMB}\n{follow}\n{PRICES}\n{follow}")
    assert read.count("hospital") == read.count("legs") == 1
    assert "bank" not in read


def test_a_cue_of_ones_own_makes_a_line_read(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("events:\n  attack: {verbs: [quux]}\n", "utf-8")
    assert words_read("Brigands quuxed the hamlet.") == []
    assert "quuxed" in words_read("Brigands quuxed the hamlet.", mine)


def test_wrapped_text_is_read_as_if_it_were_not() -> None:
    wrapped = "\n\n".join(textwrap.fill(line, 72) for line in REPORT.split("\n\n"))
    read = dateline.extract(wrapped, published="2024-08-14")
    plain = dateline.extract(REPORT, published="2024-08-14")
    assert [[" ".join(v.text.split()) for v in values_of(c)] for c in read] == [
        [v.text for v in values_of(c)] for c in plain
    ]


def test_claims_survive_their_own_json(claims: list[Claim]) -> None:
    assert msgspec.json.decode(msgspec.json.encode(claims), type=list[Claim]) == claims
