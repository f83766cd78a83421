"""Writes of this room: the shipped facts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.models import changed
from palermo.kit.tabular import Shipped, date_of, folded, load_shipped, provenance_of, text_of
from palermo.mandates.models import WORDS, Deliberation, Mandate, Paragraph
from palermo.mandates.services.listing import list_paragraphs
from palermo.meetings.services import symbol_of

Row = Mapping[str, str]


@transaction.atomic
def load_facts(*, by: Actor, at: datetime) -> list[str]:
    """Load the shipped decisions and their paragraphs; answers the names of the tables that changed."""
    check(by, Action.LOAD_FACTS)
    loaded = load_shipped(
        "palermo.mandates",
        [
            Shipped("deliberations.csv", Deliberation, lambda rows: map(deliberation, rows)),
            Shipped(
                "paragraphs.csv",
                Paragraph,
                lambda rows: map(paragraph, rows),
                derive=fold_paragraph,
                follows=("order",),
            ),
        ],
    )
    if loaded or not Mandate.objects.exists():
        list_paragraphs(Paragraph.objects.filter(deliberation__imported=False))
        changed(WORDS)
    if loaded:
        enter(by, "facts.loaded", "palermo.mandates", at=at, values={"tables": loaded})
    return loaded


def deliberation(row: Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "kind": row["kind"],
        "symbol": symbol_of(row["symbol"]),
        "body_id": row["body"],
        "session_id": row["session"],
        "instrument_id": row["instrument"] or None,
        "adopted": date_of(row["adopted"]),
        "year": int(row["adopted"][:4]),
        "document": symbol_of(row["document"]),
        "titles": text_of(row, "title"),
    } | provenance_of(row)


def paragraph(row: Row) -> dict[str, Any]:
    return {
        "key": f"{row['deliberation']}/{row['key']}",
        "deliberation_id": row["deliberation"],
        "label": row["key"],
        "parent": row["parent"],
        "order": int(row["order"]),
        "kind": row["kind"],
        "printed": row["label"],
        "act": row["act"],
        "verb": row["verb"],
        "addressee": row["addressee"],
        "deadline_session": row["deadline_session"],
        "deadlines": text_of(row, "deadline"),
        "headings": text_of(row, "heading"),
        "summaries": text_of(row, "summary"),
        "provisions": row["provisions"],
    } | provenance_of(row)


def fold_paragraph(row: Paragraph) -> None:
    row.folded = folded(row.printed, row.headings, row.summaries)
