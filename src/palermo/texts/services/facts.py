"""The shipped instruments, themes and provisions."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from palermo.core.actor import Actor
from palermo.core.citation import Citation
from palermo.core.permissions import Action, check
from palermo.core.symbol import Symbol
from palermo.journal.services import enter
from palermo.kit.tabular import Shipped, date_of, folded, load_shipped, provenance_of, text_of
from palermo.texts.models import Instrument, Provision, Theme

Row = Mapping[str, str]
ORDER = ("order",)  # counted anew in each release
NUMBERS = (
    "article_count",
    "deposits_required",
    "first_delay_days",
    "later_delay_days",
    "withdrawal_delay_months",
)


@transaction.atomic
def load_facts(*, by: Actor, at: datetime) -> list[str]:
    """Load the shipped instruments and articles; answers the names of the tables that changed."""
    check(by, Action.LOAD_FACTS)
    loaded = load_shipped(
        "palermo.texts",
        [
            Shipped(
                "themes.csv",
                Theme,
                lambda rows: map(theme, rows, count(1)),
                derive=fold_theme,
                follows=ORDER,
            ),
            Shipped(
                "instruments.csv",
                Instrument,
                lambda rows: map(instrument, rows, count(1)),
                follows=ORDER,
            ),
            Shipped(
                "provisions.csv",
                Provision,
                lambda rows: map(provision, rows, count(1)),
                derive=fold_provision,
                follows=ORDER,
            ),
        ],
    )
    if loaded:
        enter(by, "facts.loaded", "palermo.texts", at=at, values={"tables": loaded})
    return loaded


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
            "signature_until": date_of(row["signature_until"]),
            "depositary_reference": row["depositary_reference"],
            "acts_recorded": row["acts_recorded"] == "yes",
        }
        | provenance_of(row)
        | {name: int(row[name]) for name in NUMBERS}
    )


def theme(row: Row, order: int) -> dict[str, Any]:
    return {"key": row["key"], "order": order, "names": text_of(row, "name")}


def fold_theme(row: Theme) -> None:
    row.folded = folded(row.names)


def provision(row: Row, order: int) -> dict[str, Any]:
    number = row["number"]
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
        "headings": text_of(row, "heading"),
        "summaries": text_of(row, "summary"),
    } | provenance_of(row)


def fold_provision(row: Provision) -> None:
    row.folded = folded(row.headings, row.summaries)
