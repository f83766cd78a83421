"""Writes of the shipped acts, declarations and counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from palermo.actors.models import Organization
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.tabular import Shipped, date_of, load_shipped, number_of, provenance_of, text_of
from palermo.register.models import Act, Completeness, Declaration, PublishedCount

Row = Mapping[str, str]


@transaction.atomic
def load_facts(*, by: Actor, at: datetime) -> list[str]:
    """Load the shipped acts, declarations and counts; answers the names of the tables that changed."""
    check(by, Action.LOAD_FACTS)
    organizations = frozenset(Organization.objects.values_list("key", flat=True))
    loaded = load_shipped(
        "palermo.register",
        [
            Shipped("acts.csv", Act, lambda rows: (act(row, organizations) for row in rows)),
            Shipped(
                "declarations.csv",
                Declaration,
                lambda rows: (declaration(row, organizations) for row in rows),
            ),
            Shipped(
                "completeness.csv", Completeness, lambda rows: map(completeness, rows), key="instrument_id"
            ),
            Shipped("published_counts.csv", PublishedCount, lambda rows: map(published, rows)),
        ],
    )
    if loaded:
        enter(by, "facts.loaded", "palermo.register", at=at, values={"tables": loaded})
    return loaded


def participant(row: Row, organizations: frozenset[str]) -> dict[str, str | None]:
    code = row["participant"]
    is_organization = code in organizations
    return {
        "state_id": None if is_organization else code,
        "organization_id": code if is_organization else None,
    }


def act(row: Row, organizations: frozenset[str]) -> dict[str, Any]:
    return (
        {
            "key": row["key"],
            "instrument_id": row["instrument"],
            "kind": row["kind"],
            "date": date_of(row["date"]),
        }
        | participant(row, organizations)
        | provenance_of(row)
    )


def declaration(row: Row, organizations: frozenset[str]) -> dict[str, Any]:
    return (
        {
            "key": row["key"],
            "instrument_id": row["instrument"],
            "kind": row["kind"],
            "provisions": row["provisions"],
            "date": date_of(row["date"]),
            "occasion": row["occasion"],
            "about_id": row["about"] or None,
            "summaries": text_of(row, "summary"),
        }
        | participant(row, organizations)
        | provenance_of(row)
    )


def completeness(row: Row) -> dict[str, Any]:
    return {
        "instrument_id": row["instrument"],
        "complete_to": date_of(row["complete_to"]),
        "notes": text_of(row, "note"),
    } | provenance_of(row)


def published(row: Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "instrument_id": row["instrument"],
        "as_at": date_of(row["as_at"]),
        "precision": row["precision"],
        "signatories": number_of(row["signatories"]),
        "parties": int(row["parties"]),
    } | provenance_of(row)
