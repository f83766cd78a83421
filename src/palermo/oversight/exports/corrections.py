"""The list of what people corrected or recorded: on the screen, and as a file."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.kit.corrections.facts import called
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import confidence_word
from palermo.oversight.queries import Corrected


def what(row: Corrected) -> str:
    return called(row.row)


def which(row: Corrected) -> str:
    """The facts that differ from what is shipped."""
    if row.correction.shipped is None:
        return _("recorded here")
    return " · ".join(str(fact.label) for fact in row.touched) or _("as shipped")


def linked(row: Corrected) -> SafeString:
    url = reverse("corrections:row", args=[row.facts.slug, row.correction.key])
    return format_html('<a href="{}">{}</a><br><span class="fine">{}</span>', url, what(row), row.facts.title)


def corrections_table(request: HttpRequest) -> Table[Corrected]:
    columns = [
        Column[Corrected]("at", gettext_lazy("Date"), lambda row: row.correction.at.date()),
        Column[Corrected]("what", gettext_lazy("What"), what, linked, heads=True),
        Column[Corrected]("facts", gettext_lazy("Corrected"), which, css=""),
        Column[Corrected](
            "source", gettext_lazy("Source"), lambda row: getattr(row.row, "source", ""), css=""
        ),
        Column[Corrected](
            "confidence",
            gettext_lazy("Confidence"),
            lambda row: confidence_word(row.row.confidence) if hasattr(row.row, "confidence") else "",
        ),
        Column[Corrected]("who", gettext_lazy("By"), lambda row: row.said.name),
        Column[Corrected]("why", gettext_lazy("Why"), lambda row: row.said.why, css=""),
        Column[Corrected](
            "table", gettext_lazy("Name of the table"), lambda row: row.facts.subject, exported_only=True
        ),
        Column[Corrected](
            "entry",
            gettext_lazy("Entry of the journal"),
            lambda row: row.correction.entry,
            exported_only=True,
        ),
        Column[Corrected]("row", gettext_lazy("Key"), lambda row: row.correction.key, exported_only=True),
    ]
    return Table(columns, request, "-at")
