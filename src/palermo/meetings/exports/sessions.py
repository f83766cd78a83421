"""Lists of sessions, and of what they dealt with: on the screen, and as files."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.kit.tables import Column, Table, word
from palermo.kit.templatetags.kit import here
from palermo.meetings.exports.words import (
    confidence_of,
    for_files,
    kind_of,
    linked,
    place_of,
    session_url,
    short_title,
    sure,
)
from palermo.meetings.models import Session, Topic


def sessions_table(request: HttpRequest) -> Table[Session]:
    """The sessions of one body, the newest year first."""
    return Table([*said_of_sessions(), *for_files(Session)], request, "-year")


def every_session_table(request: HttpRequest) -> Table[Session]:
    """For files: the sessions of several bodies, each with its body."""
    columns = [
        Column[Session]("body", _("Body"), lambda row: row.body.short_names.in_(here())),
        *said_of_sessions(),
        Column[Session]("body_key", _("Key of the body"), lambda row: row.body_id, exported_only=True),
        *for_files(Session),
    ]
    return Table(columns, request, "-year")


def said_of_sessions() -> list[Column[Session]]:
    return [
        Column[Session](
            "number",
            _("Session"),
            lambda row: row.number,
            lambda row: linked(session_url(row), short_title(row)),
            heads=True,
        ),
        Column[Session]("start", _("First day"), lambda row: row.start),
        Column[Session]("end", _("Last day"), lambda row: row.end),
        Column[Session]("year", _("Year"), lambda row: row.year, css="n"),
        Column[Session]("place", _("Place"), place_of),
        Column[Session]("kind", _("Kind"), kind_of, css="wide"),
        Column[Session]("report", _("Report"), lambda row: row.report_symbol),
        Column[Session]("confidence", _("Confidence"), confidence_of, sure, css="wide"),
        Column[Session]("title", _("Title"), lambda row: row.title, exported_only=True),
    ]


def topics_table(request: HttpRequest) -> Table[Topic]:
    """For files: the themes that meetings dealt with, and how each is known."""
    columns = [
        Column[Topic]("theme", _("Theme"), lambda row: row.themes.in_(here())),
        Column[Topic]("session", _("Session"), lambda row: row.session.title),
        Column[Topic]("year", _("Year"), lambda row: row.session.year),
        Column[Topic]("basis", _("Basis"), lambda row: word(Topic.Basis, row.basis)),
        Column[Topic]("confidence", _("Confidence"), confidence_of),
        Column[Topic]("source", _("Source"), lambda row: row.source),
        Column[Topic]("note", _("Note"), lambda row: row.notes.in_(here())),
        Column[Topic]("key", _("Key"), lambda row: row.key),
        Column[Topic]("session_key", _("Key of the session"), lambda row: row.session_id),
    ]
    return Table(columns, request, "-year")
