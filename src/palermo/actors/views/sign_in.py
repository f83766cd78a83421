"""The way in and out: by passphrase and second factor, or by passkey."""

from typing import Any

from django.contrib.auth import logout
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from palermo.actors.adapters import passkeys
from palermo.actors.adapters.clients import client_address, device_of
from palermo.actors.adapters.session import begin, finish, halfway, person
from palermo.actors.forms.sign_in import Code, SignIn, paused
from palermo.actors.models import User
from palermo.actors.queries.accounts import factors_of
from palermo.actors.services.signing_in import (
    Outcome,
    ask_for_challenge,
    signed_out,
    try_code,
    try_passphrase,
)
from palermo.core.actor import PUBLIC
from palermo.kit.http import Request, answer_form, now, see_other, takes


@takes("GET", "HEAD", "POST")
def sign_in(request: Request) -> HttpResponse:
    """E-mail address and passphrase. Nothing is compared before the try is counted."""
    if request.actor.key is not None:
        return see_other(onward(request) or reverse("home"))
    if request.method != "POST":
        return sign_in_page(request, SignIn())
    form = SignIn(request.POST)
    if not form.is_valid():
        return sign_in_page(request, form)
    email, passphrase = form.cleaned_data["email"], form.cleaned_data["passphrase"]
    seen_from = {"address": client_address(request), "device": device_of(request, email)}
    outcome = try_passphrase(email, passphrase, **seen_from, by=PUBLIC, at=now())
    if outcome.user is not None:
        return begin(request, outcome.user, onward=onward(request))
    form.refuse(outcome)
    return slowed(sign_in_page(request, form), outcome)


def sign_in_page(request: Request, form: Form, **more: Any) -> HttpResponse:
    passkeys_work = passkeys.possible(request.get_host())
    context = {"onward": onward(request), "passkeys_work": passkeys_work, **more}
    return answer_form(request, "actors/sign_in.html", context, form)


@takes("GET", "HEAD", "POST")
def passkey(request: Request) -> HttpResponse:
    """What a browser is to answer with one of its passkeys; and its answer, which signs its person in."""
    if request.actor.key is not None:
        return see_other(onward(request) or reverse("home"))
    if request.method != "POST":
        if request.session.session_key is None:
            outcome = ask_for_challenge(client_address(request), now())
            if outcome.wait is not None:
                page = sign_in_page(request, SignIn(), passkey_error=paused(outcome.wait))
                return slowed(page, outcome)
        return HttpResponse(passkeys.options_to_use(), content_type="application/json")
    found = passkeys.used(request.POST.get("credential", ""))
    if found is None:
        answer = sign_in_page(request, SignIn(), passkey_error=refused())
        answer.status_code = 422
        return answer
    return begin(request, found.user, onward=onward(request), passkey=found)


@takes("GET", "HEAD", "POST")
def second_factor(request: Request) -> HttpResponse:
    """A code, a recovery code or a passkey, from whoever gave the right passphrase in this session."""
    stage = halfway(request)
    if stage is None:
        return see_other(reverse("account_login"))
    user: User = stage.login.user
    if request.method != "POST":
        return second_factor_page(request, user, Code())
    if "credential" in request.POST:
        found = passkeys.used(request.POST["credential"], user)
        if found is not None:
            return finish(request, stage, found)
        answer = second_factor_page(request, user, Code(), passkey_error=refused())
        answer.status_code = 422
        return answer
    form = Code(request.POST)
    if not form.is_valid():
        return second_factor_page(request, user, form)
    outcome = try_a_code(request, user, form)
    if outcome.authenticator is not None:
        return finish(request, stage, outcome.authenticator)
    form.refuse(outcome)
    return slowed(second_factor_page(request, user, form), outcome)


def second_factor_page(request: Request, user: User, form: Form, **more: Any) -> HttpResponse:
    held = factors_of(user)
    options = passkeys.options_to_use(user) if held.passkeys else None
    works = passkeys.possible(request.get_host())
    context = {"held": held, "options": options, "passkeys_work": works, **more}
    return answer_form(request, "actors/second_factor.html", context, form)


def try_a_code(request: Request, user: User, form: Code) -> Outcome:
    seen_from = {"address": client_address(request), "device": device_of(request, user.email)}
    return try_code(user, form.cleaned_data["code"], **seen_from, by=request.actor, at=now())


@takes("GET", "HEAD", "POST")
def sign_out(request: Request) -> HttpResponse:
    """Asks first; only what a form sends ends a session."""
    if request.method == "POST" and request.actor.key is not None:
        with transaction.atomic():
            signed_out(person(request), by=request.actor, at=now())
            logout(request)
        return see_other(reverse("account_logout"))
    return render(request, "actors/sign_out.html")


def onward(request: HttpRequest) -> str:
    """Where to go after signing in, if the address says so and it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts, secure = {request.get_host()}, request.is_secure()
    return wanted if url_has_allowed_host_and_scheme(wanted, hosts, require_https=secure) else ""


def slowed(answer: HttpResponse, outcome: Outcome) -> HttpResponse:
    """The status of a pause, for programs; the page says the same in words."""
    if outcome.wait is not None:
        answer.status_code = 429
        answer["Retry-After"] = str(int(outcome.wait.total_seconds()) + 1)
    return answer


def refused() -> str:
    return _("This passkey was not taken. Try again, or sign in another way.")
