"""Authenticators, passkeys and recovery codes: each change is on record, and ends the other sessions."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.actors.models import User
from palermo.actors.queries.accounts import check_own
from palermo.actors.queries.people import FACTORS, key_of
from palermo.actors.services.accounts import end_sessions, tell_of
from palermo.actors.services.signing_in import is_first
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Missing
from palermo.journal.services import enter

Type = Authenticator.Type


@transaction.atomic
def add_app(user: User, secret: str, code: str, *, by: Actor, at: datetime) -> Authenticator | None:
    """An authenticator app that has just shown a code of that secret; None where the code is not of it.

    Raises Conflict where there is one already.
    """
    check_own(by, user)
    User.objects.select_for_update().get(pk=user.pk)
    if Authenticator.objects.filter(user_id=user.pk, type=Type.TOTP).exists():
        sentence = gettext_noop("You have an authenticator already. Remove it before you set up another.")
        raise Conflict("second_factor.twice", sentence)
    if not validate_totp_code(secret, code) or not is_first(user, code, at):
        return None
    return added(user, TOTP.activate(user, secret).instance, by, at)


@transaction.atomic
def add_passkey(
    user: User, name: str, credential: dict[str, Any], *, by: Actor, at: datetime
) -> Authenticator:
    """A passkey that has just answered our challenge."""
    check_own(by, user)
    User.objects.select_for_update().get(pk=user.pk)
    return added(user, WebAuthn.add(user, name, credential).instance, by, at)


def added(user: User, row: Authenticator, by: Actor, at: datetime) -> Authenticator:
    row.user = user
    end_sessions(user)
    tell_of("second_factor_added", user, at)
    enter(by, "actors.second_factor_added", key_of(user), at=at, values=told(row))
    if not Authenticator.objects.filter(user_id=user.pk, type=Type.RECOVERY_CODES).exists():
        make_codes(user, by, at)
    return row


@transaction.atomic
def rename_passkey(user: User, pk: int, name: str, *, by: Actor, at: datetime) -> None:
    check_own(by, user)
    row = own(user, Type.WEBAUTHN, pk)
    before = row.wrap().name
    row.wrap().name = name
    row.save(update_fields=["data"])
    values = {"before": {"name": before}, "after": {"name": name}}
    enter(by, "actors.passkey_renamed", key_of(user), at=at, values=values)


@transaction.atomic
def remove(user: User, kind: str, pk: int | None = None, *, by: Actor, at: datetime) -> None:
    """Take away the authenticator app, or a passkey. Recovery codes go with the last of them."""
    check_own(by, user)
    User.objects.select_for_update().get(pk=user.pk)
    row = own(user, kind, pk)
    values = told(row)
    row.delete()
    if not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists():
        Authenticator.objects.filter(user_id=user.pk).delete()
    end_sessions(user)
    tell_of("second_factor_removed", user, at)
    enter(by, "actors.second_factor_removed", key_of(user), at=at, values=values)


@transaction.atomic
def make_recovery_codes(user: User, *, by: Actor, at: datetime) -> None:
    """New recovery codes; the old ones are void. Raises Missing where they would stand in for nothing."""
    check_own(by, user)
    User.objects.select_for_update().get(pk=user.pk)
    if not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists():
        raise Missing("page.missing", gettext_noop("There is nothing at this address."))
    Authenticator.objects.filter(user_id=user.pk, type=Type.RECOVERY_CODES).delete()
    end_sessions(user)
    tell_of("recovery_codes_made", user, at)
    make_codes(user, by, at)


def make_codes(user: User, by: Actor, at: datetime) -> None:
    RecoveryCodes.activate(user)
    enter(by, "actors.recovery_codes_made", key_of(user), at=at)


def own(user: User, kind: str, pk: int | None) -> Authenticator:
    rows = Authenticator.objects.filter(user_id=user.pk, type=kind)
    row = (rows if pk is None else rows.filter(pk=pk)).first()
    if row is None:
        raise Missing("page.missing", gettext_noop("There is nothing at this address."))
    return row


def told(row: Authenticator) -> dict[str, str]:
    """What the journal keeps of one: no secret."""
    return {"kind": row.type} | ({"name": row.wrap().name} if row.type == Type.WEBAUTHN else {})
