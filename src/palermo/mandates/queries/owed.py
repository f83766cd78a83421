"""What is owed, by whom, since when, how late: what asks something, and what was received of it by a day.

A paragraph is owed while it stands by itself, asks something of somebody, and is not answered. What asks
States is answered in part until each of them has answered.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import pgettext_lazy

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.mandates.models import (
    Addressee,
    Claimant,
    FollowUp,
    Mandate,
    OperativeAct,
    ParagraphAddressee,
    Standing,
)
from palermo.mandates.queries.asked import OF_STATES, Party, asked_of
from palermo.mandates.queries.claims import Asked as AskedStates
from palermo.mandates.queries.claims import addressed, addressed_of, claims_of_states
from palermo.mandates.queries.rows import whole

# Acts by which nothing is asked of anybody.
ASKS_NOTHING = (OperativeAct.AFFIRMS, OperativeAct.EXPRESSES, OperativeAct.NOTES, OperativeAct.CONDEMNS)


class Status(models.TextChoices):
    """What was received of what was asked, by a day."""

    NOT_RECEIVED = "not_received", pgettext_lazy("owed", "requested, not received")
    IN_PART = "in_part", pgettext_lazy("owed", "received from some")
    RECEIVED = "received", pgettext_lazy("owed", "received")
    NOT_DUE = "not_due", pgettext_lazy("owed", "not due yet")
    NO_DAY = "no_day", pgettext_lazy("owed", "no day on record")


# What asks something, of whomever.
ASKS = Mandate.objects.filter(standing=Standing.STANDS).exclude(act__in=ASKS_NOTHING)
OF_A_STATE = Q(kind__in=OF_STATES) | Q(state__isnull=False)
LATE = "late"  # not received, or from some alone, and the day has passed


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of what is owed asks for: as at a day; None and "" are everything."""

    on: date
    party: Party | None = None
    year: str = ""
    status: str = ""

    @property
    def state(self) -> str:
        """The code of the State of which it is asked, where it is one."""
        return self.party.state.key if self.party and self.party.state else ""

    @property
    def of_one(self) -> bool:
        """Whether it is about the word of one alone: a State, an organization, or the Secretariat."""
        of = self.party
        return of is not None and bool(of.state or of.organization or of.kind == Claimant.SECRETARIAT)


@dataclass(frozen=True, slots=True)
class Owed:
    """A paragraph that asks something, and what was received of it by the day."""

    mandate: Mandate
    status: Status
    late: int | None  # days
    claims: int
    newest: FollowUp | None
    answered: int | None  # of how many States, where it asks States
    of: int | None


def asking(actor: Actor) -> QuerySet[Mandate]:
    """The paragraphs that ask something of somebody and stand by themselves."""
    check(actor, Action.READ_MANDATES)
    somebody = Addressee.objects.filter(mandate=OuterRef("pk")).exclude(kind=ParagraphAddressee.NONE)
    return ASKS.filter(Exists(somebody))


def claims(asked: Asked) -> QuerySet[FollowUp]:
    """What was said by the day, by those of whom it is asked where these are one."""
    found = FollowUp.objects.filter(withdrawn_at=None, as_at__lte=asked.on)
    party = asked.party
    if party is None:
        return found
    if party.state is not None:
        return found.filter(state=party.state.key)
    if party.organization is not None:
        return found.filter(organization=party.organization.key)
    return found.filter(claimant=Claimant.SECRETARIAT) if asked.of_one else found


def owed(actor: Actor, asked: Asked) -> QuerySet[Mandate]:
    """The paragraphs that fit, in no order."""
    found = asking(actor)
    if asked.party is not None:
        found = found.filter(pk__in=asked_of(actor, asked.party, asked.on).values("pk"))
    if asked.year:
        found = found.filter(year=asked.year)
    return by_status(actor, found, asked) if asked.status else found


def by_status(actor: Actor, found: QuerySet[Mandate], asked: Asked) -> QuerySet[Mandate]:
    some = Exists(claims(asked).filter(paragraph=OuterRef("pk")))
    several = Exists(Addressee.objects.filter(OF_A_STATE, mandate=OuterRef("pk")))
    received = Q(some)
    if not asked.of_one:
        received &= ~Q(several) | Q(pk__in=complete(actor, asked.on))
    rules = {
        Status.RECEIVED.value: received,
        Status.IN_PART.value: Q(some) & ~received,
        Status.NOT_RECEIVED.value: ~Q(some) & Q(due__lt=asked.on),
        Status.NOT_DUE.value: ~Q(some) & Q(due__gte=asked.on),
        Status.NO_DAY.value: ~Q(some) & Q(due=None),
        LATE: ~received & Q(due__lt=asked.on),
    }
    return found.filter(rules[asked.status])


def complete(actor: Actor, on: date) -> list[int]:
    """Of what asks States, that of which each has answered by the day."""
    states, to = AskedStates(actor, on), addressed(actor)
    found = []
    for pk, said in claims_of_states(actor).items():
        answered = {state for as_at, state, _status in said if as_at <= on}
        if answered and pk in to and states.states_of(to[pk]) <= answered:
            found.append(pk)
    return found


def states_of(row: Mandate, states: AskedStates) -> frozenset[str]:
    """The States that a row of a list asks."""
    to = row.addressees.all()
    named = {each.state_id for each in to if each.state_id}
    return states.states_of(addressed_of((each.kind for each in to), named, row.deliberation.instrument_id))


def told(actor: Actor, rows: QuerySet[Mandate] | list[Mandate], asked: Asked) -> list[Owed]:
    """Rows with what was received of them, in a number of queries that does not grow with the rows."""
    found = rows if isinstance(rows, list) else whole(rows.values_list("pk", flat=True))
    said: dict[int, list[FollowUp]] = {}
    held = claims(asked).filter(paragraph__in=[each.pk for each in found]).order_by("-as_at", "-pk")
    for claim in held.defer("words", "evidence"):
        said.setdefault(claim.paragraph_id, []).append(claim)
    states = AskedStates(actor, asked.on)
    return [one(each, said.get(each.pk, []), states, asked) for each in found]


def one(row: Mandate, said: list[FollowUp], asks: AskedStates, asked: Asked) -> Owed:
    several = not asked.of_one and any(
        each.kind in OF_STATES or each.state_id for each in row.addressees.all()
    )
    states = states_of(row, asks) if several else frozenset[str]()
    answered = len({each.state_id for each in said} & states) if several else None
    status = status_of(row, said, asked.on, whole_of=not several or answered == len(states))
    passed = row.due is not None and row.due < asked.on
    late = (asked.on - row.due).days if row.due and passed and status is not Status.RECEIVED else None
    return Owed(row, status, late, len(said), said[0] if said else None, answered, len(states) or None)


def status_of(row: Mandate, said: list[FollowUp], on: date, *, whole_of: bool) -> Status:
    if said:
        return Status.RECEIVED if whole_of else Status.IN_PART
    if row.due is None:
        return Status.NO_DAY
    return Status.NOT_RECEIVED if row.due < on else Status.NOT_DUE
