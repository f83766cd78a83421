"""Showing anew who one is, before a step that a borrowed session must not take."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from palermo.actors.adapters import passkeys
from palermo.actors.adapters.clients import client_address, device_of
from palermo.actors.adapters.session import person, prove_again, proved_lately
from palermo.actors.forms.account import Nothing
from palermo.actors.forms.sign_in import Code, Passphrase
from palermo.actors.models import User
from palermo.actors.queries.accounts import factors_of
from palermo.actors.services.signing_in import try_passphrase
from palermo.actors.views.sign_in import onward, refused, slowed, try_a_code
from palermo.kit.http import Request, answer_form, now, see_other, takes

View = Callable[..., HttpResponse]


def lately(view: View) -> View:
    """A view for whoever showed lately who they are; others are asked first, and come back to it."""

    @wraps(view)
    def asks(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        user = person(request)
        if proved_lately(request, now()) or not ways(user):
            return view(request, *args, **kwargs)
        return see_other(f"{reverse(ways(user)[0])}?{urlencode({'next': request.get_full_path()})}")

    return asks


def ways(user: User) -> list[str]:
    """By which pages this person can show who they are, the easiest first."""
    held = factors_of(user)
    there = {
        "account_reauthenticate": user.has_usable_password(),
        "mfa_reauthenticate_webauthn": bool(held.passkeys),
        "mfa_reauthenticate": held.app is not None or bool(held.codes),
    }
    return [name for name, is_there in there.items() if is_there]


@takes("GET", "HEAD", "POST")
def by_passphrase(request: Request) -> HttpResponse:
    user = person(request)
    if request.method != "POST":
        return page(request, user, "account_reauthenticate", Passphrase())
    form = Passphrase(request.POST)
    if not form.is_valid():
        return page(request, user, "account_reauthenticate", form)
    seen_from = {"address": client_address(request), "device": device_of(request, user.email)}
    passphrase = form.cleaned_data["passphrase"]
    outcome = try_passphrase(user.email, passphrase, **seen_from, by=request.actor, at=now())
    if outcome.user is not None:
        prove_again(request, method="password")
        return see_other(onward(request) or reverse("account"))
    form.refuse(outcome)
    return slowed(page(request, user, "account_reauthenticate", form), outcome)


@takes("GET", "HEAD", "POST")
def by_code(request: Request) -> HttpResponse:
    user = person(request)
    if request.method != "POST":
        return page(request, user, "mfa_reauthenticate", Code())
    form = Code(request.POST)
    if not form.is_valid():
        return page(request, user, "mfa_reauthenticate", form)
    outcome = try_a_code(request, user, form)
    if outcome.authenticator is not None:
        prove_again(request, method="mfa", authenticator=outcome.authenticator)
        return see_other(onward(request) or reverse("account"))
    form.refuse(outcome)
    return slowed(page(request, user, "mfa_reauthenticate", form), outcome)


@takes("GET", "HEAD", "POST")
def by_passkey(request: Request) -> HttpResponse:
    user = person(request)
    if request.method != "POST":
        return page(
            request, user, "mfa_reauthenticate_webauthn", Nothing(), options=passkeys.options_to_use(user)
        )
    found = passkeys.used(request.POST.get("credential", ""), user)
    if found is not None:
        prove_again(request, method="mfa", authenticator=found)
        return see_other(onward(request) or reverse("account"))
    more = {"options": passkeys.options_to_use(user), "passkey_error": refused()}
    answer = page(request, user, "mfa_reauthenticate_webauthn", Nothing(), **more)
    if answer.status_code == 200:  # and not on to another way, where there is no passkey
        answer.status_code = 422
    return answer


def page(request: Request, user: User, way: str, form: Any, **more: Any) -> HttpResponse:
    """The page of one way; it names the others that this person has."""
    if way not in ways(user):
        return see_other(reverse((ways(user) or ["account"])[0]))
    query = f"?{urlencode({'next': onward(request)})}" if onward(request) else ""
    names = {
        "account_reauthenticate": _("By passphrase"),
        "mfa_reauthenticate_webauthn": _("By passkey"),
        "mfa_reauthenticate": _("By code"),
    }
    others = [(names[other], reverse(other) + query) for other in ways(user) if other != way]
    works = passkeys.possible(request.get_host())
    context = {"onward": onward(request), "others": others, "passkeys_work": works, **more}
    return answer_form(request, "actors/again.html", context, form)
