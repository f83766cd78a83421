"""The matrix State × paragraph: one string of HTML for the screen, and the same cells for files.

There may be a hundred thousand cells: each kind of cell is made once, and rows are joined from those.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from palermo.core.citation import marker
from palermo.kit.addresses import addresses_of
from palermo.kit.tables import Column, Table, sort_key, word
from palermo.kit.templatetags.kit import here, words
from palermo.mandates.models import FollowUpStatus
from palermo.mandates.queries.matrix import ASKED, NOT_ASKED, SILENT, Grid
from palermo.mandates.queries.matrix import Column as Paragraph
from palermo.meetings.queries import symbol_in_words

# What a cell may say, in the order of the legend, each with its class: the stylesheet has sign and colour.
CLASSES = {
    FollowUpStatus.DONE.value: "c-done",
    FollowUpStatus.PARTLY.value: "c-partly",
    FollowUpStatus.UNDER_WAY.value: "c-under_way",
    FollowUpStatus.NOT_STARTED.value: "c-not_started",
    FollowUpStatus.NOT_APPLICABLE.value: "c-not_applicable",
    FollowUpStatus.UNKNOWN.value: "c-unknown",
    SILENT: "c-not_received",
    ASKED: "c-asked",
}
OWN = {
    SILENT: pgettext_lazy("owed", "requested, not received"),
    ASKED: pgettext_lazy("owed", "asked"),
}


def cell_word(code: str) -> str:
    """What a cell says."""
    return str(OWN[code]) if code in OWN else word(FollowUpStatus, code)


def legend() -> list[tuple[str, str]]:
    """The class of each cell, and what it says."""
    return [(css, cell_word(code)) for code, css in CLASSES.items()]


@dataclass(frozen=True, slots=True)
class Row:
    """A State with its cells, in words."""

    code: str
    name: str
    cells: Sequence[str]


def rows_of(grid: Grid) -> list[Row]:
    """In the reader's alphabet; States are never ranked."""
    found = [Row(state.key, words(state.names), cells) for state, cells in grid.rows()]
    return sorted(found, key=lambda row: sort_key(row.name))


def name_of(each: Paragraph) -> str:
    decision = symbol_in_words(each.symbol) or words(each.titles) or each.decision
    return f"{decision} {(marker(each.label, here()) if each.printed else '') or each.label}"


def address() -> Callable[[Paragraph], str]:
    """The address of a paragraph; the URL configuration is asked once."""
    before, middle, after = (
        reverse("mandates:paragraph", args=["KKK", "LLL"]).replace("LLL", "KKK").split("KKK")
    )
    return lambda each: f"{before}{each.decision}{middle}{each.label}{after}"


class MatrixTable(Table[Row]):
    """The columns of a matrix: a State, then each paragraph."""

    def __init__(self, request: HttpRequest, grid: Grid) -> None:
        self.request, self.grid, self.sort = request, grid, ""
        self.names = [name_of(each) for each in grid.columns]

    @cached_property
    def columns(self) -> list[Column[Row]]:  # type: ignore[override]  # made for files alone
        said = {code: cell_word(code) for code in CLASSES} | {NOT_ASKED: ""}
        return [
            Column[Row]("name", gettext_lazy("State"), lambda row: row.name, heads=True),
            Column[Row](
                "code", gettext_lazy("Code"), lambda row: row.code, exported_only=True, identifies=True
            ),
            *(
                Column[Row](key_of(each), name, value(place, said), value(place, said), about=about(each))
                for place, (each, name) in enumerate(zip(self.grid.columns, self.names, strict=True))
            ),
        ]

    def page(self, rows: Sequence[Row]) -> SafeString:
        """The whole table, every cell escaped where it was made."""
        url, language, parts = addresses_of("state"), here(), list[str]()
        cells = {code: cell_html(code) for code in CLASSES} | {NOT_ASKED: "<td></td>"}
        for row in rows:
            parts.append(f'<tr><th scope="row"><a href="{url(row.code)}">{escape(row.name)}</a></th>')
            parts.append("".join([cells[code] for code in row.cells]))
            parts.append("</tr>")
        named, state = escape(_("Matrix of States and paragraphs")), escape(_("State"))
        return SafeString(
            f'<div class="scroll tall" tabindex="0" role="region" aria-label="{named}">'
            f'<table class="table matrix" lang="{language}" id="table"><thead><tr>'
            f'<th scope="col">{state}</th>{self.heads()}</tr></thead>'
            f"<tbody>{''.join(parts)}</tbody></table></div>"
        )

    def heads(self) -> str:
        url = address()
        return "".join(
            f'<th scope="col"><a href="{escape(url(each))}">{escape(name)}</a></th>'
            for each, name in zip(self.grid.columns, self.names, strict=True)
        )


def value(place: int, said: dict[str, str]) -> Callable[[Row], str]:
    return lambda row: said[row.cells[place]]


def about(each: Paragraph) -> str:
    return _("Due on %(day)s.") % {"day": each.due.isoformat()} if each.due else ""


def cell_html(code: str) -> str:
    return f'<td class="{CLASSES[code]}"><b>{escape(cell_word(code))}</b></td>'


def key_of(each: Paragraph) -> str:
    """The key of a paragraph, as the name of a column may be written."""
    return each.key.replace("-", "_").replace("/", ".")
