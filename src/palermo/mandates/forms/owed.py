"""What the addresses of the lists of what is owed, and of the matrix, ask for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.kit.http import choice, day, words
from palermo.mandates import queries
from palermo.mandates.models import OperativeAct
from palermo.mandates.queries.asked import OF_STATES, party
from palermo.mandates.queries.mandates import Wanted
from palermo.mandates.queries.matrix import STATUSES
from palermo.mandates.queries.owed import LATE, Asked, Status
from palermo.texts import queries as texts

SIZES = ("50", "100", "250", "500")  # columns of a page of the matrix
SIZE = "100"


def asked_of(request: HttpRequest, actor: Actor, years: Collection[str], now: date) -> Asked:
    """Read the address, no day after `now`; raises a Problem with a sentence for what cannot be read."""
    found = words(request, "party", 40)
    return Asked(
        day(request, "on", now, latest=now) or now,
        party(actor, found) if found else None,
        choice(request, "year", years),
        choice(request, "status", [*Status.values, LATE]),
    )


@dataclass(frozen=True, slots=True)
class OfStates:
    """The day, and which States; "" is everything."""

    on: date
    region: str
    group: str
    year: str

    @property
    def any(self) -> bool:
        return bool(self.region or self.group or self.year)


def of_states(request: HttpRequest, actor: Actor, years: Collection[str], now: date) -> OfStates:
    return OfStates(
        day(request, "on", now, latest=now) or now,
        choice(request, "region", actors.region_names(actor)),
        choice(request, "group", State.Group.values),
        choice(request, "year", years),
    )


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a matrix asks for: which States, which paragraphs, which cells, and how many columns at once."""

    states: OfStates
    wanted: Wanted
    status: str
    size: int

    @property
    def any(self) -> bool:
        return bool(self.states.any or self.status or self.wanted != Wanted())


def matrix_of(request: HttpRequest, actor: Actor, years: Collection[str], now: date) -> Matrix:
    states = of_states(request, actor, years, now)
    wanted = Wanted(
        addressee=choice(request, "addressee", [kind.value for kind in OF_STATES]),
        act=choice(request, "act", OperativeAct.values),
        theme=choice(request, "theme", [each.key for each in texts.themes(actor)]),
        year=states.year,
        decision=choice(request, "decision", queries.every(actor)),
    )
    size = choice(request, "columns", SIZES, SIZE)
    return Matrix(states, wanted, choice(request, "status", STATUSES), int(size))
