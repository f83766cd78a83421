"""Apples, whose facts are shipped and corrected."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from palermo.actors.models import Region
from palermo.core.actor import Actor
from palermo.core.errors import Invalid
from palermo.core.language import Text
from palermo.journal.services import enter
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import Fact, Facts, Fault
from palermo.kit.models import Correction, Disagreement
from palermo.kit.tabular import provenance_of, text_of

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
LATER = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)
HEAD = "key,name_en,name_fr,source,confidence\n"
FIRST = HEAD + "901,One,Un,a list,sourced\n902,Two,Deux,a list,partly\n"
SUBJECT = "orchard/apples.csv"


def not_rotten(row: Any, _today: date) -> Iterator[Fault]:
    if "rotten" in str(row.names):
        yield Fault("names", Invalid("apple.rotten", "It is rotten."))


def apple(row: dict[str, str]) -> dict[str, Any]:
    return {"key": row["key"], "names": text_of(row, "name"), **provenance_of(row)}


NAMES = (Fact("names", "Name", needed=True), Fact("parent", "Part of"))
APPLES = Facts(
    SUBJECT,
    "apples",
    Region,
    "Apple",
    NAMES,
    lambda row: f"/{row.pk}/",
    check=not_rotten,
    begin=lambda _row: None,
)
DESK = Desk("orchard", (APPLES,), enter)
SAME = {"names": Text({"en": "One", "fr": "Un"}), "source": "a list", "confidence": "sourced"}
Load = Callable[..., list[str]]


def values(name: str, **others: Any) -> dict[str, Any]:
    given = {"names": Text({"en": name}), "parent": None, "source": "a book", "confidence": "derived"}
    return given | others


def correct(by: Actor, name: str = "Apple one", key: str = "901", seen: int = 1, **given: Any) -> None:
    why = given.pop("why", "It was misspelt.")
    DESK.correct(APPLES, key, values(name, **given), seen=seen, why=why, by=by, at=AT)


def name_of(key: str = "901") -> str:
    return str(Region.objects.get(key=key).names)


def open_one() -> Disagreement:
    return Disagreement.objects.get(subject=SUBJECT, settled="")


def shipped_name(found: Correction | Disagreement) -> Any:
    """By which name a release ships it."""
    return (found.shipped or {}).get("names")


def settled() -> list[str]:
    return [each.settled for each in Disagreement.objects.order_by("pk")]


def keep(by: Actor, key: str = "901") -> None:
    DESK.keep(APPLES, key, number=open_one().pk, why="Ours is right.", by=by, at=LATER)


def take(by: Actor, key: str = "901", seen: int = 2, number: int | None = None) -> None:
    DESK.take(APPLES, key, seen=seen, number=number, why="They are right.", by=by, at=LATER)
