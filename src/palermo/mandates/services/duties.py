"""Tasks of the Secretariat: set, changed and ended. They are no public record."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.actors.models import Delegation, User
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.models import changed
from palermo.mandates.models import Task, TaskStatus
from palermo.mandates.services.following import STALE, held_paragraph, refuse_long
from palermo.meetings.services import symbol_of

LONGEST_PRODUCT, LONGEST_SYMBOL = 300, 60
FIELDS = ("owner_id", "product", "due", "reports_back", "status", "ended_on")


class Assignment(NamedTuple):
    """Who does what, until when; `reports_back` is the symbol of the document that tells what came of it."""

    owner: int
    product: str
    due: date | None = None
    reports_back: str = ""
    status: str = TaskStatus.OPEN.value


@transaction.atomic
def set_task(paragraph: str, assignment: Assignment, *, by: Actor, at: datetime) -> Task:
    """Make a task of what a paragraph asks of the Secretariat."""
    check(by, Action.MANAGE_TASKS)
    of = held_paragraph(paragraph)
    refuse(assignment, at)
    row = Task(paragraph=of, recorded_at=at)
    fill(row, assignment, at.date())
    row.save(force_insert=True)
    changed("palermo.mandates")
    enter(by, "mandates.task_set", subject(row), at=at, values={"paragraph": of.key, **told(row)})
    return row


@transaction.atomic
def change_task(pk: int, assignment: Assignment, *, seen: int, by: Actor, at: datetime) -> Task:
    """Change a task, end it or open it again. Raises Conflict where somebody else was first."""
    check(by, Action.MANAGE_TASKS)
    row = Task.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Missing("task.missing", gettext_noop("There is no such task."))
    if row.version != seen:
        raise Conflict("version.stale", STALE)
    before = told(row)
    refuse(assignment, at, owner=row.owner_id)
    fill(row, assignment, at.date())
    if before == told(row):
        raise Invalid("task.unchanged", gettext_noop("Nothing differs from what is on record."))
    row.save_if_unchanged(seen, FIELDS)
    changed("palermo.mandates")
    values = {"before": before, "after": told(row)}
    enter(by, "mandates.task_changed", subject(row), at=at, values=values)
    return row


def fill(row: Task, assignment: Assignment, today: date) -> None:
    row.owner_id, row.product = assignment.owner, " ".join(assignment.product.split())
    row.due, row.reports_back = assignment.due, symbol_of(assignment.reports_back.strip())
    if row.status != assignment.status or row.ended_on is None:
        row.ended_on = None if assignment.status == TaskStatus.OPEN else today
    row.status = assignment.status


def refuse(assignment: Assignment, at: datetime, owner: int | None = None) -> None:
    """`owner` is who has it already: they may keep it, whatever became of their role."""
    if not assignment.product.strip():
        raise Invalid("task.empty", gettext_noop("Say what is to be done, or which product it is."))
    refuse_long(assignment.product, LONGEST_PRODUCT)
    refuse_long(assignment.reports_back, LONGEST_SYMBOL)
    if assignment.status not in TaskStatus.values:
        raise Invalid("task.status", gettext_noop("A task is open, done or dropped."))
    if assignment.owner != owner and not may_own(assignment.owner, at):
        sentence = gettext_noop("A task is given to somebody of the Secretariat. Choose one of the list.")
        raise Invalid("task.owner", sentence)


def may_own(user: int, at: datetime) -> bool:
    there = User.objects.filter(pk=user, is_active=True).exists()
    held = Delegation.objects.filter(user=user, role=Role.SECRETARIAT.value)
    return there and any(each.holds(at) for each in held)


def subject(row: Task) -> str:
    return f"mandates.task/{row.pk}"


def told(row: Task) -> dict[str, Any]:
    """What the journal keeps of a task: its owner by the key of an account."""
    found = {name.removesuffix("_id"): getattr(row, name) for name in FIELDS}
    return found | {"owner": f"user/{row.owner_id}"}
