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

CONSENT = [kind.value for kind in treaty.CONSENT]


class Declared(NamedTuple):
    """A reservation, declaration, objection or notice, and what has become of it by the day."""

    row: Declaration
    effect: Declaration.Effect


def declarations(actor: Actor, places: Iterable[Position], participant: str | None = None) -> list[Declared]:
    """What was said beside the acts to some instruments, and its effect on the day of each; by date."""
    check(actor, Action.READ_REGISTER)
    said = remembered("palermo.register", "statements", statements)
    effects: dict[str, treaty.Effect] = {}
    for place in places:
        of_instrument = said.get(place.instrument.key, [])
        effects |= treaty.effects(of_instrument, place.on, place.standings, place.known)
    found = Declaration.objects.filter(key__in=effects).select_related("state", "organization", "instrument")
    if participant:
        found = found.filter(Q(state=participant) | Q(organization=participant))
    return [Declared(row, Declaration.Effect(effects[row.key])) for row in found.order_by("date", "key")]


def statements() -> dict[str, list[treaty.Statement]]:
    """Every declaration as the core reads it, by instrument."""
    found: dict[str, list[treaty.Statement]] = {}
    rows = Declaration.objects.values_list(
        *(
            "instrument_id",
            "key",
            "state_id",
            "organization_id",
            "kind",
            "date",
            "as_of",
            "occasion",
            "about_id",
        )
    )
    for instrument, key, state, organization, kind, day, known, occasion, about in rows:
        said = treaty.Statement(
            key,
            state or organization or "",
            treaty.StatementKind(kind),
            day,
            known,
            treaty.Kind(occasion) if occasion else None,
            about or "",
        )
        found.setdefault(instrument, []).append(said)
    return found


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
