"""The list of the tasks of the Secretariat: on the screen, and as a file for whoever may read it."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.kit.tables import Column, Table, word
from palermo.mandates.exports.words import called, paragraph_url
from palermo.mandates.models import Task, TaskStatus
from palermo.mandates.queries.duties import called as person


def is_late(row: Task, on: date) -> bool:
    return row.status == TaskStatus.OPEN and row.due is not None and row.due < on


def tasks_table(request: HttpRequest, on: date) -> Table[Task]:
    columns = [
        Column[Task](
            "product",
            pgettext_lazy("task", "What is to be done"),
            lambda row: row.product,
            product,
            heads=True,
        ),
        Column[Task]("paragraph", _("Paragraph"), paragraph, of_paragraph, css=""),
        Column[Task]("owner", _("Owner"), lambda row: person(row.owner), css=""),
        Column[Task]("due", _("Until"), lambda row: row.due),
        Column[Task](
            "late",
            _("Days late"),
            lambda row: days_late(row, on),
            css="n",
            about=_("Of a task that is open."),
        ),
        Column[Task]("reports_back", _("Reports back in"), lambda row: row.reports_back, css=""),
        Column[Task](
            "status",
            _("Status"),
            lambda row: word(TaskStatus, row.status),
            by=lambda row: TaskStatus.values.index(row.status),
        ),
        Column[Task]("ended", pgettext_lazy("task", "Ended on"), lambda row: row.ended_on),
        Column[Task]("number", _("Number"), lambda row: row.pk, exported_only=True, identifies=True),
    ]
    return Table(columns, request, "due")


def product(row: Task) -> str:
    return format_html('<a href="{}">{}</a>', reverse("mandates:task", args=[row.pk]), row.product)


def paragraph(row: Task) -> str:
    return called(row.paragraph, row.paragraph.deliberation)


def of_paragraph(row: Task) -> str:
    return format_html('<a href="{}">{}</a>', paragraph_url(row.paragraph), paragraph(row))


def days_late(row: Task, on: date) -> int | None:
    return (on - row.due).days if row.due and is_late(row, on) else None


def late_ones(rows: Iterable[Task], on: date) -> list[Task]:
    return [each for each in rows if is_late(each, on)]
