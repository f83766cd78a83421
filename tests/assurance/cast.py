"""Everyone who may come: each with the same cookies at every request, whatever an answer says of them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from json import dumps, loads
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.http.cookie import SimpleCookie
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from palermo.actors.models import User
from palermo.kit.models import changed
from tests import factories
from tests.actors.door import PASSPHRASE, SECRET, Passkey
from tests.assurance.policy import LIKE
from tests.conftest import session_of

FORM = "application/x-www-form-urlencoded"
# What somebody may say of themselves who is nobody: names of roles, of staff, of machines.
CLAIMS = {
    "Remote-User": "administrator",
    "X-Remote-User": "administrator",
    "X-Forwarded-User": "administrator@example.org",
    "X-Role": "administrator",
    "Authorization": "Bearer administrator",
    "X-Forwarded-For": "127.0.0.1",
    "X-Original-URL": "/en/about/",
    "X-Rewrite-URL": "/en/about/",
    "X-HTTP-Method-Override": "GET",
}
FORGED = (
    "palermo_session=00000000000000000000000000000000; sessionid=x; actor=administrator; role=administrator"
)
FOR_STATES = {"chair", "bureau", "focal_point", "ministry_delegate", "expert", "desk_officer"}


class Environments(RequestFactory):
    """What a server tells the program of a request."""

    def request(self, **request: Any) -> Any:
        base: Any = super()
        return base._base_environ(**request)


FACTORY = Environments()


class Visitor(NamedTuple):
    """Somebody with a browser; `like` is the role under which the policy knows them."""

    name: str
    like: str
    cookies: str = ""
    headers: Mapping[str, str] = {}
    user: User | None = None


class Answer(NamedTuple):
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@cache
def handler(csrf: bool) -> ClientHandler:
    """The whole of the program, as a server calls it. Nothing is raised: what fails is a page with 500."""
    return ClientHandler(enforce_csrf_checks=csrf)


def ask(
    visitor: Visitor,
    verb: str,
    path: str,
    data: bytes = b"",
    *,
    content_type: str = FORM,
    csrf: bool = False,
    secure: bool = False,
    cookies: str = "",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """What the visitor is answered; `cookies` come beside those that the visitor has."""
    given: dict[str, Any] = {}
    held = "; ".join(each for each in (visitor.cookies, cookies) if each)
    if held:
        given["HTTP_COOKIE"] = held
    said = {**visitor.headers, **(headers or {})}
    environ: Any = FACTORY.generic(verb, path, data, content_type, secure, headers=said, **given)
    answer: Any = handler(csrf)(environ)
    return told(answer)


def told(answer: HttpResponse) -> Answer:
    streamed = getattr(answer, "streaming_content", None)
    body = answer.content if streamed is None else b"".join(streamed)
    cookies = [("Set-Cookie", morsel.OutputString()) for _name, morsel in sorted(answer.cookies.items())]
    return Answer(answer.status_code, (*answer.items(), *cookies), body)


# ── who comes ─────────────────────────────────────────────────────────────────────────────────────


def cast() -> dict[str, Visitor]:
    """One visitor for each name of the policy."""
    made = {name: visitor(name) for name in LIKE}
    say_changed()
    return made


def say_changed() -> None:
    """Nothing that was remembered of rows is remembered any more: rows were made without a service."""
    for app in apps.get_app_configs():
        if app.name.startswith("palermo."):
            changed(app.name)


def visitor(name: str) -> Visitor:
    like = LIKE[name]
    match name:
        case "stranger":
            return Visitor(name, like)
        case "stranger with claims":
            return Visitor(name, like, headers=CLAIMS)
        case "stranger with a forged session":
            return Visitor(name, like, cookies=FORGED)
    user = factories.user(email=address_of(name), name=f"A {name}", password=hashed())
    for role, behalf in roles_of(name):
        give(user, role, name, behalf)
    if "with one factor" not in name:
        give_factors(user)
    cookies = cookies_of(user, name)
    return Visitor(name, like, cookies, user=User.objects.get(pk=user.pk))


def address_of(name: str) -> str:
    return f"{name.replace(' ', '-').lower()}@example.org"


def user_of(name: str) -> User | None:
    """Whose rows are the visitor's own; nobody's where a stranger comes."""
    return User.objects.filter(email=address_of(name)).first()


@cache
def hashed() -> str:
    return make_password(PASSPHRASE)


@cache
def credential() -> str:
    """What a browser sends when it makes a passkey."""
    user, challenge = {"id": "MQ"}, "AAAAAAAAAAAAAAAAAAAAAA"
    return Passkey().create(dumps({"publicKey": {"user": user, "challenge": challenge}}))


def give_factors(user: User) -> None:
    """An app, recovery codes and a passkey."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    give_passkey(user)


def give_passkey(user: User) -> Authenticator:
    return WebAuthn.add(user, "A passkey", loads(credential())).instance


def roles_of(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The roles that somebody has, or had, and for whom."""
    xa, xb = {"state": factories.state()}, {"state": factories.state("XBB", "XB")}
    match name:
        case "reader":
            return []
        case "secretary of two States":  # which the services refuse, and the rows allow
            return [("focal_point", xa), ("focal_point", xb), ("secretariat", {})]
    role = name.split(maxsplit=1)[0]
    if role == "partner":
        return [(role, {"organization": factories.organization()})]
    if role not in FOR_STATES:
        return [(role, {})]
    return [(role, xb if name.endswith("of XBB") else xa)]


def give(user: User, role: str, name: str, behalf: Mapping[str, Any]) -> None:
    now = datetime.now(UTC)
    if name.endswith("whose role ended"):
        period = {"since": now - timedelta(days=9), "until": now - timedelta(minutes=1)}
    elif name.endswith("whose role is to come"):
        period = {"since": now + timedelta(days=1)}
    else:
        period = {"since": now - timedelta(days=9)}
    factories.delegation(user=user, role=role, **behalf, **period)


AGO = {
    "of an hour ago": timedelta(hours=1),
    "with a session left idle": timedelta(hours=3),
    "with a session of yesterday": timedelta(hours=13),
}
OVER = ("with a session left idle", "with a session of yesterday")


def cookies_of(user: User, name: str) -> str:
    """The session that somebody has, in the state that their name says."""
    if name.endswith("halfway in"):
        return halfway(user)
    client = session_of(user, second_factor=not name.endswith("with one factor"))
    session = client.session
    for said, ago in AGO.items():
        if name.endswith(said):
            for proof in session["account_authentication_methods"]:
                proof["at"] -= ago.total_seconds()
    if "setting up" in name:
        session["mfa.totp.secret"] = SECRET
    if not name.endswith(OVER):  # used lately, however long a test takes: no request notes it anew
        session["seen"] = (datetime.now(UTC) + timedelta(hours=2)).timestamp()
    session.save()
    if name.endswith("deactivated"):
        user.is_active = False
    if name.endswith("whose sessions were ended"):
        user.sessions_token = "f" * 32
    user.save()
    return jar(client.cookies)


def halfway(user: User) -> str:
    """The cookies of somebody who gave the right passphrase, and whose second factor is awaited."""
    client = Client()
    answer = client.post("/en/sign-in/", {"email": user.email, "passphrase": PASSPHRASE})
    assert (answer.status_code, answer["Location"]) == (303, "/en/sign-in/second-factor/")
    return jar(client.cookies)


def jar(cookies: SimpleCookie) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
