"""Sessions as calendar files."""

from django.http import HttpResponse
from django.utils.translation import gettext, gettext_noop

from palermo.core.errors import Missing
from palermo.kit.http import Request, choice, download
from palermo.kit.templatetags.kit import here
from palermo.meetings import queries
from palermo.meetings.exports import calendar_of
from palermo.meetings.models import Session
from palermo.meetings.views.sessions import found_in

TYPE = "text/calendar; charset=utf-8"


def calendar(request: Request) -> HttpResponse:
    """Every session whose days are known, or those of a body."""
    records = queries.records(request.actor)
    listed = {each.key: each for each in records.bodies}
    body = choice(request, "body", listed)
    name = listed[body].names.in_(here()) if body else gettext("Meetings of the Conference and its groups")
    undated = [each for each in records.sessions if body in ("", each.body_id) and each.start is None]
    moments = [each for each in queries.moments(request.actor) if body in ("", each.record.body_id)]
    dated = [each for each in moments if isinstance(each.record, Session) and each.record.start]
    return download(calendar_of(name, dated, len(undated), root(request)), f"{body or 'meetings'}.ics", TYPE)


def root(request: Request) -> str:
    """Where the address of every page begins: a calendar has none of its own."""
    return request.build_absolute_uri("/").removesuffix("/")


def session_calendar(request: Request, body: str, key: str) -> HttpResponse:
    found = found_in(request, body, key)
    if found.start is None:
        sentence = gettext_noop("The days of session “%(key)s” are not on record: it has no calendar file.")
        raise Missing("session.undated", sentence, key=found.key)
    content = calendar_of(found.title, [queries.moment(found)], 0, root(request))
    return download(content, f"{found.key}.ics", TYPE)
