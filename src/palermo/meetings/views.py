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
    short_title,
    subjects_of,
    title_of,
    topics_table,
    uncertain_of,
)
from palermo.meetings.forms import Filters, filters_of
from palermo.meetings.models import Body, Outcome, Session, Topic

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


def sessions_of(request: Request, body: str) -> tuple[Table[Session], list[Session]]:
    """The sessions of a body in the order asked for; within a year, in the order of the years."""
    table = sessions_table(request)
    rows = [each for each in queries.records(request.actor).sessions if each.body_id == body]
    return table, table.ordered(reversed(rows) if table.sort.startswith("-") else rows)


def session_of(topic: Topic) -> Session:
    return topic.session


def topics_of(request: Request, body: str) -> list[Topic]:
    """What the meetings of a body dealt with, the newest meeting first."""
    rows = [each for each in queries.records(request.actor).topics if each.session.body_id == body]
    meetings = [list(group) for _session, group in groupby(rows, session_of)]
    return [each for meeting in reversed(meetings) for each in meeting]


def files(name: str, body: str) -> list[tuple[str, str]]:
    return [(form.upper(), reverse(name, args=[body, form])) for form in FORMATS]


def body(request: Request, body: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    table, sessions = sessions_of(request, body)
    topics = topics_of(request, body)
    adopted = [each for each in queries.records(request.actor).outcomes if each.body_id == body]
    context = {
        "section": "meetings",
        "body": found,
        "founding": queries.founding(request.actor, found),
        "count": len(sessions),
        "table": table.html(sessions),
        "effects": queries.effects(request.actor) if body == TRAFFICKING else [],
        "recurring": queries.recurring(topics),
        "meetings": [(met, short_title(met), list(dealt)) for met, dealt in groupby(topics, session_of)],
        "outcomes": adopted[:12],
        "exports": files("meetings:body_export", body),
        "topic_files": files("meetings:topics_export", body),
    }
    return render(request, "meetings/body.html", context)


def body_export(request: Request, body: str, form: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    table, rows = sessions_of(request, found.key)
    return file_of(table, rows, form, found.key)


def topics_export(request: Request, body: str, form: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    table = topics_table(request)
    return file_of(table, table.ordered(topics_of(request, found.key)), form, f"{found.key}-topics")


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
    if number not in map(str, paginator.page_range):
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
