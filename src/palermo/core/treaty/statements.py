"""What participants said beside their acts, and what of it stands on a date.

The rules are those of the law of treaties: a reservation made at signature binds nobody until it is
confirmed at the consent to be bound; it may be withdrawn at any time; an objection falls with the
reservation that it answers; and whatever was said falls when its author leaves the instrument.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from palermo.core.treaty.acts import Kind
from palermo.core.treaty.standings import Standing, Status

Day = date  # in Statement the name `date` is a field


class StatementKind(StrEnum):
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    OBJECTION = "objection"
    TERRITORIAL_NOTICE = "territorial_notice"
    ACCEPTANCE_OF_JURISDICTION = "acceptance_of_jurisdiction"
    DESIGNATION = "designation"
    WITHDRAWAL = "withdrawal_of_reservation"


class Statement(NamedTuple):
    """One statement of one participant; `about` is the key of the one that it objects to or withdraws."""

    key: str
    participant: str
    kind: StatementKind
    date: Day | None  # None where the day is not on record: then it is taken to have stood all along
    known_from: Day | None = None
    occasion: Kind | None = None  # the act that it was made with
    about: str = ""


class Effect(StrEnum):
    STANDS = "stands"
    AWAITS_CONSENT = "awaits_consent"  # made at signature; its author has not yet consented to be bound
    ONLY_AS_CONFIRMED = "only_as_confirmed"  # made at signature; what its author said at the consent counts
    WITHDRAWN = "withdrawn"
    FALLEN = "fallen"  # with the reservation that it answered, or when its author left


def effects(
    statements: Iterable[Statement], on: date, standings: Mapping[str, Standing], known: date | None = None
) -> dict[str, Effect]:
    """What has become, by the day `on`, of each statement made by then; by its key, in order of dates.

    `standings` are those of the same day. As known on the day `known`; whatever is recorded where it is None.
    A statement without a day of knowledge is known from its own day; without either, all along.

    >>> said = Statement("1", "XA", StatementKind.DECLARATION, date(2005, 3, 1))
    >>> effects([said], date(2005, 2, 28), {}), effects([said], date(2005, 3, 1), {})
    ({}, {'1': <Effect.STANDS: 'stands'>})
    """
    made = sorted(
        (each for each in statements if _made(each, on, known)),
        key=lambda each: (each.date or date.min, each.key),
    )
    withdrawn = {each.about for each in made if each.kind is StatementKind.WITHDRAWAL and each.about}
    found = {each.key: _own_effect(each, withdrawn, standings.get(each.participant)) for each in made}
    for each in made:
        answered = found.get(each.about) if each.kind is StatementKind.OBJECTION else None
        if answered in {Effect.WITHDRAWN, Effect.FALLEN}:
            found[each.key] = Effect.FALLEN
    return found


def _made(statement: Statement, on: date, known: date | None) -> bool:
    since = statement.known_from or statement.date
    seen = known is None or since is None or since <= known
    return seen and (statement.date is None or statement.date <= on)


def _left_since(author: Standing, day: date | None) -> bool:
    """Whether the author has left since it spoke; by joining again it does not say it again."""
    if author.status is Status.WITHDRAWN:
        return True
    return author.left is not None and (day is None or day < author.left.day)


def _own_effect(statement: Statement, withdrawn: set[str], author: Standing | None) -> Effect:
    if statement.key in withdrawn:
        return Effect.WITHDRAWN
    if author is not None and _left_since(author, statement.date):
        return Effect.FALLEN
    if statement.kind is StatementKind.RESERVATION and statement.occasion is Kind.SIGNATURE:
        bound = author is not None and author.consent is not None and not author.inferred
        return Effect.ONLY_AS_CONFIRMED if bound else Effect.AWAITS_CONSENT
    return Effect.STANDS
