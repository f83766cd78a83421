"""What is owed, by whom, since when and how late: as a list, and as a file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from palermo.actors import queries as actors
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged, today
from palermo.kit.tables import sort_key
from palermo.kit.templatetags.kit import here, words
from palermo.mandates.exports.mandates import Sorted
from palermo.mandates.exports.owed import owed_table
from palermo.mandates.forms.fields import Choices
from palermo.mandates.forms.owed import asked_of
from palermo.mandates.models import Mandate, ParagraphAddressee
from palermo.mandates.queries.asked import KINDS
from palermo.mandates.queries.figures import years
from palermo.mandates.queries.owed import LATE, Asked, Owed, Status, owed, told
from palermo.mandates.queries.rows import BY_DAY, BY_DAY_UP
from palermo.mandates.views.following import SECTION

PAGE = 50


class Rows(Sequence[Owed]):
    """The rows of a list, told only as far as a page needs them; a file has them piece by piece."""

    def __init__(self, request: Request, found: QuerySet[Mandate], asked: Asked) -> None:
        self.request, self.found, self.asked, self.count_ = request, found, asked, found.count()

    def __len__(self) -> int:
        return self.count_

    @overload
    def __getitem__(self, place: int) -> Owed: ...
    @overload
    def __getitem__(self, place: slice) -> list[Owed]: ...
    def __getitem__(self, place: int | slice) -> Owed | list[Owed]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        return told(self.request.actor, self.found[place], self.asked)

    def __iter__(self) -> Iterator[Owed]:
        for first in range(0, len(self), 500):
            yield from self[first : first + 500]


class Listed(NamedTuple):
    asked: Asked
    table: Sorted[Owed]
    rows: Rows


def listed(request: Request) -> Listed:
    asked = asked_of(request, request.actor, years_of(request), today())
    table = owed_table(request)
    down, key = table.sort.startswith("-"), table.sort.removeprefix("-")
    due = F("due").desc(nulls_last=True) if down else F("due").asc(nulls_last=True)
    order = (due, "deliberation", "order") if key == "due" else BY_DAY if down else BY_DAY_UP
    return Listed(asked, table, Rows(request, owed(request.actor, asked).order_by(*order), asked))


def years_of(request: Request) -> list[str]:
    return [str(each) for each in years(request.actor)]


def index(request: Request) -> HttpResponse:
    """Every paragraph that asks something, with what was received of it by the day."""
    found = listed(request)
    page = paged(request, found.rows, PAGE)
    context = {
        "section": SECTION,
        "page_of": "owed",
        "asked": found.asked,
        "party": called(found.asked),
        "parties": parties(request, found.asked),
        "years": years_of(request),
        "statuses": [*Status.choices, (LATE, _("late: the day has passed"))],
        "count": len(found.rows),
        "page": page,
        "sort": found.table.sort,
        "table": found.table.html(list(page.object_list), stacked=True),
        "exports": links("mandates:owed_export"),
        "filtered": bool(found.asked.party or found.asked.year or found.asked.status),
    }
    return render(request, "mandates/following/owed.html", context)


def called(asked: Asked) -> str:
    """The State or organization of which it is asked, by name."""
    party = asked.party
    if party is None:
        return ""
    if party.state is not None:
        return words(party.state.names)
    if party.organization is not None:
        return words(party.organization.names)
    return str(ParagraphAddressee(party.kind).label)


def parties(request: Request, asked: Asked) -> Choices:
    """Whom the list can be narrowed to: kinds of addressees, then States, then organizations."""
    actor, language = request.actor, here()
    states = [
        (each.key, each.names.in_(language))
        for each in actors.all_states(actor)
        if each.existence.contains(asked.on) or each.key == asked.state
    ]
    bodies = [(each.slug, each.names.in_(language)) for each in actors.organizations(actor)]
    return [
        (_("Addressees"), [(kind.value, str(kind.label)) for kind in KINDS]),
        (_("States"), sorted(states, key=lambda pair: sort_key(pair[1]))),
        (_("Organizations"), sorted(bodies, key=lambda pair: sort_key(pair[1]))),
    ]


def export(request: Request, form: str) -> HttpResponse:
    """The list as a file, with the same filters and order."""
    found = listed(request)
    return file_of(found.table, list(found.rows), form, f"owed-{found.asked.on.isoformat()}")
