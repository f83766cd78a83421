"""All that is on record of the instruments, whatever the day; read once, and never changed."""

from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import NamedTuple

from palermo.actors.models import Organization, State
from palermo.core import treaty
from palermo.core.language import Text
from palermo.core.period import Period
from palermo.core.provenance import Confidence
from palermo.kit.models import remembered
from palermo.register.models import Act, Completeness
from palermo.texts.models import Instrument

KINDS = {kind.value: kind for kind in treaty.Kind}
CONFIDENCES = {confidence.value: confidence for confidence in Confidence}
ROOMS = "palermo.actors palermo.texts palermo.register"  # the rooms that the register is read from


class Extent(NamedTuple):
    """How far a record goes, what must be known of that, and how sure it is."""

    complete_to: date
    note: Text
    confidence: str


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """What is on record of one instrument."""

    acts: list[treaty.Act]  # held true, in the order of their dates
    gone: list[treaty.Act]  # held true once, until they were corrected or withdrawn
    rules: treaty.Rules
    parent: str | None  # the Convention, for a Protocol
    extent: Extent | None  # None where nobody says how far the record goes
    snapshots: list[date]  # the days on which acts became known

    def known_acts(self, known: date | None) -> list[treaty.Act]:
        """The acts held true on the day `known`, or today, in the order of their dates."""
        return self.acts if known is None else treaty.known_acts([*self.acts, *self.gone], known)

    def complete_to(self, known: date | None) -> date | None:
        """How far the record went on the day `known`; None where it had not begun, or nobody says."""
        if self.extent is None or known is None:
            return self.extent and self.extent.complete_to
        seen = [day for day in self.snapshots if day <= known]
        return min(seen[-1], self.extent.complete_to) if seen else None


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The record of every instrument by its key, and what they share."""

    records: dict[str, Record]
    sources: dict[str, str]  # by the keys of acts
    lives: dict[str, treaty.Life]  # of every State, by its code
    organizations: frozenset[str]


def register() -> Register:
    """The whole register, read again only when it has changed."""
    return remembered(ROOMS, "register", read)


def read() -> Register:
    acts = acts_by_instrument()
    extents = {row.instrument_id: extent_of(row) for row in Completeness.objects.all()}
    return Register(
        {
            each.key: record_of(each, acts.get(each.key, []), extents.get(each.key))
            for each in Instrument.objects.all()
        },
        {key: intern(source) for key, source in Act.objects.values_list("key", "source")},
        lives_of_states(),
        frozenset(Organization.objects.values_list("key", flat=True)),
    )


def record_of(instrument: Instrument, acts: list[treaty.Act], extent: Extent | None) -> Record:
    return Record(
        treaty.known_acts(acts, None),
        [act for act in acts if act.known_until],
        rules_of(instrument),
        instrument.parent_id,
        extent,
        sorted({act.known_from for act in acts if act.known_from != act.date}),
    )


FIELDS = ("state_id", "organization_id", "kind", "date", "as_of", "confidence", "key", "known_until")


def acts_by_instrument() -> dict[str, list[treaty.Act]]:
    """Every row as the core reads it, those that were corrected or withdrawn included."""
    found: dict[str, list[treaty.Act]] = {}
    for instrument, *values in Act.objects.values_list("instrument_id", *FIELDS):
        found.setdefault(instrument, []).append(act_of(*values))
    return found


def act_of(
    state: str | None,
    organization: str | None,
    kind: str,
    on: date,
    as_of: date | None,
    sure: str,
    key: str,
    known_until: date | None,
) -> treaty.Act:
    """A row in the order of FIELDS; an act without a day of knowledge is known from its own."""
    who = state or organization or ""
    return treaty.Act(who, KINDS[kind], on, as_of or on, CONFIDENCES[sure], key, known_until)


def extent_of(row: Completeness) -> Extent:
    return Extent(row.complete_to, row.notes, row.confidence)


def lives_of_states() -> dict[str, treaty.Life]:
    """One that is gone is not asked: its acts stand under the State that continues it, or are its own."""
    rows = State.objects.order_by("key").values_list("key", "exists_from", "exists_until", "membership")
    return {
        key: treaty.Life(Period(begins, ends), membership != State.Membership.FORMER)
        for key, begins, ends, membership in rows
    }


def rules_of(instrument: Instrument) -> treaty.Rules:
    return treaty.Rules(
        deposits=instrument.deposits_required,
        first_delay_days=instrument.first_delay_days,
        later_delay_days=instrument.later_delay_days,
        withdrawal_delay_months=instrument.withdrawal_delay_months,
    )
