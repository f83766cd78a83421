"""What comes next for those that are no parties: planned by the Secretariat, and done."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.register.models import NextStep

FIELDS = ("what", "owner_id", "due", "note")


class Plan(NamedTuple):
    """What is to be done, by whom (a delegation, by its number), until when; and what else is to be known."""

    what: str
    owner: int | None = None
    due: date | None = None
    note: str = ""


@transaction.atomic
def plan_step(
    instrument: str,
    state: str,
    plan: Plan,
    *,
    seen: int | None,
    done: bool = False,
    by: Actor,
    at: datetime,
) -> NextStep:
    """Plan the next step, or change the one that is planned, whose version `seen` is; None for none.

    Where it is `done`, another can be planned after it. Raises Conflict where somebody else was first.
    """
    check(by, Action.PLAN_STEPS)
    if not plan.what.strip():
        raise Invalid("step.empty", "Say what is to be done next.")
    step = planned(instrument, state, seen)
    before = told(step) if step.pk else None
    step.what, step.owner_id, step.due, step.note = plan.what.strip(), plan.owner, plan.due, plan.note.strip()
    step.done_at = at if done else None
    if seen is None:
        step.save(force_insert=True)
    else:
        step.save_if_unchanged(seen, [*FIELDS, "done_at"])
    values = told(step) if before is None else {"before": before, "after": told(step)}
    code = "register.step_done" if done else "register.step_planned"
    enter(by, code, f"register.step/{instrument}/{state}", at=at, values=values)
    return step


def planned(instrument: str, state: str, seen: int | None) -> NextStep:
    """The step that is planned, in the version that was seen; a new one where none was. Both wait here."""
    if State.objects.select_for_update().filter(key=state).first() is None:
        raise Missing("state.missing", "There is no State with the code “%(code)s”.", code=state[:20])
    there = NextStep.objects.filter(instrument=instrument, state=state, done_at=None)
    found = there.select_for_update().first()
    if (found and found.version) != seen:
        raise Conflict("version.stale", "Saved by someone else first. Nothing of yours was overwritten.")
    return found or NextStep(instrument_id=instrument, state_id=state)


def told(step: NextStep) -> dict[str, Any]:
    """What the journal keeps of a step."""
    return {name.removesuffix("_id"): getattr(step, name) for name in FIELDS}
