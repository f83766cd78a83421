"""Where everyone stands to an instrument, on a day, as known on a day."""

from dataclasses import dataclass, replace
from datetime import date

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.register.queries.readings import Reading, as_known, is_low, is_party
from palermo.register.queries.records import Extent, Record, Register
from palermo.texts import queries as texts
from palermo.texts.models import Instrument


@dataclass(frozen=True, slots=True)
class Position:
    """An instrument on one day: where every State of that day stands, and organizations with acts."""

    instrument: Instrument
    on: date
    known: date | None
    register: Register
    reading: Reading
    standings: dict[str, treaty.Standing]

    @property
    def record(self) -> Record:
        return self.register.records[self.instrument.key]

    @property
    def organizations(self) -> frozenset[str]:
        return self.register.organizations

    @property
    def sources(self) -> dict[str, str]:
        """Where acts come from, by their keys; those of other instruments included."""
        return self.register.sources

    @property
    def extent(self) -> Extent | None:
        """How far the record goes today."""
        return self.record.extent

    @property
    def complete_to(self) -> date | None:
        return self.record.complete_to(self.known)

    @property
    def in_force(self) -> date | None:
        return self.reading.alone.in_force

    @property
    def steps(self) -> treaty.Steps:
        """The number of parties after each change, as known on the day, the future included."""
        return self.reading.steps

    def at(self, day: date) -> "Position":
        """The same instrument on another day, as known on the same day."""
        return replace(self, on=day, standings=treaty.standings(self.reading.courses, day))

    def having(self, *statuses: treaty.Status) -> list[treaty.Standing]:
        return [standing for standing in self.standings.values() if standing.status in statuses]

    @property
    def parties(self) -> list[treaty.Standing]:
        return [standing for standing in self.standings.values() if is_party(standing)]

    @property
    def signatories_only(self) -> list[treaty.Standing]:
        """Whoever signed and has not joined, so far as is on record."""
        return self.having(treaty.Status.SIGNATORY, treaty.Status.SIGNED_UNKNOWN)

    @property
    def signed_not_joined(self) -> list[treaty.Standing]:
        return self.having(treaty.Status.SIGNATORY)

    @property
    def signed_unknown(self) -> list[treaty.Standing]:
        """Whoever signed, where a later act would not be on record."""
        return self.having(treaty.Status.SIGNED_UNKNOWN)

    @property
    def inferred(self) -> list[treaty.Standing]:
        return [standing for standing in self.parties if standing.inferred]

    @property
    def low_confidence_parties(self) -> list[treaty.Standing]:
        """Parties whose consent rests partly or wholly on memory."""
        return [standing for standing in self.parties if is_low(standing)]

    @property
    def unrecorded(self) -> bool:
        """Whether nothing was known yet on the day of knowledge."""
        return self.known is not None and self.complete_to is None and self.extent is not None

    @property
    def beyond_record(self) -> bool:
        """Whether the day lies after the end of the record."""
        return self.unrecorded or (self.complete_to is not None and self.on > self.complete_to)

    @property
    def record_end(self) -> date:
        """The last day of which the record speaks, the day itself at the latest."""
        return min(self.on, self.complete_to) if self.complete_to else self.on

    def in_force_for(self, participant: str, consent: date, kind: treaty.Kind) -> date | None:
        """Since when a consent binds; a successor since it began to exist."""
        life = self.register.lives.get(participant, treaty.Life())
        return treaty.in_force_for(consent, kind, self.record.rules, self.in_force, life.existence.start)

    def joined_after(self, day: date) -> list[treaty.Standing]:
        return [party for party in self.parties if party.consent and party.consent.date > day]


def position(actor: Actor, instrument_key: str, on: date, known: date | None = None) -> Position:
    """Where everyone stands on a day, in a constant number of queries. Raises Missing: no such instrument."""
    check(actor, Action.READ_REGISTER)
    instrument = texts.instrument(actor, instrument_key)
    if not instrument.acts_recorded:
        raise Missing(
            "register.missing",
            "No acts are kept here for “%(key)s”, so who is bound by it is not shown.",
            key=instrument.key,
        )
    found = as_known(known)
    reading = found.reading(instrument.key)
    return Position(instrument, on, known, found.register, reading, treaty.standings(reading.courses, on))
