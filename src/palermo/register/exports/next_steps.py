"""What comes next for those that are no parties: on the Secretariat's screen alone, in no file."""

from collections.abc import Mapping
from html import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from palermo.kit.tables import Column
from palermo.register.exports.pipeline import Row
from palermo.register.exports.summaries import Summary
from palermo.register.queries.next_steps import Planned, called


def table(request: HttpRequest, instrument: str, steps: Mapping[str, Planned]) -> Summary[Row]:
    """In the order of the list beside it; each row leads to its form."""

    def of(row: Row) -> Planned | None:
        return steps.get(row.who.code)

    def owner(row: Row) -> str:
        there = of(row)
        return called(there.owner) if there and there.owner else ""

    def what(row: Row) -> str:
        there = of(row)
        return there.step.what if there else ""

    def link(row: Row) -> str:
        """Only States have a form; an organization has none."""
        if not row.who.region_key:
            return "–"
        url = reverse("register:step", args=[instrument, row.who.code])
        verb = pgettext("next step", "Change") if of(row) else pgettext("next step", "Plan")
        whose = f'<span class="vh"> · {escape(row.who.name)}</span>'
        return f'{escape(what(row))} <a href="{escape(url)}">{escape(verb)}{whose}</a>'

    return Summary(
        [
            Column[Row]("name", _("State"), lambda row: row.who.name, lambda row: row.who.link, heads=True),
            Column[Row]("where", pgettext_lazy("step", "Where it stands"), lambda row: row.step, css=""),
            Column[Row]("what", _("Next step"), what, link, css="wide"),
            Column[Row]("owner", _("Owner"), owner, css=""),
            Column[Row]("due", _("Until"), lambda row: (there := of(row)) and there.step.due),
            Column[Row]("note", _("Note"), lambda row: (there := of(row)) and there.step.note, css="wide"),
        ],
        request,
    )
