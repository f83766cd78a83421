"""What an actor may see of the register: who is bound, on a day, as known on a day."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, Min, Q, QuerySet

from palermo.actors import queries as actors
from palermo.actors.models import Organization
from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.core.provenance import Confidence
from palermo.kit.models import remembered
from palermo.register.models import Act, Completeness, Declaration, PublishedCount
from palermo.texts import queries as texts
from palermo.texts.models import Instrument

KINDS = {kind.value: kind for kind in treaty.Kind}
CONFIDENCES = {confidence.value: confidence for confidence in Confidence}
CONSENT = [kind.value for kind in treaty.CONSENT]


@dataclass(frozen=True, slots=True)
class Record:
    """All that is on record of an instrument, whatever the day."""

    acts: list[treaty.Act]  # in the order of their dates
    organizations: frozenset[str]
    complete_to: date | None
    in_force: date | None
    rules: treaty.Rules
    steps: list[tuple[date, int]]
    of_those_who_left: list[treaty.Act]  # their acts to the Convention, for a Protocol
    of_protocols: list[list[treaty.Act]]  # acts of those whom only a Protocol shows, for the Convention


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
        return self.record.acts

    @property
    def organizations(self) -> frozenset[str]:
        return self.record.organizations

    @property
    def complete_to(self) -> date | None:
        return self.record.complete_to

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
    def beyond_record(self) -> bool:
        """Whether the day lies after the end of the record."""
        return self.complete_to is not None and self.on > self.complete_to

    def joined_after(self, day: date) -> list[treaty.Standing]:
        return [party for party in self.parties if party.consent and party.consent.date > day]


class Comparison(NamedTuple):
    """A published count beside ours, over the day or month for which it was published."""

    published: PublishedCount
    first: int  # parties on record on its first day
    last: int  # and on its last
    signatories: int
    inferred: int  # further parties that only a Protocol shows
    low: int  # of the parties on record, those of low confidence

    @property
    def verdict(self) -> str:
        """equal, within (the month), short (the record ends before) or differs."""
        parties = self.published.parties
        if self.first == self.last == parties:
            return "equal"
        if self.first <= parties <= self.last:
            return "within"
        return "short" if parties > self.last else "differs"

    @property
    def missing(self) -> int:
        return self.published.parties - self.last


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


def position(actor: Actor, instrument_key: str, on: date, known: date | None = None) -> Position:
    """Where everyone stands on a day, in a constant number of queries. Raises Missing: no such instrument."""
    check(actor, Action.READ_REGISTER)
    instrument = texts.instrument(actor, instrument_key)
    record = remembered("palermo.register", instrument.key, lambda: record_of(instrument))
    found = treaty.standings(
        record.acts,
        on,
        rules=record.rules,
        in_force=record.in_force,
        known=known,
        complete_to=record.complete_to,
        organizations=record.organizations,
        participants=[code for code, state in actors.states_in_brief(actor).items() if state.exists(on)],
        parent=left_parent(record, on, known),
    )
    if not instrument.parent_id:
        found = with_inferred(record, found, on, known)
    return Position(instrument, on, known, record, found)


def record_of(instrument: Instrument) -> Record:
    organizations = frozenset(Organization.objects.values_list("key", flat=True))
    acts = treaty.known_acts(treaty_acts(Act.objects.filter(instrument=instrument)), None)
    rules = rules_of(instrument)
    not_before = parent_in_force(instrument) if instrument.parent_id else None
    return Record(
        acts,
        organizations,
        Completeness.objects.filter(pk=instrument).values_list("complete_to", flat=True).first(),
        treaty.entry_into_force(acts, rules, organizations=organizations, not_before=not_before),
        rules,
        treaty.joined_over_time(acts, date.max, rules=rules),
        acts_of_those_who_left(instrument),
        acts_of_protocols(instrument),
    )


def parent_in_force(instrument: Instrument) -> date | None:
    """The day on which the Convention entered into force, from the earliest deposit of each State."""
    parent = instrument.parent
    assert parent is not None, "only a Protocol has a parent"
    deposits = Act.objects.filter(instrument=parent, kind__in=CONSENT, state__isnull=False)
    first = deposits.values("state_id").annotate(first=Min("date")).values_list("state_id", "first")
    acts = [treaty.Act(state, treaty.Kind.RATIFICATION, day, day) for state, day in first]
    return treaty.entry_into_force(acts, rules_of(parent))


def left_parent(record: Record, on: date, known: date | None) -> dict[str, treaty.Standing] | None:
    """Where those who ever withdrew from the Convention stand to it; None where nobody did."""
    acts = record.of_those_who_left
    return treaty.standings(acts, on, rules=record.rules, in_force=None, known=known) if acts else None


def acts_of_those_who_left(instrument: Instrument) -> list[treaty.Act]:
    """All acts to the Convention of whoever withdrew from it; asked for a Protocol only."""
    if not instrument.parent_id:
        return []
    acts = Act.objects.filter(instrument=instrument.parent_id)
    who = set(acts.filter(kind=treaty.Kind.WITHDRAWAL).values_list("state_id", "organization_id"))
    states = [state for state, _ in who if state]
    organizations = [organization for _, organization in who if organization]
    return treaty_acts(acts.filter(Q(state__in=states) | Q(organization__in=organizations))) if who else []


def with_inferred(
    record: Record, own: dict[str, treaty.Standing], on: date, known: date | None
) -> dict[str, treaty.Standing]:
    """Add the parties that only a Protocol shows, among those with no consent of their own."""
    without = {code for code, standing in own.items() if standing.consent is None}
    protocols = [
        treaty.standings(
            [act for act in acts if act.participant in without],
            on,
            rules=record.rules,
            in_force=None,
            known=known,
        )
        for acts in record.of_protocols
    ]
    return treaty.inferred_parties(own, protocols)


def acts_of_protocols(instrument: Instrument) -> list[list[treaty.Act]]:
    """Acts to each Protocol of those who never consented to the Convention; asked for the Convention only."""
    if instrument.parent_id:
        return []
    own = Act.objects.filter(instrument=instrument, kind__in=CONSENT)
    found: dict[str, list[treaty.Act]] = {}
    for protocol in instrument.protocols.values_list("key", flat=True):
        acts = Act.objects.filter(instrument=protocol, kind__in=[*CONSENT, treaty.Kind.WITHDRAWAL])
        only_there = acts.exclude(state__in=own.filter(state__isnull=False).values("state"))
        found[protocol] = treaty_acts(only_there)
    return list(found.values())


def published_counts(actor: Actor, place: Position) -> list[Comparison]:
    """Every published count of an instrument beside ours, the newest first."""
    check(actor, Action.READ_REGISTER)
    steps = place.steps
    inferred = [party.consent.date for party in place.inferred if party.consent]
    found = PublishedCount.objects.filter(instrument=place.instrument).order_by("-as_at")
    return [compare(published, place, steps, inferred) for published in found]


def compare(
    published: PublishedCount, place: Position, steps: Sequence[tuple[date, int]], inferred: Iterable[date]
) -> Comparison:
    first = last = published.as_at
    if published.precision == PublishedCount.Precision.MONTH:
        last = first.replace(day=monthrange(first.year, first.month)[1])
    low = {
        act.participant
        for act in place.acts
        if act.kind in treaty.CONSENT and act.date <= last and act.confidence.is_low
    }
    signed = {act.participant for act in place.acts if act.kind is treaty.Kind.SIGNATURE and act.date <= last}
    beyond = place.complete_to is not None and last > place.complete_to
    further = sum(day <= last for day in inferred) if beyond else 0
    return Comparison(
        published, count_on(steps, first), count_on(steps, last), len(signed), further, len(low)
    )


def count_on(steps: Sequence[tuple[date, int]], day: date) -> int:
    """The number of parties on a day, from the steps of `joined_over_time`."""
    return next((count for when, count in reversed(steps) if when <= day), 0)


def consents_a_year(place: Position) -> list[tuple[int, int]]:
    """How many consents to be bound were deposited in each year up to the day, empty years included."""
    years = [
        act.date.year
        for act in treaty.known_acts(place.acts, place.known)
        if act.kind in treaty.CONSENT and act.date <= place.on
    ]
    return [(year, years.count(year)) for year in range(min(years), place.on.year + 1)] if years else []


def sourced_to(place: Position) -> date | None:
    """The last day to which every act comes from one status page; later acts come from several sources."""
    snapshots = sorted({act.known_from for act in place.acts})
    return snapshots[0] if len(snapshots) > 1 else place.complete_to


def declarations(
    actor: Actor, *, instrument: str | None = None, participant: str | None = None, until: date | None = None
) -> QuerySet[Declaration]:
    """Reservations, declarations and notices, by date."""
    check(actor, Action.READ_REGISTER)
    found = Declaration.objects.select_related("state", "organization", "instrument").order_by("date", "key")
    if instrument:
        found = found.filter(instrument=instrument)
    if participant:
        found = found.filter(Q(state=participant) | Q(organization=participant))
    if until:
        found = found.filter(Q(date=None) | Q(date__lte=until))
    return found


def acts_of(actor: Actor, participant: str, *, until: date | None = None) -> QuerySet[Act]:
    """Every act of a State or organization, by date, with its source."""
    check(actor, Action.READ_REGISTER)
    found = Act.objects.filter(Q(state=participant) | Q(organization=participant))
    if until:
        found = found.filter(date__lte=until)
    return found.select_related("instrument").order_by("date", "instrument__order")


def joined_last(actor: Actor, instrument: str, on: date, limit: int = 4) -> QuerySet[Act]:
    """The newest consents to be bound."""
    check(actor, Action.READ_REGISTER)
    found = Act.objects.filter(instrument=instrument, kind__in=CONSENT, date__lte=on)
    return found.select_related("state", "organization").order_by("-date", "key")[:limit]


def sources(actor: Actor, keys: Iterable[str]) -> dict[str, str]:
    """Where acts come from, by their keys."""
    check(actor, Action.READ_REGISTER)
    return dict(Act.objects.filter(key__in=list(keys)).values_list("key", "source"))


def completeness(actor: Actor) -> dict[str, date]:
    """The end of each instrument's record."""
    check(actor, Action.READ_REGISTER)
    return dict(Completeness.objects.values_list(F("instrument_id"), "complete_to"))
