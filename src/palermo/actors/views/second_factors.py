"""Authenticator, passkeys and recovery codes of one's own."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors.adapters import authenticators, passkeys
from palermo.actors.adapters.session import drop_second_factor, give_second_factor, go_on, person
from palermo.actors.forms.account import NewPasskey, Nothing, PasskeyName
from palermo.actors.forms.sign_in import AppCode
from palermo.actors.models import User
from palermo.actors.queries.accounts import Passkey, own_factors, own_roles
from palermo.actors.services import second_factors as services
from palermo.actors.views.again import lately
from palermo.actors.views.sign_in import refused
from palermo.core.errors import Missing
from palermo.kit.http import ABSENT, Request, answer_form, download, now, see_other, takes, told

Type = Authenticator.Type


def index(request: Request) -> HttpResponse:
    """What there is, and what can be added."""
    user = person(request)
    context = {"held": own_factors(request.actor, user), "roles": own_roles(request.actor, user, now())}
    return render(request, "actors/second_factors.html", context)


@takes("GET", "HEAD", "POST")
@lately
def app(request: Request) -> HttpResponse:
    """An authenticator app: it takes a secret, by picture or by hand, and shows a code as a proof."""
    user = person(request)
    if own_factors(request.actor, user).app is not None:
        return see_other(reverse("mfa_deactivate_totp"))
    form = AppCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        secret = authenticators.new_secret(request)
        row = services.add_app(user, secret, form.cleaned_data["code"], by=request.actor, at=now())
        if row is not None:
            authenticators.forget_secret(request)
            give_second_factor(request, row)
            told(
                request, _("Your authenticator is set up. Keep these recovery codes for the day it is lost.")
            )
            return see_other(reverse("mfa_view_recovery_codes"))
        form.add_error(
            "code", _("This is not the code of that secret. Wait for the next one, and type that.")
        )
    secret = authenticators.new_secret(request)
    return answer_form(request, "actors/app.html", {"secret": authenticators.spelled(secret)}, form)


@lately
def picture(request: Request) -> HttpResponse:
    """The secret of the app that is being set up, to be read by a camera."""
    user = person(request)
    if own_factors(request.actor, user).app is not None or not authenticators.has_secret(request):
        raise Missing("page.missing", ABSENT)
    return HttpResponse(
        authenticators.picture(user, authenticators.new_secret(request)), content_type="image/svg+xml"
    )


@takes("GET", "HEAD", "POST")
@lately
def app_off(request: Request) -> HttpResponse:
    user = person(request)
    if own_factors(request.actor, user).app is None:
        return see_other(reverse("mfa_activate_totp"))
    if request.method != "POST":
        return removal_page(request, user, _("Remove the authenticator"))
    services.remove(user, Type.TOTP, by=request.actor, at=now())
    drop_second_factor(request, user)
    told(request, _("The authenticator is removed. Its codes are not taken any more."))
    return see_other(reverse("mfa_index"))


@takes("GET", "HEAD", "POST")
@lately
def passkey_add(request: Request) -> HttpResponse:
    user = person(request)
    if request.method != "POST":
        return passkey_page(request, user, NewPasskey(initial={"name": next_name(request, user)}))
    form = NewPasskey(request.POST)
    if not form.is_valid():
        return passkey_page(request, user, form)
    credential = passkeys.added(form.cleaned_data["credential"])
    if credential is None:
        form.add_error(None, refused())
        return passkey_page(request, user, form)
    first = not own_factors(request.actor, user).any
    row = services.add_passkey(user, form.cleaned_data["name"], credential, by=request.actor, at=now())
    give_second_factor(request, row)
    told(request, _("The passkey is added."))
    return see_other(reverse("mfa_view_recovery_codes" if first else "mfa_list_webauthn"))


def passkey_page(request: Request, user: User, form: NewPasskey) -> HttpResponse:
    """A browser answers a question once: each page asks a new one."""
    works = passkeys.possible(request.get_host())
    context = {"options": passkeys.options_to_add(user), "passkeys_work": works}
    return answer_form(request, "actors/passkey_add.html", context, form)


def next_name(request: Request, user: User) -> str:
    count = len(own_factors(request.actor, user).passkeys)
    return _("Passkey %(number)s") % {"number": count + 1}


def passkey_list(request: Request) -> HttpResponse:
    user = person(request)
    return render(request, "actors/passkeys.html", {"held": own_factors(request.actor, user)})


@takes("GET", "HEAD", "POST")
@lately
def passkey_rename(request: Request, pk: int) -> HttpResponse:
    user = person(request)
    held = own_passkey(request, user, pk)
    form = PasskeyName(request.POST if request.method == "POST" else None, initial={"name": held.name})
    if not form.is_valid():
        return answer_form(request, "actors/passkey_rename.html", {"passkey": held}, form)
    services.rename_passkey(user, pk, form.cleaned_data["name"], by=request.actor, at=now())
    told(request, _("Saved."))
    return see_other(reverse("mfa_list_webauthn"))


@takes("GET", "HEAD", "POST")
@lately
def passkey_remove(request: Request, pk: int) -> HttpResponse:
    user = person(request)
    held = own_passkey(request, user, pk)
    if request.method != "POST":
        return removal_page(request, user, _("Remove the passkey “%(name)s”") % {"name": held.name})
    services.remove(user, Type.WEBAUTHN, pk, by=request.actor, at=now())
    drop_second_factor(request, user)
    told(request, _("The passkey is removed."))
    return see_other(reverse("mfa_list_webauthn"))


def own_passkey(request: Request, user: User, pk: int) -> Passkey:
    for each in own_factors(request.actor, user).passkeys:
        if each.pk == pk:
            return each
    raise Missing("page.missing", ABSENT)


def removal_page(request: Request, user: User, heading: str) -> HttpResponse:
    """Asks, and says before what goes with the last one."""
    context: dict[str, Any] = {
        "heading": heading,
        "held": own_factors(request.actor, user),
        "roles": own_roles(request.actor, user, now()),
    }
    return answer_form(request, "actors/second_factor_remove.html", context, Nothing())


@lately
def recovery_codes(request: Request) -> HttpResponse:
    user = person(request)
    held = own_factors(request.actor, user)
    if held.recovery is None:
        raise Missing("page.missing", ABSENT)
    return render(request, "actors/recovery_codes.html", {"codes": spelled(held.codes)})


@takes("GET", "HEAD", "POST")
@lately
def recovery_codes_anew(request: Request) -> HttpResponse:
    user = person(request)
    held = own_factors(request.actor, user)
    if not held.any:
        raise Missing("page.missing", ABSENT)
    if request.method != "POST":
        return answer_form(request, "actors/recovery_codes_anew.html", {"held": held}, Nothing())
    services.make_recovery_codes(user, by=request.actor, at=now())
    go_on(request, user)
    told(request, _("These codes are new. The old ones are void."))
    return see_other(reverse("mfa_view_recovery_codes"))


@lately
def recovery_codes_file(request: Request) -> HttpResponse:
    user = person(request)
    codes = own_factors(request.actor, user).codes
    if not codes:
        raise Missing("page.missing", ABSENT)
    lines = ["Palermo", user.email, "", *spelled(codes), ""]
    return download("\r\n".join(lines).encode(), "palermo-recovery-codes.txt", "text/plain; charset=utf-8")


def spelled(codes: list[str]) -> list[str]:
    return [f"{code[:4]} {code[4:]}" for code in codes]
