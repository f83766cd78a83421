"""Of what a person was reminded at a moment, so far as it is still due."""

from datetime import date, datetime

from django.db.models import Prefetch

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.mandates.models import FollowUp, PrintedParagraph, Reminder, TaskStatus


def still_due(actor: Actor, person: int, at: datetime) -> list[Reminder]:
    """Those of the earliest day first; without what was answered, changed or ended since."""
    check(actor, Action.READ_TASKS)
    printed = PrintedParagraph.objects.only("paragraph", "language", "words")
    rows = (
        Reminder.objects.filter(user=person, sent_at=at)
        .select_related("task", "paragraph__deliberation", "paragraph__mandate")
        .prefetch_related(Prefetch("paragraph__printed_in", queryset=printed), "user__delegations")
    )
    left = [each for each in rows if is_due(each, at)]
    return sorted(left, key=lambda each: (day_of(each) or at.date(), each.pk))


def day_of(row: Reminder) -> date | None:
    return row.task.due if row.task else row.paragraph.mandate.due


def is_due(row: Reminder, at: datetime) -> bool:
    if row.task:
        return row.task.status == TaskStatus.OPEN and row.task.owner_id == row.user_id
    held = [each for each in row.user.delegations.all() if each.holds(at)]
    parties = {each.state_id or each.organization_id for each in held} - {None}
    said = FollowUp.objects.filter(paragraph=row.paragraph_id, withdrawn_at=None)
    answered = {state or body for state, body in said.values_list("state", "organization")}
    return bool(parties - answered)
