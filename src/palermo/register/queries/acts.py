"""Acts and declarations as they stand in the register, one by one, each with its source."""

from datetime import date

from django.db.models import F, Q, QuerySet

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.register.models import Act, Completeness, Declaration
from palermo.register.queries.positions import Position

CONSENT = [kind.value for kind in treaty.CONSENT]


def declarations(
    actor: Actor, *, instrument: str | None = None, participant: str | None = None, until: date | None = None
) -> QuerySet[Declaration]:
    """Reservations, declarations and notices, by date."""
    check(actor, Action.READ_REGISTER)
    found = Declaration.objects.select_related("state", "organization", "instrument").order_by("date", "key")
    if instrument:
        found = found.filter(instrument=instrument)
    if participant:
        found = found.filter(Q(state=participant) | Q(organization=participant))
    if until:
        found = found.filter(Q(date=None) | Q(date__lte=until))
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


def sources(actor: Actor, place: Position) -> dict[str, str]:
    """Where acts come from, by their keys; those of a Protocol included, from which parties are inferred."""
    check(actor, Action.READ_REGISTER)
    keys = [party.consent.key for party in place.inferred if party.consent]
    if not keys:
        return place.record.sources
    return place.record.sources | dict(Act.objects.filter(key__in=keys).values_list("key", "source"))


def completeness(actor: Actor) -> dict[str, date]:
    """The end of each instrument's record."""
    check(actor, Action.READ_REGISTER)
    return dict(Completeness.objects.values_list(F("instrument_id"), "complete_to"))
