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
from palermo.actors.exports import organizations_table, states_table
from palermo.core.language import Text, fold
from palermo.kit.addresses import addresses_of
from palermo.kit.files import FORMATS, file_of, links
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

    @property
    def of_states(self) -> bool:
        """Whether it asks for what only States have."""
        return bool(self.region or self.group or self.membership)


def filters_of(request: Request) -> Filters:
    model = actors.states(request.actor).model
    return Filters(
        choice(request, "region", actors.region_names(request.actor)),
        choice(request, "group", model.Group.values),
        choice(request, "membership", model.Membership.values),
        words(request, "q"),
    )


def index(request: Request) -> HttpResponse:
    regions = actors.region_names(request.actor)
    filters = filters_of(request)
    found = chosen(request, filters)
    rows = listable(found)
    by_region = [(names, [row for row in rows if row.region == key]) for key, names in in_order(regions)]
    context = {
        "section": "states",
        "filters": filters,
        "regions": in_order(regions),
        "groups": found.model.Group.choices,
        "memberships": found.model.Membership.choices,
        "count": len(rows),
        "sections": [(names, len(some), listed(some)) for names, some in by_region if some],
        "organizations": organizations(request, filters),
        "organization_files": links("organizations_export"),
        "exports": [(form.upper(), reverse("states_export", args=[form])) for form in FORMATS],
    }
    return render(request, "site/states.html", context)


def export(request: Request, form: str) -> HttpResponse:
    """The States that the filters leave, in the order of the screen."""
    language = here()
    found = sorted(
        chosen(request, filters_of(request)), key=lambda state: sort_key(state.names.in_(language))
    )
    rows = sorted(found, key=lambda state: sort_key(state.region.names.in_(language)))
    table = states_table(request)
    return file_of(table, table.ordered(rows) if request.GET.get("sort") else rows, form, "states")


def organizations_export(request: Request, form: str) -> HttpResponse:
    """The organizations that the filters leave."""
    table, fits = (
        organizations_table(request),
        {each.slug for each in organizations(request, filters_of(request))},
    )
    rows = [each for each in actors.organizations(request.actor) if each.slug in fits]
    return file_of(table, table.ordered(rows), form, "organizations")


def organizations(request: Request, filters: Filters) -> list[actors.OrganizationInBrief]:
    """Those that fit the name asked for; none where the filters ask for what only States have."""
    if filters.of_states:
        return []
    wanted = fold(filters.q)
    return [each for each in actors.organizations_in_brief(request.actor).values() if wanted in each.folded]


def in_order(regions: dict[str, Text]) -> list[tuple[str, Text]]:
    return sorted(regions.items(), key=lambda region: sort_key(region[1].in_(here())))


def chosen(request: Request, filters: Filters) -> Any:
    """The States that the filters leave, as a query."""
    exact: dict[str, Any] = {
        "region": filters.region,
        "group": filters.group,
        "membership": filters.membership,
    }
    found = actors.called(request.actor, filters.q) if filters.q else actors.states(request.actor)
    return found.filter(**{name: value for name, value in exact.items() if value})


def listable(found: Any) -> list[Row]:
    """Plain values, for a long list."""
    notes = dict(found.model.Membership.choices) | {found.model.Membership.MEMBER: ""}
    return [
        Row(key, names, region, str(notes[membership]))
        for key, names, region, membership in found.values_list("key", "names", "region_id", "membership")
    ]


def listed(rows: Iterable[Row]) -> SafeString:
    """The rows in alphabetical order; joined here, for a template takes its time over two hundred."""
    language = here()
    address = addresses_of("state")
    ordered = sorted(rows, key=lambda row: sort_key(row.names.in_(language)))
    return SafeString("".join([item(row, escape(address(row.key))) for row in ordered]))


def item(row: Row, url: str) -> str:
    note = f" · {escape(row.note)}" if row.note else ""
    return f'<li><a href="{url}">{say(row.names)}</a> <span class="fine">{row.key}{note}</span></li>'
