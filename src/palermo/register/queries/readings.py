"""The records as known on a day, and where everyone stands day by day."""

from dataclasses import dataclass
from datetime import date

from palermo.core import treaty
from palermo.kit.models import remembered
from palermo.register.queries.records import ROOMS, Register, register

NOTHING_KNOWN = date.min  # the end of a record that had not begun


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """What an instrument's own acts say, those of its Convention taken into account."""

    consents: list[date]  # the days of consents to be bound, in order
    in_force: date | None
    courses: treaty.Courses


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The same, with the parties that only a Protocol shows; and how many there were over time."""

    alone: Alone
    courses: treaty.Courses
    steps: treaty.Steps  # parties by the instrument's own acts
    low: treaty.Steps  # those of them whose consent is of low confidence
    inferred: treaty.Steps  # parties that only a Protocol shows
    signed: treaty.Steps  # whoever had signed, whatever it did later


class AsKnown:
    """The register as known on a day, whatever is on record where `known` is None.

    Each instrument is worked out when it is first asked about, and kept.
    """

    def __init__(self, found: Register, known: date | None) -> None:
        self.register, self.known = found, known
        self._alone: dict[str, Alone] = {}
        self._readings: dict[str, Reading] = {}

    def reading(self, instrument: str) -> Reading:
        if instrument not in self._readings:
            self._readings[instrument] = self._read(instrument)
        return self._readings[instrument]

    def alone(self, instrument: str) -> Alone:
        if instrument not in self._alone:
            self._alone[instrument] = self._read_alone(instrument)
        return self._alone[instrument]

    def _read(self, instrument: str) -> Reading:
        alone, records = self.alone(instrument), self.register.records
        below = [self.alone(key).courses for key, each in records.items() if each.parent == instrument]
        found = treaty.with_inferred(alone.courses, below) if below else alone.courses
        return Reading(
            alone,
            found,
            treaty.joined_over_time(found),
            treaty.over_time(found, lambda each: is_party(each) and not each.inferred and is_low(each)),
            treaty.over_time(found, lambda each: is_party(each) and each.inferred),
            treaty.over_time(found, lambda each: each.signed is not None),
        )

    def _read_alone(self, instrument: str) -> Alone:
        record, organizations = self.register.records[instrument], self.register.organizations
        above = self.alone(record.parent) if record.parent else None
        acts = record.known_acts(self.known)
        in_force = treaty.entry_into_force(
            acts, record.rules, organizations=organizations, not_before=above.in_force if above else None
        )
        if above and above.in_force is None:
            in_force = None  # a Protocol is never in force before its Convention
        complete_to = record.complete_to(self.known)
        found = treaty.courses(
            acts,
            rules=record.rules,
            in_force=in_force,
            complete_to=NOTHING_KNOWN if record.extent and not complete_to else complete_to,
            organizations=organizations,
            lives=self.register.lives,
            parent=above.courses if above else None,
        )
        return Alone([act.date for act in acts if act.kind in treaty.CONSENT], in_force, found)


def is_party(standing: treaty.Standing) -> bool:
    return standing.status is treaty.Status.PARTY


def is_low(standing: treaty.Standing) -> bool:
    """Whether the act that decides rests partly or wholly on memory."""
    return standing.confidence is not None and standing.confidence.is_low


def as_known(known: date | None) -> AsKnown:
    """What is known now is worked out once, until it changes; what was known on another day, each time."""
    if known is None:
        return remembered(ROOMS, "as known now", lambda: AsKnown(register(), None))
    return AsKnown(register(), known)
