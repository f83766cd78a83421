"""Silence: of what a State was asked by a day that has passed, how much was received and how much not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.mandates.queries.claims import NOBODY, Addressed, Asked, addressed, claims_of_states
from palermo.mandates.queries.mandates import Wanted
from palermo.mandates.queries.matrix import SILENT, fitting


@dataclass(frozen=True, slots=True)
class Silence:
    """Of what a State was asked and has come due: how much was received, and since when the rest is late."""

    state: State
    asked: int
    received: int
    since: date  # the earliest day of what was not received; of nothing, the last of all days

    @property
    def silent(self) -> int:
        return self.asked - self.received


def silence(actor: Actor, states: Sequence[State], on: date, year: str = "") -> list[Silence]:
    """Every State of these, with what it was asked by a day that has passed; in their order."""
    check(actor, Action.READ_MANDATES)
    rows = fitting(Wanted(year=year), SILENT, on).order_by("due").values_list("pk", "due")
    asked, claims, to = Asked(actor, on), claims_of_states(actor), addressed(actor)
    tallies = {each.key: Tally() for each in states}
    alike: dict[Addressed, tuple[date, int]] = {}  # without a claim: the earliest day, and how many
    for pk, due in rows:
        each = to.get(pk, NOBODY)
        said = {state for as_at, state, _status in claims.get(pk, ()) if as_at <= on}
        if said:
            for state in asked.states_of(each) & tallies.keys():
                tallies[state].add(1, None if state in said else due)
        else:
            first, count = alike.get(each, (due or on, 0))
            alike[each] = (first, count + 1)
    for each, (first, count) in alike.items():
        for state in asked.states_of(each) & tallies.keys():
            tallies[state].add(count, first)
    pairs = ((state, tallies[state.key]) for state in states)
    return [Silence(state, tally.asked, tally.received, tally.since) for state, tally in pairs]


class Tally:
    """What was counted of one State so far."""

    def __init__(self) -> None:
        self.asked, self.received, self.since = 0, 0, date.max

    def add(self, count: int, silent_since: date | None) -> None:
        self.asked += count
        if silent_since is None:
            self.received += count
        else:
            self.since = min(self.since, silent_since)
