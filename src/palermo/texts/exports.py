"""The articles of an instrument: on the screen, and as a file."""

from html import escape

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from palermo.core.citation import Citation
from palermo.core.language import NAMES, direction
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.texts.models import Provision
from palermo.texts.templatetags.texts import weight


def anchored(row: Provision) -> SafeString:
    """The number of an article, by which others lead to it."""
    cited = Citation(int(row.number))
    eid = cited.eid()
    return SafeString(f'<a id="{eid}" href="#{eid}">{escape(cited.printed(here()))}</a>')  # escaped here


def beside(row: Provision, language: str) -> SafeString:
    heading = escape(row.headings.in_(language))
    return SafeString(f'<span lang="{language}" dir="{direction(language)}">{heading}</span>')


def table(request: HttpRequest, language: str = "") -> Table[Provision]:
    """Number, heading and weight; `language` puts a second language beside."""
    columns = [
        Column[Provision]("number", _("Article"), lambda row: row.order, anchored),
        Column[Provision]("heading", _("Heading"), lambda row: row.headings.in_(here()), heads=True),
        Column[Provision](
            "weight", _("Weight"), lambda row: row.get_weight_display(), lambda row: weight(row.weight)
        ),
        Column[Provision]("confidence", _("Confidence"), lambda row: row.get_confidence_display(), css=""),
        Column[Provision]("source", _("Source"), lambda row: row.source, exported_only=True),
        Column[Provision]("key", _("Key"), lambda row: row.key, exported_only=True),
    ]
    if language:
        second = Column[Provision](
            "beside",
            NAMES[language],
            lambda row: row.headings.in_(language),
            lambda row: beside(row, language),
            css="",
        )
        columns.insert(2, second)
    return Table(columns, request, "number")
