"""What people change of their own account: each change ends their other sessions, and is on record."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction

from palermo.actors.models import User
from palermo.actors.queries.accounts import check_own
from palermo.actors.queries.people import key_of
from palermo.core.actor import Actor
from palermo.journal.services import enter
from palermo.kit.tasks import afterwards


def end_sessions(user: User) -> None:
    """Every session of the person is over at its next request. Within the transaction of what changed."""
    user.sessions_token = token_hex(16)
    user.save(update_fields=["sessions_token"])


@transaction.atomic
def change_profile(user: User, *, name: str, language: str, seen: int, by: Actor, at: datetime) -> None:
    """Another name, another language. Raises Conflict where somebody saved since version `seen`."""
    check_own(by, user)
    before = {"name": user.name, "language": user.language}
    user.name, user.language = name, language
    user.save_if_unchanged(seen, ["name", "language"])
    values = {"before": before, "after": {"name": name, "language": language}}
    enter(by, "actors.profile_changed", key_of(user), at=at, values=values)


@transaction.atomic
def change_passphrase(user: User, passphrase: str, *, by: Actor, at: datetime, why: str = "") -> None:
    """Another passphrase, or the first one. Every session of the person ends."""
    check_own(by, user)
    user.set_password(passphrase)
    user.sessions_token = token_hex(16)
    user.save(update_fields=["password", "sessions_token"])
    tell_of("passphrase_changed", user, at)
    enter(by, "actors.passphrase_changed", key_of(user), at=at, why=why)


def tell_of(change: str, user: User, at: datetime) -> None:
    """Write to the person that what they sign in with was changed."""
    afterwards("palermo.actors.tasks.mail_change", change=change, person=user.pk, at=at.isoformat())


@transaction.atomic
def sign_out_everywhere(user: User, *, by: Actor, at: datetime) -> None:
    """Every session of the person ends; the one that asked goes on by itself."""
    check_own(by, user)
    end_sessions(user)
    enter(by, "actors.signed_out_elsewhere", key_of(user), at=at)
