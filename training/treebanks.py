"""Read the treebanks (CoNLL-U) and their names (IOB2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One annotated sentence; heads count from 1, 0 is the root; names is empty where none are annotated."""

    id: str
    words: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = ()


def read_treebanks(folder: Path) -> dict[str, list[Sentence]]:
    """Read the sentences to train on and those held out; names stand on EWT and PUD only."""
    return {
        "train": read_sentences(folder / "ewt-train.conllu", read_names(folder / "ewt-train.iob2"))
        + read_sentences(folder / "gum-train.conllu"),
        "ewt-dev": read_sentences(folder / "ewt-dev.conllu", read_names(folder / "ewt-dev.iob2")),
        "pud": read_sentences(folder / "pud-test.conllu", read_names(folder / "pud-test.iob2")),
    }


def _blocks(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    sentence_id, rows = "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# sent_id"):
            sentence_id = line.split(" = ")[1]
        elif not line.startswith("#") and line:
            rows.append(line.split("\t"))
        elif not line and rows:
            yield sentence_id, rows
            rows = []


def _clean(tags: list[str]) -> tuple[str, ...]:
    """Map OTH and the pre-release tags B-O, I-O to none, and make every span begin with B."""
    out: list[str] = []
    for tag in tags:
        plain = "O" if tag in ("O", "B-O", "I-O") or tag.endswith("OTH") else tag
        if plain.startswith("I-") and (not out or out[-1][2:] != plain[2:]):
            plain = "B-" + plain[2:]
        out.append(plain)
    return tuple(out)


def read_names(path: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Read names by the words of their sentence (ids differ between releases)."""
    return {tuple(r[1] for r in rows): _clean([r[2] for r in rows]) for _, rows in _blocks(path)}


def read_sentences(path: Path, names: dict[tuple[str, ...], tuple[str, ...]] | None = None) -> list[Sentence]:
    """Read a CoNLL-U file, in order; multi-word ranges and empty nodes are left out."""
    out = []
    for sentence_id, block in _blocks(path):
        rows = [r for r in block if r[0].isdigit()]
        words = tuple(r[1] for r in rows)
        out.append(
            Sentence(
                id=sentence_id,
                words=words,
                upos=tuple(r[3] for r in rows),
                xpos=tuple(r[4] for r in rows),
                heads=tuple(int(r[6]) for r in rows),
                relations=tuple(r[7] for r in rows),
                names=(names or {}).get(words, ()),
            )
        )
    return out
