"""The last steps of the way in: a second factor, recovery codes, and where one was going."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries, services
from palermo.actors.adapters import authenticators, passkeys
from palermo.actors.adapters.session import give_second_factor, go_on, person
from palermo.actors.forms.account import Nothing
from palermo.actors.forms.sign_in import AppCode
from palermo.actors.models import User
from palermo.actors.queries.accounts import own_factors, own_roles
from palermo.actors.services import second_factors
from palermo.actors.views.again import lately
from palermo.actors.views.joining import told_of
from palermo.actors.views.second_factors import spelled
from palermo.actors.views.sign_in import refused
from palermo.kit.http import Request, answer_form, now, see_other, takes, told
from palermo.kit.templatetags.kit import here


@takes("GET", "HEAD", "POST")
@lately
def second_factor(request: Request) -> HttpResponse:
    """A code of an authenticator, or a passkey. Until there is one, no role counts."""
    user = person(request)
    if own_factors(request.actor, user).any:
        return see_other(onward(request))
    form = AppCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        secret = authenticators.new_secret(request)
        code = form.cleaned_data["code"]
        row = second_factors.add_app(user, secret, code, by=request.actor, at=now())
        if row is not None:
            authenticators.forget_secret(request)
            give_second_factor(request, row)
            return see_other(reverse("people:recovery_codes"))
        form.add_error(
            "code", _("This is not the code of that secret. Wait for the next one, and type that.")
        )
    return second_factor_page(request, user, form)


@takes("GET", "HEAD", "POST")
@lately
def second_passkey(request: Request) -> HttpResponse:
    """A passkey beside a passphrase."""
    user = person(request)
    if own_factors(request.actor, user).any:
        return see_other(onward(request))
    if request.method != "POST":
        return see_other(reverse("people:second_factor"))
    credential = passkeys.added(request.POST.get("credential", ""))
    if credential is None:
        answer = second_factor_page(request, user, AppCode(), passkey_error=refused())
        answer.status_code = 422
        return answer
    row = second_factors.add_passkey(user, _("Passkey"), credential, by=request.actor, at=now())
    give_second_factor(request, row)
    return see_other(reverse("people:recovery_codes"))


def second_factor_page(request: Request, user: User, form: AppCode, **more: str) -> HttpResponse:
    context = {
        "section": "account",
        "secret": authenticators.spelled(authenticators.new_secret(request)),
        "options": passkeys.options_to_add(user),
        "passkeys_work": passkeys.possible(request.get_host()),
        **more,
    }
    return answer_form(request, "actors/join_second_factor.html", context, form)


@takes("GET", "HEAD", "POST")
@lately
def recovery_codes(request: Request) -> HttpResponse:
    """Shown, to be kept; then on to where one was going."""
    user = person(request)
    held = own_factors(request.actor, user)
    if not held.any:
        return see_other(reverse("people:second_factor"))
    if request.method == "POST":
        told(request, welcome(request, user))
        return see_other(onward(request))
    return render(
        request, "actors/join_codes.html", {"codes": spelled(held.codes), "onward": onward(request)}
    )


def onward(request: Request) -> str:
    """The page of the State or organization that somebody acts for; else the first one."""
    actor = request.actor
    if actor.state:
        return reverse("state", args=[actor.state])
    if actor.organization:
        for each in queries.organizations(actor).filter(key=actor.organization):
            return reverse("organization", args=[each.slug])
    return reverse("home")


def welcome(request: Request, user: User) -> str:
    """Who has come, in which role, and in whose place."""
    held = own_roles(request.actor, user, now())
    if not held:
        return _("Welcome, %(name)s.") % {"name": user.name}
    newest = held[-1]
    named = {"name": user.name, "capacity": queries.capacity_of(newest, here())}
    if newest.replaces is None:
        return _("Welcome, %(name)s. Your part here: %(capacity)s.") % named
    before = newest.replaces.user
    return _(
        "Welcome, %(name)s. Your part here: %(capacity)s. You take over from %(before)s: "
        "what was drafted and what was still to be done is yours."
    ) % {**named, "before": before.name or before.email}


@takes("GET", "HEAD", "POST")
def role(request: Request, pk: int) -> HttpResponse:
    """A further role for somebody who is signed in: it is theirs once they say yes."""
    found = queries.own_invitation(request.actor, pk, now())
    if request.method != "POST":
        return answer_form(request, "actors/join_role.html", {"found": found, **told_of(found)}, Nothing())
    user = person(request)
    services.accept(pk, by=request.actor, at=now())
    go_on(request, User.objects.get(pk=user.pk))
    if request.lacks_second_factor:
        return see_other(reverse("people:second_factor"))
    told(request, welcome(request, user))
    return see_other(onward(request))
