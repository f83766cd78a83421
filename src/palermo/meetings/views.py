"""Pages of bodies, sessions and outcomes."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from palermo.core.errors import Invalid, Missing
from palermo.kit.files import FORMATS, file_of
from palermo.kit.http import Request, today
from palermo.kit.models import Provenance
from palermo.kit.tables import Table
from palermo.meetings import queries
from palermo.meetings.exports import (
    SUBJECTS,
    outcomes_table,
    sessions_table,
    subjects_of,
    title_of,
    uncertain_of,
)
from palermo.meetings.forms import Filters, filters_of
from palermo.meetings.models import Outcome

PAGE = 50


def index(request: Request) -> HttpResponse:
    """Bodies, what meets next and met last, and every session by year."""
    sessions = list(queries.sessions(request.actor))
    held = {each.body_id for each in sessions}
    bodies = list(queries.bodies(request.actor))
    years = (
        range(min(each.year for each in sessions), max(each.year for each in sessions) + 1)
        if sessions
        else []
    )
    rows = [
        (
            body,
            [[each for each in sessions if each.body_id == body.key and each.year == year] for year in years],
        )
        for body in bodies
        if body.key in held
    ]
    context = {
        "section": "meetings",
        "calendar": queries.calendar(request.actor, today()),
        "bodies": [body for body in bodies if body.key in held],
        "others": [body for body in bodies if body.key not in held],
        "years": years,
        "rows": rows,
    }
    return render(request, "meetings/index.html", context)


def body(request: Request, body: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    sessions = list(queries.sessions(request.actor, body=body))
    table = sessions_table(request)
    context = {
        "section": "meetings",
        "body": found,
        "sessions": sessions,
        "table": table.html(table.ordered(sessions)) if sessions else "",
        "effects": queries.effects(request.actor) if found.key == "wg-tip" else [],
        "topics": queries.topics(request.actor, body=body),
        "outcomes": queries.outcomes(request.actor).filter(body=body)[:12],
        "exports": [(form.upper(), reverse("meetings:body_export", args=[body, form])) for form in FORMATS],
    }
    return render(request, "meetings/body.html", context)


def body_export(request: Request, body: str, form: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    table = sessions_table(request)
    return file_of(table, table.ordered(queries.sessions(request.actor, body=found.key)), form, found.key)


def session(request: Request, body: str, key: str) -> HttpResponse:
    found = queries.session(request.actor, key)
    if found.body_id != body:
        raise Missing("session.missing", "There is no session “%(key)s”.", key=key[:40])
    before, after = queries.neighbours(request.actor, found)
    context = {
        "section": "meetings",
        "session": found,
        "uncertain": uncertain_of(found),
        "around": queries.around(request.actor, found),
        "before": before,
        "after": after,
        "outcomes": queries.outcomes(request.actor).filter(session=found),
        "topics": queries.topics(request.actor, session=key),
    }
    return render(request, "meetings/session.html", context)


class Listed(NamedTuple):
    """The outcomes that the filters leave, in the order asked for."""

    filters: Filters
    table: Table[Outcome]
    rows: list[Outcome]
    years: list[str]


def listed(request: Request) -> Listed:
    everything = queries.outcomes(request.actor)
    years = {str(year) for year in everything.order_by().values_list("year", flat=True).distinct()}
    bodies = set(queries.bodies(request.actor).values_list("key", flat=True))
    filters = filters_of(request, bodies, years)
    table = outcomes_table(request)
    return Listed(filters, table, table.ordered(filters.keep(everything)), sorted(years, reverse=True))


def outcomes(request: Request) -> HttpResponse:
    found = listed(request)
    paginator = Paginator(found.rows, PAGE)
    number = request.GET.get("page", "1")
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:6]) <= paginator.num_pages:
        raise Invalid("page.invalid", "There is no page “%(number)s” of this list.", number=number[:20])
    page = paginator.page(int(number))
    context = {
        "section": "meetings",
        "filters": found.filters,
        "years": found.years,
        "bodies": queries.bodies(request.actor),
        "subjects": sorted(SUBJECTS.items(), key=lambda pair: str(pair[1])),
        "confidences": Provenance.Confidence.choices,
        "count": len(found.rows),
        "page": page,
        "table": found.table.html(list(page.object_list)),
        "exports": [(form.upper(), reverse("meetings:outcomes_export", args=[form])) for form in FORMATS],
    }
    return render(request, "meetings/outcomes.html", context)


def outcomes_export(request: Request, form: str) -> HttpResponse:
    found = listed(request)
    return file_of(found.table, found.rows, form, "outcomes")


def outcome(request: Request, key: str) -> HttpResponse:
    found = queries.outcome(request.actor, key)
    context = {
        "section": "meetings",
        "outcome": found,
        "title": title_of(found),
        "subjects": subjects_of(found),
        "uncertain": uncertain_of(found),
    }
    return render(request, "meetings/outcome.html", context)
