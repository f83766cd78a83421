"""The ladder of reminders: who is reminded of what at which step. Each step is taken once.

All steps of a day are one transaction, with the letters as tasks of the same: either all stand, or none.
A step that was missed is made up for during two weeks, and not later: what is imported long after its day
reminds nobody of the past.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from palermo.actors.models import Delegation
from palermo.core.actor import Actor, Role
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.tasks import afterwards
from palermo.mandates.models import FollowUp, Mandate, Reminder, Task, TaskStatus
from palermo.mandates.queries.claims import Asked
from palermo.mandates.queries.owed import asking, states_of

LADDER = (-60, -14, 0, 30, 90, 180)  # days after what was due; before it, below zero
GRACE = 14  # days within which a step that was missed is still taken
LETTER = "palermo.mandates.tasks.mail_reminders"


class Due(NamedTuple):
    """Who is to be reminded of what, at which step."""

    user: int
    paragraph: int
    task: int | None
    step: int


@transaction.atomic
def remind(*, by: Actor, at: datetime) -> int:
    """Have whoever is to be reminded today get one letter with all of it; answers how many letters."""
    check(by, Action.MANAGE_TASKS)
    today = at.date()
    sent = {Due(*row) for row in Reminder.objects.values_list("user", "paragraph", "task", "step")}
    found = {*of_mandates(by, at), *of_tasks(today)} - sent
    Reminder.objects.bulk_create(
        [
            Reminder(
                user_id=each.user, paragraph_id=each.paragraph, task_id=each.task, step=each.step, sent_at=at
            )
            for each in sorted(found, key=lambda each: (each.user, each.paragraph, each.task or 0))
        ]
    )
    people = sorted({each.user for each in found})
    for person in people:
        afterwards(LETTER, person=person, at=at.isoformat())
    if people:
        tasks = sum(1 for each in found if each.task)
        counts = {"letters": len(people), "paragraphs": len(found) - tasks, "tasks": tasks}
        enter(by, "mandates.reminded", f"mandates.reminders/{today.isoformat()}", at=at, values=counts)
    return len(people)


def step_of(due: date, today: date) -> int | None:
    """The step of the ladder that is to be taken by today.

    >>> step_of(date(2026, 3, 15), date(2026, 3, 1)), step_of(date(2026, 3, 15), date(2026, 2, 28))
    (-14, None)
    """
    passed = (today - due).days
    return next((step for step in reversed(LADDER) if step <= passed < step + GRACE), None)


def span(today: date) -> tuple[date, date]:
    """The days that something may be due on to be of any step today."""
    return today - timedelta(LADDER[-1] + GRACE), today - timedelta(LADDER[0])


def of_mandates(by: Actor, at: datetime) -> Iterator[Due]:
    """What is asked of a State, to its focal points; of an organization by name, to its partners.

    Nothing that the State or organization has said something of.
    """
    today, people = at.date(), speakers(at)
    rows = asking(by).filter(due__range=span(today)).select_related("deliberation")
    steps = {
        row.pk: (row, step)
        for row in rows.prefetch_related("addressees")
        if (step := step_of_row(row, today)) is not None
    }
    held = FollowUp.objects.filter(paragraph__in=steps, withdrawn_at=None)
    said = {(pk, state or body) for pk, state, body in held.values_list("paragraph", "state", "organization")}
    asked = Asked(by, today)
    for pk, (row, step) in steps.items():
        named = {each.organization_id for each in row.addressees.all() if each.organization_id}
        for party in states_of(row, asked) | named:
            if (pk, party) not in said:
                yield from (Due(user, pk, None, step) for user in people.get(party, ()))


def step_of_row(row: Mandate, today: date) -> int | None:
    return step_of(row.due, today) if row.due else None


def speakers(at: datetime) -> dict[str, set[int]]:
    """Who speaks for each State and organization: focal points, and partners."""
    roles = [Role.FOCAL_POINT.value, Role.PARTNER.value]
    found: dict[str, set[int]] = {}
    for each in Delegation.objects.filter(role__in=roles, user__is_active=True):
        if each.holds(at):
            found.setdefault(each.state_id or each.organization_id or "", set()).add(each.user_id)
    return found


def of_tasks(today: date) -> Iterator[Due]:
    """Open tasks, to their owners."""
    rows = Task.objects.filter(status=TaskStatus.OPEN, due__range=span(today), owner__is_active=True)
    for row in rows:
        if row.due and (step := step_of(row.due, today)) is not None:
            yield Due(row.owner_id, row.paragraph_id, row.pk, step)
