"""The page of the timeline, and its list as a file."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged
from palermo.kit.models import remembered
from palermo.kit.tables import Table
from palermo.kit.templatetags.kit import here
from palermo.meetings import queries
from palermo.meetings.exports import SUBJECTS, timeline_table
from palermo.meetings.forms import Span, span_of
from palermo.meetings.pictures import timeline as picture
from palermo.meetings.queries import Moment
from palermo.meetings.views.outcomes import subjects

PAGE = 100
EVERYTHING = Span("", "", "", "", "")


class Shown(NamedTuple):
    """What the filters leave: by the days it is drawn at, and in the order asked for."""

    span: Span
    years: list[str]
    moments: list[Moment]
    table: Table[Moment]
    rows: list[Moment]


def shown(request: Request) -> Shown:
    every = queries.moments(request.actor)
    first = every[0].first.year if every else 0
    years = [str(year) for year in range(first, max((each.last.year for each in every), default=-1) + 1)]
    bodies = {each.key for each in queries.records(request.actor).bodies}
    span, table = span_of(request, bodies, years, SUBJECTS), timeline_table(request)
    moments = span.keep(every)
    rows = table.ordered(reversed(moments) if table.sort.startswith("-") else moments)
    return Shown(span, years, moments, table, rows)


def timeline(request: Request) -> HttpResponse:
    """Sessions and outcomes as they lie in time: a picture, and the same as a table."""
    found = shown(request)
    page = paged(request, found.rows, PAGE)
    bodies = queries.records(request.actor).bodies
    met = {each.record.body_id for each in queries.moments(request.actor)}
    context = {
        "section": "meetings",
        "span": found.span,
        "years": found.years,
        "bodies": [each for each in bodies if each.key in met],
        "subjects": subjects(),
        "count": len(found.rows),
        "doubtful": sum(not each.certain for each in found.moments),
        "picture": drawn(request, found),
        "page": page,
        "table": found.table.html(list(page.object_list), stacked=True),
        "exports": links("meetings:timeline_export"),
    }
    return render(request, "meetings/timeline.html", context)


def drawn(request: Request, found: Shown) -> str:
    """The picture of what is shown; that of everything is kept, because most readers begin with it."""
    if found.span == EVERYTHING:
        return remembered("palermo.meetings", ("timeline", here()), lambda: draw(request, found))
    return draw(request, found)


def draw(request: Request, found: Shown) -> str:
    """From the first year asked for to the last; where none is, all that is drawn lies between them."""
    if not found.moments:
        return ""
    bodies = queries.records(request.actor).bodies
    lanes = {each.record.body_id for each in found.moments}
    turns = [each for each in queries.turns(request.actor) if each.body in lanes]
    years = [each.on.year for each in turns]
    first = int(found.span.first or min([found.moments[0].first.year, *years]))
    last = int(found.span.last or max([*years, *(each.last.year for each in found.moments)]))
    return picture(bodies, found.moments, turns, first, last)


def timeline_export(request: Request, form: str) -> HttpResponse:
    found = shown(request)
    return file_of(found.table, found.rows, form, "timeline")
