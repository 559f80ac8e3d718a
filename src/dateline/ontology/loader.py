"""Read lexicon files: ours and an analyst's own, each section checked, errors told by file, line and key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import yaml

from ..errors import ResourceError
from ..model import EVENT_TYPES, PartyKind

DATA = Path(__file__).parent / "data"
FACTS = Path(__file__).parents[1] / "facts"
_KINDS = get_args(PartyKind)
_SECTIONS = ("events", "results", "weapons", "infrastructure", "organisations", "heads", "seats")


@dataclass
class Term:
    """An entry with its names: a weapon, a piece of infrastructure, an organisation."""

    id: str
    names: list[str] = field(default_factory=list)
    kind: str = "other"
    country: str = ""
    group: str = ""
    medium: bool = False
    sensitive: bool = False


@dataclass
class Cue:
    """A cue word of an event type ("" for a result, which tells no type), in its base form."""

    type: str
    part: str  # verbs, nouns or phrases
    word: str
    weight: float


@dataclass
class Facts:
    """What the files say, merged in their order."""

    cues: dict[tuple[str, str, str], Cue] = field(default_factory=dict)
    weapons: dict[str, Term] = field(default_factory=dict)
    infrastructure: dict[str, Term] = field(default_factory=dict)
    organisations: dict[str, Term] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)  # lines of facts/countries.yaml by code
    version: str = ""


def read_facts(paths: Sequence[Path] = ()) -> Facts:
    """Read the files shipped, then `paths`: what these name again gets further names and other fields.

    Raises:
        ResourceError: a file is missing, is no YAML, or holds a key or value that cannot be.
    """
    facts = Facts()
    digest = hashlib.sha256()
    for path in (*sorted(DATA.glob("*.yaml")), *paths):
        content = _content(path)
        digest.update(content)
        _Reader(path, facts).read(content)
    countries = _content(FACTS / "countries.yaml")
    digest.update(countries)
    facts.countries = {str(code): str(line) for code, line in yaml.load(countries, Loader=yaml.CSafeLoader).items()}
    facts.version = digest.hexdigest()[:16]
    return facts


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ResourceError(
            f"Cannot read the lexicon {path}: {error.strerror}.", remedy="Mend the setting `lexicons`."
        ) from error


class _Reader:
    """Reads one file into the facts; knows the line of everything for its complaints."""

    def __init__(self, path: Path, facts: Facts) -> None:
        self.path = path
        self.facts = facts

    def read(self, content: bytes) -> None:
        try:
            root = yaml.compose(content, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f", line {mark.line + 1}" if mark else ""
            problem = getattr(error, "problem", None) or str(error)
            raise ResourceError(f"{self.path}{where}: no valid YAML ({problem}).") from error
        if root is None:
            return
        for key, value in self._pairs(root):
            if key.value not in _SECTIONS:
                raise self._wrong(key, f"there is no section {key.value!r}; sections are {', '.join(_SECTIONS)}")
            getattr(self, f"_{key.value}")(value)

    def _events(self, node: Any) -> None:
        for key, value in self._pairs(node):
            if key.value not in EVENT_TYPES:
                raise self._wrong(key, f"{key.value!r} is no event type; types are {', '.join(EVENT_TYPES)}")
            self._cues(key.value, value)

    def _results(self, node: Any) -> None:
        self._cues("", node)

    def _cues(self, event: str, node: Any) -> None:
        for part, words in self._pairs(node):
            if part.value not in ("verbs", "nouns", "phrases"):
                raise self._wrong(part, f"{part.value!r} is none of verbs, nouns, phrases")
            for word in self._items(words):
                text, weight = _weighted(self._text(word))
                self.facts.cues[event, part.value, text] = Cue(event, part.value, text, weight)

    def _weapons(self, node: Any) -> None:
        for key, value in self._pairs(node):
            term = self.facts.weapons.setdefault(key.value, Term(key.value))
            self._term(term, value, {"class": "group"})

    def _infrastructure(self, node: Any) -> None:
        for key, value in self._pairs(node):
            term = self.facts.infrastructure.setdefault(key.value, Term(key.value))
            self._term(term, value, {"sensitive": "sensitive"})

    def _organisations(self, node: Any) -> None:
        fields = {"kind": "kind", "country": "country", "medium": "medium"}
        for key, value in self._pairs(node):
            term = self.facts.organisations.setdefault(key.value, Term(key.value))
            self._term(term, value, fields)
            if term.kind not in _KINDS:
                raise self._wrong(key, f"{key.value}: kind {term.kind!r} is none of {', '.join(_KINDS)}")
            if term.country and not (len(term.country) == 2 and term.country.isupper()):
                raise self._wrong(key, f"{key.value}: country {term.country!r} is no ISO 3166-1 alpha-2 code")

    def _heads(self, node: Any) -> None:
        for key, value in self._pairs(node):
            if key.value not in _KINDS:
                raise self._wrong(key, f"{key.value!r} is no kind of party; kinds are {', '.join(_KINDS)}")
            for word in self._items(value):
                self.facts.heads[self._text(word)] = key.value

    def _seats(self, node: Any) -> None:
        for key, value in self._pairs(node):
            self.facts.seats[key.value] = self._text(value)

    def _term(self, term: Term, node: Any, fields: dict[str, str]) -> None:
        for key, value in self._pairs(node):
            if key.value == "names":
                term.names.extend(self._text(name) for name in self._items(value))
            elif key.value not in fields:
                known = ", ".join(("names", *fields))
                raise self._wrong(key, f"{term.id}: there is no field {key.value!r}; fields are {known}")
            elif isinstance(getattr(term, fields[key.value]), bool):
                if value.value not in ("true", "false"):
                    raise self._wrong(value, f"{term.id}: {key.value} is true or false, not {value.value!r}")
                setattr(term, fields[key.value], value.value == "true")
            else:
                setattr(term, fields[key.value], self._text(value))
        if not term.names:
            raise self._wrong(node, f"{term.id}: it has no names")

    def _pairs(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(node, "a mapping (key: value) must stand here")
        yield from node.value

    def _items(self, node: Any) -> Iterator[Any]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._wrong(node, "a list must stand here")
        yield from node.value

    def _text(self, node: Any) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._wrong(node, "a word must stand here")
        return str(node.value).strip()

    def _wrong(self, node: Any, what: str) -> ResourceError:
        line = node.start_mark.line + 1
        return ResourceError(f"{self.path}, line {line}: {what}.", remedy="Mend the file, or leave it out.")


def _weighted(text: str) -> tuple[str, float]:
    """Split "shell 0.8" to the word and its weight; 1 where none stands."""
    word, _, last = text.rpartition(" ")
    try:
        return (word, float(last)) if word else (text, 1.0)
    except ValueError:
        return text, 1.0
