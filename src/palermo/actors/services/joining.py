"""What the holder of a link does with it, once: join, take a further role, sign in anew."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.actors.models import Delegation, Invitation, User
from palermo.actors.queries import digest_of, key_of, opened, own, own_invitation
from palermo.actors.services.accounts import end_sessions, tell_of
from palermo.actors.services.capacities import Capacity, begin, holding, locked
from palermo.actors.services.invitations import FIRST_VALID, person_of
from palermo.actors.services.people import tell
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid
from palermo.core.permissions import Action, check
from palermo.journal.services import enter


@transaction.atomic
def join(
    digest: str, *, name: str, passphrase: str | None, language: str, at: datetime, email: str = ""
) -> User:
    """Whoever holds the link joins, in the role that they are invited to.

    Without a passphrase they sign in with a passkey, which must be kept in the same transaction. The first
    administrator also says which address is theirs.
    """
    found = locked_link(at, digest=digest)
    user = found.user or first_person(found, email, language, at)
    if user.joined_at is not None or not found.role:
        raise Denied("permission.denied", "You may not do this.")
    user.name, user.language, user.joined_at = name.strip(), language, at
    user.set_password(passphrase)  # none: no passphrase is the right one
    user.save_if_unchanged(user.version, ["name", "language", "joined_at", "password"])
    use(found, user, at)
    take_up(found, user, "actors.joined", by=person(user), at=at)
    return user


@transaction.atomic
def accept(invitation: int, *, by: Actor, at: datetime) -> Delegation:
    """Somebody who has joined already takes a further role, signed in as the one who is invited.

    No link is asked for: that they are signed in shows more than the link does.
    """
    own_invitation(by, invitation, at)
    found = locked_link(at, pk=invitation)
    user = own(found, by)
    use(found, user, at)
    return take_up(found, user, "actors.role_accepted", by=by, at=at)


@transaction.atomic
def regain(digest: str, *, passphrase: str | None, at: datetime) -> User:
    """Sign in anew after a loss: another passphrase, and no second factor of before holds any more."""
    found = locked_link(at, digest=digest)
    user = found.user
    if user is None or user.joined_at is None or found.role:
        raise Denied("permission.denied", "You may not do this.")
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.set_password(passphrase)  # none: no passphrase is the right one
    user.save_if_unchanged(user.version, ["password"])
    end_sessions(user)
    use(found, user, at)
    tell_of("access_restored", user, at)
    enter(person(user), "actors.access_restored", key_of(user), at=at, values={"invitation": found.pk})
    return user


@transaction.atomic
def first_administrator_link(*, by: Actor, at: datetime) -> str | None:
    """The token of a link for the first administrator; None where there is one. Those before lead nowhere.

    It is told to whoever starts the installation, and kept nowhere.
    """
    check(by, Action.MANAGE_PEOPLE, Role.ADMINISTRATOR)
    open_ones = Invitation.objects.filter(user=None, accepted_at=None, withdrawn_at=None)
    open_ones.update(withdrawn_at=at)
    if has_administrator(at):
        return None
    token = token_urlsafe(32)
    made = Invitation.objects.create(
        role=Role.ADMINISTRATOR.value,
        digest=digest_of(token),
        by=by.key or "",
        sent_at=at,
        expires_at=at + FIRST_VALID,
    )
    enter(by, "actors.first_link_made", f"invitation/{made.pk}", at=at)
    return token


def has_administrator(at: datetime) -> bool:
    return holding(at).filter(role=Role.ADMINISTRATOR).exists()


def locked_link(at: datetime, **known: Any) -> Invitation:
    """The open invitation and its people, locked. Of two who use it at once, the second finds it used."""
    seen = opened(Invitation.objects.select_related("replaces", "user").filter(**known).first(), at)
    locked(seen.user_id, seen.replaces.user_id if seen.replaces else None)
    if seen.user_id is None:  # of several links for the first administrator, one is used
        list(Invitation.objects.select_for_update().filter(user=None).order_by("pk"))
    found = Invitation.objects.select_for_update().filter(**known).first()
    return opened(found, at)


def first_person(found: Invitation, email: str, language: str, at: datetime) -> User:
    """The first administrator, made now. Raises Conflict where there is one by now."""
    if has_administrator(at):
        raise Conflict(
            "administrator.there", gettext_noop("There is an administrator already. Ask to be invited.")
        )
    user = person_of(email, "", language)
    if user.joined_at is not None:
        raise Invalid(
            "email.taken", gettext_noop("Somebody has joined with this address already. Give another.")
        )
    found.user = user
    return user


def use(found: Invitation, user: User, at: datetime) -> None:
    """From now on the link leads nowhere."""
    found.user, found.accepted_at = user, at
    found.save_if_unchanged(found.version, ["user", "accepted_at"])


def take_up(found: Invitation, user: User, act: str, *, by: Actor, at: datetime) -> Delegation:
    """The role begins; whoever is replaced loses it, and both are told in the journal."""
    capacity, before = Capacity.of(found), None
    if found.replaces_id is not None:
        before = Delegation.objects.select_for_update().get(pk=found.replaces_id)
    given, ended = begin(user, capacity, before, at=at)
    values = {"invitation": found.pk, "delegation": given.pk, "email": user.email, "name": user.name}
    if before is not None:
        values["replaces"] = before.pk
    enter(by, act, key_of(user), at=at, values=values | capacity.values)
    if ended is not None:
        told = {"delegation": ended.pk, "replaced_by": given.pk, **capacity.values}
        enter(by, "actors.role_passed_on", key_of(ended.user), at=at, values=told)
        tell("role_passed_on", ended)
    return given


def person(user: User) -> Actor:
    """Whoever holds the link, before a session is open: nobody else can be it, and no role counts yet."""
    return Actor(key=key_of(user), name=user.name or user.email)
