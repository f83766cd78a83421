"""Decisions and resolutions on record, as a list."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from palermo.core.permissions import Action, may
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged
from palermo.kit.tables import Table
from palermo.mandates import queries
from palermo.mandates.exports.decisions import decisions_table
from palermo.mandates.forms.filters import DecisionFilters, decision_filters_of
from palermo.mandates.models import Deliberation
from palermo.mandates.queries.figures import sizes
from palermo.meetings.models import Body

PAGE = 50


class Listed(NamedTuple):
    filters: DecisionFilters
    table: Table[Deliberation]
    rows: list[Deliberation]
    bodies: dict[str, Body]
    years: list[str]


def listed(request: Request) -> Listed:
    everything = queries.every(request.actor).values()
    bodies = {each.body_id: each.body for each in everything if each.body_id and each.body}
    years = sorted({str(each.year) for each in everything if each.year}, reverse=True)
    filters = decision_filters_of(request, bodies, years)
    table = decisions_table(request, queries.languages_held(request.actor), sizes(request.actor))
    return Listed(filters, table, table.ordered(filters.keep(everything)), bodies, years)


def decisions(request: Request) -> HttpResponse:
    found = listed(request)
    page = paged(request, found.rows, PAGE)
    context = {
        "section": "mandates",
        "filters": found.filters,
        "bodies": sorted(found.bodies.items()),
        "years": found.years,
        "kinds": Deliberation.Kind.choices,
        "count": len(found.rows),
        "page": page,
        "table": found.table.html(list(page.object_list), stacked=True),
        "exports": links("mandates:decisions_export"),
        "import_url": address("mandates:import") if may(request.actor, Action.IMPORT_DECISIONS) else "",
    }
    return render(request, "mandates/decisions.html", context)


def address(name: str) -> str:
    """Nothing for a page that is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def decisions_export(request: Request, form: str) -> HttpResponse:
    found = listed(request)
    return file_of(found.table, found.rows, form, "decisions")
