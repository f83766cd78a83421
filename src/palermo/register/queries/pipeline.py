"""Who is not a party to an instrument, and what it would take: signed or not, in the Convention or not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from palermo.core.actor import Actor
from palermo.core.treaty import Standing, Status
from palermo.register.queries.positions import Position, position
from palermo.register.queries.readings import is_party


class Step(StrEnum):
    """Where one that is no party stands before it may become one; the first two are of the Convention."""

    SIGNED = "signed"
    NOT_SIGNED = "not_signed"
    SIGNED_PARTY = "signed_party"  # to the Convention, here and below
    NOT_SIGNED_PARTY = "not_signed_party"
    SIGNED_OUTSIDE = "signed_outside"
    NOT_SIGNED_OUTSIDE = "not_signed_outside"
    SIGNED_UNCLEAR = "signed_unclear"  # the record of the Convention ends before the day
    NOT_SIGNED_UNCLEAR = "not_signed_unclear"
    WITHDRAWN = "withdrawn"
    SIGNED_UNKNOWN = "signed_unknown"  # the record of the instrument itself ends before the day
    UNKNOWN = "unknown"


# By whether it signed and whether it is a party to the Convention, None where that is unknown.
OF_PROTOCOL = {
    (True, True): Step.SIGNED_PARTY,
    (False, True): Step.NOT_SIGNED_PARTY,
    (True, False): Step.SIGNED_OUTSIDE,
    (False, False): Step.NOT_SIGNED_OUTSIDE,
    (True, None): Step.SIGNED_UNCLEAR,
    (False, None): Step.NOT_SIGNED_UNCLEAR,
}
OWN = {
    Status.WITHDRAWN: Step.WITHDRAWN,
    Status.SIGNED_UNKNOWN: Step.SIGNED_UNKNOWN,
    Status.UNKNOWN: Step.UNKNOWN,
}


class Waiting(NamedTuple):
    """One that is no party on the day, and where it stands to the Convention (None: it is that)."""

    standing: Standing
    convention: Standing | None
    step: Step


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everyone that is not a party to an instrument on a day, in the order of codes."""

    place: Position
    above: Position | None  # the Convention, for a Protocol
    waiting: list[Waiting]


def not_parties(actor: Actor, instrument: str, on: date) -> Pipeline:
    """Whoever is in the status table of the day and is no party; raises Missing as `position` does."""
    place = position(actor, instrument, on)
    parent = place.instrument.parent_id
    above = position(actor, parent, on) if parent else None
    outside = [each for each in place.standings.values() if not is_party(each)]
    return Pipeline(place, above, [waiting(each, above) for each in outside])


def waiting(standing: Standing, above: Position | None) -> Waiting:
    convention = standing_in(above, standing.participant) if above else None
    return Waiting(standing, convention, step_of(standing, convention))


def standing_in(place: Position, participant: str) -> Standing:
    """Where it stands; an organization that is not in the table has no act, of a State nobody knows."""
    none = Status.NONE if participant in place.organizations else Status.UNKNOWN
    return place.standings.get(participant) or Standing(participant, none)


def step_of(standing: Standing, convention: Standing | None) -> Step:
    if standing.status in OWN:
        return OWN[standing.status]
    signed = standing.signed is not None
    if convention is None:
        return Step.SIGNED if signed else Step.NOT_SIGNED
    unclear = convention.status in {Status.UNKNOWN, Status.SIGNED_UNKNOWN}
    return OF_PROTOCOL[signed, None if unclear else is_party(convention)]
