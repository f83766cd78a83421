"""What comes next for those that are no parties: for the Secretariat alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from palermo.actors import queries as actors
from palermo.actors.models import Delegation
from palermo.core.actor import Actor, Role
from palermo.core.permissions import Action, check
from palermo.register.models import NextStep


class Planned(NamedTuple):
    """A step, and whoever owns it now: the delegation that it was given to, or the one that replaced that."""

    step: NextStep
    owner: Delegation | None


def next_steps(actor: Actor, instrument: str) -> dict[str, Planned]:
    """The step that is planned for each State that has one, by its code."""
    check(actor, Action.PLAN_STEPS)
    steps = NextStep.objects.filter(instrument=instrument, done_at=None)
    return {each.step.state_id: each for each in planned(actor, steps)}


def steps_of(actor: Actor, instrument: str, state: str) -> tuple[Planned | None, list[Planned]]:
    """The step that is planned for one State, and those that are done, the newest first."""
    check(actor, Action.PLAN_STEPS)
    found = list(planned(actor, NextStep.objects.filter(instrument=instrument, state=state).order_by("-pk")))
    there = next((each for each in found if each.step.done_at is None), None)
    return there, [each for each in found if each.step.done_at]


def planned(actor: Actor, steps: Iterable[NextStep]) -> Iterable[Planned]:
    found = list(steps)
    given = delegations(actor) if any(step.owner_id for step in found) else {}
    after = {each.replaces_id: each.pk for each in given.values() if each.replaces_id}
    for step in found:
        owner = step.owner_id
        while owner in after:
            owner = after[owner]
        yield Planned(step, given.get(owner) if owner else None)


def delegations(actor: Actor) -> dict[int, Delegation]:
    return {each.pk: each for each in actors.delegations(actor)}


def owners(actor: Actor, state: str, at: datetime) -> list[Delegation]:
    """Who may own a step: the Secretariat, and whoever acts for the State, by their names."""
    check(actor, Action.PLAN_STEPS)
    found = [
        each
        for each in delegations(actor).values()
        if each.holds(at) and (each.state_id == state or each.role == Role.SECRETARIAT)
    ]
    return sorted(found, key=lambda each: (each.role, called(each), each.pk))


def called(each: Delegation) -> str:
    return each.user.name or each.user.email
