"""The records: what was published, what it claims, what is concluded, who judged, what failed.

Every record is frozen. Documents, claims, judgements and failures are content-addressed: their id is a
hash of their canonical JSON, so reading the same bytes twice gives the same ids. Incidents are derived.
Offsets are code points into `Document.text`, end exclusive.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal, NewType, get_args

import msgspec

DocumentId = NewType("DocumentId", str)
ClaimId = NewType("ClaimId", str)
IncidentId = NewType("IncidentId", str)
JudgementId = NewType("JudgementId", str)
FailureId = NewType("FailureId", str)

EventType = Literal[
    "government regains territory",
    "non-state actor overtakes territory",
    "armed clash",
    "air/drone strike",
    "suicide bomb",
    "shelling/artillery/missile attack",
    "remote explosive/landmine/ied",
    "grenade",
    "chemical weapon",
    "sexual violence",
    "attack",
    "abduction/forced disappearance",
    "peaceful protest",
    "protest with intervention",
    "excessive force against protesters",
    "violent demonstration",
    "mob violence",
    "agreement",
    "arrests",
    "change to group/activity",
    "disrupted weapons use",
    "headquarters or base established",
    "looting/property destruction",
    "non-violent transfer of territory",
    "other",
]
"""The 25 sub-event types of ACLED, in lower case. Source: ACLED codebook; bench GUIDELINES."""

EventClass = Literal["battles", "explosions", "civilians", "protests", "riots", "strategic"]
Status = Literal["happened", "ongoing", "planned", "threatened", "foiled", "denied", "unclear"]
FigureKind = Literal[
    "killed", "injured", "missing", "captured", "displaced", "launched", "intercepted", "destroyed", "taken"
]
Group = Literal[
    "people", "civilians", "children", "women", "men", "soldiers", "militants", "police", "journalists",
    "medics", "aid workers", "officials", "hostages", "protesters", "attackers", "weapons", "property",
]  # fmt: skip
Stance = Literal["says", "claims", "confirms", "denies", "no comment"]
TimeBasis = Literal["stated", "relative", "unknown"]
PublicationBasis = Literal["metadata", "feed", "url", "dateline", "option", "unknown"]
DatePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
PlacePrecision = Literal["town", "district", "province", "country", "area", "unresolved"]
PartyKind = Literal[
    "state", "state forces", "police", "armed group", "militia", "agency", "civilians", "protesters", "media", "other"
]
Scope = Literal["political", "all violence"]

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
GROUPS: tuple[Group, ...] = get_args(Group)
STANCES: tuple[Stance, ...] = get_args(Stance)

CLASS_OF: dict[EventType, EventClass] = {
    **dict.fromkeys(EVENT_TYPES[0:3], "battles"),
    **dict.fromkeys(EVENT_TYPES[3:9], "explosions"),
    **dict.fromkeys(EVENT_TYPES[9:12], "civilians"),
    **dict.fromkeys(EVENT_TYPES[12:15], "protests"),
    **dict.fromkeys(EVENT_TYPES[15:17], "riots"),
    **dict.fromkeys(EVENT_TYPES[17:25], "strategic"),
}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: frozen, keyword-only, compared by value."""


# ---------------------------------------------------------------- documents


class Published(Record, frozen=True, kw_only=True):
    """When a document was published, as precisely as its source says.

    `value` is an ISO 8601 day ("2024-09-01") or instant with offset ("2024-09-01T21:30:00+03:00");
    None where nothing says it. The basis tells where it was read.
    """

    value: str | None = None
    basis: PublicationBasis = "unknown"

    @property
    def day(self) -> dt.date | None:
        """The day on the publisher's own clock, against which "yesterday" is resolved."""
        return dt.date.fromisoformat(self.value[:10]) if self.value else None


class Document(Record, frozen=True, kw_only=True):
    """One report as published.

    `text` is what claims are read from, normalised to NFC and to "\\n" line ends; offsets count in it.
    `raw_sha256` is the hash of the bytes it came from (the file, archive record or message), `source`
    the path or URL given by the user, `locator` where inside it ("line 12", "member a/b.html",
    "record 3", "message 1201").
    """

    id: DocumentId
    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: Published = Published()
    language: str = ""  # ISO 639-1, or "" where it could not be told
    raw_sha256: str = ""
    media_type: str = ""
    source: str = ""
    locator: str = ""
    dateline_place: str = ""  # place named by a dateline such as "KYIV, Sept 1 (Agency) -"
    body_start: int = 0  # offset at which the text begins after its dateline
    forwarded_from: str = ""
    edited: str = ""  # ISO instant of the last edit that the source tells of


# ---------------------------------------------------------------- claims


class Value(Record, frozen=True, kw_only=True):
    """Something read from the text: its characters, what read it, and how sure.

    `text == document.text[start:end]` always holds. `by` names the head or rule that read it
    ("head:actor", "rule:n-of-m"); `confidence` is calibrated, 0 to 1.
    """

    text: str
    start: int
    end: int
    by: str = ""
    confidence: float = 1.0


class Place(Record, frozen=True, kw_only=True):
    """A gazetteer entry. Coordinates are WGS84 degrees."""

    geonames_id: int
    name: str
    country: str = ""  # ISO 3166-1 alpha-2
    country_name: str = ""
    admin1: str = ""  # name of the first-order region
    admin1_code: str = ""  # ISO 3166-2, e.g. "UA-63"
    latitude: float
    longitude: float
    feature: str = ""  # GeoNames feature code: PPL, PPLC, ADM1, PCLI ...
    population: int = 0
    precision: PlacePrecision = "town"


class PlaceMention(Value, frozen=True, kw_only=True):
    """A place name as written, with the entry it resolves to, or None: unresolved, never guessed."""

    place: Place | None = None


class Party(Value, frozen=True, kw_only=True):
    """Who did it, whom it hit or who says so, as written, with what the organisation list knows of it."""

    kind: PartyKind = "other"
    country: str = ""  # ISO 3166-1 alpha-2
    organisation: str = ""  # id in the organisation list, e.g. "ua-general-staff"


class Thing(Value, frozen=True, kw_only=True):
    """A weapon or a piece of infrastructure; `kind` is its id in the ontology ("drone", "hospital")."""

    kind: str = ""


class When(Record, frozen=True, kw_only=True):
    """The days of an event, both inclusive, with how they are known.

    `basis` is "stated" (an absolute date), "relative" (resolved against the publication day), or
    "unknown". The publication day never stands in for a date that the text does not give.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    precision: DatePrecision = "unknown"
    basis: TimeBasis = "unknown"
    mention: Value | None = None

    @property
    def iso(self) -> str | None:
        """ "2024-09-01", "2024-08", "2024", "2024-08-30/2024-09-01" or "2022-02/2024-09"; None where unknown."""
        if self.start is None:
            return None
        digits = {"year": 4, "month": 7}.get(self.precision, 10)
        first = self.start.isoformat()[:digits]
        last = (self.end or self.start).isoformat()[:digits]
        return first if first == last else f"{first}/{last}"


class Figure(Value, frozen=True, kw_only=True):
    """A count: from the bound to the counted noun. An open bound is None."""

    kind: FigureKind
    low: int | None = None
    high: int | None = None
    group: Group = "people"
    part_of: bool = False  # part of another figure of the same event
    total: bool = False  # a running total over more than this event


class Attribution(Value, frozen=True, kw_only=True):
    """Who the text names as the source of the event or its figures, and the stance taken."""

    party: Party | None = None
    medium: str = ""  # "Telegram", "state television", as written
    stance: Stance = "says"


class Claim(Record, frozen=True, kw_only=True):
    """One event as one document tells it. `id` is the hash of everything else."""

    id: ClaimId
    document: DocumentId
    type: EventType
    trigger: Value
    status: Status = "happened"
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    weapons: tuple[Thing, ...] = ()
    infrastructure: tuple[Thing, ...] = ()
    places: tuple[PlaceMention, ...] = ()  # most specific first
    when: When = When()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sentence: tuple[int, int] = (0, 0)  # the sentence of the trigger
    confidence: float = 1.0  # that the event is told at all
    type_confidence: float = 1.0
    status_confidence: float = 1.0
    engine: str = ""  # version of the program and hash of the model
    lexicon: str = ""  # hash of the ontology and the analyst's own lists


# ---------------------------------------------------------------- incidents


class TollEntry(Record, frozen=True, kw_only=True):
    """One figure in an incident's toll over time: what one source said, when, in which claim."""

    published: str | None
    publisher: str
    source: str  # who says so, as written; "" where the report names nobody
    country: str  # of who says so, ISO 3166-1 alpha-2
    stance: Stance
    kind: FigureKind
    group: Group
    low: int | None
    high: int | None
    part_of: bool
    total: bool
    claim: ClaimId
    syndicate: str  # id of the group of near-copies that the report belongs to


class Estimate(Record, frozen=True, kw_only=True):
    """Best, low and high of one kind under one rule set, with the reason in words."""

    rules: Literal["acled", "ucdp", "airwars"]
    kind: FigureKind
    group: Group
    best: int | None
    low: int | None
    high: int | None
    reason: str


class Incident(Record, frozen=True, kw_only=True):
    """The claims about one real-world event: derived from claims and judgements, never edited."""

    id: IncidentId
    type: EventType
    status: Status
    start: dt.date | None = None
    end: dt.date | None = None
    date_precision: DatePrecision = "unknown"
    place: Place | None = None
    place_name: str = ""  # as written, also where unresolved
    actors: tuple[str, ...] = ()  # names agreed on, most often named first
    targets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    actor_countries: tuple[str, ...] = ()
    actor_kinds: tuple[PartyKind, ...] = ()
    target_countries: tuple[str, ...] = ()
    target_kinds: tuple[PartyKind, ...] = ()
    toll: tuple[TollEntry, ...] = ()  # in order of publication
    estimates: tuple[Estimate, ...] = ()
    grade: Literal["confirmed", "fair", "weak", "contested", "discounted"] = "weak"
    grade_reasons: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    independent_sources: int = 0
    documents: tuple[DocumentId, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    judged: Literal["", "confirmed", "rejected"] = ""


# ---------------------------------------------------------------- judgements and failures


class Judgement(Record, frozen=True, kw_only=True):
    """What a person decided. Undo is another judgement, whose subject is the judgement undone.

    same / different: subjects are two claims or incidents; confirm / reject: one claim or incident;
    amend: one claim, `field` and `value` (JSON) say what it should hold.
    """

    id: JudgementId
    action: Literal["same", "different", "confirm", "reject", "amend", "undo"]
    subjects: tuple[str, ...]
    by: str
    at: str  # ISO instant, UTC
    why: str
    field: str = ""
    value: str = ""


class Failure(Record, frozen=True, kw_only=True):
    """A document, or a part of one, that could not be processed: what, where, and what to do.

    `reason` is a short stable code ("empty", "binary", "bad-json", "truncated", "no-text" ...).
    """

    id: FailureId
    source: str
    locator: str = ""
    reason: str
    message: str
    remedy: str = ""
    raw_sha256: str = ""


def content_id(prefix: str, record: msgspec.Struct | dict[str, object]) -> str:
    """Hash a record's canonical JSON (sorted keys, `id` left out) to an id such as "clm-1f3a…".

    160 bits of SHA-256 in hexadecimal behind the prefix.
    """
    fields = msgspec.to_builtins(record)
    fields.pop("id", None)
    canonical = msgspec.json.encode(fields, order="sorted")
    return f"{prefix}-{hashlib.sha256(canonical).hexdigest()[:40]}"


def document_id(*, raw_sha256: str, locator: str, text: str) -> DocumentId:
    """Make a document's id from its bytes, its place inside them and its text.

    The path is left out: the same file read from another folder is the same document.
    """
    return DocumentId(content_id("doc", {"raw": raw_sha256, "locator": locator, "text": text}))
