"""Signing in: every try is counted before it is looked at, and who got in is on record."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from palermo.actors.models import User
from palermo.actors.queries.people import key_of
from palermo.core.actor import Actor
from palermo.journal.services import enter
from palermo.kit.throttle import attempt, give_back, give_one_back, take

TEN_MINUTES, HOUR = timedelta(minutes=10), timedelta(hours=1)
CHALLENGES = 300  # from one place: each makes a session
ONCE = timedelta(minutes=5)  # longer than an authenticator code is taken


class Limit(NamedTuple):
    """How many tries there are under a key. A right answer gives them back, or one where others count too."""

    key: str
    most: int
    within: timedelta
    shared: bool = False


class Outcome(NamedTuple):
    """What came of a try: who or what it was; or how many are left before what pause; or how long to wait."""

    user: User | None = None
    authenticator: Any = None
    left: int = 0
    pause: timedelta = TEN_MINUTES
    wait: timedelta | None = None


def passphrase_limits(email: str, address: str, device: str) -> list[Limit]:
    """A browser in which the person was signed in before has a counter of its own, and no other."""
    if device:
        return [Limit(f"passphrase/{email}/device/{device}", 5, TEN_MINUTES)]
    return [
        Limit(f"passphrase/{email}/{address}", 5, TEN_MINUTES),
        Limit(f"passphrases/{address}", 50, TEN_MINUTES, shared=True),
    ]


def code_limits(user: User, address: str, device: str) -> list[Limit]:
    """Only whoever gave the right passphrase gets here."""
    where = f"device/{device}" if device else address
    everywhere = where if device else "everywhere"
    return [
        Limit(f"code/{user.pk}/{where}", 5, TEN_MINUTES),
        Limit(f"codes/{user.pk}/{everywhere}", 20, HOUR, shared=True),
    ]


def ask_for_challenge(address: str, at: datetime) -> Outcome:
    """One of the sessions that strangers begin, who ask what a passkey is to answer."""
    return take_all([Limit(f"challenges/{address}", CHALLENGES, TEN_MINUTES)], at)


def try_passphrase(
    email: str, passphrase: str, *, address: str, device: str, by: Actor, at: datetime
) -> Outcome:
    """Whose passphrase it is. An address that nobody has is answered like any other, and as slowly."""
    limits = passphrase_limits(email, address, device)
    outcome = take_all(limits, at)
    if outcome.wait is not None:
        return outcome
    user = User.objects.filter(email=email).first()
    right = (user or User(password=UNUSABLE_PASSWORD_PREFIX)).check_password(passphrase)
    if user is not None and right and user.is_active:
        restore(limits)
        return Outcome(user=user)
    note_pause(outcome, "passphrase", user, address, by=by, at=at)
    return outcome


def try_code(user: User, code: str, *, address: str, device: str, by: Actor, at: datetime) -> Outcome:
    """Which authenticator the code is of: of the app, or one of the recovery codes. Each is taken once."""
    limits = code_limits(user, address, device)
    outcome = take_all(limits, at)
    if outcome.wait is not None:
        return outcome
    authenticator = holder_of(code, user, at)
    if authenticator is not None:
        restore(limits)
        return Outcome(user=user, authenticator=authenticator)
    note_pause(outcome, "second_factor", user, address, by=by, at=at)
    return outcome


def holder_of(code: str, user: User, at: datetime) -> Authenticator | None:
    rows = Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.WEBAUTHN)
    for row in rows:
        if row.wrap().validate_code(code):
            # The library forgets an app's code after half a minute; it is taken for longer.
            seen = row.type == Authenticator.Type.TOTP and not is_first(user, code, at)
            return None if seen else row
    return None


def is_first(user: User, code: str, at: datetime) -> bool:
    """Whether the app's code was not taken before. Of many at once, one is the first."""
    return take(f"used/{user.pk}/{code}", 1, ONCE, at=at) is None


def take_all(limits: Sequence[Limit], at: datetime) -> Outcome:
    """Take one try of each limit, or none at all."""
    taken: list[str] = []
    nearest: Outcome | None = None
    for limit in limits:
        tried = attempt(limit.key, limit.most, limit.within, at=at)
        if tried.wait is not None:
            give_one_back(*taken)
            return Outcome(wait=tried.wait)
        taken.append(limit.key)
        if nearest is None or tried.left < nearest.left:
            nearest = Outcome(left=tried.left, pause=limit.within)
    return nearest or Outcome()


def restore(limits: Sequence[Limit]) -> None:
    give_back(*(limit.key for limit in limits if not limit.shared))
    give_one_back(*(limit.key for limit in limits if limit.shared))


@transaction.atomic
def note_pause(
    outcome: Outcome, of: str, user: User | None, address: str, *, by: Actor, at: datetime
) -> None:
    """Put a pause on record, once: the last try does. An address that nobody has is not named."""
    if outcome.left == 0:
        subject = key_of(user) if user is not None else ""
        enter(by, "actors.tries_paused", subject, at=at, values={"of": of, "address": address})


@transaction.atomic
def signed_in(user: User, *, methods: Sequence[str], address: str, by: Actor, at: datetime) -> None:
    """Put on record who got in, by what and from where."""
    enter(by, "actors.signed_in", key_of(user), at=at, values={"methods": list(methods), "address": address})


@transaction.atomic
def signed_out(user: User, *, by: Actor, at: datetime) -> None:
    enter(by, "actors.signed_out", key_of(user), at=at)
