"""Links that lead people in: sent, sent again, withdrawn."""

from datetime import datetime, timedelta
from secrets import token_hex

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.actors.models import Invitation, User
from palermo.actors.models.people import canonical
from palermo.actors.queries import digest_of, key_of
from palermo.actors.services.capacities import (
    Capacity,
    called,
    check_fits,
    check_free,
    check_not_passed_on,
    check_uninvited,
    locked,
    locked_person,
)
from palermo.actors.services.people import (
    check_active,
    check_here,
    check_not_oneself,
    locked_delegation,
    reason_of,
)
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.language import LANGUAGES
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.mail import secret_of
from palermo.kit.tasks import afterwards

VALID, FIRST_VALID = timedelta(days=7), timedelta(hours=24)


@transaction.atomic
def invite(
    email: str,
    capacity: Capacity,
    *,
    language: str,
    origin: str,
    by: Actor,
    at: datetime,
    name: str = "",
    replaces: int | None = None,
) -> Invitation:
    """Invite somebody to a role. Whoever has joined already accepts by signing in."""
    check(by, Action.MANAGE_PEOPLE, capacity.role)
    check_fits(capacity, at)
    user = person_of(email, name, language)
    check_active(user)
    check_free(user, capacity, at)
    check_uninvited(user, capacity, at)
    seed = token_hex(16)
    made = Invitation.objects.create(
        user=user, replaces_id=replaces, **capacity.columns, **lines(seed, VALID, by=by, at=at)
    )
    send(made, seed, origin)
    told = {"invitation": made.pk, "email": user.email, "name": user.name, **capacity.values}
    enter(
        by,
        "actors.invited",
        key_of(user),
        at=at,
        values=told | ({"replaces": replaces} if replaces is not None else {}),
    )
    return made


@transaction.atomic
def replace(
    delegation: int, email: str, *, name: str, language: str, origin: str, by: Actor, at: datetime
) -> Invitation:
    """Invite a successor: when they accept, the role passes to them, with its drafts and duties."""
    user, held = locked_delegation(delegation)
    capacity = Capacity.of(held)
    check(by, Action.MANAGE_PEOPLE, capacity.role)
    check_not_oneself(by, user, capacity.role)
    check_not_passed_on(held)
    if canonical(email) == user.email:
        raise Invalid(
            "successor.same", gettext_noop("Give the address of the successor, not of the predecessor.")
        )
    waiting = Invitation.objects.filter(
        replaces=held, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    ).select_related("user")
    for each in waiting:
        raise Conflict(
            "successor.invited",
            gettext_noop("%(name)s is invited to take over already. Withdraw that invitation first."),
            name=called(each.user) if each.user else "",
        )
    return invite(
        email, capacity, language=language, origin=origin, by=by, at=at, name=name, replaces=held.pk
    )


@transaction.atomic
def restore(person: int, *, why: str, origin: str, by: Actor, at: datetime) -> Invitation:
    """Send somebody who lost their second factor a link to sign in anew. A newer one ends those before."""
    check(by, Action.MANAGE_PEOPLE, Role.ADMINISTRATOR)
    user = locked_person(person)
    if key_of(user) == by.key:
        raise Conflict("restore.own", gettext_noop("You are signed in: change your own account there."))
    seed = token_hex(16)
    made = newest_recovery(user, lines(seed, VALID, by=by, at=at), at)
    send(made, seed, origin)
    values = {"invitation": made.pk}
    enter(by, "actors.recovery_sent", key_of(user), at=at, values=values, why=reason_of(why))
    return made


@transaction.atomic
def recovery_link(email: str, *, why: str, by: Actor, at: datetime) -> str:
    """The token of a link to sign in anew, for whoever runs the installation: the only administrator may
    be the one who is shut out. It is told to them alone, valid for a day, and kept nowhere."""
    check(by, Action.MANAGE_PEOPLE, Role.ADMINISTRATOR)
    found = User.objects.filter(email=canonical(email)).first()
    if found is None:
        raise Missing(
            "person.no_such_address", gettext_noop("Nobody here has the address “%(email)s”."), email=email
        )
    seed = token_hex(16)
    user = locked_person(found.pk)
    made = newest_recovery(user, lines(seed, FIRST_VALID, by=by, at=at), at)
    values = {"invitation": made.pk}
    enter(by, "actors.recovery_link_made", key_of(user), at=at, values=values, why=reason_of(why))
    return secret_of(seed)


def newest_recovery(user: User, columns: dict[str, object], at: datetime) -> Invitation:
    """A link to sign in anew; those before it lead nowhere. Raises Conflict where the person is not here."""
    check_here(user)
    Invitation.objects.filter(user=user, role="", accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
    return Invitation.objects.create(user=user, **columns)


@transaction.atomic
def send_again(invitation: int, *, origin: str, by: Actor, at: datetime) -> Invitation:
    """A new link, valid from now; the one that was sent before leads nowhere."""
    user, found = locked_invitation(invitation)
    check_invitation(by, found)
    check_pending(found)
    check_active(user)
    seed = token_hex(16)
    for name, value in lines(seed, VALID, by=by, at=at).items():
        setattr(found, name, value)
    found.save_if_unchanged(found.version, ["digest", "by", "sent_at", "expires_at"])
    send(found, seed, origin)
    enter(by, "actors.invitation_sent_again", key_of(user), at=at, values={"invitation": found.pk})
    return found


@transaction.atomic
def withdraw_invitation(invitation: int, *, why: str, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back: its link leads nowhere."""
    user, found = locked_invitation(invitation)
    check_invitation(by, found)
    check_pending(found)
    reason = reason_of(why)
    found.withdrawn_at = at
    found.save_if_unchanged(found.version, ["withdrawn_at"])
    told = {"invitation": found.pk}
    enter(by, "actors.invitation_withdrawn", key_of(user), at=at, values=told, why=reason)
    return found


def person_of(email: str, name: str, language: str) -> User:
    """The person with that address, locked; made where there is none, by one of two who ask at once."""
    address = canonical(email)
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(
            "email.invalid", gettext_noop("“%(value)s” is not an e-mail address."), value=email
        ) from None
    if language not in LANGUAGES:
        raise Invalid("language.unknown", gettext_noop("Choose one of the six languages."))
    made = {"name": name.strip(), "language": language, "password": make_password(None)}
    user, new = User.objects.get_or_create(email=address, defaults=made)
    if new:
        return user
    user = locked(user.pk)[user.pk]
    if user.joined_at is None:  # what was said of them last holds, until they say it themselves
        user.name, user.language = name.strip() or user.name, language
        user.save(update_fields=["name", "language"])
    return user


def lines(seed: str, valid: timedelta, *, by: Actor, at: datetime) -> dict[str, object]:
    """What an invitation keeps of a link, of its sender and of its time."""
    digest = digest_of(secret_of(seed))
    return {"digest": digest, "by": by.key or "", "sent_at": at, "expires_at": at + valid}


def send(invitation: Invitation, seed: str, origin: str) -> None:
    """The worker writes and sends the letter, as often as it takes, once this transaction stands."""
    afterwards("palermo.actors.tasks.mail_invitation", invitation=invitation.pk, seed=seed, origin=origin)


def locked_invitation(pk: int) -> tuple[User, Invitation]:
    """An invitation of a person, both locked. Raises Missing."""
    found = Invitation.objects.filter(pk=pk).exclude(user=None).first()
    if found is None or found.user_id is None:
        raise Missing("invitation.missing", gettext_noop("There is no such invitation."))
    user = locked(found.user_id)[found.user_id]
    return user, Invitation.objects.select_for_update().get(pk=pk)


def check_invitation(by: Actor, found: Invitation) -> None:
    """Whoever may give the role may look after it; links to sign in anew are the administrator's."""
    check(by, Action.MANAGE_PEOPLE, Role(found.role) if found.role else Role.ADMINISTRATOR)


def check_pending(found: Invitation) -> None:
    if found.accepted_at is not None:
        raise Conflict("invitation.accepted", gettext_noop("This invitation was accepted already."))
    if found.withdrawn_at is not None:
        raise Conflict("invitation.withdrawn", gettext_noop("This invitation was withdrawn already."))
