"""Pages of bodies, sessions and outcomes."""

from collections import Counter
from itertools import groupby
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
    session_link,
    sessions_table,
    subjects_of,
    title_of,
    uncertain_of,
)
from palermo.meetings.forms import Filters, filters_of
from palermo.meetings.models import Body, Outcome

PAGE = 50
TRAFFICKING = "wg-tip"  # the group whose fate the records of outcomes follow


def index(request: Request) -> HttpResponse:
    """Bodies, what meets next and met last, and every session by year."""
    records = queries.records(request.actor)
    held = Counter(each.body_id for each in records.sessions)
    adopted = Counter(each.body_id for each in records.outcomes)
    counted = [(body, held[body.key], adopted[body.key]) for body in records.bodies]
    context = {
        "section": "meetings",
        "calendar": queries.calendar(request.actor, today()),
        "ours": [each for each in counted if queries.CONFERENCE in (each[0].key, each[0].parent_id)],
        "others": [each for each in counted if queries.CONFERENCE not in (each[0].key, each[0].parent_id)],
        "records": records,
    }
    return render(request, "meetings/index.html", context)


def body(request: Request, body: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    records = queries.records(request.actor)
    sessions = [each for each in records.sessions if each.body_id == body]
    topics = (each for each in records.topics if each.session.body_id == body)
    table = sessions_table(request)
    context = {
        "section": "meetings",
        "body": found,
        "founding": queries.founding(request.actor, found),
        "count": len(sessions),
        "table": table.html(table.ordered(sessions)),
        "effects": queries.effects(request.actor) if body == TRAFFICKING else [],
        "meetings": [(met, list(group)) for met, group in groupby(topics, lambda each: each.session)],
        "outcomes": [each for each in records.outcomes if each.body_id == body][:12],
        "exports": [(form.upper(), reverse("meetings:body_export", args=[body, form])) for form in FORMATS],
    }
    return render(request, "meetings/body.html", context)


def body_export(request: Request, body: str, form: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    sessions = [each for each in queries.records(request.actor).sessions if each.body_id == found.key]
    table = sessions_table(request)
    return file_of(table, table.ordered(sessions), form, found.key)


def session(request: Request, body: str, key: str) -> HttpResponse:
    found = queries.session(request.actor, key)
    if found.body_id != body:
        raise Missing("session.missing", "There is no session “%(key)s”.", key=key[:40])
    records = queries.records(request.actor)
    before, after = queries.neighbours(request.actor, found)
    setting = queries.setting(request.actor, found)
    topics = [each for each in records.topics if each.session_id == key]
    context = {
        "section": "meetings",
        "session": found,
        "uncertain": uncertain_of(found),
        "during": setting.during and session_link(setting.during),
        "followed": setting.after and session_link(setting.after),
        "preceded": setting.before and session_link(setting.before),
        "before": before,
        "after": after,
        "outcomes": [each for each in records.outcomes if each.session_id == key],
        "topics": topics,
    }
    return render(request, "meetings/session.html", context)


class Listed(NamedTuple):
    """The outcomes that the filters leave, in the order asked for."""

    filters: Filters
    table: Table[Outcome]
    rows: list[Outcome]
    bodies: list[Body]
    years: list[str]


def listed(request: Request) -> Listed:
    records = queries.records(request.actor)
    years = sorted({str(each.year) for each in records.outcomes}, reverse=True)
    filters = filters_of(request, {each.key for each in records.bodies}, years, SUBJECTS)
    table = outcomes_table(request)
    return Listed(filters, table, table.ordered(filters.keep(records.outcomes)), records.bodies, years)


def outcomes(request: Request) -> HttpResponse:
    found = listed(request)
    paginator = Paginator(found.rows, PAGE)
    number = request.GET.get("page") or "1"
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:6]) <= paginator.num_pages:
        raise Invalid("page.invalid", "There is no page “%(number)s” of this list.", number=number[:20])
    page = paginator.page(int(number))
    context = {
        "section": "meetings",
        "filters": found.filters,
        "years": found.years,
        "bodies": found.bodies,
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
        "symbol": queries.symbol_in_words(found.symbol),
        "subjects": subjects_of(found),
        "uncertain": uncertain_of(found),
    }
    return render(request, "meetings/outcome.html", context)
