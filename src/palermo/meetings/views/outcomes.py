"""Pages and lists of outcomes."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.kit.corrections.records import told_of
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged
from palermo.kit.models import Provenance
from palermo.kit.tables import Table
from palermo.meetings import queries
from palermo.meetings.exports import SUBJECTS, outcomes_table, subjects_of, title_of, uncertain_of
from palermo.meetings.forms import Filters, filters_of
from palermo.meetings.models import Body, Outcome, Session

PAGE = 50
OUTCOMES = "palermo.meetings/outcomes.csv"


class Listed(NamedTuple):
    """The outcomes that the filters leave, in the order asked for, and what there is to choose from."""

    filters: Filters
    table: Table[Outcome]
    rows: list[Outcome]
    bodies: list[Body]
    years: list[str]
    sessions: list[Session]


def listed(request: Request) -> Listed:
    records = queries.records(request.actor)
    years = sorted({str(each.year) for each in records.outcomes}, reverse=True)
    bodies, sessions = {each.key for each in records.bodies}, {each.key for each in records.sessions}
    filters = filters_of(request, bodies, years, SUBJECTS, sessions)
    table = outcomes_table(request)
    # To choose from: sessions that adopted something, and the one that is chosen.
    adopting = {each.session_id for each in records.outcomes} | {filters.session}
    return Listed(
        filters,
        table,
        table.ordered(filters.keep(records.outcomes)),
        records.bodies,
        years,
        [each for each in reversed(records.sessions) if each.key in adopting],
    )


def outcomes(request: Request) -> HttpResponse:
    found = listed(request)
    page = paged(request, found.rows, PAGE)
    context = {
        "section": "meetings",
        "filters": found.filters,
        "years": found.years,
        "bodies": found.bodies,
        "sessions": found.sessions,
        "subjects": subjects(),
        "confidences": Provenance.Confidence.choices,
        "count": len(found.rows),
        "page": page,
        "table": found.table.html(list(page.object_list), stacked=True),
        "exports": links("meetings:outcomes_export"),
    }
    return render(request, "meetings/outcomes.html", context)


def subjects() -> list[tuple[str, str]]:
    """What outcomes may be about, by name in the reader's language."""
    return sorted(((key, str(label)) for key, label in SUBJECTS.items()), key=lambda pair: pair[1])


def outcomes_export(request: Request, form: str) -> HttpResponse:
    found = listed(request)
    return file_of(found.table, found.rows, form, "outcomes")


def outcome(request: Request, key: str) -> HttpResponse:
    found = queries.outcome(request.actor, key)
    context = {
        "section": "meetings",
        "outcome": found,
        "title": title_of(found),
        "symbol": queries.symbol_in_words(found.symbol),
        "subjects": subjects_of(found),
        "uncertain": uncertain_of(found),
        "correction": told_of(request.actor, OUTCOMES, key),
        "table": "outcomes",
    }
    return render(request, "meetings/outcome.html", context)
