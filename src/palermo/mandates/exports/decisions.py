"""The list of decisions and resolutions: on the screen, and as a file."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.kit.tables import Column, Table, word
from palermo.kit.templatetags.kit import say, words
from palermo.mandates.exports.words import name_of
from palermo.mandates.models import Deliberation


def decisions_table(
    request: HttpRequest, held: Mapping[str, Sequence[str]], sizes: Mapping[str, int]
) -> Table[Deliberation]:
    """Decisions and resolutions: in which languages each is held, and how many paragraphs it has."""
    columns = [
        Column[Deliberation]("symbol", _("Symbol"), name_of, decision_link, css="", heads=True),
        Column[Deliberation]("title", _("Title"), lambda row: words(row.titles), title, css="wide"),
        Column[Deliberation]("kind", _("Kind"), lambda row: word(Deliberation.Kind, row.kind)),
        Column[Deliberation]("body", _("Body"), body_of, css=""),
        Column[Deliberation]("year", _("Year"), lambda row: row.year, css="n"),
        Column[Deliberation]("adopted", _("Adopted on"), lambda row: row.adopted),
        Column[Deliberation](
            "languages",
            pgettext_lazy("of a decision", "Text held in"),
            lambda row: " ".join(sorted(held.get(row.key, []))),
        ),
        Column[Deliberation](
            "paragraphs", _("Operative paragraphs"), lambda row: sizes.get(row.key, 0), css="n"
        ),
        Column[Deliberation]("key", _("Key"), lambda row: row.key, exported_only=True),
    ]
    return Table(columns, request, "-adopted")


def decision_link(row: Deliberation) -> str:
    url = reverse("oversight:decision", args=[row.key])
    return format_html('<a href="{}">{}</a>', url, name_of(row))


def title(row: Deliberation) -> str:
    return say(row.titles) or "–"


def body_of(row: Deliberation) -> str:
    """The body on record, else the organ as it is printed."""
    return words(row.body.short_names) if row.body else row.organ
