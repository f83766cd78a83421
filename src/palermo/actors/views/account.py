"""One's own page: name, roles, what one signs in with, and the last sign-ins."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from palermo.actors.adapters.session import go_on, person
from palermo.actors.forms.account import Profile
from palermo.actors.forms.sign_in import NewPassphrase
from palermo.actors.queries.accounts import last_sign_ins, own_factors, own_roles
from palermo.actors.services.accounts import change_passphrase, change_profile, sign_out_everywhere
from palermo.actors.views.again import lately
from palermo.kit.http import Request, answer_form, now, see_other, takes, told


@takes("GET", "HEAD", "POST")
def account(request: Request) -> HttpResponse:
    user, at = person(request), now()
    if request.method != "POST":
        form = Profile(initial={"name": user.name, "language": user.language, "seen": user.version})
        return account_page(request, form)
    form = Profile(request.POST)
    if not form.is_valid():
        return account_page(request, form)
    change_profile(user, **form.cleaned_data, by=request.actor, at=at)
    with override(user.language):
        told(request, _("Saved."))
        return see_other(reverse("account"))


def account_page(request: Request, form: Profile) -> HttpResponse:
    user, actor = person(request), request.actor
    context: dict[str, Any] = {
        "person": user,
        "held": own_factors(actor, user),
        "roles": own_roles(actor, user, now()),
        "sign_ins": last_sign_ins(actor, user),
    }
    return answer_form(request, "actors/account.html", context, form)


@takes("GET", "HEAD", "POST")
@lately
def passphrase(request: Request) -> HttpResponse:
    """Another passphrase, or a first one; the other sessions of the person end."""
    user = person(request)
    form = NewPassphrase(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        return answer_form(request, "actors/passphrase.html", {"person": user}, form)
    change_passphrase(user, form.cleaned_data["new"], by=request.actor, at=now())
    go_on(request, user)
    told(request, _("Your passphrase is changed. You are signed out everywhere else."))
    return see_other(reverse("account"))


@takes("GET", "HEAD", "POST")
def sign_out_elsewhere(request: Request) -> HttpResponse:
    """Asks first: somebody may be writing elsewhere."""
    user = person(request)
    if request.method != "POST":
        return render(request, "actors/sign_out_elsewhere.html")
    sign_out_everywhere(user, by=request.actor, at=now())
    go_on(request, user)
    told(request, _("You are signed out everywhere else."))
    return see_other(reverse("account"))
