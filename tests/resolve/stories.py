"""Three events on neighbouring days, told by eight reports."""

from __future__ import annotations

from dateline.model import Claim, Document

from .telling import claim, figure, report

MARKET = "A Russian missile struck the Kosivska market in Sumy on Tuesday, killing four people, prosecutors said."
Telling = tuple[str, Document, list[Claim]]


def tell() -> list[tuple[Document, list[tuple[str, Claim]]]]:
    """Give reports, each with its claims and the event that each claim tells of."""
    first = report(MARKET, day="2024-05-14", publisher="Wire", title="Missile hits Sumy market")
    copy = report(MARKET, day="2024-05-14", publisher="Paper", title="Missile hits Sumy market")
    update = report(
        "Nine people died when a missile hit the Kosivska market in Sumy on Tuesday, rescuers said. Shells wounded an "
        "engineer in Konotop.",
        day="2024-05-15",
        publisher="Evening",
        title="Toll of Sumy market strike climbs",
    )
    later = report(
        "A week after a missile killed eleven at the Kosivska market, drones hit a heating plant in Sumy.",
        day="2024-05-21",
        publisher="Wire",
        title="Sumy hit again",
    )
    drones = report("Drones hit the heating plant of Sumy overnight.", day="2024-05-21", publisher="Evening")
    engineer = report(
        "An engineer was wounded by shells in Konotop on Tuesday.", day="2024-05-15", publisher="Radio", title="Konotop"
    )
    port = report("A missile killed four people in the port of Odesa on Tuesday.", day="2024-05-14", publisher="Radio")
    vague = report("A missile killed four in Sumy region on Tuesday.", day="2024-05-14", publisher="Agency")

    def market(document: Document, trigger: str, killed: int, place: str = "Sumy") -> tuple[str, Claim]:
        figures = (figure("killed", killed),)
        told = claim(
            document, trigger, place=place, day="2024-05-14", actor="Russia", weapon="missile", figures=figures
        )
        return "market", told

    def plant(document: Document, trigger: str) -> tuple[str, Claim]:
        kind = "air/drone strike"
        return "plant", claim(document, trigger, type=kind, place="Sumy", day="2024-05-21", weapon="drone")  # type: ignore[arg-type]

    def konotop(document: Document, trigger: str) -> tuple[str, Claim]:
        figures = (figure("injured", 1),)
        return "konotop", claim(document, trigger, place="Konotop", day="2024-05-14", weapon="shell", figures=figures)

    return [
        (first, [market(first, "struck", 4)]),
        (copy, [market(copy, "struck", 4)]),
        (update, [market(update, "hit", 9), konotop(update, "Shells")]),
        (later, [market(later, "missile killed", 11), plant(later, "drones hit")]),
        (drones, [plant(drones, "Drones hit")]),
        (engineer, [konotop(engineer, "shells")]),
        (port, [("port", market(port, "missile killed", 4, "Odesa")[1])]),
        (vague, [market(vague, "missile killed", 4, "Sumy region")]),
    ]
