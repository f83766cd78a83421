"""Erasing who a person was: the name and the address go, and what they did stays."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.actors.models import Invitation, User
from palermo.actors.queries.people import key_of
from palermo.actors.services.capacities import called, holding, locked_person
from palermo.actors.services.people import reason_of
from palermo.core.actor import Actor
from palermo.core.errors import Conflict
from palermo.core.permissions import Action, check
from palermo.journal.services import enter, erase_person


@transaction.atomic
def erase_identity(person: int, *, why: str, by: Actor, at: datetime) -> User:
    """Erase the name and the address of somebody who is deactivated, here and in the journal.

    The roles end, links lead nowhere and nothing is left to sign in with: nobody can be this person again.
    The reason stands in the journal, and must not repeat what is erased.
    """
    check(by, Action.ERASE_NAMES)
    user = locked_person(person)
    if user.is_erased:
        raise Conflict("person.erased", gettext_noop("The name and the address are erased already."))
    if user.is_active:
        raise Conflict(
            "person.not_deactivated",
            gettext_noop("%(name)s can sign in. Deactivate the person first."),
            name=called(user),
        )
    reason = reason_of(why)
    ended = [each.pk for each in holding(at).filter(user=user)]
    holding(at).filter(user=user).update(until=at)
    Invitation.objects.filter(user=user, accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.name, user.email = "", user.erased_address
    user.set_unusable_password()
    user.save_if_unchanged(user.version, ["name", "email", "password"])
    try:
        erase_person(key_of(user), about=[key_of(user)], by=by, at=at, why=reason)
    except Conflict as refused:  # the entries may have been erased one by one before
        if refused.code != "erasure.done":
            raise
    enter(by, "actors.erased", key_of(user), at=at, values={"delegations_ended": ended}, why=reason)
    return user
