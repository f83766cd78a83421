"""Lists of bodies, and of the themes that recur in one: what is on the screen, as files."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.meetings.exports.words import confidence_of, joined, short_title
from palermo.meetings.models import Body, Outcome, Session
from palermo.meetings.queries import Recurring, symbol_in_words


class Counted(NamedTuple):
    """A body, how many sessions and outcomes of it are on record, and what set it up."""

    body: Body
    sessions: int
    outcomes: int
    founding: Outcome | None


def bodies_table(request: HttpRequest) -> Table[Counted]:
    """For files: every body, in our order unless the address asks for another."""
    columns = [
        Column[Counted]("body", _("Body"), lambda row: row.body.names.in_(here())),
        Column[Counted]("short", _("Short name"), lambda row: row.body.short_names.in_(here())),
        Column[Counted]("series", _("Symbols begin with"), lambda row: row.body.symbol_series),
        Column[Counted](
            "parent",
            _("A group of"),
            lambda row: row.body.parent.short_names.in_(here()) if row.body.parent else "",
        ),
        Column[Counted](
            "instrument",
            _("Instrument"),
            lambda row: row.body.instrument.short_titles.in_(here()) if row.body.instrument else "",
        ),
        Column[Counted](
            "founding",
            _("Set up by"),
            lambda row: symbol_in_words(row.founding.symbol) if row.founding else "",
        ),
        Column[Counted]("sessions", _("Sessions"), lambda row: row.sessions),
        Column[Counted]("outcomes", _("Outcomes"), lambda row: row.outcomes),
        Column[Counted]("confidence", _("Confidence"), lambda row: confidence_of(row.body)),
        Column[Counted]("source", _("Source"), lambda row: row.body.source),
        Column[Counted]("key", _("Key"), lambda row: row.body.key),
    ]
    return Table(columns, request, "")


def recurring_table(request: HttpRequest, meetings: Sequence[Session]) -> Table[Recurring]:
    """For files: themes that more than one of the `meetings` took up, those of the most meetings first."""

    def said(row: Recurring) -> str:
        return joined([short_title(each) for each in meetings if each.key in row.at])

    columns = [
        Column[Recurring]("theme", _("Theme"), lambda row: row.themes.in_(here())),
        Column[Recurring]("count", pgettext_lazy("number of", "Meetings"), lambda row: len(row.at)),
        Column[Recurring]("meetings", _("Taken up by"), said),
        Column[Recurring](
            "confidence",
            _("Confidence"),
            lambda row: joined(sorted({confidence_of(each) for each in row.at.values()})),
        ),
        Column[Recurring]("keys", _("Keys of the sessions"), lambda row: " ".join(sorted(row.at))),
    ]
    return Table(columns, request, "")
