"""Acts and declarations as they stand in the register, one by one, each with its source."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.register.models import Act, Declaration
from palermo.register.queries.positions import Position
from palermo.register.queries.records import ROOMS

CONSENT = [kind.value for kind in treaty.CONSENT]


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


def acts_of(actor: Actor, participant: str, *, until: date | None = None) -> QuerySet[Act]:
    """Every act of a State or organization, by date, with its source."""
    check(actor, Action.READ_REGISTER)
    found = Act.objects.filter(Q(state=participant) | Q(organization=participant))
    if until:
        found = found.filter(date__lte=until)
    return found.select_related("instrument").order_by("date", "instrument__order")


def joined_last(actor: Actor, instrument: str, on: date, limit: int = 4) -> QuerySet[Act]:
    """The newest consents to be bound."""
    check(actor, Action.READ_REGISTER)
    found = Act.objects.filter(instrument=instrument, kind__in=CONSENT, date__lte=on)
    return found.select_related("state", "organization").order_by("-date", "key")[:limit]
