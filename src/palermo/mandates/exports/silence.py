"""Of which State how much was not received: on the screen, and as a file. States are never ranked."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from palermo.core.language import number
from palermo.kit.addresses import addresses_of
from palermo.kit.tables import Column
from palermo.kit.templatetags.kit import here, words
from palermo.mandates.exports.mandates import Sorted
from palermo.mandates.queries.silence import Silence


def silence_table(request: HttpRequest, on: date) -> Sorted[Silence]:
    """In the order of names alone: States are not ranked by what they owe."""
    url = addresses_of("state")
    owed, query = reverse("mandates:owed"), f"&on={on.isoformat()}"

    def of(row: Silence) -> str:
        return format_html('<a href="{}">{}</a>', url(row.state.key), words(row.state.names))

    def silent(row: Silence) -> str:
        if not row.silent:
            return "0"
        address = f"{owed}?party={row.state.key}&status=not_received{query}"
        return format_html('<a class="dot-link" href="{}">{}</a>', address, number(row.silent, here()))

    columns = [
        Column[Silence]("name", gettext_lazy("State"), lambda row: words(row.state.names), of, heads=True),
        Column[Silence](
            "code", gettext_lazy("Code"), lambda row: row.state.key, exported_only=True, identifies=True
        ),
        Column[Silence]("region", gettext_lazy("Region"), lambda row: words(row.state.region.names), css=""),
        Column[Silence]("asked", gettext_lazy("Asked, day passed"), lambda row: row.asked, css="n"),
        Column[Silence]("received", gettext_lazy("Received"), lambda row: row.received, css="n"),
        Column[Silence](
            "silent", gettext_lazy("Requested, not received"), lambda row: row.silent, silent, css="n"
        ),
        Column[Silence](
            "since", gettext_lazy("Earliest day of these"), lambda row: row.since if row.silent else None
        ),
    ]
    return Sorted(columns, request, "name", ("name",))
