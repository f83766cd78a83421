"""Writes of this room: the shipped facts, and the official texts that holders import."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction

from palermo.core.actor import Actor
from palermo.core.citation import Citation
from palermo.core.errors import Conflict
from palermo.core.permissions import Action, check
from palermo.core.symbol import Symbol
from palermo.core.treaty_text import Doubt, Part
from palermo.kit.models import changed, record_change
from palermo.kit.tabular import Shipped, date_of, folded, load_shipped, provenance_of, text_of
from palermo.texts.models import Instrument, OfficialText, Provision, Theme, Wording
from palermo.texts.queries import not_held

Row = Mapping[str, str]
OFFICIAL_TEXTS = "palermo.texts/official_texts"  # what a change of them is recorded under
NUMBERS = (
    "article_count",
    "deposits_required",
    "first_delay_days",
    "later_delay_days",
    "withdrawal_delay_months",
)


def load_facts(*, by: Actor) -> list[str]:
    """Load the shipped instruments and articles; answers the names of the tables that changed."""
    check(by, Action.LOAD_FACTS)
    return load_shipped(
        "palermo.texts",
        [
            Shipped("themes.csv", Theme, lambda rows: map(theme, rows, count(1))),
            Shipped("instruments.csv", Instrument, lambda rows: map(instrument, rows, count(1))),
            Shipped("provisions.csv", Provision, lambda rows: map(provision, rows, count(1))),
        ],
    )


def instrument(row: Row, order: int) -> dict[str, Any]:
    return (
        {
            "key": row["key"],
            "parent_id": row["parent"] or None,
            "order": order,
            "titles": text_of(row, "title"),
            "short_titles": text_of(row, "short_title"),
            "adopted": date_of(row["adopted"]),
            "adopted_by": str(Symbol.parse(row["adopted_by"])),
            "depositary_reference": row["depositary_reference"],
            "acts_recorded": row["acts_recorded"] == "yes",
        }
        | provenance_of(row)
        | {name: int(row[name]) for name in NUMBERS}
    )


def theme(row: Row, order: int) -> dict[str, Any]:
    names = text_of(row, "name")
    return {"key": row["key"], "order": order, "names": names, "folded": folded(names)}


def provision(row: Row, order: int) -> dict[str, Any]:
    headings, summaries, number = text_of(row, "heading"), text_of(row, "summary"), row["number"]
    if Citation.at(number).path != number:
        raise ValueError(f"{number} is not the place of a provision")
    above = number.rpartition("/")[0]
    return {
        "key": f"{row['instrument']}/{number}",
        "instrument_id": row["instrument"],
        "parent_id": f"{row['instrument']}/{above}" if above else None,
        "number": number,
        "order": order,
        "weight": row["weight"],
        "addressee": row["addressee"],
        "theme_id": row["theme"],
        "cluster": row["cluster"],
        "headings": headings,
        "summaries": summaries,
        "folded": folded(headings, summaries),
    } | provenance_of(row)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file holds, before anything is saved: whose text it is, its parts, what looks wrong in it."""

    instrument: str  # its key
    language: str
    form: str  # plain, akoma-ntoso
    file_name: str
    digest: str  # SHA-256 of the file
    parts: Sequence[Part]  # their `raw`, one after the other, are the file
    articles: tuple[int, int]  # how many of the instrument's articles the file words, and how many it has
    provisions: tuple[int, int]  # how many of those that we summarize, and how many we do
    doubts: Sequence[Doubt]

    @property
    def characters(self) -> int:
        return sum(len(part.raw) for part in self.parts)


@transaction.atomic
def keep_text(plan: Plan, *, by: Actor, at: datetime, replace: bool = False) -> OfficialText:
    """Keep the official text that was planned, all of it or nothing; `replace` puts it in another's place.

    Raises Conflict where that text is held already.
    """
    check(by, Action.IMPORT_TEXTS)
    key = f"{plan.instrument}/{plan.language}"
    held = OfficialText.objects.filter(instrument=plan.instrument, language=plan.language)
    replaced = bool(replace and held.delete()[0])
    text = official_text(plan, at)
    try:
        with transaction.atomic():  # somebody else may keep it at the same time
            text.save(force_insert=True)
    except IntegrityError:
        raise Conflict(
            "official_text.held",
            "This text is held already: “%(key)s”. Import it again with --replace to put it in its place.",
            key=key,
        ) from None
    Wording.objects.bulk_create(wordings(text, plan.parts), batch_size=400)
    record_change(OFFICIAL_TEXTS, added=() if replaced else [key], changed=[key] if replaced else ())
    changed("palermo.texts")
    return text


def official_text(plan: Plan, at: datetime) -> OfficialText:
    return OfficialText(
        instrument_id=plan.instrument,
        language=plan.language,
        file_name=plan.file_name,
        digest=plan.digest,
        characters=plan.characters,
        imported_at=at,
    )


def wordings(text: OfficialText, parts: Sequence[Part]) -> Iterator[Wording]:
    for order, part in enumerate(parts, 1):
        yield Wording(
            text=text,
            order=order,
            kind=part.kind,
            number=part.number,
            printed=part.printed,
            heading=part.heading,
            words=part.words,
            raw=part.raw,
        )


@transaction.atomic
def remove_text(instrument_key: str, language: str, *, by: Actor) -> None:
    """Take out an official text with all its parts. Raises Missing where it is not held."""
    check(by, Action.IMPORT_TEXTS)
    held = OfficialText.objects.filter(instrument=instrument_key, language=language)
    if not held.delete()[0]:
        raise not_held(instrument_key, language)
    record_change(OFFICIAL_TEXTS, removed=[f"{instrument_key}/{language}"])
    changed("palermo.texts")
