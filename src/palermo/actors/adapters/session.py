"""Sessions: opened afresh at each sign-in, going on after a change of one's own, over in time."""

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse

from palermo.actors.models import User
from palermo.actors.queries.people import actor_of, has_role, has_second_factor
from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Denied
from palermo.kit.http import Request, now, see_other

SEEN = "seen"  # when the session was last used, to the minute
HALFWAY = "halfway"  # what the passphrase was, when it was given and a second factor was not yet
LONGEST, IDLE, MINUTE = timedelta(hours=12), timedelta(hours=2), timedelta(minutes=1)
LATELY = timedelta(minutes=15)  # within it, nobody is asked again who they are


def who(request: Request) -> Actor:
    """Who asks. Whoever has no session is the public, and costs no query."""
    request.lacks_second_factor = False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return PUBLIC
    user = request.user
    if not isinstance(user, User):
        return PUBLIC
    at = now()
    if is_over(request, user, at):
        logout(request)
        return PUBLIC
    return actor_in(request, user, at)


def actor_in(request: Request, user: User, at: datetime) -> Actor:
    """A signed-in person as an actor: their roles count once this session has its second factor."""
    given = gave_second_factor(request, user)
    request.lacks_second_factor = not given and has_role(user, at)
    return actor_of(user, at, second_factor=given)


def gave_second_factor(request: Request, user: User) -> bool:
    """Whether this session was opened with one: a code, or a passkey, which is two factors by itself."""
    return any(each.get("method") == "mfa" for each in get_authentication_records(request, user))


def is_over(request: Request, user: User, at: datetime) -> bool:
    """Whether the session is too old, or lay idle too long, or was never opened by us. It notes the use."""
    proofs = get_authentication_records(request, user)
    if not proofs:
        return True
    opened, proved = moment(proofs[0]["at"]), moment(proofs[-1]["at"])
    seen = max(proved, moment(request.session.get(SEEN, 0)))
    if at - opened >= LONGEST or at - seen >= IDLE:
        return True
    if at - seen >= MINUTE:
        request.session[SEEN] = at.timestamp()
    return False


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def open_session(request: Request, user: User, *, method: str) -> None:
    """Sign a person in, under a new key. What this browser was signed in to before is gone.

    `method` is how they proved who they are, such as "invitation". A second factor comes after it, by
    `give_second_factor`. The journal has it, or it did not happen.
    """
    request.session.flush()
    record_authentication(request, user, method=method)
    get_adapter(request).login(request, user)


def begin(request: Request, user: User, *, onward: str, passkey: Authenticator | None = None) -> HttpResponse:
    """Somebody gave their passphrase, or used a passkey, which is two factors by itself.

    On to their second factor if they have one and owe it; else they are signed in.
    """
    request.session.flush()
    if passkey is None:
        record_authentication(request, user, method="password")
    else:
        post_authentication(request, passkey, passwordless=True)
    request.session[HALFWAY] = user.get_session_auth_hash()
    return see_other(
        perform_login(request, Login(user=user, email=user.email, redirect_url=onward or None)).url
    )


def halfway(request: Request) -> LoginStage | None:
    """Where somebody stands who gave the right passphrase in this session, and owes a second factor.

    Nowhere, if their passphrase or anything else of their account has changed since.
    """
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or stage.login.user is None or not stage.login.user.is_active:
        return None
    same = request.session.get(HALFWAY) == stage.login.user.get_session_auth_hash()
    return stage if same else None


def finish(request: Request, stage: LoginStage, authenticator: Authenticator) -> HttpResponse:
    """The second factor was given: the person is signed in."""
    authenticator.user = stage.login.user
    post_authentication(request, authenticator)
    return see_other(stage.exit().url)


def give_second_factor(request: Request, authenticator: Authenticator) -> None:
    """This session now has its second factor: its person has just shown that they hold it."""
    post_authentication(request, authenticator)
    go_on(request, authenticator.user)


def drop_second_factor(request: Request, user: User) -> None:
    """After the last authenticator is gone, this session has no second factor, and so its person no role."""
    if not has_second_factor(user):
        kept = [each for each in get_authentication_records(request, user) if each.get("method") != "mfa"]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    go_on(request, user)


def go_on(request: Request, user: User) -> None:
    """Keep this session, under a new key, when the sessions of its person have just been ended."""
    update_session_auth_hash(request, user)
    request.actor = actor_in(request, user, now())


def person(request: Request) -> User:
    """Whoever is signed in. Denied to strangers."""
    if request.actor.key is None or not isinstance(request.user, User):
        raise Denied("permission.denied", "You may not do this.")
    return User.objects.get(pk=request.user.pk)


def proved_lately(request: Request, at: datetime) -> bool:
    """Whether whoever sits there has shown a short while ago who they are."""
    given = proofs(request, person(request))
    return bool(given) and at - moment(given[-1]["at"]) < LATELY


def prove_again(request: Request, *, method: str, authenticator: Authenticator | None = None) -> None:
    """Whoever sits there has shown anew who they are."""
    user = person(request)
    if authenticator is None:
        record_authentication(request, user, method=method)
    else:
        authenticator.user = user
        post_authentication(request, authenticator)
    request.session.cycle_key()


def proofs(request: Request, user: User) -> list[dict[str, Any]]:
    """How the person has proved who they are in this session, oldest first."""
    return list(get_authentication_records(request, user))
