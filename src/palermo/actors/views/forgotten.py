"""A passphrase was forgotten: a link by mail leads to a new one. Nobody learns which addresses are known."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop

from palermo.actors.adapters.clients import client_address
from palermo.actors.forms.sign_in import Forgotten, NewPassphrase
from palermo.actors.queries.accounts import user_of_link
from palermo.actors.services.resetting import ask_for_link, reset_passphrase
from palermo.actors.views.sign_in import slowed
from palermo.core.errors import Missing
from palermo.kit.http import Request, answer_form, now, see_other, takes
from palermo.kit.mail import origin_of

IN_SESSION, HELD = "new", "reset_link"  # the last part of the address once the key is held in the session


@takes("GET", "HEAD", "POST")
def forgotten(request: Request) -> HttpResponse:
    form = Forgotten(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return answer_form(request, "actors/forgotten.html", {}, form)
    outcome = ask_for_link(
        form.cleaned_data["email"], origin=origin_of(request), address=client_address(request), at=now()
    )
    if outcome.wait is not None:
        form.refuse(outcome)
        return slowed(answer_form(request, "actors/forgotten.html", {}, form), outcome)
    return see_other(reverse("account_reset_password_done"))


def sent(request: Request) -> HttpResponse:
    """The same, whether or not there is such an account."""
    return render(request, "actors/forgotten_sent.html")


@takes("GET", "HEAD", "POST")
def new_passphrase(request: Request, uidb36: str, key: str) -> HttpResponse:
    """The link of the mail. Its key goes into the session at once, so that no address tells it to anybody."""
    held = request.session.get(HELD, "") if key == IN_SESSION else key
    user = user_of_link(uidb36, held)
    if user is None:
        raise unknown_link()
    if key != IN_SESSION:
        request.session[HELD] = held
        return see_other(reverse("account_reset_password_from_key", args=[uidb36, IN_SESSION]))
    form = NewPassphrase(request.POST if request.method == "POST" else None, user=user)
    if not form.is_valid():
        return answer_form(request, "actors/forgotten_new.html", {"person": user}, form)
    if not reset_passphrase(user, held, form.cleaned_data["new"], at=now()):
        raise unknown_link()
    logout(request)
    return see_other(reverse("account_reset_password_from_key_done"))


def unknown_link() -> Missing:
    sentence = gettext_noop("This link leads nowhere: it was used already, or it is older than an hour.")
    return Missing("link.unknown", sentence)


def done(request: Request) -> HttpResponse:
    return render(request, "actors/forgotten_done.html")
