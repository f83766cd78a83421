"""Where everyone stands to an instrument, on a day, as known on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern

from django.db.models import Min, Q, QuerySet

from palermo.actors.models import Organization, State
from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.core.provenance import Confidence
from palermo.kit.models import remembered
from palermo.register.models import Act, Completeness
from palermo.texts import queries as texts
from palermo.texts.models import Instrument

KINDS = {kind.value: kind for kind in treaty.Kind}
CONFIDENCES = {confidence.value: confidence for confidence in Confidence}
CONSENT = [kind.value for kind in treaty.CONSENT]
NEVER = date.min
READ = "palermo.actors palermo.texts palermo.register"  # the rooms that a record is read from


@dataclass(frozen=True, slots=True)
class Life:
    """When a State existed, and whether it is asked where it has no act.

    One that is gone is not: what it did stands under the State that continues it, or under its own acts.
    """

    begins: date | None
    ends: date | None
    asked: bool

    def covers(self, on: date) -> bool:
        return (self.begins is None or self.begins <= on) and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """All that is on record of an instrument, whatever the day; read once, and never changed."""

    acts: list[treaty.Act]  # in the order of their dates
    sources: dict[str, str]  # by the keys of acts
    lives: dict[str, Life]  # of every State, by its code
    organizations: frozenset[str]
    complete_to: date | None
    in_force: date | None
    rules: treaty.Rules
    steps: list[tuple[date, int]]
    snapshots: list[date]  # the days on which acts became known
    of_those_who_left: list[treaty.Act]  # a Protocol's: acts to the Convention of whoever withdrew from it
    of_protocols: list[dict[str, list[treaty.Act]]]  # the Convention's: acts to each Protocol, by participant

    def complete_as_known(self, known: date | None) -> date | None:
        """How far the record went on the day `known`; None where it had not begun, or nobody says."""
        if known is None or self.complete_to is None:
            return self.complete_to
        seen = [day for day in self.snapshots if day <= known]
        return min(seen[-1], self.complete_to) if seen else None


@dataclass(frozen=True, slots=True)
class Position:
    """An instrument on one day: where every State of that day stands, and organizations with acts."""

    instrument: Instrument
    on: date
    known: date | None
    record: Record
    standings: dict[str, treaty.Standing]

    @property
    def acts(self) -> list[treaty.Act]:
        """All acts of the record, those that were not known on the day included."""
        return self.record.acts

    @property
    def known_acts(self) -> list[treaty.Act]:
        """Those that were known on the day of knowledge, in the order of their dates."""
        known = self.known
        return self.acts if known is None else [act for act in self.acts if act.known_from <= known]

    @property
    def organizations(self) -> frozenset[str]:
        return self.record.organizations

    @property
    def complete_to(self) -> date | None:
        return self.record.complete_as_known(self.known)

    @property
    def in_force(self) -> date | None:
        return self.record.in_force

    @property
    def steps(self) -> list[tuple[date, int]]:
        """The number of parties after each change, as known on the day, the future included."""
        if self.known is None:
            return self.record.steps
        return treaty.joined_over_time(self.acts, date.max, self.known, rules=self.record.rules)

    def having(self, *statuses: treaty.Status) -> list[treaty.Standing]:
        return [standing for standing in self.standings.values() if standing.status in statuses]

    @property
    def parties(self) -> list[treaty.Standing]:
        return self.having(treaty.Status.PARTY)

    @property
    def signatories_only(self) -> list[treaty.Standing]:
        return self.having(treaty.Status.SIGNATORY)

    @property
    def inferred(self) -> list[treaty.Standing]:
        return [standing for standing in self.parties if standing.inferred]

    @property
    def low_confidence_parties(self) -> list[treaty.Standing]:
        """Parties whose consent rests partly or wholly on memory."""
        return [
            standing for standing in self.parties if standing.consent and standing.consent.confidence.is_low
        ]

    @property
    def unrecorded(self) -> bool:
        """Whether nothing was known yet on the day of knowledge."""
        return self.known is not None and self.complete_to is None and self.record.complete_to is not None

    @property
    def beyond_record(self) -> bool:
        """Whether the day lies after the end of the record."""
        return self.unrecorded or (self.complete_to is not None and self.on > self.complete_to)

    @property
    def record_end(self) -> date:
        """The last day of which the record speaks, the day itself at the latest."""
        return min(self.on, self.complete_to) if self.complete_to else self.on

    def joined_after(self, day: date) -> list[treaty.Standing]:
        return [party for party in self.parties if party.consent and party.consent.date > day]


def position(actor: Actor, instrument_key: str, on: date, known: date | None = None) -> Position:
    """Where everyone stands on a day, in a constant number of queries. Raises Missing: no such instrument."""
    check(actor, Action.READ_REGISTER)
    instrument = texts.instrument(actor, instrument_key)
    record = remembered(READ, instrument.key, lambda: record_of(instrument))
    return Position(instrument, on, known, record, standings_on(record, on, known))


@lru_cache(maxsize=64)  # the days last asked about, today's most of all
def standings_on(record: Record, on: date, known: date | None) -> dict[str, treaty.Standing]:
    complete_to = record.complete_as_known(known)
    if complete_to is None and record.complete_to is not None:
        complete_to = NEVER
    lives = record.lives
    found = treaty.standings(
        record.acts,
        on,
        rules=record.rules,
        in_force=record.in_force,
        known=known,
        complete_to=complete_to,
        organizations=record.organizations,
        participants=[code for code, life in lives.items() if life.asked and life.covers(on)],
        parent=left_parent(record, on, known),
    )
    found = with_inferred(record, found, on, known)
    return {code: each for code, each in found.items() if code not in lives or lives[code].covers(on)}


def record_of(instrument: Instrument) -> Record:
    organizations = frozenset(Organization.objects.values_list("key", flat=True))
    found = Act.objects.filter(instrument=instrument)
    acts = treaty.known_acts(treaty_acts(found), None)
    rules = rules_of(instrument)
    not_before = parent_in_force(instrument) if instrument.parent_id else None
    return Record(
        acts,
        {key: intern(source) for key, source in found.values_list("key", "source")},
        lives_of_states(),
        organizations,
        Completeness.objects.filter(pk=instrument).values_list("complete_to", flat=True).first(),
        treaty.entry_into_force(acts, rules, organizations=organizations, not_before=not_before),
        rules,
        treaty.joined_over_time(acts, date.max, rules=rules),
        sorted({act.known_from for act in acts if act.known_from != act.date}),
        acts_of_those_who_left(instrument),
        acts_of_protocols(instrument),
    )


def lives_of_states() -> dict[str, Life]:
    rows = State.objects.order_by("key").values_list("key", "exists_from", "exists_until", "membership")
    return {
        key: Life(begins, ends, membership != State.Membership.FORMER)
        for key, begins, ends, membership in rows
    }


def rules_of(instrument: Instrument) -> treaty.Rules:
    return treaty.Rules(
        deposits=instrument.deposits_required,
        first_delay_days=instrument.first_delay_days,
        later_delay_days=instrument.later_delay_days,
        withdrawal_delay_months=instrument.withdrawal_delay_months,
    )


def treaty_acts(found: QuerySet[Act]) -> list[treaty.Act]:
    """Rows as the core reads them; an act without a day of knowledge is known from its own."""
    rows = found.values_list("state_id", "organization_id", "kind", "date", "as_of", "confidence", "key")
    return [
        treaty.Act(state or organization or "", KINDS[kind], on, as_of or on, CONFIDENCES[confidence], key)
        for state, organization, kind, on, as_of, confidence, key in rows
    ]


def parent_in_force(instrument: Instrument) -> date | None:
    """The day on which the Convention entered into force, from the earliest deposit of each State."""
    parent = instrument.parent
    assert parent is not None, "only a Protocol has a parent"
    deposits = Act.objects.filter(instrument=parent, kind__in=CONSENT, state__isnull=False)
    first = deposits.values("state_id").annotate(first=Min("date")).values_list("state_id", "first")
    acts = [treaty.Act(state, treaty.Kind.RATIFICATION, day, day) for state, day in first]
    return treaty.entry_into_force(acts, rules_of(parent))


def left_parent(record: Record, on: date, known: date | None) -> dict[str, treaty.Standing] | None:
    """Where those who withdrew from the Convention stand to it; None where nobody did."""
    acts = record.of_those_who_left
    return treaty.standings(acts, on, rules=record.rules, in_force=None, known=known) if acts else None


def acts_of_those_who_left(instrument: Instrument) -> list[treaty.Act]:
    """All acts to the Convention of whoever withdrew from it; none for the Convention itself."""
    if not instrument.parent_id:
        return []
    acts = Act.objects.filter(instrument=instrument.parent_id)
    who = set(acts.filter(kind=treaty.Kind.WITHDRAWAL).values_list("state_id", "organization_id"))
    states = [state for state, _ in who if state]
    organizations = [organization for _, organization in who if organization]
    return treaty_acts(acts.filter(Q(state__in=states) | Q(organization__in=organizations))) if who else []


def acts_of_protocols(instrument: Instrument) -> list[dict[str, list[treaty.Act]]]:
    """Consents to each Protocol, and withdrawals, by participant; none for a Protocol."""
    kinds = [*CONSENT, treaty.Kind.WITHDRAWAL.value]
    found = []
    for protocol in instrument.protocols.all():
        by_participant: dict[str, list[treaty.Act]] = {}
        for act in treaty_acts(Act.objects.filter(instrument=protocol, kind__in=kinds)):
            by_participant.setdefault(act.participant, []).append(act)
        found.append(by_participant)
    return found


def with_inferred(
    record: Record, own: dict[str, treaty.Standing], on: date, known: date | None
) -> dict[str, treaty.Standing]:
    """Add the parties that only a Protocol shows, among those with no consent to the Convention."""
    without = [code for code, standing in own.items() if standing.consent is None]
    protocols = [
        treaty.standings(
            [act for code in without for act in acts.get(code, ())],
            on,
            rules=record.rules,
            in_force=None,
            known=known,
        )
        for acts in record.of_protocols
    ]
    return treaty.inferred_parties(own, protocols)


def inferred_ever(place: Position) -> Iterable[date]:
    """The days since which the parties are bound that only a Protocol shows, whatever the day of `place`."""
    if place.instrument.parent_id:
        return []
    acts, lives = place.known_acts, place.record.lives
    consented = {act.participant for act in acts if act.kind in treaty.CONSENT}
    own = {code: treaty.Standing(code, treaty.Status.NONE) for code in lives if code not in consented}
    found = with_inferred(place.record, own, date.max, place.known).values()
    return [standing.consent.date for standing in found if standing.inferred and standing.consent]
