"""The list of States and organizations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from palermo.actors import queries as actors
from palermo.core.language import Text
from palermo.kit.http import Request, choice, words
from palermo.kit.tables import sort_key
from palermo.kit.templatetags.kit import here, say


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
    regions = actors.region_names(request.actor)
    filters = Filters(
        choice(request, "region", regions),
        choice(request, "group", model.Group.values),
        choice(request, "membership", model.Membership.values),
        words(request, "q"),
    )
    rows = chosen(request, filters)
    found = [(names, [row for row in rows if row.region == key]) for key, names in in_order(regions)]
    context = {
        "section": "states",
        "filters": filters,
        "regions": in_order(regions),
        "groups": model.Group.choices,
        "memberships": model.Membership.choices,
        "count": len(rows),
        "sections": [(names, len(some), listed(some)) for names, some in found if some],
        "organizations": actors.organizations_in_brief(request.actor).values(),
    }
    return render(request, "site/states.html", context)


def in_order(regions: dict[str, Text]) -> list[tuple[str, Text]]:
    return sorted(regions.items(), key=lambda region: sort_key(region[1].in_(here())))


def chosen(request: Request, filters: Filters) -> list[Row]:
    """The States that the filters leave."""
    exact: dict[str, Any] = {
        "region": filters.region,
        "group": filters.group,
        "membership": filters.membership,
    }
    found = actors.called(request.actor, filters.q) if filters.q else actors.states(request.actor)
    found = found.filter(**{name: value for name, value in exact.items() if value})
    notes = dict(found.model.Membership.choices) | {found.model.Membership.MEMBER: ""}
    return [
        Row(key, names, region, str(notes[membership]))
        for key, names, region, membership in found.values_list("key", "names", "region_id", "membership")
    ]


def listed(rows: Iterable[Row]) -> SafeString:
    """The rows in alphabetical order; joined here, for a template takes its time over two hundred."""
    language = here()
    address = escape(reverse("state", args=["XXX"]))
    ordered = sorted(rows, key=lambda row: sort_key(row.names.in_(language)))
    return SafeString("".join([item(row, address.replace("XXX", row.key)) for row in ordered]))


def item(row: Row, url: str) -> str:
    note = f" · {escape(row.note)}" if row.note else ""
    return f'<li><a href="{url}">{say(row.names)}</a> <span class="fine">{row.key}{note}</span></li>'
