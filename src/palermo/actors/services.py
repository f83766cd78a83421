"""Writes of this room: the shipped facts."""

from collections.abc import Mapping
from typing import Any

from palermo.actors.models import Organization, OrganizationName, Region, State, StateName
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.tabular import Shipped, date_of, folded, load_shipped, provenance_of, text_of

Row = Mapping[str, str]


def load_facts(*, by: Actor) -> list[str]:
    """Load the shipped regions, States and organizations; answers the names of the tables that changed."""
    check(by, Action.LOAD_FACTS)
    return load_shipped(
        "palermo.actors",
        [
            Shipped("regions.csv", Region, lambda rows: map(region, rows)),
            Shipped("states.csv", State, lambda rows: map(state, rows)),
            Shipped("state_names.csv", StateName, lambda rows: map(state_name, rows)),
            Shipped("organizations.csv", Organization, lambda rows: map(organization, rows)),
            Shipped("organization_names.csv", OrganizationName, lambda rows: map(organization_name, rows)),
        ],
    )


def region(row: Row) -> dict[str, Any]:
    return {
        "key": row["code"],
        "parent_id": row["parent"] or None,
        "names": text_of(row, "name"),
    } | provenance_of(row)


def state(row: Row) -> dict[str, Any]:
    names = text_of(row, "name")
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
        "names": names,
        "notes": text_of(row, "note"),
        "folded": folded(names, row["iso3"], row["iso2"], row["m49"]),
    } | provenance_of(row)


def state_name(row: Row) -> dict[str, Any]:
    return {"key": f"{row['iso3']}:{row['until']}", "state_id": row["iso3"]} | earlier_name(row)


def organization(row: Row) -> dict[str, Any]:
    names, short_names = text_of(row, "name"), text_of(row, "short_name")
    return {
        "key": row["code"],
        "slug": row["slug"],
        "kind": row["kind"],
        "names": names,
        "short_names": short_names,
        "folded": folded(names, short_names, row["code"]),
    } | provenance_of(row)


def organization_name(row: Row) -> dict[str, Any]:
    return {"key": f"{row['code']}:{row['until']}", "organization_id": row["code"]} | earlier_name(row)


def earlier_name(row: Row) -> dict[str, Any]:
    names = text_of(row, "name")
    return {
        "since": date_of(row["from"]),
        "until": date_of(row["until"]),
        "names": names,
        "notes": text_of(row, "note"),
        "folded": folded(names),
    } | provenance_of(row)
