"""The tasks of the Secretariat, and who may own one: for whoever may read them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from palermo.actors.models import Delegation, User
from palermo.core.actor import Actor, Role
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.mandates.models import Task
from palermo.mandates.queries.following import NOTHING


def tasks(actor: Actor) -> QuerySet[Task]:
    """Every task, those that have ended included."""
    check(actor, Action.READ_TASKS)
    return Task.objects.select_related("paragraph__deliberation", "owner")


def task(actor: Actor, pk: int) -> Task:
    """One task. Raises Missing."""
    found = tasks(actor).filter(pk=pk).first()
    if found is None:
        raise Missing("page.missing", NOTHING)
    return found


def owners(actor: Actor, at: datetime) -> list[User]:
    """Who may own a task: whoever is of the Secretariat at that moment, by name."""
    check(actor, Action.READ_TASKS)
    rows = Delegation.objects.filter(role=Role.SECRETARIAT.value, user__is_active=True)
    held = {each.user_id: each.user for each in rows.select_related("user") if each.holds(at)}
    return sorted(held.values(), key=called)


def owning(rows: Iterable[Task]) -> list[User]:
    """Who owns any of these, by name."""
    return sorted({each.owner for each in rows}, key=called)


def called(user: User) -> str:
    return user.name or user.email
