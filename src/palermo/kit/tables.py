"""One list table: columns, sorting by the address, quick rendering, and the same cells for exports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape  # quicker than Django’s own, and there are hundreds of words
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

from palermo.core.language import fold, short_date
from palermo.kit.http import choice
from palermo.kit.templatetags.kit import here

R = TypeVar("R")
LONG = 60  # rows; a longer table scrolls in a window of its own, its head in sight


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its name in the address, its head, what a row has in it, and how that is shown.

    `value` is exported and sorted by; `cell` (HTML, already escaped) is shown instead where it is given, and
    `by` is sorted by instead where the order is not that of the words (None comes last).
    """

    key: str
    label: str | Promise
    value: Callable[[R], Any]
    cell: Callable[[R], str] | None = None
    css: str = "nw"
    heads: bool = False  # the cell that names its row
    exported_only: bool = False
    by: Callable[[R], Any] | None = None
    about: str | Promise = ""  # what it means, where its head does not say; for those who take the file
    identifies: bool = False  # no two rows have the same; a column “key” does where that is so

    def html(self, row: R, language: str, label: str = "") -> str:
        """The cell; `label` (HTML) names its column where the table is stacked."""
        shown = self.cell(row) if self.cell else plain(self.value(row), language)
        if self.heads:
            return f'<th scope="row">{shown}</th>'
        named = f' data-label="{label}"' if label else ""
        return f'<td class="{self.css}"{named}>{shown}</td>' if self.css else f"<td{named}>{shown}</td>"


@lru_cache(maxsize=20_000, typed=True)  # the same days and words stand in hundreds of rows
def plain(value: Any, language: str) -> str:
    """A cell as text; dates in the reader's words, nothing as a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return f'<time datetime="{value.isoformat()}">{short_date(value, language)}</time>'
    return escape(str(value))


class Table(Generic[R]):
    """Columns, and the order that the address asks for: ?sort=name, ?sort=-name.

    A second table of a page takes another `parameter`.
    """

    def __init__(
        self, columns: Sequence[Column[R]], request: HttpRequest, default: str, parameter: str = "sort"
    ) -> None:
        self.columns, self.request, self.parameter = columns, request, parameter
        keys = [column.key for column in self.shown]
        self.sort = choice(request, parameter, {*keys, *(f"-{key}" for key in keys)}, default)

    @property
    def shown(self) -> list[Column[R]]:
        return [column for column in self.columns if not column.exported_only]

    def ordered(self, rows: Iterable[R]) -> list[R]:
        """The rows in the order asked for; those with nothing in that column come last either way."""
        column = next(column for column in self.columns if column.key == self.sort.removeprefix("-"))
        value_of = column.by or column.value
        filled: list[tuple[Any, R]] = []
        empty: list[R] = []
        for row in rows:
            value = value_of(row)
            if value in (None, ""):
                empty.append(row)
            else:
                filled.append((sort_key(value) if isinstance(value, str) else value, row))
        filled.sort(key=itemgetter(0), reverse=self.sort.startswith("-"))
        return [row for _value, row in filled] + empty

    def head(self) -> str:
        return "".join(self._head(column) for column in self.shown)

    def _head(self, column: Column[R]) -> str:
        up, down = self.sort == column.key, self.sort == f"-{column.key}"
        query = self.request.GET.copy()
        query[self.parameter] = f"-{column.key}" if up else column.key
        query.pop("page", None)
        order = ' aria-sort="ascending"' if up else ' aria-sort="descending"' if down else ""
        arrow = " ↑" if up else " ↓" if down else ""
        return format_html(
            '<th scope="col"{} class="{}"><a href="?{}">{}{}</a></th>',
            SafeString(order),  # one of the three literals above
            column.css,
            query.urlencode(),
            column.label,
            arrow,
        )

    def html(
        self, rows: Sequence[R], caption: str = "", identifier: str = "table", *, stacked: bool = False
    ) -> SafeString:
        """The table; every cell was escaped where it was made. A stacked one has its cells below each other
        on a phone: for cells of many words.
        """
        language = here()
        shown = [(column, escape(str(column.label)) if stacked else "") for column in self.shown]
        body = "".join(
            f"<tr>{''.join([column.html(row, language, label) for column, label in shown])}</tr>"
            for row in rows
        )
        said = f"<caption>{escape(caption)}</caption>" if caption else ""
        head = f"<thead><tr>{self.head()}</tr></thead>"
        tall, stack = " tall" if len(rows) > LONG else "", " stack" if stacked else ""
        # Without a name it is no landmark: a page may have several tables.
        role = f'role="region" aria-label="{escape(caption)}"' if caption else 'role="group"'
        return SafeString(
            f'<div class="scroll{tall}" tabindex="0" {role}>'
            f'<table class="table{stack}" id="{escape(identifier)}">'
            f"{said}{head}<tbody>{body}</tbody></table></div>"
        )

    def export(self, rows: Iterable[R]) -> tuple[list[str], list[list[Any]]]:
        """Heads and cells for a file: what is on the screen, and the columns that only files have."""
        return [str(column.label) for column in self.columns], [
            [column.value(row) for column in self.columns] for row in rows
        ]

    def records(self, rows: Iterable[R]) -> list[dict[str, Any]]:
        """The same as a list of objects, by the columns' own keys."""
        return [{column.key: column.value(row) for column in self.columns} for row in rows]


@lru_cache(maxsize=20_000)  # the same names are sorted on page after page
def sort_key(name: str) -> str:
    """Where a word stands in a list: case, accents and the Arabic article do not count."""
    return fold(name.removeprefix("ال"))


def word(choices: type[TextChoices], code: str) -> str:
    """The label of a code; Django’s own get_…_display is slow in lists."""
    return word_in(here(), choices, code)


@lru_cache(maxsize=1000)
def word_in(language: str, choices: type[TextChoices], code: str) -> str:
    with override(language):
        return str(choices(code).label) if code else ""
