from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ResourceError
from dateline.ontology import load_lexicon

PARTIES = [
    # as written, kind, country, organisation
    ("Russian forces", "state forces", "RU", ""),
    ("two Ukrainian soldiers", "state forces", "UA", ""),
    ("the Israeli army", "state forces", "IL", "il-idf"),
    ("Ukrainian General Staff", "state forces", "UA", "ua-general-staff"),
    ("Houthi rebels", "armed group", "YE", "houthis"),
    ("suspected Islamic State militants", "armed group", "", "isil"),
    ("al-Shabab", "armed group", "SO", "al-shabaab"),
    ("Hezbollah commander", "armed group", "LB", "hezbollah"),
    ("members of Hamas", "armed group", "PS", "hamas"),
    ("Gaza's Health Ministry", "state", "PS", "ps-gaza-health-ministry"),
    ("the regional governor", "state", "", ""),
    ("Moscow", "state", "RU", ""),
    ("Russia", "state", "RU", ""),
    ("police", "police", "", ""),
    ("protesters", "protesters", "", ""),
    ("anti-Hamas protesters", "protesters", "", ""),
    ("gunmen", "armed group", "", ""),
    ("victims of Boko Haram", "civilians", "", ""),
    ("three Palestinians", "civilians", "PS", ""),
    ("Syrian Observatory for Human Rights", "agency", "SY", "sohr"),
    ("Amnesty International", "agency", "", "amnesty"),
    ("Reuters", "media", "GB", "reuters"),
    ("Iranian-backed militias", "militia", "IR", ""),
    ("militia leader Jean Dubois", "militia", "", ""),
    ("a spokesman for the southern group of forces", "state forces", "", ""),
    ("the Prosecutor General", "state", "", ""),
    ("a police checkpoint", "police", "", ""),
    ("an army officer", "state forces", "", ""),
    ("a government spokeswoman", "state", "", ""),
    ("the commander", "state forces", "", ""),
    ("US-backed Malian soldiers", "state forces", "ML", ""),
    ("anti-Russian partisans in Ukraine", "armed group", "UA", ""),
    ("Russian drones", "state forces", "RU", ""),
]


@pytest.mark.parametrize(("written", "kind", "country", "organisation"), PARTIES)
def test_a_party_has_kind_country_and_organisation(written: str, kind: str, country: str, organisation: str) -> None:
    facts = load_lexicon().party(written)
    assert facts is not None
    assert (facts.kind, facts.country, facts.organisation) == (kind, country, organisation)


@pytest.mark.parametrize("written", ["us", "the morning", "it", "who"])
def test_what_is_no_party_is_unknown(written: str) -> None:
    assert load_lexicon().party(written) is None


def test_a_country_given_stands_in_where_the_phrase_names_none() -> None:
    facts = load_lexicon().party("the regional governor", country="UA")
    assert facts is not None
    assert facts.country == "UA"


@pytest.mark.parametrize(
    ("written", "weapon"),
    [
        ("an Iskander ballistic missile", "ballistic missile"),
        ("guided aerial bombs", "glide bomb"),
        ("a car bomb", "car bomb"),
        ("Shahed drones", "drone"),
        ("an explosive vest", "suicide vest"),
        ("tear gas", "less-lethal"),
        ("flowers", ""),
    ],
)
def test_weapons(written: str, weapon: str) -> None:
    assert load_lexicon().weapon(written) == weapon


@pytest.mark.parametrize(
    ("written", "infrastructure", "sensitive"),
    [
        ("a maternity hospital", "hospital", True),
        ("a nine-storey residential building", "residential building", True),
        ("a bomb shelter", "shelter", True),
        ("the oil refinery", "refinery", False),
        ("a Sufi shrine", "mosque", False),
    ],
)
def test_infrastructure(written: str, infrastructure: str, sensitive: bool) -> None:
    lexicon = load_lexicon()
    assert lexicon.infrastructure(written) == infrastructure
    assert lexicon.sensitive(infrastructure) is sensitive


@pytest.mark.parametrize(
    ("written", "medium"),
    [("in a post on Telegram", "telegram"), ("state television", "state-media"), ("the mayor", "")],
)
def test_media(written: str, medium: str) -> None:
    assert load_lexicon().medium(written) == medium


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("Artillery shelled the port.", {"shelling/artillery/missile attack"}),
        ("Gunmen kidnapped two teachers.", {"abduction/forced disappearance"}),
        ("Crews defused a bomb.", {"disrupted weapons use", "remote explosive/landmine/ied"}),
        ("The bomber blew himself up.", {"suicide bomb"}),
        ("Rioting spread to the suburbs.", {"violent demonstration"}),
        ("The ministers discussed tariffs.", set()),
    ],
)
def test_cues_tell_the_type(sentence: str, types: set[str]) -> None:
    lexicon = load_lexicon()
    spans = lexicon.cue_spans(sentence)
    assert types <= {span.type for span in spans}
    assert bool(lexicon.find_cues(sentence)) is bool(types)
    for span in spans:
        assert sentence[span.start : span.end].strip() == sentence[span.start : span.end]


def test_an_analysts_file_extends_and_overrides(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "organisations:\n"
        "  river-watch: {kind: agency, country: ML, names: [River Watch]}\n"
        "  hamas: {kind: state, country: PS, names: [Hamas cabinet]}\n"
        "weapons:\n"
        "  drone: {names: [Skyfly]}\n"
        "events:\n"
        "  mob violence:\n"
        "    nouns: [hubbub 0.5]\n",
        encoding="utf-8",
    )
    lexicon = load_lexicon([own])
    watch = lexicon.party("River Watch")
    hamas = lexicon.party("Hamas")
    assert watch is not None
    assert hamas is not None
    assert (watch.organisation, watch.country) == ("river-watch", "ML")
    assert hamas.kind == "state"
    assert lexicon.weapon("two Skyfly") == "drone"
    assert [span.weight for span in lexicon.cue_spans("a hubbub") if span.type == "mob violence"] == [0.5]
    assert lexicon.version != load_lexicon().version


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("weapon:\n  drone: {names: [x]}\n", "line 1: there is no section 'weapon'"),
        ("organisations:\n  a: {kind: army, names: [A]}\n", "line 2: a: kind 'army' is none of"),
        (
            "organisations:\n  a:\n    kind: agency\n    land: UA\n    names: [A]\n",
            "line 4: a: there is no field 'land'",
        ),
        ("organisations:\n  a: {kind: agency, country: Ukraine, names: [A]}\n", "country 'Ukraine' is no ISO"),
        ("events:\n  war:\n    verbs: [x]\n", "line 2: 'war' is no event type"),
        ("infrastructure:\n  well: {sensitive: maybe, names: [well]}\n", "line 2: well: sensitive is true or false"),
        ("weapons:\n  sling: {class: carried}\n", "line 2: sling: it has no names"),
        ("weapons: [sling\n", "no valid YAML"),
    ],
)
def test_a_wrong_file_is_told_by_file_line_and_key(tmp_path: Path, content: str, told: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError) as error:
        load_lexicon([own])
    assert str(own) in str(error.value)
    assert told in str(error.value)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(ResourceError, match="Cannot read the lexicon"):
        load_lexicon([Path("no-such.yaml")])


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    lexicon = load_lexicon()
    lexicon.party(text)
    spans = lexicon.cue_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert lexicon.find_cues(text) or not spans
