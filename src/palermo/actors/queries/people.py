"""Who a signed-in person is here, and what those who may look after people see of them."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from palermo.actors.models import Delegation, Invitation, User
from palermo.core.actor import Actor, Role
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for one, no more


def key_of(user: User) -> str:
    """How the journal and other rooms name a person."""
    return f"user/{user.pk}"


def actor_of(user: User, at: datetime, *, second_factor: bool) -> Actor:
    """The person as an actor. Roles count only where the second factor was given in this session.

    A person acts for one State or organization; should rows say otherwise, no role counts.
    """
    held = [each for each in user.delegations.all() if each.holds(at)] if second_factor else []
    behalf = {(each.state_id, each.organization_id) for each in held} - {(None, None)}
    if len(behalf) > 1:
        held, behalf = [], set()
    state, organization = next(iter(behalf), (None, None))
    return Actor(
        key=key_of(user),
        name=user.name or user.email,
        roles=frozenset(Role(each.role) for each in held),
        state=state,
        organization=organization,
    )


def has_role(user: User, at: datetime) -> bool:
    """Whether the person holds any role at that moment: without a second factor it does not count."""
    return any(each.holds(at) for each in user.delegations.all())


def has_second_factor(user: User) -> bool:
    """Whether the person has an authenticator or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def people(actor: Actor) -> QuerySet[User]:
    """Everyone who has joined or is invited to, with their delegations."""
    check(actor, Action.READ_PEOPLE)
    return User.objects.prefetch_related("delegations", "invitations").order_by("name", "pk")


def person(actor: Actor, pk: int) -> User:
    found = people(actor).filter(pk=pk).first()
    if found is None:
        raise Missing("person.missing", "There is no such person.")
    return found


def delegations(actor: Actor) -> QuerySet[Delegation]:
    """Who acts for whom, and who did."""
    check(actor, Action.READ_PEOPLE)
    return Delegation.objects.select_related("user", "state", "organization")


def open_invitations(actor: Actor, at: datetime) -> QuerySet[Invitation]:
    """Links that still lead in."""
    check(actor, Action.READ_PEOPLE)
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at).select_related(
        "user", "state", "organization"
    )
