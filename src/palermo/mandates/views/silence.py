"""Of which State nothing was received of what it was asked by a day that has passed."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, today
from palermo.mandates.exports.mandates import Sorted
from palermo.mandates.exports.silence import silence_table
from palermo.mandates.forms.owed import OfStates, of_states
from palermo.mandates.queries import matrix
from palermo.mandates.queries.silence import Silence
from palermo.mandates.queries.silence import silence as silence_of
from palermo.mandates.views.following import SECTION
from palermo.mandates.views.owed import years_of


class Silences(NamedTuple):
    filters: OfStates
    table: Sorted[Silence]
    rows: list[Silence]


def silences(request: Request) -> Silences:
    filters = of_states(request, request.actor, years_of(request), today())
    states = matrix.states_on(request.actor, filters.on, filters.region, filters.group)
    table = silence_table(request, filters.on)
    found = silence_of(request.actor, states, filters.on, filters.year)
    return Silences(filters, table, table.ordered(each for each in found if each.asked))


def index(request: Request) -> HttpResponse:
    """Each State of which something was due: how much was received, and how much was not."""
    found = silences(request)
    context = {
        "section": SECTION,
        "page_of": "silence",
        "filters": found.filters,
        "regions": sorted(actors.region_names(request.actor).items()),
        "groups": State.Group.choices,
        "years": years_of(request),
        "rows": found.rows,
        "sort": found.table.sort,
        "table": found.table.html(found.rows),
        "exports": links("mandates:silence_export"),
    }
    return render(request, "mandates/following/silence.html", context)


def export(request: Request, form: str) -> HttpResponse:
    """The list as a file, with the same filters and order."""
    found = silences(request)
    return file_of(found.table, found.rows, form, f"silence-{found.filters.on.isoformat()}")
