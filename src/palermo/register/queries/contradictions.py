"""Acts on record that contradict each other: a load of shipped acts is not refused for that."""

from datetime import date

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.register.queries.proposals import conducts
from palermo.register.queries.records import ROOMS, register


def contradictions(actor: Actor) -> list[treaty.Remark]:
    """What the record holds and could not be made to hold, in the order of participants' codes."""
    check(actor, Action.RECORD_ACTS)
    return remembered(ROOMS, "contradictions", found)


def found() -> list[treaty.Remark]:
    codes = {act.participant for record in register().records.values() for act in record.acts}
    by_code = conducts(sorted(codes))
    said = (remark for conduct in by_code.values() for remark in treaty.remarks(conduct, date.max))
    return [remark for remark in said if remark.refused]
