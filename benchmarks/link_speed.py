"""Time adding claims to stores of growing size on one core, and the memory that linking takes.

    python benchmarks/link_speed.py CORPUS.jsonl[.xz] [--sizes 10000 100000 1000000] [--base 600]

CORPUS holds one news item a line ({"text", "date"}). Claims are extracted from `--base` of its items and told again
with other places, days, names and numbers until the store has its size, at the same number of claims a day whatever
its size. Prints claims added a second and the milliseconds of one claim at each size (processor time of one core),
and the resident memory.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import lzma
import os
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.config import Config
from dateline.model import Claim, ClaimId, Document, DocumentId, Place, Published, When, document_id
from dateline.ontology import load_lexicon
from dateline.resolve.linker import Linker
from dateline.resolve.profiles import Profile, profiles_of
from dateline.resolve.records import published_key
from dateline.run.tools import load_extractor

A_DAY = 300  # claims: a busy monitor's desk
TOWNS = 20_000
TIMED = 2_000
Told = tuple[Document, list[Claim]]


def main() -> None:
    """Measure every size in one growing store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--base", type=int, default=600)
    args = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    base = list(extracted(args.corpus, args.base))
    print(f"{sum(len(claims) for _, claims in base)} claims of {len(base)} items as base")
    towns = make_towns()
    random.seed(5)
    linker, empty = Linker(), memory_mib()
    number = 0
    for size in sorted(args.sizes):
        while len(linker) < size - TIMED:
            number += 1
            fill(linker, retell(base, towns, number))
        linker.settle()
        print(timed(linker, base, towns, number), end="; ")
        number += 10 * TIMED
        incidents = len(linker.groups()) if size <= 100_000 else 0
        print(
            f"{memory_mib() - empty:.0f} MiB for {len(linker)} claims{f' in {incidents} incidents' * bool(incidents)}"
        )


def extracted(corpus: Path, count: int) -> Iterator[Told]:
    """Extract the claims of the first items that tell of violence."""
    extractor, lexicon = load_extractor(Config()), load_lexicon()
    read = lzma.open if corpus.suffix == ".xz" else open
    with read(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if not lexicon.find_cues(item["text"]):
                continue
            document = Document(
                id=document_id(raw_sha256="", locator=item["id"], text=item["text"]),
                text=item["text"],
                published=Published(value=item["date"], basis="metadata"),
            )
            claims = [c for c in extractor.extract(document) if c.places]
            if claims:
                yield document, claims
                count -= 1
            if not count:
                return


def make_towns() -> list[Place]:
    """Make towns over 60 regions of 12 countries."""
    random.seed(3)
    towns = []
    for number in range(TOWNS):
        region = random.randrange(60)
        towns.append(
            Place(
                geonames_id=number,
                name=f"Town{number}",
                country=f"C{region % 12}",
                admin1_code=f"C{region % 12}-{region}",
                latitude=-30 + region + random.random() * 4,
                longitude=(region * 11) % 170 + random.random() * 4,
            )
        )
    return towns


def retell(base: list[Told], towns: list[Place], number: int) -> Told:
    """Tell one item again, at another place and on another day, a day for every A_DAY reports."""
    document, claims = base[number % len(base)]
    day = dt.date(1990, 1, 1) + dt.timedelta(days=number // A_DAY)
    key = DocumentId(f"doc-{number}")
    told = msgspec.structs.replace(document, id=key, published=Published(value=day.isoformat(), basis="metadata"))
    return told, [moved(claim, towns, day, key, f"{number}-{i}") for i, claim in enumerate(claims)]


def moved(claim: Claim, towns: list[Place], day: dt.date, document: DocumentId, name: str) -> Claim:
    """Move a claim to a town near the middle of its region, or further out, and to a day before publication."""
    town = towns[int(random.triangular(0, len(towns) - 1, len(towns) / 3))]
    places = (msgspec.structs.replace(claim.places[0], text=town.name, place=town),)
    when = claim.when
    if when.start is not None:
        happened = day - dt.timedelta(days=random.choice((0, 0, 1, 1, 2, 5)))
        when = When(start=happened, end=happened, precision="day", basis="relative")
    return msgspec.structs.replace(claim, id=ClaimId(f"clm-{name}"), document=document, places=places, when=when)


def renamed(profile: Profile, world: int) -> Profile:
    """Give a profile names and numbers of its own, as other events have."""
    return msgspec.structs.replace(
        profile,
        report=hash((profile.report, world, profile.published)),
        names=tuple(f"{name}{world}" for name in profile.names),
        full_names=tuple(f"{name}{world}" for name in profile.full_names),
        numbers=tuple(f"{n}{world % 97}" for n in profile.numbers),
        words=tuple(f"{w}{world % 13}" if i % 2 else w for i, w in enumerate(profile.words)),
        counts=tuple((kind, low + world % 7, high and high + world % 7) for kind, low, high in profile.counts),
    )


def fill(linker: Linker, told: Told) -> None:
    """Add a report without timing it."""
    document, claims = told
    world = int(document.id.split("-")[1]) // 50
    for claim, profile in profiles_of(claims, document).items():
        linker.insert_profile(claim, renamed(profile, world), published_key(document))


def timed(linker: Linker, base: list[Told], towns: list[Place], number: int) -> str:
    """Add TIMED claims one report at a time, as they would arrive, and tell the pace."""
    count, spent = 0, 0.0
    while count < TIMED:
        number += 1
        document, claims = retell(base, towns, number)
        began = time.process_time()
        profiles = profiles_of(claims, document)
        spent += time.process_time() - began
        rows = [(claim, renamed(profile, number // 50)) for claim, profile in profiles.items()]
        order = published_key(document)
        began = time.process_time()
        for claim, profile in rows:
            linker.insert_profile(claim, profile, order)
        linker.settle()
        spent += time.process_time() - began
        count += len(claims)
    return f"store {len(linker)}: {count / spent:.0f} claims a second, {1000 * spent / count:.3f} ms a claim"


def memory_mib() -> float:
    """Tell the resident memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
