"""Pages and lists of bodies."""

from collections import Counter
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render

from palermo.kit.corrections.records import told_of
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, today
from palermo.kit.tables import Table
from palermo.meetings import queries
from palermo.meetings.exports import (
    Counted,
    bodies_table,
    not_there,
    outcomes_table,
    recurring_table,
    sessions_table,
    short_title,
    topics_table,
)
from palermo.meetings.models import Session, Topic

BODIES = "palermo.meetings/bodies.csv"


def counted(request: Request) -> list[Counted]:
    """Every body, with how much of it is on record."""
    records = queries.records(request.actor)
    held = Counter(each.body_id for each in records.sessions)
    adopted = Counter(each.body_id for each in records.outcomes)
    return [
        Counted(body, held[body.key], adopted[body.key], queries.founding(request.actor, body))
        for body in records.bodies
    ]


def index(request: Request) -> HttpResponse:
    """Bodies, what meets next and met last, and every session by year."""
    rows = counted(request)
    records = queries.records(request.actor)
    context = {
        "section": "meetings",
        "calendar": queries.calendar(request.actor, today()),
        "ours": [each for each in rows if queries.CONFERENCE in (each.body.key, each.body.parent_id)],
        "others": [each for each in rows if queries.CONFERENCE not in (each.body.key, each.body.parent_id)],
        "records": records,
        "not_there": not_there(sum(each.start is None for each in records.sessions)),
        "session_files": links("meetings:sessions_export"),
        "body_files": links("meetings:bodies_export"),
    }
    return render(request, "meetings/index.html", context)


def bodies_export(request: Request, form: str) -> HttpResponse:
    table, rows = bodies_table(request), counted(request)
    return file_of(table, table.ordered(rows) if table.sort else rows, form, "bodies")


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


def body(request: Request, body: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    table, sessions = sessions_of(request, body)
    topics = topics_of(request, body)
    adopted = [each for each in queries.records(request.actor).outcomes if each.body_id == body]
    without = sum(each.start is None for each in sessions)
    context = {
        "section": "meetings",
        "body": found,
        "founding": queries.founding(request.actor, found),
        "count": len(sessions),
        "table": table.html(sessions),
        "effects": queries.effects(request.actor) if body == queries.TRAFFICKING else [],
        "recurring": queries.recurring(topics),
        "meetings": [(met, short_title(met), list(dealt)) for met, dealt in groupby(topics, session_of)],
        "outcomes": adopted[:12],
        "exports": links("meetings:body_export", body),
        "topic_files": links("meetings:topics_export", body),
        "effect_files": links("meetings:effects_export", body),
        "recurring_files": links("meetings:recurring_export", body),
        "outcome_files": outcome_files(f"body={body}"),
        "dated": len(sessions) - without,
        "not_there": not_there(without),
        "correction": told_of(request.actor, BODIES, body),
    }
    return render(request, "meetings/body.html", context)


def outcome_files(query: str) -> list[tuple[str, str]]:
    """The outcomes that a query leaves, as files."""
    return [(form, f"{url}?{query}") for form, url in links("meetings:outcomes_export")]


def body_export(request: Request, body: str, form: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    table, rows = sessions_of(request, found.key)
    return file_of(table, rows, form, found.key)


def topics_export(request: Request, body: str, form: str) -> HttpResponse:
    found = queries.body(request.actor, body)
    table = topics_table(request)
    return file_of(table, table.ordered(topics_of(request, found.key)), form, f"{found.key}-topics")


def recurring_export(request: Request, body: str, form: str) -> HttpResponse:
    """The themes that more than one meeting took up, in the order of the page unless another is asked for."""
    found = queries.body(request.actor, body)
    topics = topics_of(request, found.key)
    table = recurring_table(request, [met for met, _topics in groupby(topics, session_of)])
    rows = queries.recurring(topics)
    return file_of(table, table.ordered(rows) if table.sort else rows, form, f"{found.key}-recurring")


def effects_export(request: Request, body: str, form: str) -> HttpResponse:
    """What was decided about the group, the oldest first unless another order is asked for."""
    key, table = queries.body(request.actor, body).key, outcomes_table(request)
    rows = queries.effects(request.actor) if key == queries.TRAFFICKING else []
    return file_of(table, table.ordered(rows) if request.GET.get("sort") else rows, form, f"{key}-effects")
