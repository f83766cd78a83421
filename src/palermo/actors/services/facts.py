"""The shipped facts of this room."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from palermo.actors.models import Organization, OrganizationName, Region, State, StateName
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.tabular import Shipped, date_of, folded, load_shipped, provenance_of, text_of

Row = Mapping[str, str]


@transaction.atomic
def load_facts(*, by: Actor, at: datetime) -> list[str]:
    """Load the shipped regions, States and organizations; answers the names of the tables that changed."""
    check(by, Action.LOAD_FACTS)
    loaded = load_shipped(
        "palermo.actors",
        [
            Shipped("regions.csv", Region, lambda rows: map(region, rows)),
            Shipped("states.csv", State, lambda rows: map(state, rows), derive=fold_state),
            Shipped("state_names.csv", StateName, lambda rows: map(state_name, rows), derive=fold_names),
            Shipped(
                "organizations.csv",
                Organization,
                lambda rows: map(organization, rows),
                derive=fold_organization,
            ),
            Shipped(
                "organization_names.csv",
                OrganizationName,
                lambda rows: map(organization_name, rows),
                derive=fold_names,
            ),
        ],
    )
    if loaded:
        enter(by, "facts.loaded", "palermo.actors", at=at, values={"tables": loaded})
    return loaded


def region(row: Row) -> dict[str, Any]:
    return {
        "key": row["code"],
        "parent_id": row["parent"] or None,
        "names": text_of(row, "name"),
    } | provenance_of(row)


def state(row: Row) -> dict[str, Any]:
    return {
        "key": row["iso3"],
        "iso2": row["iso2"],
        "m49": row["m49"],
        "region_id": row["region"],
        "subregion_id": row["subregion"],
        "group": row["regional_group"],
        "membership": row["membership"],
        "admitted": date_of(row["admitted"]),
        "exists_from": date_of(row["exists_from"]),
        "exists_until": date_of(row["exists_until"]),
        "continued_by_id": row["continued_by"] or None,
        "names": text_of(row, "name"),
        "notes": text_of(row, "note"),
    } | provenance_of(row)


def fold_state(row: State) -> None:
    row.folded = folded(row.names, row.key, row.iso2, row.m49)


def state_name(row: Row) -> dict[str, Any]:
    return {"key": f"{row['iso3']}:{row['until']}", "state_id": row["iso3"]} | earlier_name(row)


def organization(row: Row) -> dict[str, Any]:
    return {
        "key": row["code"],
        "slug": row["slug"],
        "kind": row["kind"],
        "names": text_of(row, "name"),
        "short_names": text_of(row, "short_name"),
    } | provenance_of(row)


def fold_organization(row: Organization) -> None:
    row.folded = folded(row.names, row.short_names, row.key)


def organization_name(row: Row) -> dict[str, Any]:
    return {"key": f"{row['code']}:{row['until']}", "organization_id": row["code"]} | earlier_name(row)


def earlier_name(row: Row) -> dict[str, Any]:
    return {
        "since": date_of(row["from"]),
        "until": date_of(row["until"]),
        "names": text_of(row, "name"),
        "notes": text_of(row, "note"),
    } | provenance_of(row)


def fold_names(row: StateName | OrganizationName) -> None:
    row.folded = folded(row.names)
