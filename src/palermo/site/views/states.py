"""The list of States and organizations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries as actors
from palermo.core.language import Text, fold
from palermo.kit.http import Request, choice, words
from palermo.kit.tables import sort_key
from palermo.kit.templatetags.kit import words as in_words


class Row(NamedTuple):
    """A State in the list."""

    key: str
    names: Text
    region: str
    note: str  # what it is, where it is not a Member


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; "" is everything."""

    region: str
    group: str
    membership: str
    q: str


def index(request: Request) -> HttpResponse:
    model = actors.states(request.actor).model
    regions = [region for region in actors.regions(request.actor) if not region.parent_id]
    filters = Filters(
        choice(request, "region", {region.key for region in regions}),
        choice(request, "group", model.Group.values),
        choice(request, "membership", model.Membership.values),
        words(request, "q"),
    )
    rows = chosen(request, filters)
    sections = [
        (region, alphabetical(row for row in rows if row.region == region.key))
        for region in sorted(regions, key=lambda region: sort_key(in_words(region.names)))
    ]
    context = {
        "section": "states",
        "filters": filters,
        "regions": regions,
        "groups": model.Group.choices,
        "memberships": model.Membership.choices,
        "count": len(rows),
        "sections": [(region, found) for region, found in sections if found],
        "organizations": actors.organizations(request.actor),
    }
    return render(request, "site/states.html", context)


def chosen(request: Request, filters: Filters) -> list[Row]:
    """The States that the filters leave."""
    exact: dict[str, Any] = {
        "region": filters.region,
        "group": filters.group,
        "membership": filters.membership,
    }
    found = actors.states(request.actor).filter(**{name: value for name, value in exact.items() if value})
    if filters.q:
        found = found.filter(folded__contains=fold(filters.q))
    notes = dict(found.model.Membership.choices) | {found.model.Membership.MEMBER: ""}
    return [
        Row(key, names, region, str(notes[membership]))
        for key, names, region, membership in found.values_list("key", "names", "region_id", "membership")
    ]


def alphabetical(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: sort_key(in_words(row.names)))
