"""Tasks that the Secretariat makes of what paragraphs ask: a list, and the form of one. No public record."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from palermo.core.errors import Invalid
from palermo.core.permissions import Action, check, may
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, answer_form, choice, now, paged, see_other, takes, today, told
from palermo.kit.tables import Table
from palermo.mandates.exports.following import late_ones, tasks_table
from palermo.mandates.exports.words import paragraph_url
from palermo.mandates.forms.following import Choices, TaskForm
from palermo.mandates.models import Paragraph, Task, TaskStatus
from palermo.mandates.queries import following
from palermo.mandates.services.duties import change_task, set_task
from palermo.mandates.views.following import SECTION, of_paragraph

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
    everyone: list[Any]
    table: Table[Task]
    rows: list[Task]


def listed(request: Request) -> Listed:
    every = list(following.tasks(request.actor))
    everyone = following.owning(every)
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
        "owners": [(str(each.pk), following.called(each)) for each in found.everyone],
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


def owners(request: Request, row: Task | None = None) -> Choices:
    """Who may own a task; and who does, whatever became of their role."""
    found = {each.pk: each for each in following.owners(request.actor, now())}
    if row is not None:
        found.setdefault(row.owner_id, row.owner)
    return [(str(pk), following.called(each)) for pk, each in found.items()]


@takes("GET", "HEAD", "POST")
def new_task(request: Request, key: str, label: str) -> HttpResponse:
    """Make a task of what a paragraph asks."""
    check(request.actor, Action.MANAGE_TASKS)
    paragraph = following.paragraph(request.actor, key, label)
    form = TaskForm(request.POST if request.method == "POST" else None, owners=owners(request), there=None)
    if form.is_valid():
        try:
            set_task(paragraph.key, form.assignment, by=request.actor, at=now())
        except Invalid as problem:
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, _("The task is set."))
            return see_other(f"{paragraph_url(paragraph)}#tasks")
    return form_of(request, paragraph, form, None)


@takes("GET", "HEAD", "POST")
def task(request: Request, pk: int) -> HttpResponse:
    """A task: to whoever may manage tasks its form, to others what it says."""
    row = following.task(request.actor, pk)
    if not may(request.actor, Action.MANAGE_TASKS):
        if request.method == "POST":
            check(request.actor, Action.MANAGE_TASKS)
        context = of_paragraph(request, row.paragraph) | {"task": row}
        return render(request, "mandates/following/task.html", context)
    begin = {
        "product": row.product,
        "owner": str(row.owner_id),
        "due": row.due,
        "reports_back": row.reports_back,
        "status": row.status,
        "seen": row.version,
    }
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        owners=owners(request, row),
        there=row,
        initial=begin,
    )
    if form.is_valid():
        try:
            change_task(pk, form.assignment, seen=form.cleaned_data["seen"], by=request.actor, at=now())
        except Invalid as problem:
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, _("The task is changed."))
            return see_other(f"{paragraph_url(row.paragraph)}#tasks")
    return form_of(request, row.paragraph, form, row)


def form_of(request: Request, paragraph: Paragraph, form: TaskForm, row: Task | None) -> HttpResponse:
    context = of_paragraph(request, paragraph) | {"task": row, "section": SECTION}
    return answer_form(request, "mandates/following/task.html", context, form)
