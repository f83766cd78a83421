"""Who a signed-in person is here, and what those who may look after people see of them."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from palermo.actors.models import Delegation, User
from palermo.core.actor import Actor, Role
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
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def delegations(actor: Actor) -> QuerySet[Delegation]:
    """Who acts for whom, and who did."""
    check(actor, Action.READ_PEOPLE)
    return Delegation.objects.select_related("user", "state", "organization")
