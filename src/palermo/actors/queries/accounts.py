"""What people see of their own account."""

from datetime import datetime
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.utils.http import base36_to_int

from palermo.actors.models import Delegation, User
from palermo.actors.queries.people import key_of
from palermo.core.actor import Actor
from palermo.core.errors import Denied
from palermo.core.permissions import Action, check
from palermo.journal.models import Act, Entry

Type = Authenticator.Type


class Passkey(NamedTuple):
    pk: int
    name: str
    added: datetime
    used: datetime | None


class Factors(NamedTuple):
    """What a person can show beside a passphrase."""

    app: Authenticator | None
    passkeys: list[Passkey]
    recovery: Authenticator | None

    @property
    def any(self) -> bool:
        return self.app is not None or bool(self.passkeys)

    @property
    def last(self) -> bool:
        """Whether there is one alone, after which none is left."""
        return (self.app is not None) + len(self.passkeys) == 1

    @property
    def codes(self) -> list[str]:
        """The recovery codes that were not used yet."""
        return self.recovery.wrap().get_unused_codes() if self.recovery else []


class SignIn(NamedTuple):
    """When somebody signed in, by what, and from which address of the network."""

    at: datetime
    methods: list[str]
    address: str


def factors_of(user: User) -> Factors:
    """For the door, where nobody is signed in yet."""
    rows = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))
    passkeys = [
        Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
        for row in rows
        if row.type == Type.WEBAUTHN
    ]
    single: dict[str, Any] = {row.type: row for row in rows}
    return Factors(single.get(Type.TOTP), passkeys, single.get(Type.RECOVERY_CODES))


def own_factors(actor: Actor, user: User) -> Factors:
    check_own(actor, user)
    return factors_of(user)


def own_roles(actor: Actor, user: User, at: datetime) -> list[Delegation]:
    """In which roles the person acts at that moment, whether or not a second factor lets them count."""
    check_own(actor, user)
    rows = Delegation.objects.filter(user=user).select_related("state", "organization").order_by("since")
    return [each for each in rows if each.holds(at)]


def last_sign_ins(actor: Actor, user: User, most: int = 5) -> list[SignIn]:
    """The newest first, as the journal has them."""
    check_own(actor, user)
    rows = Entry.objects.filter(act=Act.SIGNED_IN, key=key_of(user)).order_by("-number")[:most]
    return [SignIn(row.at, row.values.get("methods", []), row.values.get("address", "")) for row in rows]


def check_own(actor: Actor, user: User) -> None:
    """Raise Denied unless the account is the actor's own."""
    check(actor, Action.USE_ACCOUNT)
    if actor.key != key_of(user):
        raise Denied("permission.denied", "You may not do this.")


def user_of_link(uid: str, key: str) -> User | None:
    """Whose passphrase a mailed link may change: nobody's if it was used, is too old, or was never sent."""
    try:
        pk = base36_to_int(uid)
    except ValueError:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user is not None and default_token_generator.check_token(user, key) else None
