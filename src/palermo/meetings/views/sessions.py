"""Pages and lists of sessions."""

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.errors import Missing
from palermo.kit.corrections.records import told_of
from palermo.kit.files import file_of, links
from palermo.kit.http import Request
from palermo.meetings import queries
from palermo.meetings.exports import every_session_table, session_link, topics_table, uncertain_of
from palermo.meetings.forms import session_filters_of
from palermo.meetings.models import Session
from palermo.meetings.views.bodies import outcome_files

SESSIONS = "palermo.meetings/sessions.csv"


def found_in(request: Request, body: str, key: str) -> Session:
    """A session of that body; raises Missing where it is one of another."""
    found = queries.session(request.actor, key)
    if found.body_id != body:
        raise Missing("session.missing", "There is no session “%(key)s”.", key=key[:40])
    return found


def session(request: Request, body: str, key: str) -> HttpResponse:
    found = found_in(request, body, key)
    records = queries.records(request.actor)
    before, after = queries.neighbours(request.actor, found)
    setting = queries.setting(request.actor, found)
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
        "topics": [each for each in records.topics if each.session_id == key],
        "correction": told_of(request.actor, SESSIONS, key),
        "table": "sessions",
        "outcome_files": outcome_files(f"session={key}"),
        "topic_files": links("meetings:session_topics", body, key),
    }
    return render(request, "meetings/session.html", context)


def session_topics(request: Request, body: str, key: str, form: str) -> HttpResponse:
    """What one session dealt with, as a file."""
    found = found_in(request, body, key)
    table = topics_table(request)
    rows = [each for each in queries.records(request.actor).topics if each.session_id == found.key]
    return file_of(table, table.ordered(rows), form, f"{found.key}-topics")


def sessions_export(request: Request, form: str) -> HttpResponse:
    """The sessions of all bodies, of one, or of one year; within a year, in the order of the years."""
    records = queries.records(request.actor)
    years = {str(each.year) for each in records.sessions}
    filters = session_filters_of(request, {each.key for each in records.bodies}, years)
    table = every_session_table(request)
    rows = filters.keep(records.sessions)
    ordered = table.ordered(reversed(rows) if table.sort.startswith("-") else rows)
    return file_of(table, ordered, form, "sessions")
