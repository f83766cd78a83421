"""What decisions ask, as one list: a page of it, and all that the filters leave as a file."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from palermo.actors import queries as actors
from palermo.core.errors import Invalid
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged, today
from palermo.kit.templatetags.kit import words
from palermo.mandates import queries
from palermo.mandates.exports.mandates import Sorted, mandates_table
from palermo.mandates.exports.parties import name_of_party
from palermo.mandates.exports.words import name_of
from palermo.mandates.forms.filters import wanted_of
from palermo.mandates.models import Mandate, OperativeAct, ParagraphAddressee, Progress, Standing
from palermo.mandates.queries.figures import MOST, named, years
from palermo.mandates.queries.mandates import Wanted
from palermo.mandates.queries.rows import in_order
from palermo.texts import queries as texts

PAGE = 50
DUES = (
    ("late", _("Passed, and nobody says it is done")),
    ("to_come", _("Still to come")),
    ("dated", pgettext_lazy("a deadline", "Any day")),
    ("none", _("No day on record")),
)


class Listed(NamedTuple):
    wanted: Wanted
    table: Sorted[Mandate]
    found: QuerySet[Mandate]
    rows: Sequence[Mandate]


def listed(request: Request) -> Listed:
    """What the filters leave, in the order asked for."""
    on = today()
    wanted = wanted_of(request, request.actor, years(request.actor))
    table = mandates_table(request)
    found = queries.mandates(request.actor, wanted, on)
    return Listed(wanted, table, found, in_order(found, table.sort, slow=bool(wanted.q or wanted.party)))


def index(request: Request) -> HttpResponse:
    shown = listed(request)
    page = paged(request, shown.rows, PAGE)
    context = {
        "section": "mandates",
        "filters": shown.wanted,
        "about": about(request, shown.wanted),
        "count": page.paginator.count,
        "page": page,
        "sort": shown.table.sort,
        "table": shown.table.html(list(page.object_list), stacked=True),
        "exports": links("mandates:export"),
        **choices(request),
    }
    return render(request, "mandates/index.html", context)


def choices(request: Request) -> dict[str, Any]:
    """What there is to choose from."""
    states, organizations = named(request.actor)
    in_brief = actors.organizations_in_brief(request.actor)
    return {
        "addressees": [each for each in ParagraphAddressee.choices if each[0] != "state"],
        "states": by_name(
            (key, words(each.names))
            for key, each in actors.states_in_brief(request.actor).items()
            if key in states
        ),
        "organizations": by_name(
            (each.slug, words(each.names)) for key, each in in_brief.items() if key in organizations
        ),
        "acts": OperativeAct.choices,
        "dues": DUES,
        "themes": [(each.key, words(each.names)) for each in texts.themes(request.actor)],
        "progresses": Progress.choices,
        "standings": Standing.choices,
        "years": years(request.actor),
    }


def by_name(pairs: Any) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: str(pair[1]))


def about(request: Request, wanted: Wanted) -> str:
    """Of whom or of which decision the list is, where the address says so and no field of the form does."""
    if wanted.party:
        return name_of_party(queries.party(request.actor, wanted.party))
    return name_of(queries.deliberation(request.actor, wanted.decision)) if wanted.decision else ""


def export(request: Request, form: str) -> HttpResponse:
    """All that the filters leave, in the order asked for."""
    shown = listed(request)
    return file_of(shown.table, whole_list(shown.rows), form, "mandates")


def whole_list(rows: Sequence[Mandate]) -> Sequence[Mandate]:
    """All rows for a file. Raises Invalid where they are more than one takes."""
    count = len(rows)
    if count > MOST:
        raise Invalid(
            "mandates.long",
            gettext_noop("A file takes %(most)s rows, and these are %(count)s. Narrow them by year."),
            most=MOST,
            count=count,
        )
    return rows[0:count]
