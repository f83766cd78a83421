"""The list of what is asked: on the screen, and as a file; of its columns, a few are sorted by."""

from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpRequest
from django.utils.html import escape, format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.kit.http import choice
from palermo.kit.tables import Column, Table, word
from palermo.kit.templatetags.kit import here, in_language, words
from palermo.mandates.exports.words import (
    act_word,
    addressees_of,
    called,
    mark,
    name_of,
    paragraph_url,
    said_of,
    shortened,
)
from palermo.mandates.models import Mandate

R = TypeVar("R")
NEWEST = "-adopted"
SORTED = ("adopted", "act", "due")


class Sorted(Table[R]):
    """A table of which the database sorts some columns; the heads of the others are words alone."""

    def __init__(
        self, columns: Sequence[Column[R]], request: HttpRequest, default: str, by: Sequence[str]
    ) -> None:
        self.columns, self.request, self.parameter, self.by = columns, request, "sort", by
        self.sort = choice(request, "sort", {*by, *(f"-{key}" for key in by)}, default) if by else default

    def _head(self, column: Column[R]) -> str:
        if column.key in self.by:
            return super()._head(column)
        return format_html('<th scope="col" class="{}">{}</th>', column.css, column.label)


def mandates_table(request: HttpRequest, by: Sequence[str] = SORTED) -> Sorted[Mandate]:
    columns = [
        Column[Mandate]("decision", _("Paragraph"), name, link, heads=True),
        Column[Mandate]("adopted", _("Adopted on"), lambda row: row.adopted or row.year),
        Column[Mandate]("act", pgettext_lazy("of a paragraph", "Act"), lambda row: act_word(row.act)),
        Column[Mandate](
            "addressees",
            pgettext_lazy("of a paragraph", "Addressees"),
            lambda row: addressees_of(row.addressees.all()),
            css="",
        ),
        Column[Mandate]("text", _("What it says"), lambda row: said_of(row).words, text, css="wide"),
        Column[Mandate]("due", pgettext_lazy("of a paragraph", "By"), lambda row: row.due),
        Column[Mandate]("theme", _("Theme"), lambda row: words(row.theme.names) if row.theme else "", css=""),
        Column[Mandate](
            "progress",
            pgettext_lazy("of a paragraph", "What is said of it"),
            lambda row: word(Mandate.Progress, row.progress),
            css="",
        ),
        Column[Mandate](
            "standing",
            pgettext_lazy("of a paragraph", "Standing"),
            lambda row: word(Mandate.Standing, row.standing),
            css="",
        ),
        *for_files(),
    ]
    return Sorted(columns, request, NEWEST, by)


def for_files() -> list[Column[Mandate]]:
    """What files have beside what the screen shows."""
    return [
        Column[Mandate](
            "language", _("Language of the text"), lambda row: said_of(row).language, exported_only=True
        ),
        Column[Mandate]("year", _("Year"), lambda row: row.year, exported_only=True),
        Column[Mandate]("title", _("Title"), lambda row: words(row.deliberation.titles), exported_only=True),
        Column[Mandate]("act_code", _("Code of the act"), lambda row: row.act, exported_only=True),
        Column[Mandate]("key", _("Key"), lambda row: row.paragraph.key, exported_only=True),
    ]


def name(row: Mandate) -> str:
    return called(row.paragraph, row.deliberation)


def link(row: Mandate) -> str:
    return format_html(
        '<a href="{}">{} <bdi>{}</bdi></a>',
        paragraph_url(row.paragraph),
        name_of(row.deliberation),
        mark(row.paragraph),
    )


def text(row: Mandate) -> str:
    found = said_of(row)
    shown = escape(shortened(found.words))
    return in_language(shown, found.language) if found.language not in ("", here()) else shown or "–"
