"""Roles of those who have joined, and whether they may sign in at all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.actors.models import Delegation, Invitation, User
from palermo.actors.queries import key_of
from palermo.actors.services.accounts import end_sessions
from palermo.actors.services.capacities import (
    Capacity,
    begin,
    called,
    check_another_administrator,
    lock_administrators,
    locked,
    locked_person,
    roles_of,
)
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.tasks import afterwards


@transaction.atomic
def give_delegation(person: int, capacity: Capacity, *, origin: str, by: Actor, at: datetime) -> Delegation:
    """Give somebody who has joined another role, at once."""
    check(by, Action.MANAGE_PEOPLE, capacity.role)
    user = locked_person(person)
    check_here(user)
    check_not_oneself(by, user, capacity.role)
    given, _ended = begin(user, capacity, None, at=at)
    tell("role_given", given, origin)
    enter(by, "actors.role_given", key_of(user), at=at, values={"delegation": given.pk, **capacity.values})
    return given


@transaction.atomic
def end_delegation(delegation: int, *, why: str, by: Actor, at: datetime) -> Delegation:
    """End a role: from this moment it gives nothing, and every session of its person is over."""
    user, held = locked_delegation(delegation)
    role = Role(held.role)
    check(by, Action.MANAGE_PEOPLE, role)
    check_not_oneself(by, user, role)
    if not held.holds(at):
        raise Conflict("role.ended", gettext_noop("This role has ended already."))
    reason = reason_of(why)
    if role is Role.ADMINISTRATOR:
        check_another_administrator(user, at)
    held.until, held.ended_because = at, reason
    held.save_if_unchanged(held.version, ["until", "ended_because"])
    end_sessions(user)
    tell("role_ended", held)
    values = {"delegation": held.pk, **Capacity.of(held).values}
    enter(by, "actors.role_ended", key_of(user), at=at, values=values, why=reason)
    return held


@transaction.atomic
def deactivate(person: int, *, why: str, by: Actor, at: datetime) -> User:
    """Let nobody sign in as this person; their roles stand, their open invitations lead nowhere any more."""
    user = locked_person(person)
    held = check_all_roles(by, user, at)
    if key_of(user) == by.key:
        raise Conflict("person.oneself", gettext_noop("Nobody deactivates themselves. Ask an administrator."))
    if not user.is_active:
        raise Conflict("person.inactive", gettext_noop("%(name)s is deactivated already."), name=called(user))
    reason = reason_of(why)
    if Role.ADMINISTRATOR in held:
        check_another_administrator(user, at)
    user.is_active = False
    user.save_if_unchanged(user.version, ["is_active"])
    end_sessions(user)
    open_ones = Invitation.objects.filter(user=user, accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    withdrawn = sorted(open_ones.values_list("pk", flat=True))
    Invitation.objects.filter(pk__in=withdrawn).update(withdrawn_at=at)
    values = {"invitations_withdrawn": withdrawn} if withdrawn else {}
    enter(by, "actors.deactivated", key_of(user), at=at, values=values, why=reason)
    return user


@transaction.atomic
def reactivate(person: int, *, why: str, by: Actor, at: datetime) -> User:
    """Let the person sign in again, in the roles that they still have."""
    user = locked_person(person)
    check_all_roles(by, user, at)
    if user.is_active:
        raise Conflict("person.active", gettext_noop("%(name)s is not deactivated."), name=called(user))
    if user.is_erased:
        raise Conflict(
            "person.gone",
            gettext_noop("The name and the address of this person are erased. Invite them anew."),
        )
    reason = reason_of(why)
    user.is_active = True
    user.save_if_unchanged(user.version, ["is_active"])
    enter(by, "actors.reactivated", key_of(user), at=at, why=reason)
    return user


def reason_of(why: str) -> str:
    """What is taken from somebody, or given back, is so for a reason, which the journal keeps."""
    if not (reason := why.strip()):
        raise Invalid("reason.missing", gettext_noop("Say why: the journal keeps it."))
    return reason[:500]


def check_all_roles(by: Actor, user: User, at: datetime) -> set[Role]:
    """Who is to touch a person must be one who may give every role that they have."""
    check(by, Action.MANAGE_PEOPLE)
    held = roles_of(user, at)
    for role in held:
        check(by, Action.MANAGE_PEOPLE, role)
    return held


def check_not_oneself(by: Actor, user: User, role: Role) -> None:
    if role is Role.ADMINISTRATOR and key_of(user) == by.key:
        raise Conflict(
            "administrator.own",
            gettext_noop("Nobody changes their own role of administrator. Ask another administrator."),
        )


def check_here(user: User) -> None:
    """Raise Conflict unless the person has joined and may sign in."""
    if user.joined_at is None:
        raise Conflict("person.not_joined", gettext_noop("%(name)s has not joined yet."), name=called(user))
    check_active(user)


def check_active(user: User) -> None:
    if not user.is_active:
        raise Conflict(
            "person.inactive_now",
            gettext_noop("%(name)s is deactivated. Reactivate the person first."),
            name=called(user),
        )


def locked_delegation(pk: int) -> tuple[User, Delegation]:
    """A delegation and its person, both locked. Raises Missing.

    Of an administrator, every administrator's: two that end at once would else wait for each other.
    """
    found = Delegation.objects.filter(pk=pk).first()
    if found is None:
        raise Missing("delegation.missing", gettext_noop("There is no such role."))
    user = locked(found.user_id)[found.user_id]
    if found.role == Role.ADMINISTRATOR:
        lock_administrators()
    return user, Delegation.objects.select_for_update().get(pk=pk)


def tell(letter: str, delegation: Delegation, origin: str = "") -> None:
    """Write to the person whose role began or ended."""
    afterwards("palermo.actors.tasks.mail_notice", letter=letter, delegation=delegation.pk, origin=origin)
