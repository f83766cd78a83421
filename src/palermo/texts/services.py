"""Writes of this room: the shipped facts."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.core.symbol import Symbol
from palermo.kit.tabular import Shipped, date_of, folded, load_shipped, provenance_of, text_of
from palermo.texts.models import Instrument, Provision

Row = Mapping[str, str]
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
            Shipped("instruments.csv", Instrument, lambda rows: map(instrument, rows, count(1))),
            Shipped("provisions.csv", Provision, lambda rows: map(provision, rows)),
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
        }
        | provenance_of(row)
        | {name: int(row[name]) for name in NUMBERS}
    )


def provision(row: Row) -> dict[str, Any]:
    headings = text_of(row, "heading")
    return {
        "key": f"{row['instrument']}/{row['number']}",
        "instrument_id": row["instrument"],
        "number": row["number"],
        "order": int(row["order"]),
        "weight": row["weight"],
        "headings": headings,
        "folded": folded(headings),
    } | provenance_of(row)
