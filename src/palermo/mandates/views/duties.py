"""Tasks that the Secretariat makes of what paragraphs ask: a list, and a file. No public record."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors.models import User
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, choice, paged, today
from palermo.kit.tables import Table
from palermo.mandates.exports.duties import late_ones, tasks_table
from palermo.mandates.models import Task, TaskStatus
from palermo.mandates.queries import duties

PAGE = 100


class Filters(NamedTuple):
    """ "" is everything."""

    owner: str
    status: str
    late: str

    @property
    def any(self) -> bool:
        return any(self)


class Listed(NamedTuple):
    filters: Filters
    everyone: list[User]
    table: Table[Task]
    rows: list[Task]


def listed(request: Request) -> Listed:
    every = list(duties.tasks(request.actor))
    everyone = duties.owning(every)
    filters = Filters(
        choice(request, "owner", [str(each.pk) for each in everyone]),
        choice(request, "status", TaskStatus.values),
        choice(request, "late", ["yes"]),
    )
    rows = [
        each
        for each in (late_ones(every, today()) if filters.late else every)
        if filters.owner in ("", str(each.owner_id)) and filters.status in ("", each.status)
    ]
    table = tasks_table(request, today())
    return Listed(filters, everyone, table, table.ordered(rows))


def tasks(request: Request) -> HttpResponse:
    """Every task, those that are due first."""
    found = listed(request)
    page = paged(request, found.rows, PAGE)
    context = {
        "section": "mandates:tasks",
        "filters": found.filters,
        "owners": [(str(each.pk), duties.called(each)) for each in found.everyone],
        "statuses": TaskStatus.choices,
        "count": len(found.rows),
        "page": page,
        "sort": found.table.sort,
        "table": found.table.html(list(page.object_list), stacked=True),
        "exports": links("mandates:tasks_export"),
    }
    return render(request, "mandates/following/tasks.html", context)


def tasks_export(request: Request, form: str) -> HttpResponse:
    """The list as a file, with the same filters and order."""
    found = listed(request)
    return file_of(found.table, found.rows, form, f"tasks-{today().isoformat()}")
