"""How many are bound, over time, beside what others published."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.register.models import PublishedCount
from palermo.register.queries.positions import Position


class Comparison(NamedTuple):
    """A published count beside ours, over the day or month for which it was published."""

    published: PublishedCount
    first: int  # parties on record on its first day
    last: int  # and on its last
    signatories: int
    inferred: int  # further parties that only a Protocol shows
    low: int  # of the parties on record, those of low confidence
    beyond: bool  # whether the record ends before its last day

    @property
    def verdict(self) -> str:
        """equal, within (the month), short (the record ends before) or differs."""
        parties = self.published.parties
        if self.first == self.last == parties:
            return "equal"
        if self.first <= parties <= self.last:
            return "within"
        return "short" if self.beyond and parties > self.last else "differs"

    @property
    def missing(self) -> int:
        return self.published.parties - self.last


class Year(NamedTuple):
    """A year of joining: consents to be bound deposited in it, and parties at its end."""

    year: int
    consents: int
    parties: int


def published_counts(actor: Actor, place: Position) -> list[Comparison]:
    """Every published count of an instrument beside ours, the newest first.

    The day of `place` does not matter, its day of knowledge does: later counts were not known then.
    """
    check(actor, Action.READ_REGISTER)
    found = remembered(
        "palermo.register", "published", lambda: list(PublishedCount.objects.order_by("-as_at", "key"))
    )
    return [
        compare(each, place)
        for each in found
        if each.instrument_id == place.instrument.key and (not place.known or each.as_at <= place.known)
    ]


def compare(published: PublishedCount, place: Position) -> Comparison:
    first = last = published.as_at
    if published.precision == PublishedCount.Precision.MONTH:
        last = first.replace(day=monthrange(first.year, first.month)[1])
    reading = place.reading
    return Comparison(
        published,
        count_on(reading.steps, first),
        count_on(reading.steps, last),
        count_on(reading.signed, last),
        count_on(reading.inferred, last),
        count_on(reading.low, last),
        place.complete_to is not None and last > place.complete_to,
    )


def count_on(steps: treaty.Steps, day: date) -> int:
    """How many there were on a day, from the steps of the days on which that changed."""
    passed = bisect_right(steps, day, key=itemgetter(0))
    return steps[passed - 1][1] if passed else 0


def by_year(place: Position) -> list[Year]:
    """Each year from the first consent to the end of what the record says, empty years included."""
    end, steps = place.record_end, place.steps
    if not steps or steps[0][0] > end:
        return []
    consents, found = place.reading.alone.consents, []
    for year in range(steps[0][0].year, end.year + 1):
        first, last = date(year, 1, 1), min(date(year, 12, 31), end)
        deposited = bisect_right(consents, last) - bisect_left(consents, first)
        found.append(Year(year, deposited, count_on(steps, last)))
    return found


def sourced_to(place: Position) -> date | None:
    """The last day to which every act comes from one status page; later acts come from several sources."""
    snapshots = place.record.snapshots
    return snapshots[0] if len(snapshots) > 1 else place.complete_to
