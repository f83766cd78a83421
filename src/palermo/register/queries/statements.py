"""What was said beside the acts, one by one, and what has become of it by a day."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.register.models import Declaration
from palermo.register.queries.positions import Position
from palermo.register.queries.records import ROOMS


class Declared(NamedTuple):
    """A reservation, declaration, objection or notice, and what has become of it by the day."""

    row: Declaration
    effect: Declaration.Effect


def declarations(actor: Actor, places: Iterable[Position], participant: str | None = None) -> list[Declared]:
    """What was said beside the acts to some instruments, and its effect on the day of each; by date."""
    check(actor, Action.READ_REGISTER)
    said = remembered(ROOMS, "said", all_said)
    effects: dict[str, treaty.Effect] = {}
    for place in places:
        statements = [each for each, row in said if row.instrument_id == place.instrument.key]
        effects |= treaty.effects(statements, place.on, place.standings, place.known)
    return [
        Declared(row, Declaration.Effect(effects[each.key]))
        for each, row in said
        if each.key in effects and participant in (None, each.participant)
    ]


def said_beside(actor: Actor) -> set[str]:
    """The keys of the instruments beside whose acts anything was said."""
    check(actor, Action.READ_REGISTER)
    return {row.instrument_id for _statement, row in remembered(ROOMS, "said", all_said)}


def all_said() -> list[tuple[treaty.Statement, Declaration]]:
    """Every declaration, as the core reads it and as it is shown, by date."""
    rows = Declaration.objects.select_related("state", "organization", "instrument")
    by_date = sorted(rows, key=lambda row: (row.date or date.min, row.key))
    return [(statement(row), row) for row in by_date]


def statement(row: Declaration) -> treaty.Statement:
    return treaty.Statement(
        row.key,
        row.state_id or row.organization_id or "",
        treaty.StatementKind(row.kind),
        row.date,
        row.as_of,
        treaty.Kind(row.occasion) if row.occasion else None,
        row.about_id or "",
    )
