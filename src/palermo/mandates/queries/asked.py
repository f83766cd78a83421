"""What is asked of a party, and which States a paragraph addresses: one rule, read in both directions.

“States” are those that exist on the day; “Member States” are the Members of the United Nations; “States
parties” are those that the record shows to be bound on the day by the instrument of the decision, and “States
not yet party” all others, those of which it is unknown included. Where a decision has no instrument, or one
whose acts are not kept here, both are every State: nobody is left out for want of a record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from palermo.actors import queries as actors
from palermo.actors.models import Organization, State
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Addressee, Deliberation, Mandate, ParagraphAddressee
from palermo.register import queries as register
from palermo.texts import queries as texts

Kind = ParagraphAddressee
OF_STATES = (Kind.STATES, Kind.MEMBER_STATES, Kind.STATES_PARTIES, Kind.STATES_NOT_PARTY)
# Whom anybody may ask about, beside States and organizations.
KINDS = [kind for kind in Kind if kind not in (Kind.NONE, Kind.STATE)]


@dataclass(frozen=True, slots=True)
class Party:
    """Of whom something is asked: a State, an organization, or a kind of addressees."""

    key: str  # as it stands in an address: JPN, eu, secretariat
    kind: str
    state: State | None = None
    organization: Organization | None = None


def party(actor: Actor, key: str) -> Party:
    """Raises Missing where a key is of no State, organization or kind of addressees."""
    found = party_called(actor, key)
    if found is None:
        raise Missing(
            "party.missing",
            "There is no State, organization or kind of addressees “%(key)s”.",
            key=key[:40],
        )
    return found


def party_called(actor: Actor, key: str) -> Party | None:
    check(actor, Action.READ_MANDATES)
    if key in KINDS:
        return Party(key, key)
    for organization in actors.organizations(actor):
        if key in (organization.slug, organization.key):
            return Party(organization.slug, Kind.ORGANIZATION, organization=organization)
    state = next((each for each in actors.all_states(actor) if each.key == key.upper()), None)
    return Party(state.key, Kind.STATE, state=state) if state else None


def asked_of(actor: Actor, of: Party, on: date) -> QuerySet[Mandate]:
    """The operative paragraphs that ask something of a party, as at a day."""
    check(actor, Action.READ_MANDATES)
    return Mandate.objects.filter(reaching(actor, of, on))


def reaching(actor: Actor, of: Party, on: date) -> Q:
    """Whether a mandate reaches a party, as a condition on mandates."""
    if of.state is not None:
        return reaching_state(actor, of.state, on)
    if of.organization is not None:
        return addressing(organization=of.organization.key) | addressing(
            kind=Kind.ORGANIZATION, organization=None
        )
    return addressing(kind=of.kind)


def addressing(**whom: Any) -> Q:
    """Quicker than to join them: each set of addressees is read once, from its index."""
    return Q(pk__in=Addressee.objects.filter(**whom).values("mandate"))


def reaching_state(actor: Actor, state: State, on: date) -> Q:
    if not state.existence.contains(on):
        return addressing(state=state.key)
    kinds = [Kind.STATES]
    if state.membership == State.Membership.MEMBER:
        kinds.append(Kind.MEMBER_STATES)
    bound, free = set[str](), set[str]()
    for instrument, states in all_parties(actor, on).items():
        (bound if state.key in states else free).add(instrument)
    return (
        addressing(kind__in=kinds)
        | addressing(state=state.key)
        | addressing(kind=Kind.STATES_PARTIES) & ~under(free)
        | addressing(kind=Kind.STATES_NOT_PARTY) & ~under(bound)
    )


def under(instruments: Iterable[str]) -> Q:
    """Of a decision that has one of these instruments."""
    return Q(deliberation__in=Deliberation.objects.filter(instrument__in=[*instruments]).values("pk"))


def all_parties(actor: Actor, on: date) -> Mapping[str, frozenset[str]]:
    """The States that the record shows to be bound on a day, by each instrument whose acts are kept."""
    check(actor, Action.READ_MANDATES)
    return remembered(
        "palermo.actors palermo.texts palermo.register",
        ("parties", on),
        lambda: {
            each.key: frozenset(party.participant for party in register.position(actor, each.key, on).parties)
            for each in texts.registered(actor)
        },
    )


def states_addressed(
    actor: Actor, addressees: Iterable[Addressee], instrument: str | None, on: date
) -> list[State]:
    """The States that the addressees of a paragraph are, by code; `instrument` is that of its decision."""
    check(actor, Action.READ_MANDATES)
    listed = list(addressees)
    kinds, named = {each.kind for each in listed}, {each.state_id for each in listed if each.state_id}
    bound = all_parties(actor, on).get(instrument or "")
    return [
        each
        for each in actors.all_states(actor)
        if each.key in named or (each.existence.contains(on) and is_of(each, kinds, bound))
    ]


def is_of(state: State, kinds: Iterable[str], bound: frozenset[str] | None) -> bool:
    """Whether a State that exists is of one of the kinds; `bound` is None where that is not on record."""
    rules = {
        Kind.STATES.value: True,
        Kind.MEMBER_STATES.value: state.membership == State.Membership.MEMBER,
        Kind.STATES_PARTIES.value: bound is None or state.key in bound,
        Kind.STATES_NOT_PARTY.value: bound is None or state.key not in bound,
    }
    return any(rules.get(kind, False) for kind in kinds)
