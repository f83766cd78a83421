"""Acts as they stand in the register, one by one, each with its source: those held true today."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.register.models import Act
from palermo.register.queries.records import ROOMS, register
from palermo.texts import queries as texts

CONSENT = [kind.value for kind in treaty.CONSENT]


class Recorded(NamedTuple):
    """An act on record, the key of its instrument, and what it is counted by: there may be thousands."""

    instrument: str
    act: treaty.Act
    kind: str
    in_year: tuple[int, bool]  # and whether it is a consent to be bound
    of: tuple[str, bool]  # the participant, and the same


def recorded(actor: Actor) -> list[Recorded]:
    """Every act on record, the newest first, those of a day in the order of instruments; read once."""
    check(actor, Action.READ_REGISTER)
    order = [each.key for each in texts.registered(actor)]
    return remembered(ROOMS, "recorded", lambda: newest_first(order))


def newest_first(order: Iterable[str]) -> list[Recorded]:
    records = register().records
    found = [record(key, act) for key in order for act in sorted(records[key].acts, key=key_of)]
    return sorted(found, key=day_of, reverse=True)


def record(instrument: str, act: treaty.Act) -> Recorded:
    binds = act.kind in treaty.CONSENT
    return Recorded(instrument, act, act.kind.value, (act.date.year, binds), (act.participant, binds))


def key_of(act: treaty.Act) -> str:
    return act.key


def day_of(row: Recorded) -> date:
    return row.act.date


def sources(actor: Actor) -> dict[str, str]:
    """Where each act comes from, by its key."""
    check(actor, Action.READ_REGISTER)
    return register().sources


def acts_of(actor: Actor, participant: str, *, until: date | None = None) -> QuerySet[Act]:
    """Every act of a State or organization, by date, with its source."""
    check(actor, Action.READ_REGISTER)
    found = Act.objects.filter(Q(state=participant) | Q(organization=participant), known_until=None)
    if until:
        found = found.filter(date__lte=until)
    return found.select_related("instrument").order_by("date", "instrument__order")


def joined_last(actor: Actor, instrument: str, on: date, limit: int = 4) -> QuerySet[Act]:
    """The newest consents to be bound."""
    check(actor, Action.READ_REGISTER)
    found = Act.objects.filter(instrument=instrument, kind__in=CONSENT, date__lte=on, known_until=None)
    return found.select_related("state", "organization").order_by("-date", "key")[:limit]
