"""The matrix: States by paragraphs, each cell what was said, or that nothing was received."""

from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged, today
from palermo.kit.templatetags.kit import words
from palermo.mandates import queries
from palermo.mandates.exports.matrix import MatrixTable, Row, cell_word, legend, rows_of
from palermo.mandates.exports.words import name_of
from palermo.mandates.forms.owed import SIZES, Matrix, matrix_of
from palermo.mandates.models import OperativeAct
from palermo.mandates.queries import matrix
from palermo.mandates.queries.asked import OF_STATES
from palermo.mandates.views.following import SECTION
from palermo.mandates.views.owed import years_of
from palermo.texts import queries as texts

MOST = 200  # decisions to choose from


class Made(NamedTuple):
    filters: Matrix
    page: Page[Any]
    table: MatrixTable
    rows: list[Row]


def made(request: Request) -> Made:
    """The States and the page of paragraphs that the address asks for, with their cells."""
    actor = request.actor
    filters = matrix_of(request, actor, years_of(request), today())
    on = filters.states.on
    found = matrix.columns(actor, filters.wanted, filters.status, on)
    page: Page[Any] = paged(request, found, filters.size)
    states = matrix.states_on(actor, on, filters.states.region, filters.states.group)
    held = matrix.read_columns(actor, list(page.object_list))
    grid = matrix.grid(actor, states, held, on)
    if filters.status:
        grid = grid.having(filters.status)
    return Made(filters, page, MatrixTable(request, grid), rows_of(grid))


def index(request: Request) -> HttpResponse:
    """The matrix on the screen."""
    found = made(request)
    context = {
        "section": SECTION,
        "page_of": "matrix",
        "filters": found.filters,
        "legend": legend(),
        "statuses": [(code, cell_word(code)) for code in matrix.STATUSES],
        "decisions": decisions(request),
        "addressees": [(kind.value, kind.label) for kind in OF_STATES],
        "acts": OperativeAct.choices,
        "themes": [(each.key, words(each.names)) for each in texts.themes(request.actor)],
        "years": years_of(request),
        "regions": sorted(actors.region_names(request.actor).items()),
        "groups": State.Group.choices,
        "sizes": SIZES,
        "rows": found.rows,
        "columns": found.table.grid.columns,
        "count": found.page.paginator.count,
        "page": found.page,
        "table": found.table.page(found.rows),
        "exports": links("mandates:matrix_export"),
    }
    return render(request, "mandates/following/matrix.html", context)


def decisions(request: Request) -> list[tuple[str, str]]:
    """What the matrix can be narrowed to, the newest first; none where they are too many to choose from."""
    found = queries.every(request.actor)
    return [(each.key, name_of(each)) for each in reversed(found.values())] if len(found) <= MOST else []


def export(request: Request, form: str) -> HttpResponse:
    """The same cells as a file, with the same filters, of the same page."""
    found = made(request)
    name = f"matrix-{found.filters.states.on.isoformat()}"
    return file_of(found.table, found.rows, form, name)
