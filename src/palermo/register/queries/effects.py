"""What a proposal would change if it were recorded: shown before it is saved; nothing is written."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.core.treaty.given import ActRow
from palermo.register.queries.proposals import Proposal, participant_of, proposed
from palermo.register.queries.readings import AsKnown, as_known, is_party
from palermo.register.queries.records import Record, Register


class Moment(NamedTuple):
    """Where a participant stands from a day on, as the record is, and as it would be."""

    day: date
    before: treaty.Standing | None
    after: treaty.Standing | None

    @property
    def differs(self) -> bool:
        return seen(self.before) != seen(self.after)


class Whole(NamedTuple):
    """What would change of an instrument for all."""

    instrument: str
    parties: tuple[int, int]  # today, before and after
    in_force: tuple[date | None, date | None]  # its own entry into force
    others: int  # participants without an act in the proposal that would stand otherwise

    @property
    def changes(self) -> bool:
        return self.parties[0] != self.parties[1] or self.in_force[0] != self.in_force[1]


class OfOne(NamedTuple):
    """What would change under an instrument for one participant."""

    whole: Whole
    participant: str
    moments: list[Moment]  # those that differ, and today
    bound_from: date | None  # since when the act put in binds it; None where none does

    @property
    def instrument(self) -> str:
        return self.whole.instrument

    @property
    def changes(self) -> bool:
        return self.whole.changes or any(each.differs for each in self.moments)


@dataclass(frozen=True, slots=True)
class Effects:
    """The register as it is, and as it would be, on a day."""

    before: AsKnown
    after: AsKnown
    proposal: Proposal
    on: date

    def told(self) -> list[OfOne]:
        """Of each participant: the instruments that the proposal names, then those that would change too."""
        named = {(row.participant, row.instrument) for row in self.proposal.put}
        named |= {(participant_of(act), act.instrument_id) for act in self.proposal.out}
        wholes = self.wholes()
        found = [self.of(code, each) for code in self.proposal.participants for each in wholes]
        first = [each for each in found if (each.participant, each.instrument) in named]
        return first + [each for each in found if each.changes and each not in first]

    def wholes(self) -> list[Whole]:
        """Of the instruments named, their Conventions, and the Protocols to these; no other can change."""
        named = {row.instrument for row in self.proposal.put}
        named |= {act.instrument_id for act in self.proposal.out}
        records = self.after.register.records
        roots = {records[key].parent or key for key in named}
        return [self.whole(key) for key, each in records.items() if key in roots or each.parent in roots]

    def whole(self, key: str) -> Whole:
        in_force = self.before.alone(key).in_force, self.after.alone(key).in_force
        parties = self.parties(self.before, key), self.parties(self.after, key)
        return Whole(key, parties, in_force, self.others(key) if in_force[0] != in_force[1] else 0)

    def of(self, participant: str, whole: Whole) -> OfOne:
        courses = self.courses(participant, whole.instrument)
        bound = [
            self.bound_from(row)
            for row in self.proposal.put
            if (row.participant, row.instrument) == (participant, whole.instrument)
        ]
        since = max((day for day in bound if day), default=None)
        return OfOne(whole, participant, moments(*courses, self.on), since)

    def moment(self, row: ActRow) -> Moment:
        """Where its participant stands today, and would stand with all that is proposed."""
        before, after = self.courses(row.participant, row.instrument)
        return Moment(self.on, before.on(self.on), after.on(self.on))

    def courses(self, participant: str, key: str) -> tuple[treaty.Course, treaty.Course]:
        before, after = self.before.reading(key).courses, self.after.reading(key).courses
        return before.get(participant, treaty.NOWHERE), after.get(participant, treaty.NOWHERE)

    def bound_from(self, row: ActRow) -> date | None:
        """Since when an act that is put in would bind; None of one that does not."""
        kind, record = treaty.Kind(row.kind), self.after.register.records[row.instrument]
        if kind not in treaty.CONSENT:
            return None
        life = self.after.register.lives.get(row.participant, treaty.Life())
        in_force = self.after.alone(row.instrument).in_force
        return treaty.in_force_for(row.date, kind, record.rules, in_force, life.existence.start)

    def parties(self, known: AsKnown, key: str) -> int:
        """How many there are on the day, those inferred from a Protocol included, as the register counts."""
        return sum(map(is_party, treaty.standings(known.reading(key).courses, self.on).values()))

    def others(self, key: str) -> int:
        """How many stand otherwise on some day, with no act of theirs in the proposal."""
        rest = self.after.reading(key).courses.keys() - set(self.proposal.participants)
        return sum(bool(differences(*self.courses(code, key))) for code in rest)


def effects(actor: Actor, proposal: Proposal, on: date) -> Effects:
    """What the proposal would change, seen on the day `on`."""
    check(actor, Action.RECORD_ACTS)
    before = as_known(None)
    return Effects(before, AsKnown(as_it_would_be(before.register, proposal, on), None), proposal, on)


def as_it_would_be(register: Register, proposal: Proposal, on: date) -> Register:
    out = proposal.keys_out
    records = {
        key: with_acts(record, [proposed(row, on) for row in proposal.put if row.instrument == key], out)
        for key, record in register.records.items()
    }
    return replace(register, records=records)


def with_acts(record: Record, put: list[treaty.Act], out: set[str]) -> Record:
    kept = [act for act in record.acts if act.key not in out]
    return replace(record, acts=treaty.in_order([*kept, *put]))


def moments(before: treaty.Course, after: treaty.Course, today: date) -> list[Moment]:
    """The days from which on it would stand otherwise, and today."""
    found = differences(before, after)
    if not any(each.day == today for each in found):
        found.append(Moment(today, before.on(today), after.on(today)))
    return sorted(found, key=lambda each: each.day)


def differences(before: treaty.Course, after: treaty.Course) -> list[Moment]:
    """The days from which on it would stand otherwise than it does; the first of each run alone."""
    found: list[Moment] = []
    last = (seen(None), seen(None))
    for day in sorted({*before.days, *after.days}):
        moment = Moment(day, before.on(day), after.on(day))
        pair = seen(moment.before), seen(moment.after)
        if moment.differs and pair != last and day > date.min:
            found.append(moment)
        last = pair
    return found


def seen(standing: treaty.Standing | None) -> tuple[object, ...]:
    """What a reader sees of a standing: not under which key its act stands, nor how sure it is."""
    if standing is None:
        return ()
    since = standing.in_force_from
    return standing.status, standing.inferred, since, standing.certain, standing.withdrawal is not None
