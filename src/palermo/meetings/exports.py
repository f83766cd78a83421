"""Lists of sessions and outcomes: on the screen, and as files."""

from html import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.meetings.models import Outcome, Session

SUBJECTS = {
    "civil_society": pgettext_lazy("subject", "civil society"),
    "coordination": pgettext_lazy("subject", "coordination"),
    "cultural_property": pgettext_lazy("subject", "cultural property"),
    "environment": pgettext_lazy("subject", "environment"),
    "firearms": pgettext_lazy("subject", "firearms"),
    "global_plan_of_action": pgettext_lazy("subject", "Global Plan of Action"),
    "icat": pgettext_lazy("subject", "ICAT"),
    "international_cooperation": pgettext_lazy("subject", "international cooperation"),
    "organization_of_work": pgettext_lazy("subject", "organization of work"),
    "programme_of_work": pgettext_lazy("subject", "programme of work"),
    "review": pgettext_lazy("subject", "review of implementation"),
    "rights_of_the_child": pgettext_lazy("subject", "rights of the child"),
    "rules_of_procedure": pgettext_lazy("subject", "rules of procedure"),
    "smuggling_of_migrants": pgettext_lazy("subject", "smuggling of migrants"),
    "technical_assistance": pgettext_lazy("subject", "technical assistance"),
    "technology": pgettext_lazy("subject", "technology"),
    "trafficking": pgettext_lazy("subject", "trafficking in persons"),
    "treaty_adoption": pgettext_lazy("subject", "adoption of treaties"),
    "trust_fund": pgettext_lazy("subject", "trust fund"),
    "women_and_girls": pgettext_lazy("subject", "women and girls"),
    "working_groups": pgettext_lazy("subject", "working groups"),
    "world_day": pgettext_lazy("subject", "world day"),
}
UNCERTAIN = {
    "number": pgettext_lazy("uncertain field", "number"),
    "start": pgettext_lazy("uncertain field", "first day"),
    "end": pgettext_lazy("uncertain field", "last day"),
    "place": pgettext_lazy("uncertain field", "place"),
    "report_symbol": pgettext_lazy("uncertain field", "symbol of the report"),
    "symbol": pgettext_lazy("uncertain field", "symbol"),
    "title": pgettext_lazy("uncertain field", "title"),
    "date": pgettext_lazy("uncertain field", "date"),
    "year": pgettext_lazy("uncertain field", "year"),
    "group_effect": pgettext_lazy("uncertain field", "effect on the working group"),
}


def subjects_of(outcome: Outcome) -> list[str]:
    return [str(SUBJECTS.get(code, code)) for code in outcome.subjects.split()]


def uncertain_of(record: Session | Outcome) -> list[str]:
    """Which fields of a record are not certain, in words."""
    return [str(UNCERTAIN.get(code, code)) for code in record.uncertain_fields.split()]


def linked(url: str, words: str) -> SafeString:
    return SafeString(f'<a href="{escape(url)}">{escape(words)}</a>')  # both are escaped here


def session_url(session: Session) -> str:
    return reverse("meetings:session", args=[session.body_id, session.key])


def sessions_table(request: HttpRequest) -> Table[Session]:
    columns = [
        Column[Session](
            "title",
            _("Session"),
            lambda row: row.title,
            lambda row: linked(session_url(row), row.title),
            heads=True,
        ),
        Column[Session]("start", _("First day"), lambda row: row.start),
        Column[Session]("end", _("Last day"), lambda row: row.end),
        Column[Session]("year", _("Year"), lambda row: row.year, css="n"),
        Column[Session]("place", _("Place"), lambda row: row.get_place_display()),
        Column[Session]("kind", _("Kind"), lambda row: row.get_kind_display(), css=""),
        Column[Session]("report", _("Report"), lambda row: row.report_symbol),
        Column[Session]("confidence", _("Confidence"), lambda row: row.get_confidence_display(), css=""),
        Column[Session](
            "uncertain", _("Not certain"), lambda row: ", ".join(uncertain_of(row)), exported_only=True
        ),
        Column[Session]("source", _("Source"), lambda row: row.source, exported_only=True),
    ]
    return Table(columns, request, "start")


def title_of(outcome: Outcome) -> str:
    return outcome.titles.in_(here()) or str(_("Title not known"))


def outcomes_table(request: HttpRequest) -> Table[Outcome]:
    columns = [
        Column[Outcome](
            "title",
            _("Title"),
            title_of,
            lambda row: linked(reverse("meetings:outcome", args=[row.key]), title_of(row)),
            heads=True,
        ),
        Column[Outcome]("symbol", _("Symbol"), lambda row: row.symbol),
        Column[Outcome]("body", _("Body"), lambda row: row.body.short_names.in_(here()), css=""),
        Column[Outcome]("year", _("Year"), lambda row: row.year, css="n"),
        Column[Outcome]("date", _("Date"), lambda row: row.date),
        Column[Outcome]("subjects", _("Subjects"), lambda row: ", ".join(subjects_of(row)), css=""),
        Column[Outcome]("confidence", _("Confidence"), lambda row: row.get_confidence_display(), css=""),
        Column[Outcome](
            "uncertain", _("Not certain"), lambda row: ", ".join(uncertain_of(row)), exported_only=True
        ),
        Column[Outcome]("source", _("Source"), lambda row: row.source, exported_only=True),
    ]
    return Table(columns, request, "-year")
