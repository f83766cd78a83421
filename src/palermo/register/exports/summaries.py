"""Short tables beside the list of a page: figures that lead to the records behind them."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeVar

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from palermo.core.language import number
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here

R = TypeVar("R")


class Summary(Table[R]):
    """A table that keeps the order of its rows: what the address sorts is the list beside it."""

    def __init__(self, columns: Sequence[Column[R]], request: HttpRequest) -> None:
        self.columns, self.request, self.sort = columns, request, ""

    def ordered(self, rows: Iterable[R]) -> list[R]:
        return list(rows)

    def html(
        self, rows: Sequence[R], caption: str = "", identifier: str = "table", *, stacked: bool = False
    ) -> SafeString:
        """Not one more landmark of the page, and named by its first column."""
        made, name = (
            super().html(rows, caption, identifier, stacked=stacked),
            escape(str(self.columns[0].label)),
        )
        return SafeString(made.replace('role="region"', f'role="group" aria-label="{name}"', 1))

    def _head(self, column: Column[R]) -> str:
        return format_html('<th scope="col" class="{}">{}</th>', column.css, column.label)


class Narrowed:
    """Addresses of the list with one filter more, and the rest of the query as it is."""

    def __init__(self, request: HttpRequest, name: str) -> None:
        query = request.GET.copy()
        for other in (name, "page"):
            query.pop(other, None)
        self.name, self.rest = name, query.urlencode()

    def url(self, value: str) -> str:
        return f"?{self.rest}&{self.name}={value}" if self.rest else f"?{self.name}={value}"

    def link(self, count: int, value: str) -> SafeString:
        """A figure that leads to what it counts; nothing leads to nothing."""
        shown = number(count, here())
        return SafeString(
            f'<a class="dot-link" href="{escape(self.url(value))}">{shown}</a>' if count else shown
        )
