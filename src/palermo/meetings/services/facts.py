"""Writes of this room: the shipped facts."""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.core.symbol import Symbol
from palermo.journal.services import enter
from palermo.kit.tabular import Shipped, date_of, folded, load_shipped, number_of, provenance_of, text_of
from palermo.meetings.models import Body, Outcome, Session, Topic
from palermo.meetings.queries.symbols import FORMS

Row = Mapping[str, str]
IN_WORDS = re.compile(rf"({'|'.join(FORMS)}) \d+/\d+")


@transaction.atomic
def load_facts(*, by: Actor, at: datetime) -> list[str]:
    """Load the shipped bodies, sessions, outcomes, topics; answers the names of the changed tables."""
    check(by, Action.LOAD_FACTS)
    loaded = load_shipped(
        "palermo.meetings",
        [
            Shipped("bodies.csv", Body, lambda rows: map(body, rows, count(1)), follows=("order",)),
            Shipped("sessions.csv", Session, lambda rows: map(session, rows), derive=fold_session),
            Shipped("outcomes.csv", Outcome, lambda rows: map(outcome, rows), derive=fold_outcome),
            Shipped("topics.csv", Topic, lambda rows: map(topic, rows)),
        ],
    )
    if loaded:
        enter(by, "facts.loaded", "palermo.meetings", at=at, values={"tables": loaded})
    return loaded


def symbol_of(cell: str) -> str:
    """A symbol, or what is called in words, such as Decision 4/4. Raises Invalid for anything else."""
    return str(Symbol.parse(cell)) if cell and not IN_WORDS.fullmatch(cell) else cell


def body(row: Row, order: int) -> dict[str, Any]:
    return {
        "key": row["key"],
        "order": order,
        "parent_id": row["parent"] or None,
        "instrument_id": row["instrument"] or None,
        "symbol_series": row["symbol_series"],
        "established": row["established"],
        "names": text_of(row, "name"),
        "short_names": text_of(row, "short_name"),
    } | provenance_of(row)


def session(row: Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "body_id": row["body"],
        "number": number_of(row["number"]),
        "kind": row["kind"],
        "year": int(row["year"]),
        "start": date_of(row["start"]),
        "end": date_of(row["end"]),
        "place": row["place"],
        "report_symbol": symbol_of(row["report_symbol"]),
        "uncertain_fields": row["uncertain_fields"],
        "notes": text_of(row, "note"),
    } | provenance_of(row)


def fold_session(row: Session) -> None:
    row.folded = folded(row.key, row.report_symbol)


def outcome(row: Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "symbol": symbol_of(row["symbol"]),
        "body_id": row["body"],
        "session_id": row["session"] or None,
        "session_label": row["session_label"],
        "year": int(row["year"]),
        "date": date_of(row["date"]),
        "titles": text_of(row, "title"),
        "subjects": row["subjects"],
        "group_effect": row["group_effect"],
        "group_effect_notes": text_of(row, "group_effect_note"),
        "uncertain_fields": row["uncertain_fields"],
        "notes": text_of(row, "note"),
    } | provenance_of(row)


def fold_outcome(row: Outcome) -> None:
    row.folded = folded(row.symbol, row.titles)


def topic(row: Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "session_id": row["session"],
        "themes": text_of(row, "theme"),
        "basis": row["basis"],
        "notes": text_of(row, "note"),
    } | provenance_of(row)
