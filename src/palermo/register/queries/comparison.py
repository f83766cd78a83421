"""An instrument on two days: who joined, who left, what changed otherwise, where the record ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.period import Period
from palermo.core.treaty import Standing, Status
from palermo.register.queries.positions import Position, position
from palermo.register.queries.readings import is_party


class ChangeKind(StrEnum):
    """What became of a standing between two days, so far as is on record."""

    JOINED = "joined"
    INFERRED = "inferred"  # a party now, because a Protocol shows it
    REJOINED = "rejoined"  # a party on both days, by different consents
    CONFIRMED = "confirmed"  # inferred then; an act of its own is on record now
    LEFT = "left"
    LAPSED = "lapsed"  # inferred then; nothing shows it now
    SIGNED = "signed"
    NOTICE = "notice"  # of withdrawal, not yet in effect
    OTHER = "other"
    BEGAN = "began"  # the State began to exist, and is no party
    ENDED = "ended"  # it exists no longer
    RECORD_ENDS = "record_ends"  # nothing is on record of it; what it did later would not be


# Kinds that no act of the one whose standing it is brought about.
WITHOUT_ACT = {ChangeKind.LAPSED, ChangeKind.BEGAN, ChangeKind.ENDED, ChangeKind.RECORD_ENDS}


class Change(NamedTuple):
    """A standing that is not the same on both days; None on one of them where there was nobody to stand."""

    participant: str
    kind: ChangeKind
    then: Standing | None
    now: Standing | None

    @property
    def joined(self) -> bool:
        """Whether it adds to the number of parties."""
        return stands_as_party(self.now) and not stands_as_party(self.then)

    @property
    def left(self) -> bool:
        """Whether it takes from the number of parties."""
        return stands_as_party(self.then) and not stands_as_party(self.now)

    @property
    def deciding(self) -> treaty.Act | None:
        """The act that brought it about; of one who is inferred, its act to the Protocol."""
        if self.now is None or self.kind in WITHOUT_ACT:
            return None
        if self.kind is ChangeKind.NOTICE:
            return self.now.withdrawal
        return self.now.signed if self.kind is ChangeKind.SIGNED else self.now.deciding


class InRegion(NamedTuple):
    """A region, "" for organizations: parties on both days, and States of it on the second."""

    region: str
    then: int
    now: int
    states: int


@dataclass(frozen=True, slots=True)
class TwoDays:
    """An instrument on two days, and what changed between them, in the order of codes."""

    then: Position
    now: Position
    changes: list[Change]

    @property
    def joined(self) -> list[Change]:
        return [change for change in self.changes if change.joined]

    @property
    def left(self) -> list[Change]:
        return [change for change in self.changes if change.left]

    @property
    def record_ends(self) -> list[Change]:
        return [change for change in self.changes if change.kind is ChangeKind.RECORD_ENDS]

    @property
    def otherwise(self) -> list[Change]:
        """Those that change no number of parties, and are not the end of the record."""
        return [
            change
            for change in self.changes
            if not (change.joined or change.left or change.kind is ChangeKind.RECORD_ENDS)
        ]

    @property
    def entered_into_force(self) -> date | None:
        """The day, where it lies between the two."""
        day = self.now.in_force
        return day if day and self.then.on < day <= self.now.on else None

    def regions(self, places: Mapping[str, str]) -> list[InRegion]:
        """By the regions of States, of which `places` tells each by its code."""
        then, now = ([places.get(p.participant, "") for p in each.parties] for each in (self.then, self.now))
        there = [places.get(code, "") for code in self.now.standings]
        keys = sorted({*places.values(), *then, *now})
        return [InRegion(key, then.count(key), now.count(key), there.count(key)) for key in keys]


def two_days(actor: Actor, instrument: str, since: date, until: date, known: date | None = None) -> TwoDays:
    """What is different on the day `until`. Raises Invalid unless that is after `since`; Missing as ever."""
    Period(since, until)
    now = position(actor, instrument, until, known)
    then = now.at(since)
    return TwoDays(then, now, list(changes(then, now)))


def changes(then: Position, now: Position) -> Iterator[Change]:
    for code in sorted({*then.standings, *now.standings}):
        before, after = then.standings.get(code), now.standings.get(code)
        if kind := kind_of(before, after):
            yield Change(code, kind, before, after)


def stands_as_party(standing: Standing | None) -> bool:
    return standing is not None and is_party(standing)


def kind_of(then: Standing | None, now: Standing | None) -> ChangeKind | None:
    """What changed; None where nothing did that is on record."""
    if now is None:
        return ChangeKind.ENDED
    if is_party(now):
        return kind_of_party(then, now)
    if stands_as_party(then):
        return ChangeKind.LEFT if now.status is Status.WITHDRAWN else ChangeKind.LAPSED
    if now.signed and not (then and then.signed):
        return ChangeKind.SIGNED
    if then is None:
        return ChangeKind.BEGAN
    if now.withdrawal != then.withdrawal:  # it gave notice; or joined and left in between
        return ChangeKind.OTHER if now.status is Status.WITHDRAWN else ChangeKind.NOTICE
    if then.certain and not now.certain:
        return ChangeKind.RECORD_ENDS
    return None if now.status is then.status else ChangeKind.OTHER


def kind_of_party(then: Standing | None, now: Standing) -> ChangeKind | None:
    """The same of whoever is a party on the second day."""
    if then is None or not is_party(then):
        return ChangeKind.INFERRED if now.inferred else ChangeKind.JOINED
    if now.inferred:
        return None
    if then.inferred:
        return ChangeKind.CONFIRMED
    if now.consent != then.consent:
        return ChangeKind.REJOINED
    return ChangeKind.NOTICE if now.withdrawal != then.withdrawal else None
