"""The list of outcomes: on the screen, and as a file."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.meetings.exports.words import (
    confidence_of,
    effect_of,
    for_files,
    outcome_link,
    subjects_of,
    sure,
    title_of,
)
from palermo.meetings.models import Outcome
from palermo.meetings.queries import symbol_in_words


def outcomes_table(request: HttpRequest) -> Table[Outcome]:
    columns = [
        Column[Outcome]("title", _("Title"), title_of, outcome_link, heads=True),
        Column[Outcome]("symbol", _("Symbol"), lambda row: symbol_in_words(row.symbol), css=""),
        Column[Outcome]("body", _("Body"), lambda row: row.body.short_names.in_(here()), css=""),
        Column[Outcome]("year", _("Year"), lambda row: row.year, css="n"),
        Column[Outcome]("date", _("Date"), lambda row: row.date),
        Column[Outcome]("subjects", _("Subjects"), subjects_of, css="wide"),
        Column[Outcome]("confidence", _("Confidence"), confidence_of, sure, css="wide"),
        Column[Outcome](
            "session", _("Session"), lambda row: row.session.title if row.session else "", exported_only=True
        ),
        Column[Outcome](
            "effect",
            _("Effect on the working group"),
            effect_of,
            exported_only=True,
        ),
        *for_files(Outcome),
    ]
    return Table(columns, request, "-year")
